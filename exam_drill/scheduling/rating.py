"""What an answer tells FSRS.  docs/plan.md has the same table for learners.

answer                                              rating
wrong                                               Again
right, after a hint                                 Hard
right, slowly                                       Hard
right                                               Good
right and typed, quickly                            Easy
undecided, pending                                  none: it says nothing about the learner

Slow is more than twice as long as the learner usually takes for a right answer of that kind (an option chosen, code
typed), and quick at most half of it.  Where fewer than `ENOUGH` such answers are known, a usual time is assumed: the
exam gives 69 seconds a question.  An option is never Easy: one in four guesses is right, and guesses are quick.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

from exam_drill.attempt import TYPED, Attempt, Grade, Rating

CHOOSING = 60.0  # seconds that are assumed to be usual
TYPING = 90.0
ENOUGH = 20  # right answers of one kind
_LAST = 100  # of these, as many as tell how quick the learner is now
_SLOW = 2.0
_QUICK = 0.5
_NEVER_SLOW = 30.0  # seconds: who takes ten seconds usually is not slow by taking twenty-five


class Pace(NamedTuple):
    """How many seconds a learner usually takes for a right answer, by options and by typing."""

    choosing: float = CHOOSING
    typing: float = TYPING

    def slow(self, *, typed: bool) -> float:
        """More seconds than these are slow."""
        return max(_SLOW * (self.typing if typed else self.choosing), _NEVER_SLOW)

    def quick(self, *, typed: bool) -> float:
        """At most these seconds are quick."""
        return _QUICK * (self.typing if typed else self.choosing)


def rate(
    grade: Grade, seconds: float, hints: int = 0, *, typed: bool = False, pace: Pace | None = None
) -> Rating | None:
    """The rating of an answer, None if it tells nothing; `pace` None is that of nobody in particular."""
    pace = pace or Pace()
    if grade is Grade.WRONG:
        return Rating.AGAIN
    if grade is not Grade.RIGHT:
        return None
    if hints or seconds > pace.slow(typed=typed):
        return Rating.HARD
    if typed and seconds <= pace.quick(typed=True):
        return Rating.EASY
    return Rating.GOOD


def pace_of(attempts: Iterable[Attempt]) -> Pace:
    """The usual pace of a learner, by their right answers without hints, in order of time."""
    kinds: dict[bool, deque[float]] = {False: deque(maxlen=_LAST), True: deque(maxlen=_LAST)}
    for attempt in attempts:
        if attempt.grade is Grade.RIGHT and not attempt.hints and attempt.undone is None:
            kinds[attempt.chosen == TYPED].append(attempt.seconds)
    choosing, typing = (
        _middle(kinds[typed]) if len(kinds[typed]) >= ENOUGH else assumed
        for typed, assumed in ((False, CHOOSING), (True, TYPING))
    )
    return Pace(choosing, typing)


def _middle(seconds: Iterable[float]) -> float:
    ordered = sorted(seconds)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
