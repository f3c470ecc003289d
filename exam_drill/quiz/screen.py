"""Draws frames on a terminal: the only part of the quiz that writes control sequences, and rich writes them.

The questions stand on the terminal's second screen, so that the learner's own lines are back afterwards.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import zip_longest
from typing import TextIO

from rich.console import Console, ConsoleOptions, RenderResult
from rich.control import Control
from rich.text import Text

from exam_drill.question import Language
from exam_drill.quiz.frame import Frame, compose, inner_width
from exam_drill.quiz.question_page import Page

_SIGNS = "╭─│○×"  # what a frame cannot do without


def is_interactive(stdin: TextIO, stdout: TextIO, variables: Mapping[str, str]) -> bool:
    """Whether single keys can be read and frames drawn; if not, lines are read and written."""
    if variables.get("TERM", "" if os.name == "posix" else "windows") in ("", "dumb", "unknown"):
        return False
    return stdin.isatty() and stdout.isatty() and has_signs(stdout.encoding)


def has_signs(encoding: str | None) -> bool:
    """Whether frames can be drawn in this encoding."""
    try:
        _SIGNS.encode(encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


class _Lines:
    """Those lines that are others than those `before`, each put to its row.

    Terminals disagree about the width of some signs (flags, skin tones): a line that is wider than it was taken for
    may run over, but it moves no other line.
    """

    def __init__(self, lines: Sequence[Text], before: Sequence[Text]) -> None:
        self._lines, self._before = lines, before

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for row, (line, before) in enumerate(zip_longest(self._lines, self._before[: len(self._lines)])):
            if before is not None and before == line and before.style == line.style:
                continue
            yield Control.move_to(0, row)
            yield from line.render(console)


class Screen:
    """The terminal's second screen."""

    def __init__(self, console: Console, language: Language) -> None:
        self._console = console
        self._language = language
        self._size = (0, 0)
        self._drawn: Sequence[Text] = ()

    def __enter__(self) -> Screen:
        self._console.set_alt_screen(True)
        self._console.show_cursor(False)
        self.clear()
        return self

    def __exit__(self, *exception: object) -> None:
        try:
            self._console.show_cursor(True)
            self._console.set_alt_screen(False)
        except OSError:
            pass  # the terminal is gone

    def clear(self) -> None:
        """Has the next frame drawn on an empty screen, whatever others have written on it."""
        self._size = (0, 0)

    @property
    def width(self) -> int:
        """Cells of a line of a page's body."""
        return inner_width(self._measure()[0])

    @contextmanager
    def lent(self) -> Iterator[Console]:
        """The second screen, with the cursor on, for somebody who draws on it differently for a while."""
        self._console.show_cursor(True)
        try:
            yield self._console
        finally:
            self.clear()
            with suppress(OSError):  # the terminal is gone
                self._console.show_cursor(False)

    def draw(self, page: Page, offset: int | None) -> Frame:
        """Draws a page and tells how it was laid out."""
        columns, rows = self._measure()
        frame = compose(page, columns, rows, offset, self._language)
        with self._console as console:  # one write for the whole frame, so that it never flickers
            if (columns, rows) != self._size:
                console.control(Control.clear())
                self._size, self._drawn = (columns, rows), ()
            lines = frame.lines if len(frame.lines) <= rows else (*frame.lines[: rows - 1], frame.lines[-1])
            console.print(_Lines(lines, self._drawn), end="", soft_wrap=True)
            self._drawn = lines
        return frame

    def rehearse(self, page: Page) -> None:
        """Lays out a page that is likely to be drawn next: what is broken into lines once is remembered."""
        compose(page, *self._measure(), None, self._language)

    def _measure(self) -> tuple[int, int]:
        try:
            size = os.get_terminal_size(self._console.file.fileno())
        except (OSError, ValueError):
            return self._console.size.width, self._console.size.height
        # A terminal that does not know its size says 0; the old Windows console wraps at its last column.
        return (size.columns or 80) - self._console.legacy_windows, size.lines or 24
