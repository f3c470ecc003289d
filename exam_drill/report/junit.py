"""The report as JUnit XML, which every service of CI reads.

    testsuites ─ testsuite  quizzes/gru/gru.yaml ─┬─ testcase  gru-state-update（こ）                      proven
                                                 ├─ testcase  gru-reset-gate（さ）  ─ failure wrong_key   not proven
                                                 ├─ testcase  gru-candidate        ─ error   duplicate-key   a mistake
                                                 └─ testcase  gru-last（し）         ─ skipped               left out

A failure is what the options show; an error is what kept them from being judged.  There is at most one of them for a
test case, because most readers look at no more.  `JunitWriter` tells file and line of each test case, as GitLab and
actions of GitHub want it; `XunitWriter` leaves them out, as the schema of Jenkins' xUnit plugin wants it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

from exam_drill import __version__
from exam_drill.checking.summary import Summary
from exam_drill.i18n import say
from exam_drill.problem import Problem
from exam_drill.quality import BlankReport, Finding, QuestionReport
from exam_drill.question import Language
from exam_drill.report.evidence import evidence_lines
from exam_drill.report.notices import Level, Notice, name_of, notice_of, notices_of_blank
from exam_drill.report.writer import Outlet, Start, spool
from exam_drill.report.xml_text import XmlStream, exact, shown, shown_line

_ERRORS = frozenset(map(str, (Finding.REFERENCE_FAILED, Finding.INVALID)))  # no option is to blame


@dataclass(slots=True)
class _Suite:
    """What has been written of one file's test cases: how many of which kind, and from where to where in the spool."""

    file: str  # as it is named for machines
    tests: int = 0
    failures: int = 0
    errors: int = 0
    skipped: int = 0
    cached: int = 0  # whose evidence is that of an earlier run
    pieces: list[tuple[int, int]] = field(default_factory=list)

    def count(self, kind: str) -> None:
        """Counts one test case by the element in it."""
        self.tests += 1
        self.failures += kind == "failure"
        self.errors += kind == "error"
        self.skipped += kind == "skipped"


class JunitWriter:
    """One test suite a file, one test case a blank; a mistake of the bank is one, too."""

    places = True

    def __init__(self, outlet: Outlet) -> None:
        self._outlet, self._language = outlet, outlet.language
        self._start = Start()
        self._open = ExitStack()
        self._spool = self._open.enter_context(spool())
        self._suites: dict[str, _Suite] = {}

    def begin(self, start: Start) -> None:
        """Before the first question."""
        self._start = start

    def question(self, report: QuestionReport) -> None:
        """A test case for each blank."""
        for blank in report.blanks:
            notices = list(notices_of_blank(report, blank, self._language, self._start.strict))
            self._case(
                report.question.place.path,
                name_of(report.question.id, blank.label, report.printed_in),
                notices[0].region.line if notices else report.question.place.line,
                *self._outcome(report, blank, notices),
            )
            self._suites[report.question.place.path].cached += report.cached

    def end(self, summary: Summary) -> None:
        """Mistakes and what was left out, and then all of it, file by file."""
        for (path, name), problems in _grouped(summary.problems).items():
            self._problems(path, name, problems)
        if summary.left_out.questions:
            message = say(self._language, "notices.not-judged", seconds=f"{summary.budget or 0:g}")
            for question, place in zip(summary.left_out.questions, summary.left_out.places, strict=True):
                self._case(place.path, question, place.line, "skipped", f'    <skipped message="{shown(message)}"/>\n')
        self._write(summary)
        self.close()

    def close(self) -> None:
        """Forgets what has not been written.  Safe to call twice."""
        self._open.close()

    def _outcome(self, report: QuestionReport, blank: BlankReport, notices: list[Notice]) -> tuple[str, str]:
        """The name of the element that tells how a test case ended, "" if it passed, and what stands in the case."""
        if not notices:
            return "", ""
        text = shown("\n".join(_told(report, blank, notices, self._language)))
        worst = next((notice for notice in notices if notice.level is Level.ERROR), None)
        if worst is None:
            return "", f"    <system-out>{text}</system-out>\n"
        kind = "error" if worst.rule in _ERRORS else "failure"
        return kind, _element(kind, worst.rule, worst.sentence, text)

    def _problems(self, path: str, name: str, problems: list[Problem]) -> None:
        notices = [notice_of(problem, self._language) for problem in problems]
        text = "\n".join(f"{notice.region}: {notice.rule}: {notice.sentence}" for notice in notices)
        first = notices[0]
        self._case(path, name, first.region.line, "error", _element("error", first.rule, first.sentence, shown(text)))

    def _case(self, path: str, name: str, line: int, kind: str, content: str) -> None:
        suite = self._suites.get(path)
        if suite is None:
            suite = self._suites[path] = _Suite(self._outlet.surroundings.name(path))
        suite.count(kind)
        place = f' file="{exact(suite.file)}"' + (f' line="{line}"' if line else "") if self.places else ""
        head = f'    <testcase classname="{exact(_class_name(suite.file))}" name="{shown_line(name)}"{place}'
        begin = self._spool.length
        self._spool.write(f"{head}>\n{content}    </testcase>\n" if content else f"{head}/>\n")
        if suite.pieces and suite.pieces[-1][1] == begin:
            begin = suite.pieces.pop()[0]
        suite.pieces.append((begin, self._spool.length))

    def _write(self, summary: Summary) -> None:
        stream = XmlStream(self._outlet.stream, self._outlet.encoding)
        counts = {
            "tests": sum(suite.tests for suite in self._suites.values()),
            "failures": sum(suite.failures for suite in self._suites.values()),
            "errors": sum(suite.errors for suite in self._suites.values()),
        }
        told = "".join(f' {name}="{count}"' for name, count in counts.items())
        stream.write('<?xml version="1.0" encoding="utf-8"?>\n')
        stream.write(f'<testsuites name="exam-drill check"{told} time="{summary.seconds:.3f}">\n')
        for number, suite in enumerate(self._suites.values()):
            stream.write(self._head(number, suite))
            for begin, finish in suite.pieces:
                self._spool.pour(stream, begin, finish)
            stream.write("  </testsuite>\n")
        stream.write("</testsuites>\n")

    def _head(self, number: int, suite: _Suite) -> str:
        file = exact(suite.file)
        began = self._outlet.surroundings.began
        moment = f' timestamp="{began:%Y-%m-%dT%H:%M:%S}"' if began else ""
        properties = {
            "exam-drill": __version__,
            "as-printed": str(self._start.as_printed).lower(),
            "strict": str(self._start.strict).lower(),
            "cached": str(suite.cached),
        }
        return (
            f'  <testsuite name="{file}" id="{number}" file="{file}"{moment} tests="{suite.tests}"'
            f' failures="{suite.failures}" errors="{suite.errors}" skipped="{suite.skipped}">\n    <properties>\n'
            + "".join(f'      <property name="{name}" value="{value}"/>\n' for name, value in properties.items())
            + "    </properties>\n"
        )


class XunitWriter(JunitWriter):
    """The same without the place of each test case."""

    places = False


def _told(report: QuestionReport, blank: BlankReport, notices: list[Notice], language: Language) -> Iterator[str]:
    yield str(notices[0].region)
    yield from evidence_lines(report, blank, language)
    yield from dict.fromkeys(notice.help for notice in notices)


def _element(kind: str, rule: str, message: str, text: str) -> str:
    return f'      <{kind} type="{shown_line(rule)}" message="{shown_line(message)}">{text}</{kind}>\n'


def _class_name(file: str) -> str:
    """A file's path as readers expect a class: `quizzes.gru.gru`."""
    stem = file.rsplit(".", 1)[0] if file.endswith((".yaml", ".yml")) else file
    return ".".join(part for part in stem.split("/") if part not in ("", ".", "..")) or "exam-drill"


def _grouped(problems: Iterable[Problem]) -> dict[tuple[str, str], list[Problem]]:
    """The problems of each test case: those of one question together, those of none each by itself."""
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        if problem.question is not None:
            groups.setdefault((problem.place.path, problem.question), []).append(problem)
            continue
        name, count = problem.code, 1
        while (problem.place.path, name) in groups:
            count += 1
            name = f"{problem.code} {count}"
        groups[problem.place.path, name] = [problem]
    return groups
