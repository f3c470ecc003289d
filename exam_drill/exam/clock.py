"""The clock of an exam: what has been used of its time, while somebody sits it.

    Clock(used=61.0) ─ seen(now) ─▶ runs ─ seen(now + 1) ─▶ used=62.0 ─ stopped() ─▶ Clock(used=62.0)

It is handed times of a clock that nobody can set, and counts only what lies between two looks.  A look that comes much
too late means that the program was stopped or the machine slept: that is no time of the exam.  Nothing makes it run
backwards.
"""

from __future__ import annotations

import math
from typing import NamedTuple

MOST_GAP = 10.0  # seconds between two looks; the screen looks every second


class Clock(NamedTuple):
    """`used` seconds of the exam's `limit`; `last` is when it was looked at, None while it stands."""

    limit: float
    used: float = 0.0
    last: float | None = None

    @property
    def left(self) -> float:
        """The seconds that are left, by the last look."""
        return self.limit - self.used

    @property
    def is_up(self) -> bool:
        """Whether there is no time left."""
        return self.used >= self.limit

    def seen(self, now: float, most: float = MOST_GAP) -> Clock:
        """The clock at this time, running; it counts at most `most` seconds at once, and never more than its limit."""
        passed = 0.0 if self.last is None else min(max(now - self.last, 0.0), most)
        return self._replace(used=min(self.used + passed, self.limit), last=now)

    def stopped(self) -> Clock:
        """The clock as it stood when it was last looked at; it runs again at the next look."""
        return self._replace(last=None)


def clock_text(seconds: float) -> str:
    """Time that is left, as `1:59:58` or `9:05`; a second that has begun is still there."""
    return _text(math.ceil(seconds - 1e-9))


def spent_text(seconds: float) -> str:
    """Time that was spent: only whole seconds count."""
    return _text(math.floor(seconds + 1e-9))


def _text(whole: int) -> str:
    minutes, rest = divmod(max(whole, 0), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
