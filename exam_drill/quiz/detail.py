"""Everything about one question, as rows: what `exam-drill show` prints, and parts of what `preview` does."""

from __future__ import annotations

from collections.abc import Sequence

from exam_drill.i18n import say
from exam_drill.i18n.outline import describe_finding, describe_warning
from exam_drill.layout import GAP, Row, prose
from exam_drill.quality import BlankReport
from exam_drill.question import Language, Question
from exam_drill.quiz import style
from exam_drill.quiz.feedback import background, caution, evidence, heading
from exam_drill.quiz.grading import Judged, key
from exam_drill.quiz.listing import listing
from exam_drill.quiz.question_page import header_rows, hint_rows, option_rows, prompt_rows
from exam_drill.quiz.session import Item
from exam_drill.quiz.wording import blank_name, identity
from exam_drill.visible import visible

_HASH = 12  # digits of a hash that are shown


def detail_rows(items: Sequence[Item], judged: Judged | None, language: Language) -> list[Row]:
    """The question of these items (one for each blank); `judged` is None if nothing was run."""
    question = items[0].question
    labels = [item.label for item in items]
    rows = [
        *prose(identity(question), style.TITLE),
        *header_rows(question, language),
        *fact_rows(question, language),
        GAP,
        *([*prompt_rows(items[0], language), GAP] if question.prompt or len(items) == 1 else []),
        *listing(question.code.text, items[0].markers, labels),
    ]
    for item in items:
        rows += [GAP, *prose(blank_name(item.label), style.HEADING), *option_rows(item, language)]
    rows += [GAP, *hint_rows(items[0], language)] if question.hint else []
    for item in items:
        rows += _answer(item, judged, language)
    return [*rows, *background(question, language)]


def fact_rows(question: Question, language: Language) -> list[Row]:
    """Where the question stands in its bank, and what it is held against."""
    facts = (
        f"{say(language, 'quiz.show-place')} {visible(str(question.place))}",
        f"{say(language, 'quiz.show-reference')} {visible(str(question.reference))}",
    )
    return prose(" · ".join(facts), style.FAINT)


def answer_heading(item: Item, language: Language) -> str:
    """The heading over a blank's answer."""
    return say(language, "quiz.show-answer", blank=blank_name(item.label))


def published_rows(item: Item, language: Language) -> list[Row]:
    """Which option is said to be right."""
    return prose(say(language, "quiz.show-published", number=item.blank.answer), lead="  ")


def _answer(item: Item, judged: Judged | None, language: Language) -> list[Row]:
    rows = [GAP, *prose(answer_heading(item, language), style.HEADING), *published_rows(item, language)]
    known = key(item, {item.question.id: judged}) if judged is not None else None
    if known is None:
        return rows + prose(say(language, "quiz.show-not-run"), lead="  ") + evidence(item, None, language)
    if known.report is None:
        return rows + caution(item, known, language) + evidence(item, known, language)
    rows += finding_rows(known.report, language)
    return [*rows, *evidence(item, known, language), *proof_rows(known.report, language)]


def finding_rows(report: BlankReport, language: Language) -> list[Row]:
    """Which options are right when they are run, and what that proves."""
    numbers = ", ".join(map(str, report.executed)) or say(language, "quiz.show-none")
    colour = style.RIGHT if report.executed == (report.published,) else style.WRONG
    return [
        *prose(say(language, "quiz.show-executed", numbers=numbers), lead="  "),
        *prose(f"{report.finding}: {describe_finding(report, language)}", colour, lead="  "),
    ]


def proof_rows(report: BlankReport, language: Language) -> list[Row]:
    """The warnings and the receipt of a finding."""
    rows: list[Row] = []
    if report.warnings:
        rows += [GAP, *heading("show-warnings", language)]
    for warning in report.warnings:
        text = f"{warning.kind}: {describe_warning(warning, report, language)}"
        rows += prose(text, style.CAUTION, "! ", style.CAUTION)
    receipt = report.receipt
    if receipt is None:
        return rows
    versions = ", ".join(f"{name} {version}" for name, version in receipt.versions.items())
    margins = ", ".join(f"{number}: {margin:.3g}" for number, margin in sorted(receipt.margins.items()))
    hashes = {"question": receipt.question[:_HASH], "reference": receipt.reference[:_HASH]}
    made = {"seed": receipt.seed, "trials": receipt.trials, "versions": versions}
    return [
        *rows,
        GAP,
        *heading("show-receipt", language),
        *prose(say(language, "quiz.show-hashes", **hashes), lead="  "),
        *prose(say(language, "quiz.show-trials", **made), lead="  "),
        *prose(say(language, "quiz.show-margins", margins=margins), lead="  "),
    ]
