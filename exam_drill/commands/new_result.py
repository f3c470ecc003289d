"""What `exam-drill new` says when it is through: what was proven, what is wrong, and what comes next."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence

from rich.text import Text as RichText

from exam_drill.cells import cell_len
from exam_drill.cli import COMMANDS
from exam_drill.editing import DraftOption, Harm
from exam_drill.i18n import say
from exam_drill.i18n.evidence import describe
from exam_drill.i18n.outline import describe_finding, describe_warning
from exam_drill.layout import Row, prose
from exam_drill.problem import Problem
from exam_drill.quality import BlankReport, Finding, QuestionReport
from exam_drill.question import Language, Question
from exam_drill.verdict import VerdictKind
from exam_drill.visible import visible, visible_text

_FOLLOWING = ("preview", "suggest", "lint", "quiz")
_MOST = 20  # lines that one reason may take


def report_rows(report: QuestionReport, language: Language) -> Iterator[Row]:
    """The finding of each blank, and what each of its options showed."""
    for blank in report.blanks:
        proven = blank.finding is Finding.PROVEN
        lead = RichText.assemble(f"({blank.label}) ", (str(blank.finding), "green" if proven else "bold red"), ": ")
        yield Row(RichText.assemble(lead, describe_finding(blank, language)))
        if blank.finding not in (Finding.REFERENCE_FAILED, Finding.INVALID):
            yield from _options(report.question, blank, language)
        for warning in blank.warnings:
            lead = RichText(f"  {warning.kind}: ", "yellow")
            yield Row(RichText.assemble(lead, describe_warning(warning, blank, language)))


def _options(question: Question, blank: BlankReport, language: Language) -> Iterator[Row]:
    codes = {option.number: option.code.text for option in question.blank(blank.label).options}
    for verdict in blank.verdicts:
        right = verdict.kind is VerdictKind.MATCHES
        code = visible_text(codes[verdict.number]).replace("\n", " ⏎ ")
        yield Row(RichText(code), RichText(f"  {'○' if right else '×'} {verdict.number}  "), code=True)
        if not right:
            yield from prose(f"{verdict.kind}: {describe(verdict, language)}", "dim", lead=" " * (cell_len("○") + 6))


def option_rows(options: Sequence[DraftOption], language: Language) -> Iterator[Row]:
    """Proposed options with their numbers, each with why it is wrong."""
    for number, option in enumerate(options, 1):
        lead = f"  [{number}] "
        for line in visible_text(option.code).split("\n"):
            yield Row(RichText(line, "bold"), RichText(lead), code=True)
            lead = " " * len(lead)
        if option.why is not None:
            yield from prose(visible_text(option.why.read(language)), lead=" " * len(lead))


def problem_lines(problems: Sequence[Problem], language: Language) -> list[str]:
    """Problems, a line each."""
    lines = [
        f"{visible(str(problem.place))}: {problem.code}: "
        + say(language, f"problems.{problem.code}", **problem.parameters)
        for problem in problems
    ]
    return list(dict.fromkeys(lines))[:_MOST]


def harm_lines(found: Sequence[Harm], path: str, language: Language) -> list[str]:
    """What would have been broken."""
    lines = (f"  {say(language, f'editing.{harm.code}', **harm.parameters)}" for harm in found[:_MOST])
    return [say(language, "editing.harmful", path=path), *lines]


def next_lines(identity: str, path: str, language: Language) -> Iterator[str]:
    """The commands that one wants next."""
    yield say(language, "new.next")
    file = shlex.quote(path)
    for command in _FOLLOWING:
        if command in COMMANDS:
            yield (
                f"  exam-drill {command} {identity} {file}"
                if command in ("preview", "suggest")
                else (f"  exam-drill {command} {file}")
            )
