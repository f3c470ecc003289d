"""What a check tells a machine, and where: one list that every report for machines is made of.

    QuestionReport ─┬─ blank こ: wrong_key ──▶ Notice  error    quizzes/gru.yaml:14:9-16  the published option
                    │                              └─ related  the option that matches, the line of `answer`
                    └─ blank こ: weak ───────▶ Notice  warning  quizzes/gru.yaml:16:9-20  the option
    Problem ─────────────────────────────────▶ Notice  error    quizzes/gru.yaml:19:13

A blank that is proven and has no warning gives none.  Paths and ids are as the bank has them, not yet made safe.
"""

from __future__ import annotations

import hashlib
import json
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from exam_drill.i18n import Shown, say, table
from exam_drill.i18n.evidence import describe
from exam_drill.i18n.outline import describe_finding, describe_warning
from exam_drill.problem import Problem
from exam_drill.quality import BlankReport, Finding, QualityWarning, QuestionReport, WarningKind
from exam_drill.question import LANGUAGES, Blank, Code, Language, Place
from exam_drill.verdict import Verdict

# Parameters of problems that name a place: they change when lines move.
_MOVING = frozenset({"line", "other"})
_DIGITS = 32  # of a fingerprint


class Level(StrEnum):
    """How much a notice weighs; the words are those of SARIF."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a notice goes by: a finding, a kind of warning, or the code of a problem.

    `level` is that of its notices where a warning is no finding.
    """

    id: str
    level: Level
    title: str  # what was found, in a few words
    help: str  # what it means, and what to do


@dataclass(frozen=True, slots=True)
class Region:
    """Where something stands.  Line 0 is the file or folder as a whole; `end_column` is behind the last character.

    An end of None is not known.  Of an option that YAML writes with escapes the end is that of its value.
    """

    path: str
    line: int
    column: int
    end_line: int | None = None
    end_column: int | None = None

    def __str__(self) -> str:
        return str(Place(self.path, self.line, self.column))


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a notice is about, and what is there."""

    region: Region
    sentence: str


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that is told, in the language that was asked for."""

    level: Level
    rule: str  # id of its Rule
    sentence: str
    help: str  # of the rule
    region: Region
    fingerprint: str  # stays the same when lines move, and when files do, where it is about a question
    question: str | None = None  # id
    label: str = ""  # of the blank
    options: tuple[int, ...] = ()  # the first one is at `region`
    printed_in: tuple[int, ...] = ()  # as in QuestionReport
    detail: str = ""  # what the runs of the option at `region` showed
    related: tuple[Related, ...] = ()

    @property
    def name(self) -> str:
        """The question and its blank, as all reports name them: `id [1]（こ）`; "" if it is about none."""
        return name_of(self.question or "", self.label, self.printed_in)


def name_of(question: str, label: str = "", printed_in: tuple[int, ...] = ()) -> str:
    """A question's id, with the sources whose print was judged, and its blank."""
    printed = f" [{','.join(map(str, printed_in))}]" if printed_in else ""
    return question + printed + (f"（{label}）" if label else "")


def notices_of(report: QuestionReport, language: Language, *, strict: bool = False) -> tuple[Notice, ...]:
    """All that is to be told of a question, blank by blank; if `strict`, a warning weighs as much as a finding."""
    return tuple(notice for blank in report.blanks for notice in notices_of_blank(report, blank, language, strict))


def notices_of_blank(report: QuestionReport, blank: BlankReport, language: Language, strict: bool) -> Iterator[Notice]:
    """The finding, if it is not proven, and then the warnings."""
    question = report.question
    known = question.blank(blank.label)
    if blank.finding is not Finding.PROVEN:
        numbers, region = _found_at(report, blank, known)
        yield Notice(
            level=Level.ERROR,
            rule=str(blank.finding),
            sentence=describe_finding(blank, language),
            help=rule(str(blank.finding), language).help,
            region=region,
            fingerprint=_fingerprint(blank.finding, question.id, blank.label, report.printed_in),
            question=question.id,
            label=blank.label,
            options=numbers,
            printed_in=report.printed_in,
            detail=_evidence(blank, numbers[0], language) if numbers else "",
            related=tuple(_related(blank, known, numbers, language)),
        )
    for warning in blank.warnings:
        yield _warned(report, blank, warning, Level.ERROR if strict else Level.WARNING, language)


def notice_of(problem: Problem, language: Language) -> Notice:
    """A mistake of a bank."""
    place = problem.place
    own = {key: value for key, value in problem.parameters.items() if key not in _MOVING}
    return Notice(
        level=Level.ERROR,
        rule=problem.code,
        sentence=say(language, f"problems.{problem.code}", **problem.parameters),
        help=rule(problem.code, language).help,
        region=Region(place.path, place.line, place.column),
        fingerprint=_fingerprint(problem.code, problem.question or place.path, own),
        question=problem.question,
    )


def rule(name: str, language: Language) -> Rule:
    """The rule with this id; KeyError if there is none."""
    if name in table("problems"):
        return Rule(name, Level.ERROR, _template(name, language), say(language, "notices.help-problem", code=name))
    level = Level.WARNING if name in set(WarningKind) else Level.ERROR
    return Rule(name, level, say(language, f"notices.title-{name}"), say(language, f"notices.help-{name}"))


def rules(language: Language) -> tuple[Rule, ...]:
    """Every rule of findings and warnings, in the order of the documentation; those of problems are many."""
    found = [str(finding) for finding in Finding if finding is not Finding.PROVEN]
    return tuple(rule(name, language) for name in (*found, *map(str, WarningKind)))


def _template(code: str, language: Language) -> str:
    """The sentence of a problem with … for what it is about."""
    sentence = table("problems")[code][LANGUAGES.index(language)]
    return sentence.format_map({field: Shown("…") for _, field, _, _ in string.Formatter().parse(sentence) if field})


def _found_at(report: QuestionReport, blank: BlankReport, known: Blank) -> tuple[tuple[int, ...], Region]:
    """The options that a finding is about, and where the first of them stands; else where the fault is."""
    if blank.finding in (Finding.WRONG_KEY, Finding.NO_MATCH):
        numbers = (known.answer, *blank.executed)
    elif blank.finding is Finding.AMBIGUOUS:  # the one that is right unasked for comes first
        numbers = tuple(sorted(blank.executed, key=lambda number: number == known.answer))
    else:
        numbers = ()
    if numbers and numbers[0] <= len(known.options):  # a print may publish an answer that is no option
        return numbers, _region_of(known.options[numbers[0] - 1].code)
    place = (blank.failure.place if blank.failure is not None else None) or blank.place or report.question.place
    if blank.finding is Finding.INVALID and blank.verdicts and blank.verdicts[0].reason is not None:
        place = blank.verdicts[0].reason.place or place
    return (), Region(place.path, place.line, place.column)


def _related(blank: BlankReport, known: Blank, numbers: tuple[int, ...], language: Language) -> Iterator[Related]:
    """The other options that were run, those that the finding names first, and the line of the answer."""
    others = [verdict.number for verdict in blank.verdicts if verdict.number not in numbers]
    if blank.finding is not Finding.NO_MATCH:
        others = []
    for number in (*numbers[1:], *others):
        yield Related(_region_of(known.options[number - 1].code), _evidence(blank, number, language))
    if numbers:
        answer = Region(known.place.path, known.place.line, known.place.column)
        yield Related(answer, say(language, "notices.answer", published=blank.published))


def _warned(
    report: QuestionReport, blank: BlankReport, warning: QualityWarning, level: Level, language: Language
) -> Notice:
    question = report.question
    known = question.blank(blank.label)
    codes = [known.options[number - 1].code for number in warning.options]
    place = blank.place or question.place
    if warning.kind is WarningKind.ERRATA_WITHOUT_EFFECT and question.errata:
        place = question.errata[0].place
    return Notice(
        level=level,
        rule=str(warning.kind),
        sentence=describe_warning(warning, blank, language),
        help=rule(str(warning.kind), language).help,
        region=_region_of(codes[0]) if codes else Region(place.path, place.line, place.column),
        fingerprint=_fingerprint(
            warning.kind, question.id, blank.label, report.printed_in, [code.text for code in codes]
        ),
        question=question.id,
        label=blank.label,
        options=warning.options,
        printed_in=report.printed_in,
        detail=_evidence(blank, warning.options[0], language) if warning.options else "",
        related=tuple(
            Related(_region_of(code), _evidence(blank, number, language))
            for number, code in zip(warning.options[1:], codes[1:], strict=True)
        ),
    )


def _evidence(blank: BlankReport, number: int, language: Language) -> str:
    """`option 3: differs …`."""
    verdict = _verdict(blank, number)
    evidence = describe(verdict, language) if verdict is not None else ""
    return say(language, "notices.option", number=number, evidence=evidence)


def _verdict(blank: BlankReport, number: int) -> Verdict | None:
    return next((verdict for verdict in blank.verdicts if verdict.number == number), None)


def _region_of(code: Code) -> Region:
    """From an option's first character to behind its last; the lines of a folded text all stand at its start."""
    first, last = code.lines[0], code.lines[-1]
    lines = code.text.split("\n")
    if len(lines) > 1 and first == last:
        return Region(first.path, first.line, first.column)
    return Region(first.path, first.line, first.column, last.line, last.column + len(lines[-1]))


def _fingerprint(*parts: object) -> str:
    text = json.dumps(parts, ensure_ascii=True, sort_keys=True, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def _plain(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else str(value)
