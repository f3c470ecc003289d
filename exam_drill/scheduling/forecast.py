"""What a plan comes to: how much a day, and how much will be known on a day, if the learner keeps to it.

    memories, unseen blanks, Plan ─ forecast ─▶ Forecast ── days: Load(reviews, new) for each day
                                                    └────── retention on the day of the exam

The days to come are played through with the library's own formulas: a blank is answered rightly with the probability
that the library predicts, by chance from a fixed seed, so that the same store gives the same forecast.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, tzinfo
from typing import NamedTuple

from fsrs import Rating, Scheduler

from exam_drill.attempt import Subject
from exam_drill.scheduling.days import DAY, days_from
from exam_drill.scheduling.exam_date import days_for_new, due_days
from exam_drill.scheduling.memory import Memory
from exam_drill.scheduling.plan import NEW_A_DAY, Plan
from exam_drill.scheduling.schedule import card_of, memory_from, scheduler

FAR = 366  # days; what comes after these is not foretold
NEAR = 30  # days that are foretold without an exam
_KNOWN_BEFORE = 0.5  # how many new questions are answered rightly
_AT = time(12)  # when the learner practises and sits the exam
_SEED = 20260801


class Load(NamedTuple):
    """The answers that a day takes: those that are due, and the first ones."""

    day: date
    reviews: int
    new: int

    @property
    def answers(self) -> int:
        """All of them."""
        return self.reviews + self.new


class Forecast(NamedTuple):
    """The days from today on, up to the one before the exam.

    `retention` is the mean over all blanks of how likely each is known on the day of the exam (or on the last day that
    is foretold) if the learner keeps to the plan; a blank never seen counts as not known.  `stopping` is the same for a
    learner who does nothing more.  `unseen` counts the blanks that are not begun by then.
    """

    days: tuple[Load, ...]
    until: date
    retention: float
    stopping: float
    unseen: int

    @property
    def mean(self) -> float:
        """Answers a day."""
        return sum(load.answers for load in self.days) / max(len(self.days), 1)

    @property
    def busiest(self) -> Load | None:
        """The day with the most answers, the first of several."""
        return max(self.days, key=lambda load: load.answers, default=None)


def forecast(
    memories: Mapping[Subject, Memory],
    unseen: Sequence[Subject],
    plan: Plan,
    now: datetime,
    day: date,
    zone: tzinfo | None,
    usual_new: int = NEW_A_DAY,
    begun: int = 0,
) -> Forecast:
    """The forecast at `now`, which is on `day`; `begun` new blanks were begun today already."""
    library, chance = scheduler(plan), random.Random(_SEED)
    exam = plan.exam if plan.exam is not None and plan.exam >= day else None
    until = min(exam, day + FAR * DAY) if exam is not None else day + NEAR * DAY
    last = max(until - DAY, day)
    kept, waiting, loads = dict(memories), list(unseen), []
    for current in days_from(day, last):
        at = now if current == day else _moment(current, zone)
        when = due_days(kept, exam, current, zone)
        due = [subject for subject, due in when.items() if due is not None and due <= current]
        share = usual_new if exam is None else -(-(len(waiting) + begun) // days_for_new(exam, current))
        share = share if plan.new is None else plan.new
        fresh, waiting = _taken(waiting, share - begun)
        begun = 0
        for subject in due:
            known = library.get_card_retrievability(card_of(kept[subject], at), at)
            kept[subject] = _answered(library, kept[subject], at, right=chance.random() < known)
        for subject in fresh:
            kept[subject] = _answered(library, None, at, right=chance.random() < _KNOWN_BEFORE)
        loads.append(Load(current, len(due), len(fresh)))
    moment = max(_moment(until, zone), now)
    total = len(memories) + len(unseen)
    return Forecast(
        tuple(loads),
        until,
        _retention(library, kept, moment, total),
        _retention(library, memories, moment, total),
        len(waiting),
    )


def _answered(library: Scheduler, memory: Memory | None, at: datetime, *, right: bool) -> Memory:
    """The memory after an answer; what was wrong is answered rightly in the same sitting."""
    card, first = card_of(memory, at), memory.first if memory else at
    for rating in (Rating.Good,) if right else (Rating.Again, Rating.Good):
        card, _ = library.review_card(card, rating, at)
    return memory_from(card, first)


def _taken(waiting: list[Subject], count: int) -> tuple[list[Subject], list[Subject]]:
    """The first blanks, so many and the rest of the last one's listing, and those that stay."""
    end = min(max(count, 0), len(waiting))
    while 0 < end < len(waiting) and waiting[end].question == waiting[end - 1].question:
        end += 1
    return waiting[:end], waiting[end:]


def _retention(library: Scheduler, memories: Mapping[Subject, Memory], at: datetime, total: int) -> float:
    known = (library.get_card_retrievability(card_of(memory, at), at) for memory in memories.values())
    return float(sum(known)) / max(total, 1)


def _moment(day: date, zone: tzinfo | None) -> datetime:
    return datetime.combine(day, _AT, zone).astimezone(UTC)
