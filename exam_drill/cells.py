"""How many cells of a terminal a text takes: the one place that decides it.

    ○ × │ ─ → “ α Я        one cell in western fonts; two in many East Asian ones: "ambiguous" characters of Unicode
    with ambiguous(2): …   counts them as two, for all that is laid out within

Every line that is broken, padded or framed is measured, in dozens of functions that are otherwise pure.  How wide the
terminal draws a character is a fact of the process's one terminal, like its locale, so it is said once around a whole
command, by a context variable, instead of being handed through all of them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len as narrow_len

if TYPE_CHECKING:
    from rich.text import Text

_AMBIGUOUS = ContextVar("_AMBIGUOUS", default=1)
# Frames of signs that are two cells wide could not have every width, so plain signs take their place.
_PLAIN_LINES = str.maketrans(
    "─━│┃┄┆┈┊╌╎═║┌┐└┘├┤┬┴┼╭╮╰╯┏┓┗┛╔╗╚╝", "--||-:-:-:=|+++++++++++++++++++++"
)  # fmt: skip
_ELLIPSIS = "…"


@contextmanager
def ambiguous(cells: int) -> Iterator[None]:
    """Has ambiguous characters counted as so many cells, 1 or 2, within the block."""
    token = _AMBIGUOUS.set(cells)
    try:
        yield
    finally:
        _AMBIGUOUS.reset(token)


def are_wide() -> bool:
    """Whether ambiguous characters take two cells."""
    return _AMBIGUOUS.get() == 2


def cell_len(text: str) -> int:
    """The cells that a text takes on one line."""
    if text.isascii() or _AMBIGUOUS.get() == 1:
        return narrow_len(text)
    return narrow_len(text) + sum(map(is_ambiguous, text))


def is_wide(character: str) -> bool:
    """Whether a character takes two cells everywhere, as kana, kanji and full-width forms do."""
    return narrow_len(character) == 2


@lru_cache(4096)
def is_ambiguous(character: str) -> bool:
    """Whether a character takes one cell or two, depending on the terminal."""
    return (
        unicodedata.east_asian_width(character) == "A"
        and not unicodedata.category(character).startswith("M")
        and narrow_len(character) == 1
    )


def text_len(text: Text) -> int:
    """The cells that a styled text takes."""
    return cell_len(text.plain)


def pad(text: str, width: int) -> str:
    """The text with spaces behind it, up to so many cells."""
    return text + " " * (width - cell_len(text))


def sized(text: str, width: int) -> str:
    """The text in exactly so many cells: cut, with `…` for the rest, or padded."""
    from rich.text import Text

    return pad(cut(Text(text), width).plain, width)


def lines(signs: str) -> str:
    """Signs of which frames are drawn, each of one cell."""
    return signs.translate(_PLAIN_LINES) if are_wide() else signs


def cut(text: Text, width: int) -> Text:
    """The text, or as much of it as so many cells hold, with `…` for the rest if there is room for that."""
    if text_len(text) <= width:
        return text
    ellipsis = _ELLIPSIS if cell_len(_ELLIPSIS) < width else ""
    kept = _fitting(text.plain, width - cell_len(ellipsis))
    short = text[:kept] if kept else text.blank_copy()
    short.append(ellipsis)
    return short


def _fitting(plain: str, width: int) -> int:
    """How many of the first characters fit into so many cells."""
    used = 0
    for index, character in enumerate(plain):
        used += cell_len(character)
        if used > width:
            return index
    return len(plain)
