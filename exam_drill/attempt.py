"""What is kept of a learner: one attempt for each answer, and what each of them is about.

    Subject ── question, label, digest      a blank, and what it asked when it was answered
       ├────── Attempt                      one answer: when, what, how long, what it was worth, whether it was undone
       └────── Review                       one scheduling event, made of an attempt: its rating and when

Times are aware and in UTC.  Nothing here stores, schedules or draws anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

TYPED = 0  # the number of an answer that is none of the options


class Grade(StrEnum):
    """What an answer is worth."""

    RIGHT = "right"
    WRONG = "wrong"
    UNDECIDED = "undecided"  # no option is right, so none is wrong
    PENDING = "pending"  # the runs have not ended yet


class Mode(StrEnum):
    """What an attempt was made in."""

    QUIZ = "quiz"
    EXAM = "exam"


class Rating(IntEnum):
    """How well something was recalled, as FSRS counts it."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class Subject:
    """A blank of a question, and the digest of what it asks: progress hangs on all three.

    The digest covers program, options and reference, not the texts for people: a mended prompt keeps the history.
    """

    question: str
    label: str
    digest: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer of a learner.

    `key` is unique among all attempts on all machines, `session` that of the session in which it was made.  `chosen`
    is the printed number of the option, or `TYPED` with the text in `typed`.  `seconds` is how long the learner took,
    `hints` how many helps were asked for before.  An attempt that was `undone` at some time counts nowhere.
    """

    key: str
    session: str
    subject: Subject
    at: datetime
    chosen: int
    seconds: float
    hints: int = 0
    mode: Mode = Mode.QUIZ
    typed: str | None = None
    grade: Grade = Grade.PENDING
    undone: datetime | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """One scheduling event: the rating of an attempt's answer, at the time of the attempt."""

    attempt: str
    subject: Subject
    at: datetime
    rating: Rating
