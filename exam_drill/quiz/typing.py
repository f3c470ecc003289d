"""Typing an answer, as far as it is no matter of keys or lines: what is asked for, and what words mean beside code.

h + z * (h_bar - h)     code
:?  :i  :s  :b  :o  :q  words for the session: no Python begins with a colon
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from exam_drill.question import Language
from exam_drill.quiz.bindings import MOVES as WORDS
from exam_drill.quiz.question_page import Keys, Page, prompt_rows, question_page
from exam_drill.quiz.session import Event, Item, Look, Move, State, Unknown
from exam_drill.typed import Fault

_WORDS = (Move.HINT, Move.SKIP, Move.BACK, Move.QUIT)
_EXPRESSION: Keys = (("Enter", "typed.key-answer"),)
_STATEMENTS: Keys = (("Enter", "typed.key-line"), ("Enter Enter", "typed.key-answer"))
_BOTH: Keys = (
    ("Esc", "typed.key-options"),
    ("↑↓", "typed.key-history"),
    (":?", "typed.key-hint"),
    (":s", "typed.key-skip"),
    ("Ctrl-C", "typed.key-end"),
)


class Draft(NamedTuple):
    """What is being typed, and where in it the cursor stands."""

    text: str = ""
    cursor: int = 0


def takes_statements(item: Item) -> bool:
    """Whether the blank stands for statements, so that an answer may have any number of lines."""
    return any(getattr(marker, "alone", False) for marker in item.markers if marker.label == item.label)


def typed_word(text: str) -> Event | None:
    """The event of a word for the session, Unknown if there is no such word; None if the text is code."""
    word = unicodedata.normalize("NFKC", text).strip()
    if not word.startswith(":") or "\n" in word:
        return None
    if word[1:].strip().lower() == "o":
        return Move.OPTIONS
    if word[1:].strip().lower() == "i":
        return Look()
    event = WORDS.get(word[1:].strip().lower())
    return event if event in _WORDS else Unknown(word[1:13])


def at_fault(text: str, fault: Fault) -> Draft:
    """The text with the cursor where its fault is, at the end if that is nowhere."""
    if not fault.line:
        return Draft(text, len(text))
    lines = text.split("\n")
    before = sum(len(line) + 1 for line in lines[: fault.line - 1])
    return Draft(text, min(before + fault.column - 1, len(text)))


def typing_page(state: State, language: Language) -> Page:
    """The page of the item on the screen while its answer is typed: without its options, the blank in view."""
    item = state.item
    hidden = state._replace(typing=True, unhidden=state.unhidden - {item.turn})
    page = question_page(hidden, language)
    keys = (*(_STATEMENTS if takes_statements(item) else _EXPRESSION), *_BOTH)
    if page.focus is not None:  # the hint
        return page._replace(keys=keys)
    above = len(prompt_rows(item, language)) + 1
    lines = [item.question.code.text.count("\n", 0, one.start) for one in item.markers if one.label == item.label]
    return page._replace(keys=keys, context=0, focus=above + (lines[0] if lines else 0))
