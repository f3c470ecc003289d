"""How long something may take.

    Budget.begin(600, clock) ─▶ end: a moment of the clock ─▶ the sandbox ends what runs then ─▶ the rest is left out

What one option may use is said by `exam_drill.sandbox.Limits`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """`seconds` from the moment `begun` of a clock that never goes back; None is no limit."""

    seconds: float | None
    begun: float
    clock: Callable[[], float]

    @classmethod
    def begin(cls, seconds: float | None, clock: Callable[[], float]) -> Budget:
        """A budget that counts from now."""
        return cls(seconds, clock(), clock)

    @property
    def end(self) -> float | None:
        """The moment of the clock at which it is used up; None if that never comes."""
        return None if self.seconds is None else self.begun + self.seconds

    def left(self) -> float:
        """Seconds, 0 when it is used up, infinity if there is no limit."""
        return math.inf if self.end is None else max(self.end - self.clock(), 0.0)
