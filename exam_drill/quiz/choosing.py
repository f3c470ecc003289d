"""Which blanks a session asks: what is due, then new ones in syllabus order, or what the learner selected.

Today ─ chosen ─▶ Choice(subjects, why)      DUE      the reviews of today and its share of new questions
                                             LATER    nothing but what was wrong minutes ago
                                             AHEAD    nothing is due: more new questions, or the next reviews
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from exam_drill.attempt import Subject
from exam_drill.scheduling.today import Today

if TYPE_CHECKING:
    from exam_drill.progress import StoredCard

_AHEAD = 10  # questions that are asked where nothing is due


class Why(StrEnum):
    """Why these."""

    DUE = "due"
    LATER = "later"
    AHEAD_NEW = "ahead-new"
    AHEAD = "ahead"


class Choice(NamedTuple):
    """The blanks to ask, in order; `due` has the time (seconds since 1970) of those that are not due yet."""

    subjects: tuple[Subject, ...]
    why: Why
    due: Mapping[Subject, float] = {}


def chosen(
    look: Today, subjects: Sequence[Subject], cards: Mapping[Subject, StoredCard], number: int | None = None
) -> Choice:
    """What to ask today of `subjects`, which are in syllabus order; at most so many questions."""
    later = {subject: cards[subject].due.timestamp() for subject in look.later}
    if look.queue:
        return Choice(_first((*look.queue, *_by_due(later, cards)), number), Why.DUE, later)
    if later:
        return Choice(_first(_by_due(later, cards), number), Why.LATER, later)
    new = [subject for subject in subjects if subject not in cards]
    if new:
        return Choice(_first(new, number or _AHEAD), Why.AHEAD_NEW)
    return Choice(_first(_by_due(subjects, cards), number or _AHEAD), Why.AHEAD)


def selected(
    look: Today, subjects: Sequence[Subject], cards: Mapping[Subject, StoredCard], number: int | None = None
) -> Choice:
    """All of these blanks, those first that are due, then the new ones, then the others as they will be due."""
    new = [subject for subject in subjects if subject not in cards]
    rest = _by_due(subjects, cards)
    return Choice(_first((*look.due, *new, *rest), number), Why.DUE)


def _by_due(subjects: Iterable[Subject], cards: Mapping[Subject, StoredCard]) -> list[Subject]:
    return sorted((subject for subject in subjects if subject in cards), key=lambda subject: cards[subject].due)


def _first(subjects: Iterable[Subject], number: int | None) -> tuple[Subject, ...]:
    """The blanks of the first so many questions, each once."""
    each = tuple(dict.fromkeys(subjects))
    questions = list(dict.fromkeys(subject.question for subject in each))[:number]
    return tuple(subject for subject in each if subject.question in set(questions))
