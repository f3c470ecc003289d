"""Reads what somebody typed, perhaps through an input method, as the Python text that was meant.

    （１ー ｚ）＊ ｈ　　　＃ 状態     ─▶  (1- z)* h   # 状態         outside of strings and comments, and told
    "（そのまま）" + f（ｘ）          ─▶  "（そのまま）" + f(x)        a string keeps what is in it
    ‘relu’, “relu”                  ─▶  'relu', "relu"             but for quotes that no program has
        x = 1\\n        y = 2         ─▶  x = 1\\ny = 2              lines that were copied with their indentation

Where a character of the result stood in what was typed is kept, so that an error can be shown there.  Nothing is
parsed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

LONGEST = 4000  # characters of an answer
MOST_LINES = 50
_INDENT = 4

# What an input method gives for a sign of Python, beside the full-width forms (U+FF01 to U+FF5E) of all of them.
_SIGNS = {
    "、": ",", "。": ".", "「": "[", "」": "]", "【": "[", "】": "]", "〔": "[", "〕": "]",
    "､": ",", "｡": ".", "｢": "[", "｣": "]",
    "−": "-", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-",
    "×": "*", "÷": "/", "∗": "*", "￥": "\\", "¥": "\\",
    "≦": "<=", "≤": "<=", "≧": ">=", "≥": ">=", "≠": "!=",
}  # fmt: skip
_AFTER_A_WORD = {"ー": "-", "ｰ": "-", "・": "/", "･": "/"}  # in a Japanese word they are what they seem
_JAPANESE = re.compile("[\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fd-\u30ff\u4e00-\u9fff\uff66-\uff6f\uff71-\uff9f]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")  # nothing is lost with them, and nobody typed them
_DOUBLE, _SINGLE = '"＂“”', "'＇‘’"
_OPENERS = {quote: kind for kind in (_DOUBLE, _SINGLE) for quote in kind}
_FULL_WIDTH = 0xFEE0  # what a full-width form is above its plain one
_NEWLINE = re.compile("\r\n?|[\u0085\u2028\u2029]")
_OPENS = (":", "(", "[", "{", ",", "\\")


class Change(NamedTuple):
    """A character that was replaced, and by what; "" if it was left out."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A text that can be tried: what was `given`, the `text` that is meant, and what was changed in between.

    `offsets` holds for each character of the text, and for its end, where that stood in what was given.
    """

    given: str
    text: str
    offsets: tuple[int, ...]
    changes: tuple[Change, ...] = ()

    def place(self, line: int, column: int = 1) -> tuple[int, int]:
        """Line and column, from 1, in what was given, of those in the text; the nearest ones if there are none."""
        lines = self.text.split("\n")
        row = min(max(line, 1), len(lines)) - 1
        before = sum(len(one) + 1 for one in lines[:row]) + min(max(column, 1) - 1, len(lines[row]))
        return _place(self.given, self.offsets[before])


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is no answer yet: it cannot be read, is no Python, or may not run.  Whoever typed it can mend it.

    Codes and parameters: empty; too-long (count, limit); too-many-lines (count, limit); character (character);
    syntax (message, advice); policy (as of a reason of that kind).  `line` and `column` are in what was given, from 1,
    or 0 where it is about the whole.
    """

    code: str
    parameters: Mapping[str, str | int | float] = field(default_factory=dict)
    line: int = 0
    column: int = 0


def read(given: str) -> Typed | Fault:
    """What was typed, as the text that was meant."""
    given = _NEWLINE.sub("\n", given)
    if len(given) > LONGEST:
        return Fault("too-long", {"count": len(given), "limit": LONGEST})
    if given.rstrip().count("\n") >= MOST_LINES:
        return Fault("too-many-lines", {"count": given.rstrip().count("\n") + 1, "limit": MOST_LINES})
    for offset, character in enumerate(given):
        if not _can_be_typed(character):
            return Fault("character", {"character": f"U+{ord(character):04X}"}, *_place(given, offset))
    pieces = list(_pieces(given))
    changes = tuple(dict.fromkeys(_told(piece) for piece in pieces if piece.is_told))
    kept = _without_margin([piece for piece in pieces if piece.after])
    text = "".join(piece.after for piece in kept)
    if not text.strip():
        return Fault("empty")
    end = kept[-1].start + len(kept[-1].before)
    offsets = [piece.start for piece in kept for _ in piece.after]
    return Typed(given, text, (*offsets, end), changes)


def typeable(given: str) -> str:
    """What of a text may stand in an answer: line breaks as they are in Python, tabs as spaces, nothing invisible."""
    kept = (character for character in _NEWLINE.sub("\n", given).replace("\t", " " * _INDENT) if _is_seen(character))
    return "".join(kept)


def _is_seen(character: str) -> bool:
    return _can_be_typed(character) and not _INVISIBLE.match(character)


class _Piece(NamedTuple):
    """One character of what was given, and what it means."""

    start: int
    before: str
    after: str

    @property
    def is_told(self) -> bool:
        """Whether it is worth a word that it was changed: a tab is not."""
        return self.before not in (self.after, "\t")


def _told(piece: _Piece) -> Change:
    return Change(piece.before, piece.after)


def _place(text: str, offset: int) -> tuple[int, int]:
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1


def _can_be_typed(character: str) -> bool:
    """Whether a character may stand in an answer at all: no control, nothing that turns text around, no half of one."""
    if character in "\n\t" or _INVISIBLE.match(character):
        return True
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def _pieces(given: str) -> Iterator[_Piece]:
    """Each character with what it means.  Each is looked at once, so any text is read in linear time."""
    at = 0
    while at < len(given):
        character = given[at]
        if character in "#＃":
            yield _Piece(at, character, "#")
            at += 1
            while at < len(given) and given[at] != "\n":
                yield _Piece(at, given[at], given[at])
                at += 1
        elif character in _OPENERS:
            pieces = list(_string(given, at))
            yield from pieces
            at += len(pieces)
        else:
            yield _Piece(at, character, _meant(character, given[at - 1] if at else ""))
            at += 1


def _string(given: str, start: int) -> Iterator[_Piece]:
    """A string from its first quote to its last one, or to the end of its line where that is lacking.

    One that begins with a plain quote ends with a plain one, so that it may hold the others.
    """
    kind = _OPENERS[given[start]]
    quotes = kind if given[start] != kind[0] else kind[0]
    width = 3 if len(given) > start + 2 and given[start + 1] in quotes and given[start + 2] in quotes else 1
    for at in range(start, start + width):
        yield _Piece(at, given[at], kind[0])
    at, closing = start + width, 0
    while at < len(given):
        character = given[at]
        if character == "\n" and width == 1:
            return
        if character == "\\" and at + 1 < len(given):
            yield _Piece(at, character, character)
            at, closing = at + 1, 0
            yield _Piece(at, given[at], given[at])
        elif character in quotes:
            closing += 1
            yield _Piece(at, character, kind[0])
            if closing == width:
                return
        else:
            closing = 0
            yield _Piece(at, character, character)
        at += 1


def _meant(character: str, before: str) -> str:
    if character == "\t":
        return " " * _INDENT
    if character in _AFTER_A_WORD:
        return character if _JAPANESE.match(before) else _AFTER_A_WORD[character]
    if _INVISIBLE.match(character):
        return ""
    if _SPACES.match(character):
        return " "
    if "！" <= character <= "～":
        return chr(ord(character) - _FULL_WIDTH)
    return _SIGNS.get(character, character)


def _without_margin(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces without empty lines around them, spaces at the end, and the indentation that all lines share.

    The first line may lack it, as it does where the rest was copied with it, or have more.
    """
    while pieces and pieces[-1].after.isspace():
        pieces.pop()
    lines: list[list[_Piece]] = [[]]
    for piece in pieces:
        lines[-1].append(piece)
        if piece.after == "\n":
            lines.append([])
    while lines and _is_empty(lines[0]):
        lines.pop(0)
    if not lines:
        return []
    first, *others = lines
    own = _margin(first)
    rest = min((_margin(line) for line in others if not _is_empty(line)), default=own)
    begins_block = "".join(piece.after for piece in first).rstrip().endswith(_OPENS)
    shared = min(own, rest) if own or begins_block else rest
    return [*_cut(first, own), *(piece for line in others for piece in _cut(line, shared))]


def _is_empty(line: list[_Piece]) -> bool:
    return all(piece.after.isspace() for piece in line)


def _margin(line: list[_Piece]) -> int:
    """How many cells of spaces a line begins with."""
    text = "".join(piece.after for piece in line)
    return len(text) - len(text.lstrip(" "))


def _cut(line: list[_Piece], margin: int) -> list[_Piece]:
    """The line without so much of its indentation; what is left of a tab that was cut through stays."""
    if _is_empty(line):
        return [piece for piece in line if piece.after == "\n"]
    cut, left = list(line), margin
    while left:
        piece = cut.pop(0)
        if len(piece.after) > left:
            cut.insert(0, piece._replace(after=piece.after[left:]))
        left -= min(len(piece.after), left)
    return cut
