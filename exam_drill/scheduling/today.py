"""What to ask today, from what is kept: the blanks that are due and the new ones.  Needs no scheduler.

    subjects in the order of the syllabus ─┐
    cards ─────────────────────────────────┼─ today ─▶ Today ─ queue ─▶ Subject, Subject, …
    attempts, plan, now, zone ─────────────┘

What is no longer in the bank is neither asked nor counted; a question whose digest is another one is new.  Blanks of
one listing that are to be asked today are asked together, in their order.  A blank is due from the beginning of its day
on; one that was answered wrong, ten minutes later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from exam_drill.scheduling.days import DAY, local_day, streak
from exam_drill.scheduling.exam_date import days_for_new, due_days
from exam_drill.scheduling.memory import Memory, memory_of
from exam_drill.scheduling.plan import NEW_A_DAY, PLAN, Plan, read_plan

if TYPE_CHECKING:
    from exam_drill.attempt import Attempt, Subject
    from exam_drill.progress import Store, StoredCard

PACE_DAYS = 14  # over so many days it is looked at how much a learner does
_FIRST_LOOK = timedelta(days=45)  # back, for the streak


class Today(NamedTuple):
    """What is to be done today, by the learner's own calendar.

    `due` holds the most urgent blanks first, `new` those of today's new questions that are still to be begun, `later`
    those that come back within minutes but not yet, `queue` all to be asked now, in order.  `unseen` counts the blanks
    never answered, `total` all of the bank.  `share` is how many new blanks today should have, `begun` how many it had;
    `needed` is how many a day it takes to see all before the exam (None without one).  `days_left` is 0 on the day of
    the exam and None without one, or if it is over.  `done` counts the answers given today, `pace` those a day over
    the last two weeks, None for somebody who begins.
    """

    day: date
    due: tuple[Subject, ...]
    new: tuple[Subject, ...]
    later: tuple[Subject, ...]
    queue: tuple[Subject, ...]
    total: int
    unseen: int
    share: int
    needed: int | None
    begun: int
    done: int
    streak: int
    pace: float | None
    days_left: int | None


def today_from(
    store: Store, subjects: Sequence[Subject], now: datetime, zone: tzinfo | None, new: int | None = None
) -> Today:
    """What to do today by what the store has; StoreError if it cannot be read.

    `new` blanks a day are those of the settings: they count where neither the plan nor an exam says how many.
    """
    plan = read_plan(store.read(PLAN))
    cards, back = store.cards(), _FIRST_LOOK
    while True:
        attempts = list(store.attempts(since=now - back))
        look = today(subjects, cards, attempts, plan, now, zone, NEW_A_DAY if new is None else new)
        if look.streak < back.days - 1 or back.days > 20_000:
            return look
        back *= 4  # every day of those has answers: the streak may be longer


def today(
    subjects: Sequence[Subject],
    cards: Mapping[Subject, StoredCard],
    attempts: Iterable[Attempt],
    plan: Plan,
    now: datetime,
    zone: tzinfo | None,
    usual_new: int = NEW_A_DAY,
) -> Today:
    """What to ask at `now`, of `subjects` (in the order in which they should be begun).

    `attempts` are those of as many days as the streak is to be counted for; `usual_new` is how many new blanks a day
    has where neither the plan nor an exam says so.
    """
    day = local_day(now, zone)
    memories = known(subjects, cards)
    exam = plan.exam if plan.exam is not None and plan.exam >= day else None
    days = due_days(memories, exam, day, zone)
    due: list[Subject] = []
    later: list[Subject] = []
    for subject, when in days.items():
        if when is not None and when <= day:
            waiting = memories[subject].stepping and now < memories[subject].due
            (later if waiting else due).append(subject)
    due.sort(key=lambda subject: -_urgency(memories[subject], now))

    unseen = [subject for subject in subjects if subject not in memories]
    begun = sum(local_day(memory.first, zone) == day for memory in memories.values())
    needed = None if exam is None else -(-(len(unseen) + begun) // days_for_new(exam, day))
    share = plan.new if plan.new is not None else usual_new if needed is None else needed
    new = _to_begin(unseen, share - begun)

    answered = [local_day(attempt.at, zone) for attempt in attempts if attempt.undone is None]
    return Today(
        day=day,
        due=tuple(due),
        new=tuple(new),
        later=tuple(later),
        queue=_together(subjects, due, new),
        total=len(subjects),
        unseen=len(unseen),
        share=share,
        needed=needed,
        begun=begun,
        done=answered.count(day),
        streak=streak(set(answered), day),
        pace=_pace(answered, day),
        days_left=(exam - day).days if exam is not None else None,
    )


def known(subjects: Iterable[Subject], cards: Mapping[Subject, StoredCard]) -> dict[Subject, Memory]:
    """The memories of those blanks that have been reviewed."""
    found = ((subject, memory_of(cards[subject])) for subject in subjects if subject in cards)
    return {subject: memory for subject, memory in found if memory is not None}


def _to_begin(unseen: Sequence[Subject], count: int) -> list[Subject]:
    """So many blanks, or a few more: a listing is begun as a whole."""
    listings: dict[str, list[Subject]] = {}
    for subject in unseen:
        listings.setdefault(subject.question, []).append(subject)
    chosen: list[Subject] = []
    for listing in listings.values():
        if len(chosen) >= count:
            break
        chosen += listing
    return chosen


def _urgency(memory: Memory, now: datetime) -> float:
    """The greater, the more likely it is forgotten: how much of its stability has passed."""
    return (now - memory.last).total_seconds() / memory.stability


def _together(subjects: Sequence[Subject], due: Sequence[Subject], new: Sequence[Subject]) -> tuple[Subject, ...]:
    """All that is to be asked: each listing at the place of its most urgent blank, its blanks in their order."""
    asked = {*due, *new}
    listings: dict[str, list[Subject]] = {}
    for subject in subjects:
        if subject in asked:
            listings.setdefault(subject.question, []).append(subject)
    order = dict.fromkeys(subject.question for subject in (*due, *new))
    return tuple(subject for question in order for subject in listings[question])


def _pace(answered: Sequence[date], day: date) -> float | None:
    """Answers a day over the last days, today not among them since it is not over; None if there was no such day."""
    before = [when for when in answered if day - PACE_DAYS * DAY <= when < day]
    if not before:
        return None
    return len(before) / (day - min(before)).days
