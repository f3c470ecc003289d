"""From attempts, bank and schedule to statistics: pure, no matter where they come from.

Material ─ compute(now, zone, since) ─▶ Statistics
   attempts ─▶ answers ─┬─ of the period ─▶ counts by heading, tag, misconception, blank
                        └─ all ──────────▶ days, streak, trends
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from exam_drill.attempt import Attempt, Mode, Subject
from exam_drill.question import Question
from exam_drill.scheduling.days import local_day
from exam_drill.stats.days import Period, parse_since, streak
from exam_drill.stats.forecast import Recall, forecast_of
from exam_drill.stats.mistakes import hard_of, mistakes_of
from exam_drill.stats.statistics import BARE, GONE, Agenda, Line, Missing, Statistics
from exam_drill.stats.tally import (
    Answer,
    answers_of,
    counts_of,
    days_of,
    heap_of,
    total_of,
    trend_of,
    weeks_of,
)

TREND_DAYS = 30  # against as many before, unless a period was asked for
_NOTHING = Agenda()
Key = tuple[str, str]  # a question's id and the label of one of its blanks


@dataclass(frozen=True, slots=True)
class Material:
    """What there is to compute from.

    `attempts` come in order of time, undone ones among them.  `questions` are those of the bank, or the `chosen` ones,
    beside which others are passed over.  `subjects` says what each of their blanks asks now, `scheduled` which of those
    have a card, `agenda` what is to be done today, `names` which wrong options stand for what, `recall` how probably a
    subject that has a card is recalled at a time.
    """

    attempts: Iterable[Attempt]
    questions: Sequence[Question]
    subjects: Mapping[Key, Subject]
    scheduled: Collection[Subject] = ()
    agenda: Agenda = _NOTHING
    names: Mapping[Key, Mapping[int, str]] = field(default_factory=dict)
    recall: Recall | None = None
    exam: date | None = None
    chosen: bool = False


def compute(material: Material, now: datetime, zone: tzinfo | None, since: str | None = None) -> Statistics:
    """The statistics of all answers, or of those since a day (`30d`, `2026-10-01`); SinceError if it is neither."""
    today = local_day(now, zone)
    first = parse_since(since, today) if since is not None else None
    everything, undone = answers_of(material.attempts, now, zone)
    known = {question.id for question in material.questions}
    if material.chosen:
        everything = [answer for answer in everything if answer.question in known]
        undone = [attempt for attempt in undone if attempt.subject.question in known]
    began = min((answer.day for answer in everything), default=None)
    period = Period(first or began or today, today)
    trend = period if first else period.last(TREND_DAYS)
    answers = [answer for answer in everything if answer.day in period] if first else everything
    seen = {(answer.question, answer.label, answer.digest) for answer in everything}
    lines = _Lines(material, everything, period, trend, today, seen, now)
    days = days_of(everything)
    mistakes, unnamed = mistakes_of(answers, material.subjects, material.names, trend)
    current = list(material.subjects.values())
    return Statistics(
        now=now,
        today=today,
        period=period,
        began=began,
        total=lines.total(),
        modes={mode: counts_of([answer for answer in answers if answer.mode is mode]) for mode in Mode},
        undone=sum(local_day(attempt.at, zone) in period for attempt in undone),
        headings=lines.by(lambda question: (question.syllabus or BARE,)),
        tags=lines.by(lambda question: question.tags or (BARE,)),
        mistakes=mistakes,
        unnamed=unnamed,
        hard=hard_of(answers, material.questions, material.subjects, material.names),
        missing=_missing(answers, known),
        earlier=sum(answer.question in known and not _is_current(answer, material.subjects) for answer in answers),
        agenda=material.agenda,
        forecast=forecast_of(current, material.scheduled, material.recall, now, today, material.exam),
        days=days,
        streak=streak(days, today),
        trend_days=trend.days,
        chosen=material.chosen,
        questions=len(material.questions),
    )


class _Lines:
    """Makes the lines of groups of questions."""

    def __init__(
        self,
        material: Material,
        answers: Iterable[Answer],
        period: Period,
        trend: Period,
        today: date,
        seen: set[tuple[str, str, str]],
        now: datetime,
    ) -> None:
        self.questions, self.trend, self.today, self.seen = material.questions, trend, today, seen
        groups: dict[str, list[Answer]] = {}
        for answer in answers:
            groups.setdefault(answer.question, []).append(answer)
        self.heaps = {name: heap_of(group, period) for name, group in groups.items()}
        recall = material.recall
        cards = [subject for subject in material.subjects.values() if subject in material.scheduled]
        self.retention = {subject: recall(subject, now) for subject in cards} if recall else {}
        self.subjects: dict[str, list[Subject]] = {}
        for subject in material.subjects.values():
            self.subjects.setdefault(subject.question, []).append(subject)

    def line(self, key: str, questions: Iterable[str]) -> Line:
        """The line of some questions, of the bank or not."""
        names = sorted(questions)  # sums of fractions hang on the order
        heap = total_of([self.heaps[name] for name in names if name in self.heaps])
        subjects = [subject for name in names for subject in self.subjects.get(name, ())]
        recalled = [self.retention[subject] for subject in subjects if subject in self.retention]
        return Line(
            key=key,
            counts=heap.counts,
            blanks=len(subjects),
            seen=sum((s.question, s.label, s.digest) in self.seen for s in subjects),
            trend=trend_of(heap.days, self.trend),
            weeks=weeks_of(heap.days, self.today),
            retention=sum(recalled) / len(recalled) if recalled else None,
        )

    def total(self) -> Line:
        """The line of all that there is."""
        return self.line("", self.heaps.keys() | self.subjects.keys())

    def by(self, keys: Callable[[Question], Sequence[str]]) -> tuple[Line, ...]:
        """A line for each group, in its natural order; behind them questions of no group, and those that are gone."""
        groups: dict[str, set[str]] = {}
        for question in self.questions:
            for key in keys(question):
                groups.setdefault(key, set()).add(question.id)
        gone = self.heaps.keys() - {question.id for question in self.questions}
        if gone:
            groups.setdefault(GONE, set()).update(gone)
        order = sorted(groups, key=lambda key: (key == GONE, key == BARE, _natural(key)))
        return tuple(self.line(key, groups[key]) for key in order)


def _natural(key: str) -> tuple[tuple[int, ...], str]:
    parts = key.split(".")
    return (tuple(map(int, parts)), "") if all(part.isdecimal() and part.isascii() for part in parts) else ((), key)


def _is_current(answer: Answer, subjects: Mapping[Key, Subject]) -> bool:
    """Whether a blank still asks what it asked then."""
    subject = subjects.get((answer.question, answer.label))
    return subject is not None and subject.digest == answer.digest


def _missing(answers: Iterable[Answer], known: set[str]) -> tuple[Missing, ...]:
    groups: dict[str, list[Answer]] = {}
    for answer in answers:
        if answer.question not in known:
            groups.setdefault(answer.question, []).append(answer)
    found = [Missing(name, counts_of(group), max(answer.day for answer in group)) for name, group in groups.items()]
    return tuple(sorted(found, key=lambda one: (-one.counts.attempts, one.question)))
