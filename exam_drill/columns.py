"""Tables without lines: columns beside each other, as many cells wide as what stands in them.

    finding    question           published
    proven     gru-state-update           4
    ambiguous  a name that is too         1
               long for its column

Where the columns do not fit, the widest of those that may be broken give way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.text import Span, Text

from exam_drill.cells import cell_len, text_len
from exam_drill.layout import Row, fit, joined, wrap

_GAP = 2  # cells between two columns
_LEAST = 6  # cells that a broken column keeps


class Column(NamedTuple):
    """How a column is set; one that is not `whole` may be broken into lines."""

    head: str
    right: bool = False
    whole: bool = False


def column_lines(columns: Sequence[Column], rows: Sequence[Sequence[Text]], width: int, style: str = "") -> list[Text]:
    """The lines of a table, with its heads in this style unless all are empty."""
    everything = [*heads(columns, style), *rows]
    widest = [max((text_len(row[place]) for row in everything), default=0) for place in range(len(columns))]
    widths = fitting(columns, widest, width)
    return [line for row in everything for line in row_lines(columns, row, widths)]


def heads(columns: Sequence[Column], style: str = "") -> list[list[Text]]:
    """The row of the heads, none if all are empty."""
    return [[Text(column.head, style) for column in columns]] if any(column.head for column in columns) else []


def spoken_lines(columns: Sequence[Column], rows: Sequence[Sequence[Text]]) -> list[Text]:
    """The same to be read aloud: a line for each row, every value after the head of its column."""
    return [
        Text(
            ", ".join(f"{column.head} {text.plain}".strip() for column, text in zip(columns, row, strict=True) if text)
        )
        for row in rows
    ]


def fitting(columns: Sequence[Column], widest: Sequence[int], width: int) -> list[int]:
    """The cells that each column gets of a line's `width`, where its widest row takes as many as `widest` says."""
    widths = list(widest)
    room = width - _GAP * (len(columns) - 1)
    while sum(widths) > room:
        place = max((place for place, column in enumerate(columns) if not column.whole), key=widths.__getitem__)
        if widths[place] <= _LEAST:
            break  # too narrow for a table: the lines are cut by who prints them
        widths[place] -= 1
    return widths


def row_lines(columns: Sequence[Column], row: Sequence[Text], widths: Sequence[int]) -> Iterator[Text]:
    """The lines of one row."""
    whole = _one_line(columns, row, widths)
    if whole is not None:
        yield whole
        return
    cells = [wrap((Row(text),), max(width, 2)) for text, width in zip(row, widths, strict=True)]
    for number in range(max(map(len, cells))):
        line = Text()
        for place, (column, lines, width) in enumerate(zip(columns, cells, widths, strict=True)):
            part = lines[number] if number < len(lines) else Text()
            before = " " * (_GAP if place else 0) + " " * (width - text_len(part) if column.right else 0)
            line = joined(line, Text(before), part if column.right else fit(part, width))
        line.rstrip()
        yield line


def _one_line(columns: Sequence[Column], row: Sequence[Text], widths: Sequence[int]) -> Text | None:
    """The line of a row that fits; None for another one.  Nearly all rows do, and a table may have 100,000."""
    placed = beside(columns, [text.plain for text in row], widths)
    if placed is None:
        return None
    line, starts = placed
    spans = []
    for text, start in zip(row, starts, strict=True):
        if text.style:
            spans.append(Span(start, start + len(text.plain), text.style))
        spans += [span.move(start) for span in text.spans]
    found = Text(line, spans=spans)
    found.rstrip()
    return found


def beside(columns: Sequence[Column], row: Sequence[str], widths: Sequence[int]) -> tuple[str, list[int]] | None:
    """A row of plain texts as one line, and where in it each of them starts; None if one does not fit its column."""
    line: list[str] = []
    starts: list[int] = []
    length = 0
    for column, text, width in zip(columns, row, widths, strict=True):
        room = width - cell_len(text)
        if room < 0 or "\n" in text:
            return None
        before = (_GAP if starts else 0) + (room if column.right else 0)
        after = 0 if column.right else room
        line += (" " * before, text, " " * after)
        starts.append(length + before)
        length += before + len(text) + after
    return "".join(line), starts
