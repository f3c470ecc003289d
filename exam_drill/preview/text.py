"""A preview on a terminal, a file or a pipe: lines of at most so many cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from exam_drill.cells import cell_len, cut, text_len
from exam_drill.cells import lines as drawn
from exam_drill.layout import Row, fit, joined, prose, wrap
from exam_drill.preview.parts import Grid, Heading, Panel, Panels, Part, Rows, Screen
from exam_drill.preview.values import BETWEEN
from exam_drill.question import Language
from exam_drill.quiz import style
from exam_drill.quiz.frame import compose, height

_COLUMN_GAP = 2


def text_lines(parts: Iterable[Part], width: int, language: Language, *, frames: bool = True) -> Iterator[Text]:
    """The lines of a preview, none of them wider than `width`; without `frames` where there are no signs for them."""
    before: Part | None = None
    for part in parts:
        if before is not None and not _close(before, part):
            yield Text()
        for line in _lines(part, width, language, frames=frames):
            line.rstrip()
            yield line
        before = part


def _close(before: Part, part: Part) -> bool:
    """Whether no blank line stands between two parts: what belongs to a heading, and panels to what is said of them."""
    pair = type(before), type(part)
    return isinstance(before, Heading) or pair in ((Screen, Rows), (Rows, Panels), (Grid, Rows), (Panels, Panels))


def _lines(part: Part, width: int, language: Language, *, frames: bool) -> Iterator[Text]:
    match part:
        case Heading(text, level):
            words = Text(text, style.TITLE if level == 1 else style.HEADING)
            yield from wrap([Row(words, Text(drawn("── ") if level == 2 else "", style.HEADING))], width)
        case Rows(rows):
            yield from wrap(rows, width)
        case Screen(page) if not frames:
            yield from wrap([*prose(f"== {page.label} =="), *page.header, *page.body], width)
        case Screen(page):
            yield from compose(page, width, height(page, width, language), None, language).lines
        case Panels(panels):
            yield from _panel_lines(panels, width)
        case Grid():
            yield from _grid_lines(part, width)


def _panel_lines(panels: Sequence[Panel], width: int) -> Iterator[Text]:
    """Panels beside each other as far as there is room, the rest below them."""
    shelf: list[Panel] = []
    used = 0
    for panel in panels:
        if shelf and used + BETWEEN + panel.width > width:
            yield from _shelf(shelf, width)
            shelf, used = [], 0
        used += panel.width + BETWEEN * bool(shelf)
        shelf.append(panel)
    if shelf:
        yield from _shelf(shelf, width)


def _shelf(panels: Sequence[Panel], width: int) -> Iterator[Text]:
    columns = [(panel.title, *panel.lines) for panel in panels]
    for place in range(max(map(len, columns))):
        line = Text()
        for panel, column in zip(panels, columns, strict=True):
            if line.plain:
                line = joined(line, Text(" " * BETWEEN))
            line = joined(line, fit(column[place] if place < len(column) else Text(), min(panel.width, width)))
        yield line


def _grid_lines(grid: Grid, width: int) -> Iterator[Text]:
    """A table; where it is too wide, its last columns stand in further tables below it."""
    widths = [
        max(cell_len(name), *(text_len(row[column]) for row in grid.rows)) for column, name in enumerate(grid.head)
    ]
    widths[1] = min(widths[1], max(width // 3, 8))
    first, used = [0, 1], widths[0] + widths[1] + _COLUMN_GAP
    group: list[int] = []
    for column in range(2, len(grid.head)):
        if group and used + _COLUMN_GAP + widths[column] > width:
            yield from _table(grid, [*first, *group], widths, width)
            yield Text()
            group, used = [], widths[0] + widths[1] + _COLUMN_GAP
        group.append(column)
        used += _COLUMN_GAP + widths[column]
    yield from _table(grid, [*first, *group], widths, width)


def _table(grid: Grid, columns: Sequence[int], widths: Sequence[int], width: int) -> Iterator[Text]:
    rows = [tuple(Text(name, style.KEY) for name in grid.head), *grid.rows]
    for row in rows:
        line = Text()
        for place, column in enumerate(columns):
            line = joined(line, Text(" " * _COLUMN_GAP * bool(place)), fit(row[column], widths[column]))
        yield cut(line, width)
