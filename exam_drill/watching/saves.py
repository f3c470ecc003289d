"""What wakes the engine: events of the file system, once it is quiet, and wishes of who watches.

    events ─ note(name) ─▶ │ …quiet for a moment… │ ─▶ Round(names, wishes)
    keys   ─ wish(…) ────▶ │                      │

An editor that saves makes a handful of events: an empty file, its content, a rename.  Only what is there when they are
over counts.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from enum import Enum, auto
from typing import NamedTuple

QUIET = 0.03  # seconds without an event after which a save is over
OPEN = 0.25  # the same while somebody who writes to a file has not closed it
LONGEST = 1.0  # seconds after which one is looked at though events still come
AGAIN = 0.3  # seconds after which a file that was empty or gone is believed to be


class Wish(Enum):
    """What can be asked for."""

    ALL = auto()  # judge everything anew
    AGAIN = auto()  # judge anew what the last save changed, or all that is not proven
    STOP = auto()


class Round(NamedTuple):
    """What has come together: names of files that were touched, and wishes.  `noticed` is when the last event came.

    `references` tells that one of the package's reference modules was among them.  `patient` is false where a file has
    had its time to come back.
    """

    names: frozenset[str]
    wishes: frozenset[Wish]
    noticed: float
    references: bool = False
    patient: bool = True


class Saves:
    """Gathers events and wishes from any thread, for the one that asks for the `next` round."""

    def __init__(self, clock: Callable[[], float], disturb: Callable[[], None] = lambda: None) -> None:
        self._clock = clock
        self._changed = threading.Condition()
        self._names: set[str] = set()
        self._wishes: set[Wish] = set()
        self._references = False
        self._open: frozenset[str] = frozenset()
        self._first = self._last = 0.0
        self._due: float | None = None
        self.disturb = disturb  # called, outside of any lock, whenever something has come

    def note(self, name: str, reference: bool = False, opened: bool = False) -> None:
        """A file of this name was touched; if it was `opened`, the system will say when it is closed."""
        with self._changed:
            self._open = (self._open | {name}) if opened else (self._open - {name})
            self._last = self._clock()
            if not self._names:
                self._first = self._last
            self._names.add(name)
            self._references = self._references or reference
            self._changed.notify_all()
        self.disturb()

    def wish(self, wish: Wish) -> None:
        """Somebody asks for this; it does not wait for events to be over."""
        with self._changed:
            self._wishes.add(wish)
            self._changed.notify_all()
        self.disturb()

    def look_again(self) -> None:
        """In a moment there is to be a round even if nothing comes; it is not patient."""
        with self._changed:
            self._due = self._clock() + AGAIN

    @property
    def waiting(self) -> bool:
        """Whether there is anything for the next round."""
        with self._changed:
            return self._is_something()

    def next(self, wait: bool) -> Round | None:
        """The next round, as soon as it is complete; None if there is nothing yet and nobody wants to `wait`."""
        with self._changed:
            while True:
                patience = self._patience()
                if patience == 0:
                    return self._take()
                if patience is None and not wait:
                    return None
                self._changed.wait(patience)

    def _is_something(self) -> bool:
        return bool(self._names or self._wishes) or (self._due is not None and self._due <= self._clock())

    def _patience(self) -> float | None:
        """Seconds until the round may be complete; None if there is nothing to wait for."""
        now = self._clock()
        if self._wishes:
            return 0
        if self._names:
            return max(min(self._last + (OPEN if self._open else QUIET), self._first + LONGEST) - now, 0)
        return None if self._due is None else max(self._due - now, 0)

    def _take(self) -> Round:
        late = self._due is not None and self._due <= self._clock()
        noticed = self._last if self._names else self._clock()
        found = Round(frozenset(self._names), frozenset(self._wishes), noticed, self._references, not late)
        if self._names or late:
            self._due = None
        self._names, self._wishes, self._references, self._open = set(), set(), False, frozenset()
        return found
