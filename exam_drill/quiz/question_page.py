"""What stands on the screen while a question is asked.

    State ─▶ Page(label, header, body rows, keys, notice)

This is all that the first screen needs; what an answer needs (`grading`, `feedback`, `summary`) is imported after it
was drawn, while the learner reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from exam_drill.cells import cell_len, pad
from exam_drill.i18n import say
from exam_drill.layout import GAP, Row, prose
from exam_drill.question import Language, Question
from exam_drill.quiz import style
from exam_drill.quiz.listing import code_lines, listing
from exam_drill.quiz.session import Item, Notice, State
from exam_drill.quiz.wording import blank_name, item_name, printed_number, title
from exam_drill.visible import visible, visible_text

if TYPE_CHECKING:
    from exam_drill.quiz.grading import Key

Keys = tuple[tuple[str, str], ...]  # the key, the name of what it does, with its table where that is not the quiz's


class Page(NamedTuple):
    """A screen's content.

    `focus` is the row from which the learner should read on, `context` one to show above it.  `options` are the rows at
    which the options to choose from begin, and the one after the last; nothing once the question is answered.
    """

    label: str
    header: tuple[Row, ...]
    body: tuple[Row, ...]
    keys: Keys
    notice: str = ""
    context: int | None = None
    focus: int | None = None
    options: tuple[int, ...] = ()


def question_page(state: State, language: Language, known: Key | None = None, feedback: Sequence[Row] = ()) -> Page:
    """The page of the item on the screen, with what is `known` to be right, and the feedback if it is answered."""
    item, answered = state.item, state.answer is not None
    above = [*question_rows(item, language), GAP]
    groups = _options(item, language, state.answer, known)
    if state.hides_options:
        groups = [prose(say(language, "typed.hidden"), style.FAINT)]
    options = [row for group in groups for row in group]
    below: list[Row] = []
    if state.position in state.hinted and item.question.hint:
        below += [GAP, *hint_rows(item, language)]
    if feedback:
        below += [GAP, *feedback]
    label = f"{state.position + 1}/{len(state.items)} · {item_name(item, language)}"
    if item.again:
        label += " · " + say(language, "quiz.again", turn=item.again + 1)
    if state.earlier:
        label += " · " + say(language, "quiz.round", round=state.round)
    return Page(
        label,
        header_rows(item.question, language),
        (*above, *options, *below),
        _question_keys(state, known=known is not None),
        remark(state.notice, language),
        context=len(above) if below else None,
        focus=len(above) + len(options) if below else None,
        options=() if answered or state.hides_options else tuple(accumulate(map(len, groups), initial=len(above))),
    )


def remark(notice: Notice | None, language: Language) -> str:
    """The sentence of a notice, or ""."""
    if notice is None:
        return ""
    return say(language, f"quiz.{notice.code}", **notice.parameters)


def _question_keys(state: State, *, known: bool) -> Keys:
    """The keys that work while a question is on the screen."""
    if state.answer is None:
        numbers: Keys = () if state.hides_options else ((f"1–{len(state.item.order)}", "answer"),)
        helps: Keys = (("?", "hint"), ("i", "why.key-names"))
        return (*numbers, ("t", "typed.key-type"), *helps, ("s", "skip"), ("b", "back"), ("q", "quit"))
    undo: Keys = (("u", "undo"),) if state.undoable == state.item.turn else ()
    looks: Keys = (("i", "why.key-why"), ("d", "why.key-other"))
    return (("Enter", "next") if known else ("s", "next"), *looks, *undo, ("b", "back"), ("q", "quit"))


def header_rows(question: Question, language: Language) -> tuple[Row, ...]:
    """Title, syllabus, difficulty and tags: one row, or none."""
    notes: list[str] = []
    if question.syllabus:
        notes.append(say(language, "quiz.syllabus", number=question.syllabus))
    if question.difficulty:
        level = say(language, f"quiz.difficulty-{question.difficulty}")
        notes.append(say(language, "quiz.difficulty", difficulty=level))
    if question.tags:
        notes.append(", ".join(visible(tag) for tag in question.tags))
    name = title(question, language)
    body = Text.assemble((name, style.TITLE), "  " if name and notes else "", (" · ".join(notes), style.FAINT))
    return (Row(body),) if body.plain else ()


def question_rows(item: Item, language: Language) -> list[Row]:
    """The prompt and the program."""
    return [*prompt_rows(item, language), GAP, *listing(item.question.code.text, item.markers, (item.label,))]


def prompt_rows(item: Item, language: Language) -> list[Row]:
    """The prompt, or what it says when the bank gives none."""
    prompt = item.question.prompt
    if prompt is None:
        return prose(say(language, "quiz.default-prompt", blank=blank_name(item.label)))
    return prose(visible_text(prompt.read(language)).strip("\n"))


def option_rows(item: Item, language: Language, chosen: int | None = None, known: Key | None = None) -> list[Row]:
    """The options; with ○ and × and words for what is `known` to be right, and what was chosen."""
    return [row for rows in _options(item, language, chosen, known) for row in rows]


def _options(item: Item, language: Language, chosen: int | None, known: Key | None) -> list[list[Row]]:
    """The rows of each option."""
    right = known.right if known else ()
    options: list[list[Row]] = []
    for shown, option in enumerate(item.options, start=1):
        mark, colour, word = " ", style.KEY, ""
        if option.number == chosen:
            word, mark = say(language, "quiz.yours"), ("×" if right else "▸")
            colour = style.WRONG if right else style.NOTICE
        if option.number in right:
            mark, colour = "○", style.RIGHT
            word = f"{word} · " * bool(word) + say(language, "quiz.correct")
        lines = code_lines(option.code.text)
        if chosen is not None and shown != option.number:
            lines[-1].append("  " + printed_number(option.number, language).strip(), style.FAINT)
        if word:
            lines[-1].append(f"  ← {word}", colour)
        first = f"{pad(mark, cell_len('○'))} {shown:>2}  "
        leads = [first, *[" " * cell_len(first)] * (len(lines) - 1)]
        options.append([Row(line, Text(lead, colour), code=True) for line, lead in zip(lines, leads, strict=True)])
    return options


def hint_rows(item: Item, language: Language) -> list[Row]:
    """The hint; empty if there is none."""
    if item.question.hint is None:
        return []
    lead = say(language, "quiz.hint") + "  "
    return prose(visible_text(item.question.hint.read(language)), lead=lead, lead_style=style.HEADING)
