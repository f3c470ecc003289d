"""The three standard streams as the program finds them: perhaps closed, full, or without a reader."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Literal, TextIO


def open_closed() -> None:
    """Opens those of the three that were closed before the program began.

    Else the next socket would have the number of one of them.  There is nothing to read on standard input then, what
    is written to standard error goes nowhere, and to write to standard output is an OSError, as on a full disk: a
    report that nobody can have must not look delivered.
    """
    for number, flags in enumerate((os.O_RDONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            null = os.open(os.devnull, flags)
            if null != number:
                os.dup2(null, number)
                os.close(null)
    sys.stdin = sys.stdin or _open(0, "r")
    sys.stdout = sys.stdout or _open(1, "w")
    sys.stderr = sys.stderr or _open(2, "w")


def _open(number: int, mode: Literal["r", "w"]) -> TextIO:
    return os.fdopen(number, mode, encoding="utf-8", closefd=False)


def discard(stream: TextIO) -> None:
    """Has what is still buffered, and all that follows, go nowhere, so that it cannot fail at the interpreter's end."""
    with contextlib.suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(null, stream.fileno())
        finally:
            os.close(null)
        stream.flush()


def settle(stream: TextIO) -> None:
    """Writes what is still buffered, or discards it where that fails."""
    try:
        stream.flush()
    except (OSError, ValueError):
        discard(stream)
