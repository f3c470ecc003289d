"""What a key, or a line of plain text, means."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto

from exam_drill.quiz.session import Again, Answer, Digit, Event, Look, Move, Phase, State, Unknown


class Scroll(Enum):
    """Moves the view over the body, not the session."""

    LINE_UP = auto()
    LINE_DOWN = auto()
    PAGE_UP = auto()
    PAGE_DOWN = auto()
    TOP = auto()
    BOTTOM = auto()


SCROLLS = {
    "up": Scroll.LINE_UP,
    "k": Scroll.LINE_UP,
    "down": Scroll.LINE_DOWN,
    "j": Scroll.LINE_DOWN,
    "page-up": Scroll.PAGE_UP,
    "page-down": Scroll.PAGE_DOWN,
    "home": Scroll.TOP,
    "end": Scroll.BOTTOM,
}
MOVES = {
    "?": Move.HINT,
    "s": Move.SKIP,
    "b": Move.BACK,
    "n": Move.NEXT,
    "q": Move.QUIT,
    "u": Move.UNDO,
    "t": Move.TYPE,
    "enter": Move.NEXT,
    "space": Move.NEXT,
}
_LOOKS = {"i": Look(), "d": Look(0)}
_OTHER = re.compile(r"d\s*([0-9]{1,4})")
_LONGEST_NUMBER = 4
_SHOWN = 12  # characters of an unknown word that are repeated to the learner


def meaning(key: str, state: State, missed: tuple[int, ...], *, more_below: bool) -> Event | Scroll:
    """What a key means; `missed` are the positions to ask again, `more_below` tells that the view can go down."""
    if key == "space" and more_below:
        return Scroll.PAGE_DOWN
    if key in SCROLLS:
        return SCROLLS[key]
    if key.isdecimal() and key.isascii() and len(key) == 1 and state.phase is Phase.ASKING:
        return Digit(int(key))
    if key == "escape" and state.over is not None:
        return Move.BACK
    event = _move(key, state, missed)
    if isinstance(event, Unknown) and not (len(key) == 1 and key.isprintable()):
        return Unknown("")  # the names of such keys are ours, not the learner's
    return event


def command(line: str, state: State, missed: tuple[int, ...]) -> Event | None:
    """What a line of plain text means; nothing if it is empty."""
    word = unicodedata.normalize("NFKC", line).strip().strip("()").strip().lower()
    if not word:
        return None
    if word.isdecimal() and word.isascii() and state.phase is Phase.ASKING:
        return Answer(int(word)) if len(word) <= _LONGEST_NUMBER else Unknown(word[:_SHOWN])
    other = _OTHER.fullmatch(word)
    if other is not None and state.phase is Phase.ASKING:
        return Look(int(other[1]))
    return _move(word, state, missed)


def _move(word: str, state: State, missed: tuple[int, ...]) -> Event:
    if word == "r" and state.phase is Phase.SUMMARY:
        return Again(missed)
    if word in _LOOKS and state.phase is Phase.ASKING:
        return _LOOKS[word]
    return MOVES.get(word) or Unknown(word[:_SHOWN])
