"""The summary of a session: counts, and what to look at again."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from exam_drill.attempt import TYPED
from exam_drill.i18n import say
from exam_drill.layout import GAP, Row, prose
from exam_drill.question import Language
from exam_drill.quiz import style
from exam_drill.quiz.feedback import heading
from exam_drill.quiz.grading import Missed, Reports, Summary, summarise
from exam_drill.quiz.listing import highlighted
from exam_drill.quiz.session import Item, State
from exam_drill.quiz.wording import blank_name, identity, title
from exam_drill.visible import shortened, visible_text

_LONGEST_CODE = 120


def summary_rows(state: State, reports: Reports, language: Language) -> list[Row]:
    """The rounds' counts, what the last round missed, and the seed."""
    rows: list[Row] = []
    rounds = (*state.earlier, state)
    for number, one in enumerate(rounds, start=1):
        counts = summarise(one, reports)
        text = _score(counts, language)
        if len(rounds) > 1:
            text = say(language, "quiz.round", round=number) + ": " + text
        rows += prose(text, style.TITLE)
        rows += prose(" · ".join(_others(counts, language)), style.FAINT) if any(_others(counts, language)) else []
        if counts.unchecked:
            note = say(language, "quiz.count-unchecked", count=counts.unchecked)
            rows += prose(note, style.CAUTION, "! ", style.CAUTION)
    missed = summarise(state, reports).missed
    if not missed:
        done = summarise(state, reports)
        rows += [GAP, *prose(say(language, "quiz.none-missed"))] if done.answered else []
    else:
        rows += [GAP, *heading("missed", language)]
    for one_missed in missed:
        rows += _missed(one_missed, language)
    if state.seed is not None and not state.repeats:  # what was due is not asked in this order again
        rows += [GAP, *prose(say(language, "quiz.seed", seed=state.seed), style.FAINT)]
    return rows


def _score(counts: Summary, language: Language) -> str:
    if not counts.answered:
        return say(language, "quiz.score-none")
    name = "quiz.score" if counts.questions == counts.blanks else "quiz.score-blanks"
    return say(language, name, right=counts.right, answered=counts.answered)


def _others(counts: Summary, language: Language) -> Iterator[str]:
    if counts.questions != counts.blanks:
        yield say(language, "quiz.size", questions=counts.questions, blanks=counts.blanks)
    for name in ("skipped", "undecided", "pending", "unasked"):
        count = getattr(counts, name)
        if count:
            yield say(language, f"quiz.count-{name}", count=count)
    if counts.repeated:
        yield say(language, "quiz.count-repeated", count=counts.repeated, right=counts.repeated_right)


def _missed(missed: Missed, language: Language) -> Iterator[Row]:
    item = missed.item
    name = Text.assemble((identity(item.question), style.KEY))
    if item.part[1] > 1:
        name.append(" " + blank_name(item.label))
    if title(item.question, language):
        name.append("  " + title(item.question, language))
    yield Row(name, Text("- " if missed.chosen is None else "× ", style.WRONG))
    if missed.chosen is None:
        reason = "quiz.missed-skipped" if missed.skipped else "quiz.missed-unasked"
        yield from prose(say(language, reason), style.FAINT, "  ")
        return
    if missed.chosen == TYPED:
        yield _code(missed.text, f"  {say(language, 'typed.yours')}  ")
    else:
        yield _option(item, missed.chosen, "missed-chosen", language)
    for number in missed.right:
        yield _option(item, number, "missed-right", language)


def _option(item: Item, printed: int, name: str, language: Language) -> Row:
    shown = item.shown(printed)
    return _code(item.options[shown - 1].code.text, f"  {say(language, 'quiz.' + name)} {shown}  ")


def _code(text: str, lead: str) -> Row:
    """The first line of a piece of code."""
    first, *more = visible_text(text).strip().split("\n")
    code = shortened(first + (" …" if more else ""), _LONGEST_CODE)
    return Row(highlighted(code), Text(lead), code=True)
