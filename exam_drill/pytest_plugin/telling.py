"""What pytest shows of a question that fails, and what it warns of.

QuestionReport ─ show_report ───▶ Shown: rows with styles, the place of the worst of it, one line for the summary
Problem, … ──── show_problems ──▶   │
                                    ├─ toterminal ─▶ broken to the width, in colours if pytest has any
                                    ├─ str ────────▶ unbroken, for JUnit's XML and logs
                                    └─ to_json ────▶ … from_json: from a process of pytest-xdist to the first one
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from rich.text import Text

from exam_drill.i18n import say
from exam_drill.i18n.aims import aim_names
from exam_drill.layout import GAP, WIDEST, Row, prose, wrap
from exam_drill.problem import Problem
from exam_drill.quality import Finding, QuestionReport
from exam_drill.question import Language, Place
from exam_drill.report.notices import Notice, notice_of, notices_of
from exam_drill.report.text import blank_rows, problem_rows
from exam_drill.sandbox import SandboxError, TooLittleError
from exam_drill.visible import visible

# The words of our styles as pytest's terminal knows them.
_MARKUP = {"bold": "bold", "red": "red", "green": "green", "yellow": "yellow", "magenta": "purple", "dim": "light"}
_FINDINGS = frozenset(map(str, Finding))
PREFIX = "exam_drill."  # of the properties that a report has
CACHED, UNCONFINED, TROUBLE = f"{PREFIX}cached", f"{PREFIX}not_enforced", f"{PREFIX}cache_trouble"
_LEAD = "exam_drill: "
_Piece = tuple[str, str]  # a text and its style


@dataclass(frozen=True, slots=True)
class Crash:
    """Where and what, in short: by these names pytest and its plugins ask for it."""

    path: str
    lineno: int
    message: str


@dataclass(frozen=True)
class Shown:
    """A failure as pytest shows it."""

    reprcrash: Crash
    rows: tuple[Row, ...] = ()

    @property
    def message(self) -> str:
        """What was found, in one line."""
        return self.reprcrash.message

    def toterminal(self, tw: Any) -> None:
        """Writes it to a TerminalWriter."""
        write_rows(self.rows, tw)

    def __str__(self) -> str:
        return "\n".join(row.plain for row in self.rows)

    def to_json(self) -> dict[str, Any]:
        """As plain data."""
        crash = self.reprcrash
        rows = [[_pieces(row.lead), _pieces(row.body), row.code] for row in self.rows]
        return {"crash": [crash.path, crash.lineno, crash.message], "rows": rows}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Shown:
        """What `to_json` gave."""
        rows = tuple(Row(_text(body), _text(lead), code) for lead, body, code in data["rows"])
        return cls(Crash(*data["crash"]), rows)


def show_report(report: QuestionReport, language: Language) -> Shown:
    """Every blank that is not plainly proven, with its options, their verdicts and the evidence, and what to do."""
    notices = notices_of(report, language)
    rows: list[Row] = []
    for blank in report.blanks:
        own = [notice for notice in notices if notice.label == blank.label]
        if own:
            rows += [*([GAP] if rows else []), *blank_rows(report, blank, language), *_advice(own)]
    worst = next((notice for notice in notices if notice.rule in _FINDINGS), notices[0])
    return Shown(_crash(worst, _short(report, worst, language), len(notices) - 1, language), tuple(rows))


def show_problems(problems: Sequence[Problem], language: Language) -> Shown:
    """Mistakes of a question, or of a file, each with its place and its mend."""
    first = notice_of(problems[0], language)
    crash = _crash(first, f"{first.rule}: {first.sentence}", len(problems) - 1, language)
    return Shown(crash, tuple(problem_rows(problems, language)))


def show_machinery(error: BaseException, language: Language) -> str | None:
    """Why nothing could be judged, if the sandbox says so; None for any other error."""
    if isinstance(error, TooLittleError):
        return say(language, "pytest.refused", aims=aim_names(error.missing, language))
    if isinstance(error, SandboxError):
        return say(language, "report.sandbox-failed", error=error)
    return None


def warnings_of(report: QuestionReport, language: Language) -> Iterator[tuple[Place, str]]:
    """Each warning with its place, its kind first."""
    for notice in notices_of(report, language):
        region = notice.region
        yield Place(region.path, region.line, region.column), f"{_named(report, notice)}: {notice.sentence}"


def summary_rows(told: Sequence[Mapping[str, object]], language: Language) -> Iterator[Row]:
    """What is said under the results of a session; `told` are the properties of each question."""
    cached = sum(properties.get(CACHED) == "yes" for properties in told)
    if cached:
        yield from prose(say(language, "pytest.cached", cached=cached, questions=len(told)), lead=_LEAD)
    unconfined = dict.fromkeys(aim for properties in told for aim in str(properties.get(UNCONFINED, "")).split())
    if unconfined:
        aims = aim_names(unconfined, language)
        yield from prose(say(language, "report.unconfined", aims=aims), "yellow", lead=_LEAD)
    for trouble in dict.fromkeys(str(properties[TROUBLE]) for properties in told if TROUBLE in properties):
        yield from prose(visible(trouble), "yellow", lead=_LEAD)


def write_rows(rows: Iterable[Row], tw: Any) -> None:
    """Writes rows to pytest's TerminalWriter, broken to its width, in colours if it has any."""
    for line in wrap(rows, max(min(tw.fullwidth, WIDEST), 2)):
        line.rstrip()
        for text, style in _pieces(line):
            tw.write(text, **{_MARKUP[word]: True for word in style.split() if word in _MARKUP})
        tw.line()


def _advice(notices: Iterable[Notice]) -> Iterator[Row]:
    """What to do, each advice once."""
    for text in dict.fromkeys(notice.help for notice in notices):
        yield from prose(text, lead="  → ")


def _crash(notice: Notice, message: str, more: int, language: Language) -> Crash:
    if more:
        message = say(language, "pytest.and-more", message=message, more=more)
    return Crash(visible(notice.region.path), notice.region.line, message)


def _short(report: QuestionReport, notice: Notice, language: Language) -> str:
    """What was found, so short that it has its place in pytest's summary."""
    blank = next(blank for blank in report.blanks if blank.label == notice.label)
    if notice.rule not in _FINDINGS or blank.failure is not None:
        return f"{_named(report, notice)}: {notice.sentence}"
    executed = " ".join(map(str, blank.executed)) or "–"
    answers = say(language, "pytest.answers", published=blank.published, executed=executed)
    return f"{_named(report, notice)}: {answers}"


def _named(report: QuestionReport, notice: Notice) -> str:
    """The code; with the blank, where there are others."""
    return f"{notice.rule}（{visible(notice.label)}）" if len(report.blanks) > 1 else notice.rule


def _pieces(text: Text) -> list[_Piece]:
    """The text in pieces that have one style each, which is the words of all styles that cover it."""
    spans = [(0, len(text.plain), str(text.style)), *((span.start, span.end, str(span.style)) for span in text.spans)]
    edges = sorted({0, len(text.plain), *(edge for start, end, _ in spans for edge in (start, end))})
    return [
        (text.plain[start:end], " ".join(style for low, high, style in spans if style and low <= start and end <= high))
        for start, end in pairwise(edges)
    ]


def _text(pieces: Iterable[Sequence[str]]) -> Text:
    return Text.assemble(*((text, style) for text, style in pieces))
