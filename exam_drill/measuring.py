"""Asks a terminal how it draws: the only place where it is asked anything.

    ○ ESC[6n ─▶ terminal ─▶ ESC[row;columnR     where the cursor stands now: ○ took one cell, or two
    ESC]11;? ─▶ terminal ─▶ ESC]11;rgb:…        the colour behind the text

Only `exam-drill doctor` asks.  An answer comes through the keyboard's door after a moment, on a slow line a long one,
and what is typed meanwhile would be lost between the answers.
"""

from __future__ import annotations

import re
import sys
import time
from dataclasses import dataclass
from typing import TextIO

from exam_drill.output import raw

SAMPLES = "○─αあ"  # ambiguous ones, and one that is wide everywhere
_ASK_COLUMN = "\x1b[6n"
_ASK_BACKGROUND = "\x1b]11;?\x1b\\"
_CLEAR_LINE = "\r\x1b[K"
_COLUMN = re.compile(rb"\x1b\[\d{1,5};(\d{1,5})R")
_BACKGROUND = re.compile(rb"\x1b\]11;rgb:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")
_LARGEST = 4096  # bytes of answers


@dataclass(frozen=True, slots=True)
class Measured:
    """The cells of each of the samples, and whether the background is dark, None if that was not told."""

    cells: tuple[int, ...]
    dark: bool | None

    @property
    def ambiguous(self) -> str:
        """What is to be set."""
        return "wide" if self.cells[0] == 2 else "narrow"


def question() -> str:
    """What is written to the terminal; it leaves an empty line behind."""
    return _ASK_BACKGROUND + "".join(f"\r{sample}{_ASK_COLUMN}" for sample in SAMPLES) + _CLEAR_LINE


def understood(answers: bytes) -> Measured | None:
    """What the terminal has told, None as long as an answer is missing."""
    columns = [int(column) for column in _COLUMN.findall(answers)]
    if len(columns) < len(SAMPLES):
        return None
    background = _BACKGROUND.search(answers)
    dark = None
    if background is not None:
        red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in background.groups())
        dark = 0.299 * red + 0.587 * green + 0.114 * blue < 0.5
    return Measured(tuple(column - 1 for column in columns[: len(SAMPLES)]), dark)


if sys.platform == "win32":

    def measure(stdin: TextIO | None, stdout: TextIO, patience: float) -> Measured | None:
        """Nothing: a Windows console counts by its font, and its answers come as key events."""
        del stdin, stdout, patience
        return None

else:
    import os
    import select
    import termios
    from contextlib import suppress

    def measure(stdin: TextIO | None, stdout: TextIO, patience: float) -> Measured | None:
        """Asks the terminal behind both streams, for so many seconds at most.

        None without a terminal, if it does not answer, and if somebody types already: keys are not ours.
        """
        if stdin is None or stdin.closed or not (stdin.isatty() and stdout.isatty()):
            return None
        terminal = stdin.fileno()
        try:
            before = termios.tcgetattr(terminal)
            mode = termios.tcgetattr(terminal)
            mode[3] &= ~(termios.ICANON | termios.ECHO)
            mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
            termios.tcsetattr(terminal, termios.TCSADRAIN, mode)
        except (termios.error, OSError):
            return None
        try:
            if select.select([terminal], [], [], 0)[0]:
                return None
            out = raw(stdout)
            out.write(question())
            out.flush()
            return _answer(terminal, patience)
        except OSError:  # the terminal is gone
            return None
        finally:
            with suppress(termios.error):
                termios.tcsetattr(terminal, termios.TCSADRAIN, before)

    def _answer(terminal: int, patience: float) -> Measured | None:
        answers = b""
        end = time.monotonic() + patience
        while len(answers) < _LARGEST:
            ready = select.select([terminal], [], [], max(end - time.monotonic(), 0))[0]
            data = os.read(terminal, 1024) if ready else b""
            if not data:
                return None
            answers += data
            measured = understood(answers)
            if measured is not None:
                return measured
        return None
