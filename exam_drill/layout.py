"""Breaks rows of text into lines of at most so many terminal cells.

    Row(lead="1  ", body="np.concatenate([h_f, h_b[::-1]], axis=1)", code=True)
                      │ width 24
                      ▼
    1  np.concatenate([h_f,
           h_b[::-1]], axis=1)

Every Text here was made of plain strings that `exam_drill.visible` let through; nothing is parsed as markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from exam_drill.cells import are_wide, cell_len, cut, is_wide, text_len

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

# Line breaking of Japanese: what may not begin a line, and what may not end one.
_NEVER_FIRST = frozenset(
    "、。，．・：；？！ー…‥々〜～）〕］｝〉》」』】ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
    ")]},.:;?!%'\"`"
)  # fmt: skip
_NEVER_LAST = frozenset("（〔［｛〈《「『【([{`")
# What stays with the number before it, as the counters of Japanese do.
_UNIT = re.compile(r"(?:m?s|min|h|[KMG]?B)(?![A-Za-z])")
_TIGHT_BREAKS = frozenset(",([{")  # in code, for want of a space
WIDEST = 120  # cells; longer lines are hard to read
ENDLESS = 1 << 20  # cells of a line that nobody breaks
_BLOCK = 100  # lines that are printed at once
_CONTINUATION = 4  # cells by which the rest of a broken line of code is indented further


class Row(NamedTuple):
    """A paragraph, or a line of code: `lead` stands before its first line and indents the others."""

    body: Text = Text()
    lead: Text = Text()
    code: bool = False

    @property
    def plain(self) -> str:
        """The row unbroken and unstyled."""
        return (self.lead.plain + self.body.plain).rstrip()


GAP = Row()


def prose(text: str, style: str = "", lead: str = "", lead_style: str = "") -> list[Row]:
    """One row for each line of a text for people."""
    empty = " " * cell_len(lead)
    return [
        Row(Text(line, style), Text(lead if index == 0 else empty, lead_style))
        for index, line in enumerate(text.rstrip("\n").split("\n"))
    ]


def wrap(rows: Iterable[Row], width: int) -> list[Text]:
    """The rows as lines of at most `width` cells; `width` is at least 2."""
    return [line for row in rows for line in _lines(row, width)]


def print_rows(rows: Iterable[Row], console: Console) -> None:
    """Prints rows, broken to the console's width unless it wraps softly, as one for a file or a pipe does."""
    lines = [joined(row.lead, row.body) for row in rows] if console.soft_wrap else wrap(rows, line_width(console))
    for line in lines:
        line.rstrip()
    print_lines(lines, console)


def print_lines(lines: Iterable[Text], console: Console) -> None:
    """Prints lines as they are, many at once: to print takes rich as long for a hundred of them as for three."""
    left = iter(lines)
    while block := list(islice(left, _BLOCK)):
        console.print(_Lines(block), soft_wrap=True)


class _Lines(NamedTuple):
    """Lines to be printed as they are, which rich need not join into one text to break that into lines again."""

    lines: Sequence[Text]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.lines:
            yield from line.render(console, end="\n")


def line_width(console: Console) -> int:
    """The cells of a line: those of a terminal, within reason; where nothing is broken, more than there could be."""
    return ENDLESS if console.soft_wrap else max(min(console.width, WIDEST), 2)


def joined(*parts: Text) -> Text:
    """The parts one after the other, each in its own style; `+` would spread the first one's over all."""
    line = Text()
    for part in parts:
        line.append_text(part)
    return line


def fit(text: Text, width: int) -> Text:
    """The text cut or padded to exactly `width` cells."""
    line = cut(text, max(width, 0)).copy()
    line.append(" " * (width - text_len(line)))
    return line


def _lines(row: Row, width: int) -> Iterator[Text]:
    lead = row.lead
    if text_len(lead) > width - 8:  # too narrow for columns
        lead = Text()
    room = width - text_len(lead)
    plain = row.body.plain
    deeper = _deeper(plain, room) if row.code else 0
    cuts = _cuts(plain, room, deeper, row.code, are_wide())
    for index, piece in enumerate(row.body.divide(cuts) if cuts else [row.body]):
        if not row.code:
            piece.rstrip()
        if index == 0:
            yield joined(lead, piece)
        else:
            yield joined(Text(" " * (text_len(lead) + deeper)), piece)


def _deeper(plain: str, room: int) -> int:
    indent = len(plain) - len(plain.lstrip(" "))
    return max(min(indent + _CONTINUATION, room // 2, room - 2), 0)


@lru_cache(4096)  # every frame breaks the lines of the one before again
def _cuts(plain: str, room: int, deeper: int, code: bool, wide: bool) -> tuple[int, ...]:
    """Where a text is broken; `wide` tells how cells are counted at the moment."""
    del wide  # the functions below ask for it themselves: here it only tells one result from another
    return tuple(_code_cuts(plain, room, deeper) if code else _prose_cuts(plain, room))


def _prose_cuts(plain: str, room: int) -> Iterator[int]:
    used, start, chance = 0, 0, 0
    for index, character in enumerate(plain):
        if index > start and _may_break(plain, index):
            chance = index
        cells = cell_len(character)
        if used + cells > room and character != " ":
            cut = chance if chance > start and cell_len(plain[chance:index]) + cells <= room else index
            yield cut
            used, start = cell_len(plain[cut:index]), cut
        used += cells


def _may_break(plain: str, index: int) -> bool:
    before, after = plain[index - 1], plain[index]
    if before == " ":
        return after != " " and not _is_unit(plain, index)
    if after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    return after != " " and (is_wide(before) or is_wide(after))


def _is_unit(plain: str, index: int) -> bool:
    """Whether the number before the space before `index` goes on there: `1.6 s`, `12 問`."""
    if index < 2 or not plain[index - 2].isdigit():
        return False
    return _UNIT.match(plain, index) is not None or (plain[index].isalpha() and is_wide(plain[index]))


def _code_cuts(plain: str, room: int, deeper: int) -> Iterator[int]:
    used, start, spaced, tight, rest = 0, 0, 0, 0, room - deeper
    for index, character in enumerate(plain):
        before = plain[index - 1] if index > start else ""
        if before == " " and character != " " and plain[start:index].strip():
            spaced = index
        elif before in _TIGHT_BREAKS and before:
            tight = index
        cells = cell_len(character)
        if used + cells > room:
            cut = max(spaced if spaced > start else tight, start)
            if cut == start or cell_len(plain[cut:index]) + cells > rest:
                cut = index  # nothing to break at, or what follows is too long for the next line
            yield cut
            used, start, room = cell_len(plain[cut:index]), cut, rest
        used += cells
