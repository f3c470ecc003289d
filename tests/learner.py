"""Answers made in code, for tests of what is kept of a learner."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from exam_drill.attempt import Attempt, Grade, Rating, Review, Subject
from exam_drill.progress import StoredCard

START = datetime(2026, 11, 22, 10, 0, 0, 123456, tzinfo=UTC)
GATE = Subject("gru-state-update", "こ", "0123456789abcdef" * 2)
CELL = Subject("lstm-cell", "か", "fedcba9876543210" * 2)


def attempt(key: str = "one", subject: Subject = GATE, minute: float = 0, **fields: Any) -> Attempt:
    """An answer so many minutes after the start."""
    made: dict[str, Any] = {"session": "monday", "chosen": 3, "seconds": 12.25, "grade": Grade.RIGHT} | fields
    return Attempt(key=key, subject=subject, at=START + timedelta(minutes=minute), **made)


def review(answer: Attempt, rating: Rating = Rating.GOOD) -> Review:
    """The review of an answer."""
    return Review(answer.key, answer.subject, answer.at, rating)


def card(subject: Subject = GATE, days: float = 3, state: str = '{"stability": 2.5}') -> StoredCard:
    """A card that is due so many days after the start."""
    return StoredCard(subject, START + timedelta(days=days), state)
