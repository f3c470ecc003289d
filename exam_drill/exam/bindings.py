"""What a key, or a line of plain text, means in an exam.

"4" ─▶ Digit(4)     "f" ─▶ Move.FLAG     "go 17" ─▶ Go(17)     "hand in" ─▶ Move.HAND_IN
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from exam_drill.exam.session import Answer, Digit, Event, Go, Move, Phase, Shift, Unknown
from exam_drill.quiz.bindings import SCROLLS, Scroll

_MOVES: Mapping[str, Move] = {
    "enter": Move.NEXT,
    "space": Move.NEXT,
    "n": Move.NEXT,
    "b": Move.BACK,
    "f": Move.FLAG,
    "u": Move.CLEAR,
    "o": Move.OVERVIEW,
    "h": Move.HAND_IN,
    "y": Move.YES,
    "q": Move.LEAVE,
}
_WORDS: Mapping[str, Move] = {
    **{key: move for key, move in _MOVES.items() if len(key) == 1},
    "next": Move.NEXT,
    "back": Move.BACK,
    "flag": Move.FLAG,
    "undo": Move.CLEAR,
    "overview": Move.OVERVIEW,
    "hand in": Move.HAND_IN,
    "handin": Move.HAND_IN,
    "yes": Move.YES,
    "quit": Move.LEAVE,
}
_GO = re.compile(r"(?:go|g)\s*([0-9]{1,6})")
_LONGEST_NUMBER = 4
_FAR = 1_000_000  # further than any overview
_SHOWN = 12  # characters of an unknown word that are repeated


def meaning(key: str, phase: Phase, per_row: int, *, more_below: bool) -> Event | Scroll:
    """What a key means; arrows move the cursor of the overview, whose rows hold `per_row` blanks."""
    if phase is Phase.OVERVIEW:
        shifts = {"up": -per_row, "k": -per_row, "down": per_row, "j": per_row, "left": -1, "right": 1}
        shifts |= {"home": -_FAR, "end": _FAR, "page-up": -5 * per_row, "page-down": 5 * per_row}
        if key in shifts:
            return Shift(shifts[key])
    elif key == "space" and more_below:
        return Scroll.PAGE_DOWN
    elif key in SCROLLS:
        return SCROLLS[key]
    if len(key) == 1 and key.isascii() and key.isdecimal() and phase is not Phase.CONFIRMING:
        return Digit(int(key))
    move = _MOVES.get(key)
    if move is not None:
        return move
    return Unknown(key[:_SHOWN] if len(key) == 1 and key.isprintable() else "")


def command(line: str, phase: Phase) -> Event | None:
    """What a line of plain text means; nothing if it is empty."""
    word = plain_word(line)
    if not word:
        return None
    if word.isascii() and word.isdecimal():
        if phase is Phase.CONFIRMING or len(word) > _LONGEST_NUMBER:
            return Unknown(word[:_SHOWN])
        return Answer(int(word))
    go = _GO.fullmatch(word)
    if go:
        return Go(int(go[1]))
    return _WORDS.get(word) or Unknown(word[:_SHOWN])


def plain_word(line: str) -> str:
    """A line as it is meant: without brackets, in plain small letters, with single spaces."""
    word = unicodedata.normalize("NFKC", line).strip().strip("()").lower()
    return " ".join(word.split())
