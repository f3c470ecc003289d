"""Tables of a terminal: columns that are left out, the least important first, where there is no room for all.

Column(name, right, need) × rows ─ table_rows(width) ─▶ Row, Row, …     the first column takes what room is left
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.text import Text

from exam_drill.cells import cell_len, text_len
from exam_drill.layout import Row, fit, joined
from exam_drill.quiz import style

_GAP = "  "
_LEAST = 16  # cells of the first column


class Column(NamedTuple):
    """A column: its name, whether it is aligned to the right, and how much it is needed; 0 is never left out."""

    name: str
    right: bool = True
    need: int = 0


def table_rows(columns: Sequence[Column], rows: Sequence[Sequence[Text]], width: int) -> Iterator[Row]:
    """The head and the rows, no line wider than `width`; a name that is too long ends in an ellipsis."""
    widths = [
        max([cell_len(column.name), *(text_len(row[place]) for row in rows)]) for place, column in enumerate(columns)
    ]
    kept = list(range(len(columns)))
    least = min(widths[0], _LEAST)
    for place in sorted(kept, key=lambda place: -columns[place].need):
        if least + sum(widths[k] + len(_GAP) for k in kept[1:]) <= width or not columns[place].need:
            break
        kept.remove(place)
    widths[0] = min(widths[0], max(width - sum(widths[k] + len(_GAP) for k in kept[1:]), least))
    for row in ([Text(column.name, style.FAINT) for column in columns], *rows):
        cells = [_aligned(row[place], widths[place], right=columns[place].right) for place in kept]
        line = joined(cells[0], *(part for cell in cells[1:] for part in (Text(_GAP), cell)))
        line.rstrip()
        yield Row(line)


def _aligned(text: Text, width: int, *, right: bool) -> Text:
    text = fit(text, width) if text_len(text) > width else text.copy()
    room = max(width - text_len(text), 0)
    return joined(Text(" " * room), text) if right else joined(text, Text(" " * room))
