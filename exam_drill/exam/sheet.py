"""The sheet of an exam: its blanks, what became of each, and the clock.  All that has to outlive the program.

Sheet ── Slot ── Item, Subject      a blank as it is shown, and what its answer hangs on
  │        └──── chosen, when, how long, flagged
  └───── clock, position, how it ended
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from exam_drill.attempt import Subject
from exam_drill.exam.clock import Clock
from exam_drill.exam.paper import heading_of
from exam_drill.quiz.session import Item


class Ended(StrEnum):
    """How an exam ended."""

    HANDED_IN = "handed-in"
    TIME_UP = "time-up"
    GIVEN_UP = "given-up"  # it has no result


class Slot(NamedTuple):
    """One blank of the exam.

    `chosen` is the printed number of the option, None while it is open; `at` is when the answer was last changed (Unix
    time, 0 if never), `seconds` how long the blank was on the screen in all.
    """

    item: Item
    subject: Subject
    chosen: int | None = None
    at: float = 0.0
    seconds: float = 0.0
    flagged: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it has no answer."""
        return self.chosen is None

    @property
    def heading(self) -> str:
        """The heading under which it is counted."""
        return heading_of(self.item.question)


class Sheet(NamedTuple):
    """An exam; `wanted` is the number of blanks that were asked for, `position` that of the blank on the screen.

    `bank` are the paths of the bank, nothing for the built-in one.  `gone` are blanks as they were saved, whose
    questions have changed or are not there any more: they are kept, but not shown.
    """

    slots: tuple[Slot, ...]
    clock: Clock
    seed: int
    wanted: int
    position: int = 0
    ended: Ended | None = None
    bank: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()  # headings of the syllabus of which the bank had no question
    gone: tuple[str, ...] = ()

    @property
    def slot(self) -> Slot:
        """The blank on the screen."""
        return self.slots[self.position]

    @property
    def open(self) -> tuple[int, ...]:
        """The positions without an answer."""
        return tuple(position for position, slot in enumerate(self.slots) if slot.is_open)

    @property
    def flagged(self) -> tuple[int, ...]:
        """The positions that were flagged."""
        return tuple(position for position, slot in enumerate(self.slots) if slot.flagged)

    def with_slot(self, position: int, slot: Slot) -> Sheet:
        """The sheet with another slot at this position."""
        return self._replace(slots=(*self.slots[:position], slot, *self.slots[position + 1 :]))


def spans(positions: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """The numbers (from 1) of positions in order, as first and last of each run."""
    first = last = 0
    for number in (position + 1 for position in positions):
        if number != last + 1 or not last:
            if last:
                yield first, last
            first = number
        last = number
    if last:
        yield first, last
