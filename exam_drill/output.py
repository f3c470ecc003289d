"""The door by which plain text leaves the program.  Whatever comes to it, nothing invisible gets through.

    Environment.stdout.write(text) ─▶ PlainStream ────▶ stream      only the line feed keeps its meaning
    console.print(Text(text))      ─▶ VisibleConsole ─▶ stream      see `exam_drill.console`

A text is made visible before it is laid out, too, since that changes its width: doors are for what was forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any, TextIO, cast

from exam_drill.visible import visible_text


class PlainStream:
    """A text stream on which every write is made visible; all else is the `raw` stream's."""

    def __init__(self, raw: TextIO) -> None:
        self.raw = raw

    def write(self, text: str) -> int:
        """Writes a text of any number of lines; returns its length."""
        self.raw.write(visible_text(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Writes texts one after the other."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.raw, name)


class Forgiving:
    """A text stream for what is said by the way: that it cannot be written, its disk full or its reader gone, does not
    matter to what else is done; all else is the `stream`'s.
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        """Writes a text, if that is possible; returns its length."""
        with suppress(OSError):
            self.stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Writes what is buffered, if that is possible."""
        with suppress(OSError):
            self.stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


def forgiving(stream: TextIO) -> TextIO:
    """The stream as one on which writing never fails; one that has its door already goes through that alone."""
    if isinstance(stream, PlainStream):
        return stream if isinstance(stream.raw, Forgiving) else cast(TextIO, PlainStream(forgiving(stream.raw)))
    return stream if isinstance(stream, Forgiving) else cast(TextIO, Forgiving(stream))


def plain(stream: TextIO) -> TextIO:
    """The stream as a PlainStream."""
    return stream if isinstance(stream, PlainStream) else cast(TextIO, PlainStream(stream))


def raw(stream: TextIO) -> TextIO:
    """The stream behind a PlainStream, for who writes control sequences on purpose."""
    return stream.raw if isinstance(stream, PlainStream) else stream
