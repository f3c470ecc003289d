"""Bars and sparklines of signs, and what they are made of where a terminal shows those signs badly.

    0.75 ─ bar(8) ─▶ ██████░░   or   ######--
    0.1, None, 0.9 ─ spark ─▶ ▁ ▇    or   0.9

Without colour they say the same.  Blocks are of ambiguous width: where a terminal gives them two cells, take `PLAIN`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from exam_drill.cells import are_wide


class Signs(NamedTuple):
    """What is drawn with: a full and an empty cell of a bar, the steps of a sparkline, and its gap."""

    full: str
    empty: str
    steps: str
    gap: str
    rule: str


BLOCKS = Signs("█", "░", "▁▂▃▄▅▆▇█", "·", "── ")
PLAIN = Signs("#", "-", "0123456789", ".", "== ")
LEVELS = (1, 5, 10, 20, 40)  # the least number of answers on a day for the digits 1 to 5 of a calendar


def can_draw(encoding: str | None) -> bool:
    """Whether an encoding has the blocks."""
    if are_wide():
        return False
    try:
        "".join(BLOCKS).encode(encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def bar(rate: float, width: int, signs: Signs) -> str:
    """A bar of so many cells; one that is neither empty nor full never looks so."""
    full = round(rate * width)
    if 0 < rate < 1 and width > 1:
        full = min(max(full, 1), width - 1)
    return signs.full * full + signs.empty * (width - full)


def spark(rates: Iterable[float | None], signs: Signs) -> str:
    """A sign for each rate from 0 to 1."""
    steps = len(signs.steps)
    return "".join(signs.gap if rate is None else signs.steps[min(int(rate * steps), steps - 1)] for rate in rates)


def level(count: int) -> int:
    """How much a day's answers are, from 0 to 5."""
    return sum(count >= least for least in LEVELS)
