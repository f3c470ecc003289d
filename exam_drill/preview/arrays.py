"""An array as lines of a given width: what is kept of it, aligned, with a sign at every element that differs.

    [ 0.5120 *0.0310  0.2250]          small: all of it
    [-0.1442 *0.7003 -0.6301]

           0     1 …    41 …    99     large: the edges and the first difference, with their indices
     0 [0.10  0.20 …  0.15 …  0.02]
       …
    17 [0.10  0.20 … *0.90 …  0.02]

Elements beside each other have one form (`numbers`), and columns one width.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from rich.text import Text

from exam_drill.cells import cell_len, cut
from exam_drill.compare import shape_text
from exam_drill.excerpt import Excerpt, Plane
from exam_drill.layout import joined
from exam_drill.preview.numbers import Form
from exam_drill.quiz import style

_MARK = "*"
_GAP = "…"
_BROKEN = 3  # lines into which a row is broken rather than shown in part
_NARROWEST = 8


class Room(NamedTuple):
    """How much of an array is shown: cells of a line, rows of a matrix, matrices of an array with more axes."""

    width: int
    rows: int
    planes: int


class Drawn(NamedTuple):
    """The lines of an array; `cramped` if it was broken, or shown in part, only because the lines are so short."""

    lines: tuple[Text, ...]
    cramped: bool = False


def draw(shown: Excerpt, others: Sequence[Excerpt], form: Form, room: Room, *, signs: bool = True) -> Drawn:
    """The lines of an excerpt; its columns are as wide as those of the `others` that it stands beside.

    Without `signs` the elements that differ are only made sure to be seen: they are those of the expected value.
    """
    room = room._replace(width=max(room.width, _NARROWEST))
    if not shown.planes:
        return Drawn((Text("[]"),))
    marked = any(plane.marked.any() for plane in shown.planes)  # then it is compared with the others, one by one
    group = (shown, *(other for other in others if marked and other.shape == shown.shape))
    cell = max(_longest(one, form) for one in group)
    lines: list[Text] = []
    cramped = False
    for place in _planes(group, room.planes):
        plane = shown.planes[place]
        if plane.index:
            lines.append(Text(f"[{', '.join(map(str, plane.index))}]", style.FAINT))
        focus = _focus([one.planes[place] for one in group if place < len(one.planes)])
        drawn = _Matrix(shown, plane, form, cell, focus, room, signs).draw()
        lines += drawn.lines
        cramped = cramped or drawn.cramped
    left_out = shown.left_out + max(len(shown.planes) - room.planes, 0)
    if left_out:
        lines.append(Text(f"{_GAP} +{left_out} × {shape_text(shown.shape[-2:])}", style.FAINT))
    return Drawn(tuple(cut(line, room.width) for line in lines), cramped)


def _planes(group: Sequence[Excerpt], most: int) -> list[int]:
    """Which matrices are shown: all, or the first that differs and those after it."""
    count = min(len(one.planes) for one in group)
    first = next((place for place in range(count) if any(one.planes[place].marked.any() for one in group)), 0)
    start = max(min(first, count - most), 0)
    return list(range(start, min(start + most, count)))


class _Matrix:
    """One matrix on its way to lines."""

    def __init__(
        self,
        shown: Excerpt,
        plane: Plane,
        form: Form,
        cell: int,
        focus: tuple[int, int],
        room: Room,
        signs: bool,
    ) -> None:
        self.signs = signs
        self.plane, self.form, self.cell, self.focus = plane, form, cell, focus
        self.width, self.most_rows = room.width, room.rows
        self.axes = len(shown.shape)
        self.length = (shown.shape[-2:-1] or (1,))[0], (shown.shape[-1:] or (1,))[0]

    def draw(self) -> Drawn:
        if self.axes == 0:
            return Drawn((self._cell(0, 0),))
        rows, columns = range(len(self.plane.rows)), range(len(self.plane.columns))
        whole = self.length == (len(rows), len(columns))
        if whole and len(rows) <= self.most_rows and self._wide(columns) <= self.width:
            return Drawn(tuple(self._row(row, list(columns)) for row in rows))
        if self.axes == 1 and whole:
            a_line = max((self.width - 1) // (self.cell + 1), 1)
            if len(columns) <= a_line * _BROKEN:
                return Drawn(tuple(self._broken(a_line)), cramped=True)
        return self._in_part()

    def _in_part(self) -> Drawn:
        """The rows and columns for which there is room, with their indices."""
        label = len(str(self.length[0] - 1)) + 1 if self.axes > 1 else 0
        self.cell = max(self.cell, len(str(self.length[1] - 1)))
        kept = len(self.plane.columns)
        columns = next(
            (
                chosen
                for most in range(kept, 1, -1)
                for chosen in (_chosen(kept, self.focus[1], most),)
                if label + self._wide(chosen) <= self.width
            ),
            _chosen(kept, self.focus[1], 1),
        )
        rows = _chosen(len(self.plane.rows), self.focus[0], self.most_rows)
        lines = [self._indices(label, columns)]
        for place, row in enumerate(rows):
            if place and self.plane.rows[row] - self.plane.rows[rows[place - 1]] > 1:
                lines.append(Text(" " * label + _GAP, style.FAINT))
            number = f"{self.plane.rows[row]:>{label - 1}} " if label else ""
            lines.append(joined(Text(number, style.FAINT), self._row(row, columns)))
        return Drawn(tuple(lines), cramped=len(columns) < kept)

    def _row(self, row: int, columns: Sequence[int]) -> Text:
        parts = [Text("[")]
        for place, column in enumerate(columns):
            if place:
                parts.append(Text(" "))
                if self._apart(columns[place - 1], column):
                    parts.append(Text(f"{_GAP} ", style.FAINT))
            parts.append(self._cell(row, column))
        return joined(*parts, Text("]"))

    def _indices(self, label: int, columns: Sequence[int]) -> Text:
        line = " " * (label + 1)
        for place, column in enumerate(columns):
            apart = place and self._apart(columns[place - 1], column)
            line += " " * bool(place) + f"{_GAP} " * bool(apart) + f"{self.plane.columns[column]:>{self.cell}}"
        return Text(line, style.FAINT)

    def _broken(self, a_line: int) -> Iterator[Text]:
        columns = range(len(self.plane.columns))
        for start in range(0, len(columns), a_line):
            part = columns[start : start + a_line]
            cells = [Text(" " if start else "[")]
            for place, column in enumerate(part):
                cells += [Text(" " * bool(place)), self._cell(0, column)]
            yield joined(*cells, Text("]" if part[-1] == columns[-1] else ""))

    def _cell(self, row: int, column: int) -> Text:
        text = self.form(self.plane.elements[row, column])
        differs = self.signs and bool(self.plane.marked[row, column])
        marked = _MARK * differs + text
        return Text(" " * (self.cell - cell_len(marked)) + marked, style.WRONG if differs else "")

    def _apart(self, one: int, other: int) -> bool:
        return self.plane.columns[other] - self.plane.columns[one] > 1

    def _wide(self, columns: Sequence[int]) -> int:
        """Cells of a row that shows these columns."""
        gaps = sum(self._apart(one, other) for one, other in pairwise(columns))
        return 2 + len(columns) * (self.cell + 1) - 1 + (cell_len(_GAP) + 1) * gaps


def _longest(shown: Excerpt, form: Form) -> int:
    """Cells of the longest element, with its sign."""
    return max(
        len(form(one)) + bool(differs)
        for plane in shown.planes
        for one, differs in zip(plane.elements.flat, plane.marked.flat, strict=True)
    )


def _focus(planes: Sequence[Plane]) -> tuple[int, int]:
    """Which row and column must be seen: those of the first difference, or the first ones."""
    for plane in planes:
        found = np.argwhere(plane.marked)
        if len(found):
            return int(found[0][0]), int(found[0][1])
    return 0, 0


def _chosen(count: int, focus: int, most: int) -> list[int]:
    """Which of so many are shown if there is room for `most`: the focus, the ends, and what lies beside them."""
    if count <= most:
        return list(range(count))
    chosen: set[int] = set()
    for step in range(count):
        for one in (focus + step, step, count - 1 - step, focus - step):
            if 0 <= one < count and len(chosen) < most:
                chosen.add(one)
    return sorted(chosen)
