"""How much of a page is shown in full, so that it can be used whatever was found.

    wrong_key  ■■■■■■■■ 300 pages ▪▪▪▪▪▪▪▪▪▪▪▪ 1000 rows ········ the rest is counted: `--format jsonl` has all
    weak       ■■

The bounds hold for each kind of finding by itself, so that a thousand of one kind never hide the only one of another.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most of each kind that get a page and a row, and the most bytes of all pages and of the rows of a table."""

    pages: int = 300
    rows: int = 1000
    proven: int = 5000  # rows of what is plainly proven
    pages_size: int = 24 << 20
    rows_size: int = 6 << 20
    named: int = 20  # questions that were left out, and nodes that differ


BOUNDS = Bounds()


@dataclass(slots=True)
class Tally:
    """How many of a kind there are in a table, and what is left of the room for them."""

    most: int
    size: int  # bytes that are left
    found: Counter[str] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)

    def has_room(self, kind: str) -> bool:
        """Counts one more of a kind, and tells whether it is shown."""
        self.found[kind] += 1
        room = self.size > 0 and self.shown[kind] < self.most
        self.shown[kind] += room
        return room

    def took(self, size: int) -> None:
        """Counts the bytes of what was shown."""
        self.size -= size

    @property
    def hidden(self) -> int:
        """How many are not shown."""
        return self.found.total() - self.shown.total()
