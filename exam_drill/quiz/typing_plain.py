"""Typing an answer line by line: the word `t`, then the code.

    t                          an expression is the next line; statements are all lines up to an empty one or a `.`
    h + z * (h_bar - h)

With `--type` each question takes code at once, and words for the session begin with a colon: `:s`, `:?`, `:q`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exam_drill.i18n import say
from exam_drill.layout import prose
from exam_drill.quiz.session import Event, Move, State, TypedAnswer, Unknown
from exam_drill.quiz.typing import takes_statements, typed_word
from exam_drill.quiz.typing_feedback import fault_text
from exam_drill.quiz.wording import blank_name
from exam_drill.typed import LONGEST, MOST_LINES, TypedReport

if TYPE_CHECKING:
    from exam_drill.quiz.plain import PlainPractice

_END = ("", ".", "．", "。")


def typed_event(practice: PlainPractice, state: State) -> Event | None:
    """What the next lines mean where code is expected; None if they are no answer, which is told."""
    item, language = state.item, practice.language
    practice.reports.prepare(item)
    statements = takes_statements(item)
    name = "typed.ask-statement" if statements else "typed.ask-expression"
    text = practice.line(say(language, name, blank=blank_name(item.label)))
    if not text:
        return Move.END
    word = typed_word(text)
    if isinstance(word, Unknown):
        practice.write(prose(say(language, "typed.unknown-command", word=word.key)))
        return None
    if word is not None:
        return word
    text = _whole(practice, text)
    if not text.strip():
        return None
    if statements:
        text += _more(practice)
    text = text.strip("\n")
    found = practice.reports.settle_answer(item, text)
    if isinstance(found, TypedReport) and found.fault is not None:
        practice.write([*prose(fault_text(found.fault, language)), *prose(say(language, "typed.not-counted"))])
        return None
    return TypedAnswer(text)


def _more(practice: PlainPractice) -> str:
    """The lines up to an empty one, a full stop, or the end of the input; of too many, enough to tell so."""
    lines: list[str] = []
    while line := practice.line(say(practice.language, "typed.ask-more")):
        line = _whole(practice, line)
        if line.strip() in _END:
            break
        if len(lines) <= MOST_LINES:
            lines.append(line)
    return "".join(lines)


def _whole(practice: PlainPractice, line: str) -> str:
    """A line to its end, which is not all in one piece where it is very long: that it is too long is told later."""
    while not line.endswith("\n") and len(line) > LONGEST:
        piece = practice.line(say(practice.language, "typed.ask-more"))
        if not piece:
            break
        line = line[: LONGEST + 1] + piece
    return line
