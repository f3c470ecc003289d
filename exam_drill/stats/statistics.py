"""What the attempts of a learner tell, as values.

    Statistics ── total, modes ─────── Counts      of all answers, and of those in quizzes and in mock exams
       ├───────── headings, tags ───── Line        counts, trend, weeks, retention of a group of questions
       ├───────── misconceptions ───── Mistake     how often the learner fell for it when it was on offer
       ├───────── hard ─────────────── Hard        blanks that are answered wrongly most surely
       ├───────── forecast ─────────── Forecast    which share is predicted to be recalled, day by day
       └───────── days, weeks, streak

Nothing here computes, reads or draws.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from exam_drill.attempt import Mode
from exam_drill.question import Option, Question
from exam_drill.stats.days import Period, Streak
from exam_drill.stats.share import Change, Share

GONE = "gone"  # the group of answers to questions that are not in the bank
BARE = "none"  # the group of questions without a heading, or without a tag


class Counts(NamedTuple):
    """Answers by what they were worth; `first` are the first answers ever given to a blank.

    `median` is that of the seconds an answer took; `seconds` their sum, of which one answer has ten minutes at most.
    """

    attempts: int = 0
    right: int = 0
    wrong: int = 0
    undecided: int = 0
    pending: int = 0
    typed: int = 0
    hints: int = 0
    seconds: float = 0.0
    median: float | None = None
    first: Share = Share()

    @property
    def share(self) -> Share:
        """The right ones among those that are right or wrong: what is undecided or pending is neither."""
        return Share(self.right, self.right + self.wrong)


@dataclass(frozen=True, slots=True)
class Line:
    """A group of questions: a heading, a tag, or all; `blanks` and `seen` count those in the bank now.

    `weeks` are the shares of the last weeks, the present one last.  `retention` is the mean probability by which the
    seen blanks are recalled now; None where nothing is scheduled.
    """

    key: str
    counts: Counts
    blanks: int = 0
    seen: int = 0
    trend: Change | None = None
    weeks: tuple[Share, ...] = ()
    retention: float | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A wrong option that stands for a misconception, and how often it was chosen."""

    question: str
    label: str
    number: int
    chosen: int


@dataclass(frozen=True, slots=True)
class Mistake:
    """A misconception: chosen so many times of those in which an option that stands for it could be chosen.

    `late` is the same in the last days (as many as for trends), `last` the day on which it was chosen last.
    """

    name: str
    chosen: int
    offered: int
    late: Share
    last: date | None
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Hard:
    """A blank that is hard for this learner, and the wrong option that was chosen most often.

    `misconception` is the name of what that option stands for, or "".
    """

    question: Question
    label: str
    counts: Counts
    option: Option | None
    chosen: int
    misconception: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """A question with answers that is not in the bank."""

    question: str
    counts: Counts
    last: date


class Day(NamedTuple):
    """What was done on a day."""

    attempts: int = 0
    share: Share = Share()
    seconds: float = 0.0


class Agenda(NamedTuple):
    """Blanks to be done today: due, coming back within minutes, new; and all that were never answered."""

    due: int = 0
    later: int = 0
    new: int = 0
    unseen: int = 0


class Point(NamedTuple):
    """A day of the forecast: the mean probability of recall of the blanks that were seen, and of the whole bank.

    A blank of the bank that was never answered counts as not known.
    """

    day: date
    seen: float
    bank: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is predicted to be recalled if nothing is practised from now on; `exam` is the day of the exam."""

    cards: int
    blanks: int
    points: tuple[Point, ...]
    exam: date | None = None

    def on(self, day: date) -> Point | None:
        """The point of a day; None if that is too far away."""
        return next((point for point in self.points if point.day == day), None)


@dataclass(frozen=True, slots=True)
class Statistics:
    """All of it.

    `period` is what was counted; `days`, `streak` and the weeks of lines know the whole history, which `began` on some
    day.  `undone` answers count nowhere else.  `unnamed` are the wrong answers of which it is not known what they stand
    for, `earlier` those to what a question of the bank asked before it was changed.  `trend_days` is how many days are
    held against as many before.  With `chosen`, all is about some questions of the bank only; `questions` is how
    many these are, or all of the bank.
    """

    now: datetime
    today: date
    period: Period
    began: date | None
    total: Line
    modes: Mapping[Mode, Counts]
    undone: int
    headings: tuple[Line, ...]
    tags: tuple[Line, ...]
    mistakes: tuple[Mistake, ...]
    unnamed: int
    hard: tuple[Hard, ...]
    missing: tuple[Missing, ...]
    earlier: int
    agenda: Agenda
    forecast: Forecast | None
    days: Mapping[date, Day]
    streak: Streak
    trend_days: int
    chosen: bool
    questions: int
