"""How many of how many, and how far that can be believed.

    8 of 10 ─ Share ─▶ 80 %, by Wilson's interval 49 to 94 %
    8 of 10 now, 3 of 10 before ─ change ─▶ 50 points up, by Newcombe's interval 6 to 77

Few answers tell little: the intervals say how little.  They take answers for independent, which those of one learner
are not quite, so they are a guide and no proof.
"""

from __future__ import annotations

import math
from enum import StrEnum
from typing import NamedTuple

_Z = 1.959963984540054  # of the normal distribution: 95 % lie within so many standard deviations


class Share(NamedTuple):
    """So many right ones among those that were graded."""

    right: int = 0
    graded: int = 0

    @property
    def rate(self) -> float | None:
        """From 0 to 1; None where nothing was graded."""
        return self.right / self.graded if self.graded else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's score interval of 95 % (Wilson 1927); None where nothing was graded."""
        if not self.graded:
            return None
        n, p = self.graded, self.right / self.graded
        scale = 1 + _Z * _Z / n
        middle = (p + _Z * _Z / (2 * n)) / scale
        half = _Z / scale * math.sqrt(p * (1 - p) / n + _Z * _Z / (4 * n * n))
        low = 0.0 if self.right == 0 else max(middle - half, 0.0)
        high = 1.0 if self.right == n else min(middle + half, 1.0)
        return low, high


class Direction(StrEnum):
    """Where a share goes."""

    UP = "up"
    DOWN = "down"
    UNCLEAR = "unclear"  # the difference may be chance


class Change(NamedTuple):
    """A share against an earlier one: their difference, and its interval of 95 %."""

    now: Share
    before: Share
    difference: float
    low: float
    high: float

    @property
    def direction(self) -> Direction:
        """Up or down only if chance alone would hardly give such a difference."""
        if self.low > 0:
            return Direction.UP
        return Direction.DOWN if self.high < 0 else Direction.UNCLEAR


def change(now: Share, before: Share) -> Change | None:
    """The difference of two shares by Newcombe's method 10 (1998); None unless something was graded in both."""
    first, second = now.interval, before.interval
    if first is None or second is None:
        return None
    p, q = now.right / now.graded, before.right / before.graded
    low = p - q - math.hypot(p - first[0], second[1] - q)
    high = p - q + math.hypot(first[1] - p, q - second[0])
    return Change(now, before, p - q, low, high)
