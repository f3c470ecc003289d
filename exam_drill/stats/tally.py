"""Adds up answers: an attempt as what statistics need of it, and groups of them as counts.

    Attempt ─ answers ─▶ Answer(day, grade, seconds, …) ─ counts_of ─▶ Counts
       answers to a question ─ heap_of ─▶ Heap, Heap ─ total_of ─▶ Heap       those of a group of questions

A time after now (a clock was wrong) counts as today, so that no answer is lost.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, tzinfo
from itertools import chain
from statistics import median
from typing import NamedTuple

from exam_drill.attempt import TYPED, Attempt, Grade, Mode
from exam_drill.scheduling.days import local_day
from exam_drill.stats.days import Period, monday
from exam_drill.stats.share import Change, Share, change
from exam_drill.stats.statistics import Counts, Day

LONGEST = 600.0  # seconds that one answer adds to the time spent: who takes longer has gone away
WEEKS = 12


class Answer(NamedTuple):
    """An attempt that was not undone; `first` if it is the first one at this blank, as it is asked in it."""

    day: date
    question: str
    label: str
    digest: str
    grade: Grade
    chosen: int
    seconds: float
    hints: int
    mode: Mode
    first: bool

    @property
    def graded(self) -> bool:
        """Whether it is right or wrong."""
        return self.grade is Grade.RIGHT or self.grade is Grade.WRONG


def answers_of(attempts: Iterable[Attempt], now: datetime, zone: tzinfo | None) -> tuple[list[Answer], list[Attempt]]:
    """The attempts that count, in order of time, and those that were undone."""
    today = local_day(now, zone)
    known: set[tuple[str, str, str]] = set()
    found, undone = [], []
    for attempt in attempts:
        if attempt.undone is not None:
            undone.append(attempt)
            continue
        subject = attempt.subject
        key = (subject.question, subject.label, subject.digest)
        seconds = attempt.seconds if math.isfinite(attempt.seconds) and attempt.seconds > 0 else 0.0
        day = min(local_day(attempt.at, zone), today)
        grade, chosen, first = attempt.grade, attempt.chosen, key not in known
        found.append(Answer(day, *key, grade, chosen, seconds, attempt.hints, attempt.mode, first))
        known.add(key)
    return found, undone


def counts_of(answers: Sequence[Answer]) -> Counts:
    """What these answers add up to."""
    if not answers:
        return Counts()
    grades = Counter(answer.grade for answer in answers)
    seconds = [answer.seconds for answer in answers]
    return Counts(
        attempts=len(answers),
        right=grades[Grade.RIGHT],
        wrong=grades[Grade.WRONG],
        undecided=grades[Grade.UNDECIDED],
        pending=grades[Grade.PENDING],
        typed=sum(answer.chosen == TYPED for answer in answers),
        hints=sum(answer.hints for answer in answers),
        seconds=sum(min(second, LONGEST) for second in seconds),
        median=median(seconds),
        first=share_of(answer for answer in answers if answer.first),
    )


def share_of(answers: Iterable[Answer]) -> Share:
    """The right ones among the graded ones."""
    right = wrong = 0
    for answer in answers:
        right += answer.grade is Grade.RIGHT
        wrong += answer.grade is Grade.WRONG
    return Share(right, right + wrong)


class Heap(NamedTuple):
    """The answers to one question: counts and times of those in the period, right and graded ones of every day."""

    counts: Counts
    seconds: tuple[float, ...]
    days: Mapping[date, Share]


def heap_of(answers: Sequence[Answer], period: Period) -> Heap:
    """The answers to one question."""
    within = [answer for answer in answers if answer.day in period]
    days = {day: one.share for day, one in days_of(answers).items()}
    return Heap(counts_of(within), tuple(answer.seconds for answer in within), days)


def total_of(heaps: Sequence[Heap]) -> Heap:
    """All heaps as one."""
    counts = [heap.counts for heap in heaps]
    seconds = tuple(chain.from_iterable(heap.seconds for heap in heaps))
    days: dict[date, Share] = {}
    for heap in heaps:
        for day, share in heap.days.items():
            days[day] = _sum((days.get(day, Share()), share))
    sums = Counts(
        attempts=sum(one.attempts for one in counts),
        right=sum(one.right for one in counts),
        wrong=sum(one.wrong for one in counts),
        undecided=sum(one.undecided for one in counts),
        pending=sum(one.pending for one in counts),
        typed=sum(one.typed for one in counts),
        hints=sum(one.hints for one in counts),
        seconds=sum(one.seconds for one in counts),
        median=median(seconds) if seconds else None,
        first=_sum(one.first for one in counts),
    )
    return Heap(sums, seconds, days)


def days_of(answers: Iterable[Answer]) -> dict[date, Day]:
    """What was done on each day on which something was done, in order."""
    groups: dict[date, list[Answer]] = {}
    for answer in answers:
        groups.setdefault(answer.day, []).append(answer)
    return {
        day: Day(len(group), share_of(group), sum(min(answer.seconds, LONGEST) for answer in group))
        for day, group in sorted(groups.items())
    }


def weeks_of(days: Mapping[date, Share], today: date, weeks: int = WEEKS) -> tuple[Share, ...]:
    """The shares of the last weeks, from Monday to Sunday; that of today comes last."""
    last = monday(today).toordinal()
    found = [Share()] * weeks
    for day, share in days.items():
        ago = (last - day.toordinal() + 6) // 7
        if ago < weeks:
            found[-1 - ago] = _sum((found[-1 - ago], share))
    return tuple(found)


def trend_of(days: Mapping[date, Share], period: Period) -> Change | None:
    """The share of a period against that of as many days before it."""
    before = period.before()
    if before is None:
        return None
    return change(
        _sum(share for day, share in days.items() if day in period),
        _sum(share for day, share in days.items() if day in before),
    )


def _sum(shares: Iterable[Share]) -> Share:
    right = graded = 0
    for share in shares:
        right += share.right
        graded += share.graded
    return Share(right, graded)
