"""A terminal that draws ambiguous characters two cells wide, as many East Asian ones do."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Iterable

import pyte
import pytest
from rich.text import Text

from exam_drill.console import VisibleConsole


def is_ambiguous(character: str) -> bool:
    """By Unicode's own table, not by ours."""
    return unicodedata.east_asian_width(character) == "A" and unicodedata.combining(character) == 0


def make_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has every emulator draw so."""
    narrow = pyte.screens.wcwidth
    monkeypatch.setattr(pyte.screens, "wcwidth", lambda character: 2 if is_ambiguous(character) else narrow(character))


def drawn(lines: Iterable[Text], columns: int) -> list[list[str]]:
    """The cells of each row of a terminal on which these lines were printed; the second half of a wide one is ""."""

    def draw(console: VisibleConsole) -> None:
        for line in lines:
            console.print(line, soft_wrap=True)

    return pictured(draw, columns)


def pictured(draw: Callable[[VisibleConsole], None], columns: int) -> list[list[str]]:
    """The cells of each row of a terminal after this was drawn on it."""
    out = io.StringIO()
    draw(VisibleConsole(out, {"COLUMNS": str(columns), "TERM": "xterm"}, theme="none"))
    text = out.getvalue()
    rows = text.count("\n")
    screen = pyte.Screen(columns + 10, rows + 1)  # what is too wide is seen, not wrapped
    pyte.Stream(screen).feed(text.replace("\n", "\r\n"))
    return [[screen.buffer[row][column].data for column in range(columns + 10)] for row in range(rows)]


def width(cells: list[str]) -> int:
    """The cells up to the last one that something is drawn on."""
    return max((place + 1 for place, cell in enumerate(cells) if cell != " "), default=0)
