"""What is known of how well a blank is remembered, and how it is kept as text.

    StoredCard(subject, due, state='{"stability": 8.3, …}')  ─ memory_of ─▶  Memory

The due date is that of the library.  Nothing here computes; reading these takes no scheduler.
"""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from exam_drill.progress import StoredCard

_FORMAT = 1


class Memory(NamedTuple):
    """The state of a blank that was reviewed at least once.

    `phase` and `step` are the library's: 1 learning, 2 reviewing, 3 learning again; the step is None while reviewing.
    `stability` is in days: after so many, nine of ten answers are still known.  `difficulty` goes from 1 to 10.
    """

    due: datetime
    phase: int
    step: int | None
    stability: float
    difficulty: float
    first: datetime  # review
    last: datetime  # review

    @property
    def stepping(self) -> bool:
        """Whether it comes back within minutes."""
        return self.step is not None


def state_text(memory: Memory) -> str:
    """The state, but for the due date, as text for the store."""
    return json.dumps(
        {
            "format": _FORMAT,
            "phase": memory.phase,
            "step": memory.step,
            "stability": memory.stability,
            "difficulty": memory.difficulty,
            "first": memory.first.isoformat(),
            "last": memory.last.isoformat(),
        }
    )


def memory_of(card: StoredCard) -> Memory | None:
    """The state that a stored card has, None if it cannot be read: such a blank is new, and a replay mends it."""
    try:
        kept = json.loads(card.state)
        if kept["format"] != _FORMAT:
            return None
        memory = Memory(
            due=_utc(card.due),
            phase=int(kept["phase"]),
            step=None if kept["step"] is None else int(kept["step"]),
            stability=float(kept["stability"]),
            difficulty=float(kept["difficulty"]),
            first=_utc(datetime.fromisoformat(kept["first"])),
            last=_utc(datetime.fromisoformat(kept["last"])),
        )
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None
    sound = memory.phase in (1, 2, 3) and (memory.step is None) == (memory.phase == 2)
    sound = sound and (memory.step or 0) >= 0 and 0 < memory.stability < math.inf and 1 <= memory.difficulty <= 10
    return memory if sound else None


def _utc(time: datetime) -> datetime:
    if time.tzinfo is None:
        raise ValueError("a time without a zone")
    return time.astimezone(UTC)
