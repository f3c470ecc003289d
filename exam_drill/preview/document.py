"""A preview from its question: which parts, in which order.

page     the learner's screen for each blank, hint, runs, explanation and sources
table    trial × option
trial    the inputs, the expected value and what each option gave on one trial
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from exam_drill.i18n import say
from exam_drill.inspection import Inspection
from exam_drill.layout import GAP, prose
from exam_drill.preview.parts import Heading, Part, Rows, Screen, Sheet
from exam_drill.preview.runs import run_parts, table_parts, trial_parts
from exam_drill.quality import BlankReport, judge_question
from exam_drill.question import Language
from exam_drill.quiz import style
from exam_drill.quiz.detail import fact_rows
from exam_drill.quiz.feedback import background
from exam_drill.quiz.frame import compose, height
from exam_drill.quiz.question_page import Page, hint_rows, question_page
from exam_drill.quiz.session import Item, begin
from exam_drill.quiz.wording import identity

_USUAL = 24  # rows of a terminal that nobody has made larger


class Wish(NamedTuple):
    """What is to be shown: these items of one question, of which `blanks` are asked for, with one option or all.

    `trial` is 0 where no single trial was asked for.
    """

    items: tuple[Item, ...]
    blanks: tuple[str, ...]
    option: int | None = None
    page: bool = True
    table: bool = False
    trial: int = 0


def document(
    wish: Wish, inspection: Inspection | None, columns: int, sheet: Sheet, language: Language
) -> Iterator[Part]:
    """The parts of a preview, for a quiz on so many columns; the inspection is None if nothing was run."""
    question = wish.items[0].question
    items = [item for item in wish.items if item.label in wish.blanks]
    yield Heading(identity(question), 1)
    yield Rows(tuple(fact_rows(question, language)))
    reports = _reports(inspection)
    if wish.page:
        yield from _screens(wish, columns, language)
        hint = hint_rows(items[0], language)
        if hint:
            yield Rows(tuple(hint))
        for item in items:
            if inspection is not None and item.label in reports:
                yield from run_parts(item, reports[item.label], inspection, wish.option, sheet, language)
        renumbered = any(item.renumbered for item in items)
        rows = background(question, language, renumbered=renumbered)
        if rows:
            yield Rows(tuple(rows[1:] if rows[0] == GAP else rows))
    if inspection is None or not inspection.trials:
        return
    failure = inspection.evaluation.failure
    if wish.table and failure is None:
        yield from table_parts(items, inspection, wish.option, language)
    trial = wish.trial or (failure and int(failure.parameters.get("trial", 1)))
    if trial:
        yield from trial_parts(items, trial, inspection, wish.option, sheet, language)


def _reports(inspection: Inspection | None) -> dict[str, BlankReport]:
    if inspection is None:
        return {}
    return {report.label: report for report in judge_question(inspection.evaluation).blanks}


def _screens(wish: Wish, columns: int, language: Language) -> Iterator[Part]:
    """What the learner sees of each blank, and whether it all fits a usual terminal."""
    state = begin(wish.items)
    yield Heading(say(language, "preview.screen"), 2)
    for position, item in enumerate(wish.items):
        if item.label not in wish.blanks:
            continue
        page = question_page(state._replace(position=position), language)
        yield Screen(page)
        yield Rows(tuple(prose(_fit(page, columns, language), style.FAINT)))


def _fit(page: Page, columns: int, language: Language) -> str:
    """How many lines a page takes, and what a terminal of a usual size shows of it."""
    lines, frame = height(page, columns, language), compose(page, columns, _USUAL, None, language)
    if lines <= _USUAL:
        name = "fits"
    elif not frame.last:
        name = "fits-closely"
    else:
        name = "options-hidden" if len(frame.in_view) < len(page.options) - 1 else "scrolls"
    return say(language, f"preview.{name}", columns=columns, lines=lines, usual=_USUAL)
