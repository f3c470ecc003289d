"""Lines of standard input that can be waited for with a limit, so that a clock runs on while somebody types.

    open_lines(stdin) ─ next(1.0) ─▶ "4\\n"     a line
                                     None       not yet
                                     ""         the input has ended, or the terminal has gone

Where the system cannot wait so (files on Windows, streams that are no files), `next` waits as long as it takes.
"""

from __future__ import annotations

import codecs
import io
import os
import select
import sys
from typing import Protocol, TextIO

_LONGEST = 4096  # characters of a line; of longer ones the rest counts as another
_AT_ONCE = 4096  # bytes


class Lines(Protocol):
    """A source of lines; `patient` is one that comes back while it waits."""

    @property
    def patient(self) -> bool:
        """Whether `next` keeps to its limit."""

    def next(self, patience: float, /) -> str | None:
        """The next line, None if there is none within so many seconds, "" at the end."""


def open_lines(stream: TextIO) -> Lines:
    """The lines of a stream of which nothing has been read yet."""
    if sys.platform != "win32":
        try:
            return _Waited(stream.fileno(), stream.encoding or "utf-8")
        except (OSError, ValueError, io.UnsupportedOperation):
            pass
    return _Blocking(stream)


class _Blocking:
    """Lines of any stream."""

    patient = False

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def next(self, _: float, /) -> str | None:
        """The next line, however long it takes."""
        try:
            return self._stream.readline(_LONGEST)
        except (OSError, ValueError):
            return ""


class _Waited:
    """Lines of a file, pipe or terminal, read by its number."""

    patient = True

    def __init__(self, number: int, encoding: str) -> None:
        self._number = number
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        self._text = ""
        self._ended = False

    def next(self, patience: float, /) -> str | None:
        """The next line; what is left without an end is one, too."""
        while "\n" not in self._text and len(self._text) < _LONGEST and not self._ended:
            try:
                if not select.select([self._number], [], [], patience)[0]:
                    return None
                data = os.read(self._number, _AT_ONCE)
            except OSError:
                data = b""
            self._ended = not data
            self._text += self._decoder.decode(data, final=self._ended)
        line, end, rest = self._text.partition("\n")
        if len(line) >= _LONGEST:
            line, end, rest = self._text[:_LONGEST], "", self._text[_LONGEST:]
        self._text = rest
        return line + end
