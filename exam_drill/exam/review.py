"""Looking at an exam again, question by question, once it is over.

result ─ w, f, a ─▶ Review(the wrong ones, the flagged ones, all) ─ n, b ─▶ … ─ o ─▶ result
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from exam_drill.exam.result import wrong_positions
from exam_drill.exam.result_rows import mark
from exam_drill.exam.sheet import Sheet
from exam_drill.i18n import say
from exam_drill.layout import GAP, Row, prose
from exam_drill.question import Language
from exam_drill.quiz import style
from exam_drill.quiz.feedback import background, caution, evidence, feedback
from exam_drill.quiz.grading import Reports, key
from exam_drill.quiz.question_page import Keys, Page, header_rows, option_rows, question_rows
from exam_drill.quiz.session import begin
from exam_drill.quiz.wording import item_name, option_names


class Which(StrEnum):
    """What is looked at again, by its key."""

    WRONG = "w"
    FLAGGED = "f"
    ALL = "a"


class Review(NamedTuple):
    """The result (`which` is None), or the blank at `positions[at]`."""

    which: Which | None = None
    positions: tuple[int, ...] = ()
    at: int = 0
    notice: str = ""  # a sentence of the table `exam`
    over: bool = False


def step(review: Review, word: str, sheet: Sheet, reports: Reports) -> Review:
    """The review after a key, or after a word of plain text."""
    review = review._replace(notice="")
    if word in ("q", "quit"):
        return review._replace(over=True)
    if word in set(Which):
        which = Which(word)
        positions = chosen(which, sheet, reports)
        return Review(which, positions) if positions else review._replace(notice=f"none-{which.name.lower()}")
    if review.which is None:
        return review._replace(notice="result-keys")
    if word in ("o", "overview"):
        return Review()
    if word in ("n", "enter", "space", "next"):
        last = review.at + 1 == len(review.positions)
        return Review(notice="review-end") if last else review._replace(at=review.at + 1)
    if word in ("b", "back"):
        return review._replace(at=review.at - 1) if review.at else Review()
    return review._replace(notice="review-keys")


def chosen(which: Which, sheet: Sheet, reports: Reports) -> tuple[int, ...]:
    """The positions to look at."""
    if which is Which.WRONG:
        return wrong_positions(sheet, reports)
    return sheet.flagged if which is Which.FLAGGED else tuple(range(len(sheet.slots)))


def review_page(review: Review, sheet: Sheet, reports: Reports, language: Language) -> Page:
    """The page of the blank that is looked at."""
    position = review.positions[review.at]
    item = sheet.slots[position].item
    above = [*question_rows(item, language), GAP]
    rows = answer_rows(sheet, position, reports, language)
    keys: Keys = (
        ("Enter", "next"),
        ("b", "back"),
        *_whiches(review.which),
        ("o", "exam.key-result"),
        ("q", "leave"),
    )
    label = f"{review_label(review, language)} · {position + 1} · {item_name(item, language)}"
    notice = say(language, f"exam.{review.notice}") if review.notice else ""
    body = (*above, *rows)
    return Page(label, header_rows(item.question, language), body, keys, notice, context=len(above), focus=len(above))


def review_label(review: Review, language: Language) -> str:
    """What is looked at, and how far one is."""
    name = say(language, f"exam.which-{(review.which or Which.ALL).name.lower()}")
    return f"{name} {review.at + 1}/{len(review.positions)}"


def answer_rows(sheet: Sheet, position: int, reports: Reports, language: Language) -> list[Row]:
    """The options, what was chosen, what is right, and what the runs showed."""
    slot = sheet.slots[position]
    item, known = slot.item, key(slot.item, reports)
    options = option_rows(item, language, slot.chosen, known)
    if slot.chosen is not None:
        state = begin((item,))._replace(answers=(slot.chosen,))
        return [*options, GAP, *feedback(state, slot.chosen, reports, language)]
    said = say(language, "exam.was-open")
    if known is None:
        return [*options, GAP, *prose(said, style.NOTICE)]
    if known.right:
        said = say(language, "exam.was-open-right", right=option_names(item, known.right, language, "or"))
    return [
        *options,
        GAP,
        *prose(said, style.WRONG, "- ", style.WRONG),
        *caution(item, known, language),
        *evidence(item, known, language),
        *background(item.question, language, renumbered=item.renumbered),
    ]


def result_keys(sheet: Sheet) -> Keys:
    """The keys of the result."""
    return (*_whiches(None, flagged=bool(sheet.flagged)), ("q", "leave"))


def _whiches(without: Which | None, *, flagged: bool = True) -> Keys:
    return tuple(
        (str(which), f"exam.key-{which.name.lower()}")
        for which in Which
        if which is not without and (flagged or which is not Which.FLAGGED)
    )


def heading_text(sheet: Sheet, position: int, reports: Reports, language: Language) -> str:
    """A blank and what became of it, in one line."""
    slot = sheet.slots[position]
    return f"{position + 1} · {item_name(slot.item, language)} · {mark(sheet, position, reports, language)}"
