"""What stands before an exam: how long it is, what it is drawn from, the rules; or the one that is not over.

Paper ─ entrance_page ─▶ Page          Sheet of an open exam ─ open_page ─▶ Page
"""

from __future__ import annotations

from exam_drill.cells import cell_len
from exam_drill.exam.clock import clock_text
from exam_drill.exam.pages import counts
from exam_drill.exam.paper import MINUTES, NUMBER, Part
from exam_drill.exam.sheet import Sheet
from exam_drill.i18n import say
from exam_drill.layout import GAP, Row, prose
from exam_drill.question import LANGUAGES, Language
from exam_drill.quiz import style
from exam_drill.quiz.question_page import Keys, Page
from exam_drill.syllabus import HEADINGS
from exam_drill.visible import visible


def heading_name(heading: str, language: Language) -> str:
    """A heading with its number, as far as the syllabus knows it."""
    if not heading:
        return say(language, "exam.no-heading")
    known = HEADINGS.get(heading)
    return f"{visible(heading)} {known[LANGUAGES.index(language)]}" if known else visible(heading)


def minutes_text(seconds: float) -> str:
    """A time in minutes, without a fraction where there is none."""
    return f"{seconds / 60:.1f}".removesuffix(".0")


def entrance_page(
    sheet: Sheet, parts: tuple[Part, ...], language: Language, warning: str = "", notice: str = ""
) -> Page:
    """The page before an exam begins."""
    keys: Keys = (("Enter", "exam.key-begin"), ("q", "leave"))
    return Page(say(language, "exam.title"), (), tuple(entrance_rows(sheet, parts, language, warning)), keys, notice)


def entrance_rows(sheet: Sheet, parts: tuple[Part, ...], language: Language, warning: str = "") -> list[Row]:
    """How long the exam is, what each heading gave, what the bank lacks, and the rules."""
    questions = len({slot.item.question.id for slot in sheet.slots})
    size = {"blanks": len(sheet.slots), "questions": questions, "minutes": minutes_text(sheet.clock.limit)}
    rows = prose(say(language, "exam.size", **size), style.TITLE)
    rows += prose(say(language, "exam.real", number=NUMBER, minutes=MINUTES), style.FAINT)
    if len(sheet.slots) < sheet.wanted:
        fewer = say(language, "exam.fewer", wanted=sheet.wanted, count=len(sheet.slots))
        rows += prose(fewer, style.CAUTION, "! ", style.CAUTION)
    if warning:
        rows += prose(warning, style.CAUTION, "! ", style.CAUTION)
    rows += [GAP, *prose(say(language, "exam.rules"), lead="- "), *prose(say(language, "exam.rules-clock"), lead="- ")]
    rows += [GAP, *prose(say(language, "exam.drawn"), style.HEADING)]
    names = [heading_name(part.heading, language) for part in parts]
    broadest = max(map(cell_len, names), default=0)
    for part, name in zip(parts, names, strict=True):
        given = say(language, "exam.drawn-of", drawn=part.drawn, available=part.available)
        rows += prose(given, lead="  " + name + " " * (broadest - cell_len(name)) + "  ")
    if sheet.missing:
        lacking = ", ".join(heading_name(heading, language) for heading in sheet.missing)
        rows += [GAP, *prose(say(language, "exam.lacking", headings=lacking), style.FAINT)]
    return rows


def open_page(sheet: Sheet, begun: str, language: Language, notice: str = "") -> Page:
    """The page where an exam is not over: to go on with, or to give up; `begun` tells when."""
    keys: Keys = (("Enter", "exam.key-resume"), ("g", "exam.key-give-up"), ("q", "leave"))
    return Page(say(language, "exam.title"), (), tuple(open_rows(sheet, begun, language)), keys, notice)


def open_rows(sheet: Sheet, begun: str, language: Language) -> list[Row]:
    """How the exam stands."""
    return [
        *prose(say(language, "exam.open-exam", begun=begun), style.TITLE),
        *prose(f"{say(language, 'exam.left', time=clock_text(sheet.clock.left))} · {counts(sheet, language)}"),
        *gone_rows(sheet, language),
    ]


def gone_rows(sheet: Sheet, language: Language) -> list[Row]:
    """That some questions are not what they were, if that is so."""
    if not sheet.gone:
        return []
    return prose(say(language, "exam.gone", count=len(sheet.gone)), style.CAUTION, "! ", style.CAUTION)


def give_up_page(language: Language, notice: str = "") -> Page:
    """The question whether to give up the open exam."""
    keys: Keys = (("y", "exam.key-give-up"), ("b", "back"))
    return Page(say(language, "exam.title"), (), tuple(prose(say(language, "exam.give-up"))), keys, notice)
