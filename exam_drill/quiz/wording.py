"""Small texts that several screens share; every text of a bank passes `exam_drill.visible` here."""

from __future__ import annotations

from collections.abc import Iterable

from exam_drill.i18n import say
from exam_drill.question import Language, Question
from exam_drill.quiz.session import Item
from exam_drill.visible import shortened, visible

_LONGEST_TITLE = 200


def title(question: Question, language: Language) -> str:
    """The question's title in one line, or ""."""
    return shortened(visible(question.title.read(language).strip()), _LONGEST_TITLE) if question.title else ""


def identity(question: Question) -> str:
    """The question's id."""
    return visible(question.id)


def sentence(language: Language, name: str, **parameters: object) -> str:
    """A sentence of the quiz; in Japanese a full-width parenthesis takes the place of the space after it."""
    text = say(language, f"quiz.{name}", **parameters)
    return text.replace("） ", "）") if language == "ja" else text


def blank_name(label: str) -> str:
    """A blank as it stands in the program."""
    return f"({visible(label)})"


def item_name(item: Item, language: Language) -> str:
    """The question's id, and which blank is asked where its program has several."""
    part, parts = item.part
    if parts == 1:
        return identity(item.question)
    blank = say(language, "quiz.part", blank=blank_name(item.label), part=part, parts=parts)
    return f"{identity(item.question)} · {blank}"


def option_name(item: Item, printed: int, language: Language) -> str:
    """An option by its shown number, with the printed one where it differs; the bare printed one if it is no option."""
    if printed not in item.order:
        return str(printed)
    shown = item.shown(printed)
    return str(shown) + (printed_number(printed, language) if shown != printed else "")


def printed_number(printed: int, language: Language) -> str:
    """A remark about the number that an option has in the source."""
    text = say(language, "quiz.printed-number", number=printed)
    return f"（{text}）" if language == "ja" else f" ({text})"


def option_names(item: Item, printed: Iterable[int], language: Language, joint: str) -> str:
    """Options by number, in the order in which they are shown; `joint` is what joins the last, `or` or `and`."""
    numbers = sorted(printed, key=lambda number: item.order.index(number) if number in item.order else 99)
    *first, last = (option_name(item, number, language) for number in numbers)
    return (say(language, f"quiz.{joint}").join((", ".join(first), last))) if first else last
