"""A program on a pseudo-terminal, seen through a terminal emulator."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pyte

import exam_drill

ROOT = str(Path(exam_drill.__file__).parents[1])
PATIENCE = 60.0  # seconds; a slow machine is no failure


class Terminal:
    """A program on a terminal of the given size."""

    def __init__(
        self, command: list[str], columns: int, rows: int, program: str = sys.executable, **variables: str
    ) -> None:
        surroundings = {
            name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "LINES")
        }
        surroundings |= {
            "TERM": "xterm-256color",
            "LANG": "en_US.UTF-8",
            "PYTHONIOENCODING": "utf-8",
            "PYTHONPATH": ROOT,
            **variables,
        }
        self.child = pexpect.spawn(program, command, dimensions=(rows, columns), env=surroundings, timeout=PATIENCE)
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""

    @property
    def lines(self) -> list[str]:
        return ["".join(self._cells(row)).rstrip() for row in range(self.screen.lines)]

    def _cells(self, row: int) -> Iterator[str]:
        """As `Screen.display`, which fails while half of a wide character is written over."""
        wide = False
        for column in range(self.screen.columns):
            text = self.screen.buffer[row][column].data
            if not wide:
                yield text or " "
            wide = not wide and bool(text) and pyte.screens.wcwidth(text[0]) == 2

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def until(self, *seen: str | Callable[[str], bool]) -> None:
        """Waits until the screen shows all of it."""
        end = time.monotonic() + PATIENCE
        while not all(one(self.text) if callable(one) else one in self.text for one in seen):
            assert time.monotonic() < end, f"{seen!r} never came:\n{self.text}"
            try:
                data = self.child.read_nonblocking(65536, timeout=0.2)
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                raise AssertionError(f"ended before {seen!r} came:\n{self.text}") from None
            self.raw += data
            self.stream.feed(data)

    def press(self, keys: str, *then: str | Callable[[str], bool]) -> None:
        self.child.send(keys)
        self.until(*then)

    def leave(self, code: int = 0) -> str:
        """Waits for the end, with this exit code; returns what is left on the normal screen."""
        self.raw += self.child.read()
        self.child.close()
        assert self.child.exitstatus == code, self.raw[-2000:]
        assert self.raw.count(b"\x1b[?1049h") == self.raw.count(b"\x1b[?1049l")
        assert self.raw.rfind(b"\x1b[?25h") >= self.raw.rfind(b"\x1b[?25l")  # the cursor is seen again
        return self.raw.rpartition(b"\x1b[?1049l")[2].decode()
