"""What every report is: a writer that is told of the run as it goes on.

    begin(Start) ─▶ question(report), question(report), … ─▶ end(Summary)

A writer keeps no more than it must.  What can be written only when all is known waits in a spool.  Where a run does
not come to its end nobody calls `end`: then only formats that are streams have written anything.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Protocol, TextIO

from exam_drill.checking.settings import CheckSettings
from exam_drill.checking.summary import Summary
from exam_drill.quality import QuestionReport
from exam_drill.question import Language
from exam_drill.report.surroundings import Surroundings

if TYPE_CHECKING:
    from _typeshed import SupportsWrite
    from rich.console import Console

_IN_MEMORY = 1 << 20  # bytes of a spool, before it becomes a file


@dataclass(frozen=True, slots=True)
class Start:
    """What is known before the first question."""

    as_printed: bool = False
    strict: bool = False  # a warning is a finding
    settings: CheckSettings | None = None  # None where somebody else has judged


class Writer(Protocol):
    """One report in one format."""

    def begin(self, start: Start) -> None:
        """Before the first question."""

    def question(self, report: QuestionReport) -> None:
        """One report, in the order of the bank."""

    def end(self, summary: Summary) -> None:
        """After the last one."""

    def close(self) -> None:
        """Lets go of whatever is open, also in the midst of a run.  Safe to call twice; the stream stays open."""


def plain_console(stream: TextIO) -> Console:
    """A console without colours that breaks no lines."""
    from exam_drill.console import VisibleConsole

    return VisibleConsole(stream, {}, colours=False)


@dataclass(frozen=True, slots=True)
class Outlet:
    """Where a report goes, and what its reader wants.

    `console` makes a console of a stream, for formats that people read; `every` shows the evidence of what is proven,
    too, and `aloud` is for a reader of the screen.  By the `surroundings` files are named for machines.
    """

    stream: TextIO
    language: Language
    console: Callable[[TextIO], Console] = plain_console
    every: bool = False
    aloud: bool = False
    surroundings: Surroundings = field(default_factory=lambda: Surroundings.of({}))

    @property
    def encoding(self) -> str | None:
        """That of the stream, None if it has none."""
        return getattr(self.stream, "encoding", None)


class Spool:
    """Text that waits for its place in a report: in memory, and if it grows in a file without a name."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.length = 0  # bytes

    def write(self, text: str) -> int:
        """Adds text; returns its length."""
        self.length += self._file.write(text.encode("utf-8", "surrogatepass"))
        return len(text)

    def lines(self, begin: int = 0, end: int | None = None) -> Iterator[str]:
        """The lines between two lengths that it had, or all of them."""
        self._file.seek(begin)
        end = self.length if end is None else end
        while begin < end:
            line = self._file.readline()
            begin += len(line)
            yield line.decode("utf-8", "surrogatepass")

    def pour(self, stream: SupportsWrite[str], begin: int = 0, end: int | None = None) -> None:
        """Writes the lines between two lengths to a stream, or all of them."""
        for line in self.lines(begin, end):
            stream.write(line)


@contextmanager
def spool() -> Iterator[Spool]:
    """A spool, which is forgotten at the end."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
        yield Spool(file)
