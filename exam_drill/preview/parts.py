"""What a preview consists of, whether it is printed on a terminal or written as a page.

Heading · Rows · Screen · Panels, each of which a front end shows in its own way · Grid
"""

from __future__ import annotations

from typing import NamedTuple

from rich.text import Text

from exam_drill.cells import text_len
from exam_drill.layout import Row
from exam_drill.quiz.question_page import Page


class Heading(NamedTuple):
    """A heading; level 1 is that of the whole."""

    text: str
    level: int


class Rows(NamedTuple):
    """Paragraphs and lines of code."""

    rows: tuple[Row, ...]


class Screen(NamedTuple):
    """A page of the quiz."""

    page: Page


class Panel(NamedTuple):
    """Lines of fixed letters under a title."""

    title: Text
    lines: tuple[Text, ...]

    @property
    def width(self) -> int:
        """Cells of the widest line."""
        return max(text_len(line) for line in (self.title, *self.lines))


class Panels(NamedTuple):
    """Panels that stand beside each other where there is room."""

    panels: tuple[Panel, ...]


class Grid(NamedTuple):
    """A table: the names of its columns, and its rows."""

    head: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]


Part = Heading | Rows | Screen | Panels | Grid


class Sheet(NamedTuple):
    """What parts are laid out for: cells of a panel at most, and whether two of them may stand beside each other."""

    width: int
    beside: bool
