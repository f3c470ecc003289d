"""Learners who practise for weeks within a second: they ask `today`, answer, and forget as FSRS says people do.

    learner(7, blanks=148, days=90) ─ practise(exam=True) ─▶ Run     every review with the card that came of it

What a learner knows follows parameters of FSRS of their own, so the scheduler, which has the library's, is always a
little wrong about them, as it is about people.  They skip days, some skip a week, and they live in several zones.
Chance is drawn from the learner's number and the day only: with and without an exam they meet the same days.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fsrs import Card, Scheduler
from fsrs import Rating as Rated
from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

from exam_drill.attempt import Grade, Review, Subject
from exam_drill.progress import StoredCard
from exam_drill.scheduling.exam_date import due_days
from exam_drill.scheduling.plan import Plan
from exam_drill.scheduling.rating import rate
from exam_drill.scheduling.schedule import Schedule
from exam_drill.scheduling.today import known, today

ZONES = ("Asia/Tokyo", "America/New_York", "Europe/Berlin", "Pacific/Auckland", "Asia/Kolkata")
FIRST_DAY = date(2026, 9, 1)
_KNOWN_BEFORE = 0.4  # how many of the new questions are answered rightly, some of them by luck
_ROUNDS = 3  # sittings a day, until nothing is left


@dataclass(frozen=True)
class Learner:
    """Who practises: what they are like, where and when."""

    number: int
    parameters: tuple[float, ...]
    zone: ZoneInfo
    start: date
    days: int
    idle: frozenset[int]  # days on which they do nothing
    subjects: tuple[Subject, ...]

    @property
    def exam(self) -> date:
        """The day of the exam: the one after the last day of practice."""
        return self.start + timedelta(days=self.days)

    @property
    def begin_of_exam(self) -> datetime:
        """Ten o'clock in the morning of that day."""
        return (datetime.combine(self.exam, time(10), self.zone)).astimezone(UTC)


@dataclass
class Run:
    """What came of it; `latest` is the last day on which anything was ever due."""

    learner: Learner
    plan: Plan
    reviews: list[tuple[Review, StoredCard]] = field(default_factory=list)
    cards: dict[Subject, StoredCard] = field(default_factory=dict)
    load: list[int] = field(default_factory=list)  # answers on each day
    new: list[int] = field(default_factory=list)  # of them first ones
    latest: date = date.min
    truth: dict[Subject, Card] = field(default_factory=dict)

    def predicted(self) -> float:
        """The mean retention on the day of the exam by the library, with the parameters that the plan has."""
        library = Scheduler(enable_fuzzing=False)
        return _retention(library, library_cards([review for review, _ in self.reviews]), self.learner)

    def true(self) -> float:
        """The mean retention on the day of the exam by what the learner is really like."""
        return _retention(Scheduler(self.learner.parameters, enable_fuzzing=False), self.truth, self.learner)


def learner(number: int, *, blanks: int, days: int) -> Learner:
    """The learner of this number; every question has one, two or three blanks in turn."""
    draw = random.Random(number)
    idle = {day for day in range(days) if draw.random() < draw.choice((0.0, 0.1, 0.3))}
    if number % 5 == 0:  # away for a week
        begin = draw.randrange(days // 4, days // 2)
        idle |= set(range(begin, begin + 7))
    subjects: list[Subject] = []
    question = 0
    while len(subjects) < blanks:
        question += 1
        labels = "あいう"[: question % 3 + 1]
        subjects += [Subject(f"question-{question}", label, "digest") for label in labels]
    return Learner(
        number,
        _own_parameters(draw),
        ZoneInfo(ZONES[number % len(ZONES)]),
        FIRST_DAY + timedelta(days=7 * number),
        days,
        frozenset(idle),
        tuple(subjects[:blanks]),
    )


def practise(who: Learner, plan: Plan) -> Run:
    """Practises every day but the idle ones, as `today` says."""
    run, schedule = Run(who, plan), Schedule(plan)
    nature = Scheduler(who.parameters, enable_fuzzing=False)
    for day in range(who.days):
        draw = random.Random(1000 * who.number + day)
        begin = datetime.combine(who.start + timedelta(days=day), time(19), who.zone)
        now = begin.astimezone(UTC) + timedelta(minutes=draw.randrange(240))
        before, began = len(run.reviews), len(run.cards)
        for _ in range(0 if day in who.idle else _ROUNDS):
            look = today(who.subjects, run.cards, (), plan, now, who.zone)
            if not look.queue:
                break
            for subject in look.queue:
                seconds = draw.lognormvariate(math.log(45), 0.6)
                now += timedelta(seconds=seconds)
                _answer(run, subject, now, seconds, draw, schedule, nature)
            now += timedelta(minutes=11)
        run.load.append(len(run.reviews) - before)
        run.new.append(len(run.cards) - began)
        when = due_days(known(who.subjects, run.cards), plan.exam, who.start + timedelta(days=day), who.zone)
        run.latest = max((due for due in when.values() if due is not None), default=run.latest)
    return run


def _answer(
    run: Run,
    subject: Subject,
    now: datetime,
    seconds: float,
    draw: random.Random,
    schedule: Schedule,
    nature: Scheduler,
) -> None:
    card = run.truth.get(subject) or Card(card_id=1, due=now)
    known_now = nature.get_card_retrievability(card, now) if card.last_review else _KNOWN_BEFORE
    grade = Grade.RIGHT if draw.random() < known_now else Grade.WRONG
    rating = rate(grade, seconds, hints=int(draw.random() < 0.05))
    assert rating is not None
    review = Review(f"{len(run.reviews)}", subject, now, rating)
    run.truth[subject], _ = nature.review_card(card, Rated(rating), now)
    run.cards[subject] = schedule.after(run.cards.get(subject), review)
    run.reviews.append((review, run.cards[subject]))


def library_cards(reviews: Sequence[Review], library: Scheduler | None = None) -> dict[Subject, Card]:
    """The library's own cards after these reviews; nothing of exam_drill is used."""
    library = library or Scheduler(enable_fuzzing=False)
    cards: dict[Subject, Card] = {}
    for review in reviews:
        card = cards.get(review.subject) or Card(card_id=1, due=review.at)
        cards[review.subject], _ = library.review_card(card, Rated(review.rating), review.at)
    return cards


def _retention(library: Scheduler, cards: dict[Subject, Card], who: Learner) -> float:
    at = who.begin_of_exam
    known_then = [library.get_card_retrievability(cards[subject], at) for subject in who.subjects if subject in cards]
    return sum(known_then) / len(who.subjects)


def _own_parameters(draw: random.Random) -> tuple[float, ...]:
    bounds = zip(DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    drawn = [min(max(usual * math.exp(draw.gauss(0, 0.25)), low), high) for usual, low, high in bounds]
    return (*sorted(drawn[:4]), *drawn[4:])
