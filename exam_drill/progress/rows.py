"""Values as rows and rows as values; what no value can be made of is damage.

Attempt(…, at=2026-11-22T10:00:00Z, grade=RIGHT)  ◀─▶  (…, 1795341600000000, …, "right", None)
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from exam_drill.attempt import Attempt, Grade, Mode, Rating, Review, Subject
from exam_drill.database.errors import StoreError
from exam_drill.progress.values import Seen, StoredCard, StoredSession

Row = tuple[Any, ...]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_LARGEST = 2**63 - 1  # of SQLite's integers
_HALF = re.compile("[\ud800-\udfff]")

_MODES: Mapping[str, Mode] = {str(mode): mode for mode in Mode}
_GRADES: Mapping[str, Grade] = {str(grade): grade for grade in Grade}

_BLANK = "s.question, s.label, s.digest"
ATTEMPT = f"a.key, a.session, {_BLANK}, a.at, a.chosen, a.seconds, a.hints, a.mode, a.typed, a.grade, a.undone"
REVIEW = f"r.attempt, {_BLANK}, r.at, r.rating"
CARD = f"{_BLANK}, c.due, c.state"
SESSION = "key, mode, begun, changed, ended, state"


def ticks(time: datetime) -> int:
    """Microseconds since 1970; ValueError for a time without a zone, which would be another one on another machine."""
    if time.tzinfo is None:
        raise ValueError("a time without a zone")
    return (time - _EPOCH) // _TICK


def time_at(number: int) -> datetime:
    """The time of so many microseconds since 1970; OverflowError if there is none."""
    return _EPOCH + timedelta(microseconds=number)


def storable(text: str) -> str:
    """The text with half characters, which some keyboards and terminals send and UTF-8 has not, as `�`."""
    return _HALF.sub("\ufffd", text)


def attempt_row(attempt: Attempt, subject: int) -> Row:
    """The row of an attempt; ValueError if it cannot be one."""
    if not math.isfinite(attempt.seconds) or not all(abs(n) <= _LARGEST for n in (attempt.chosen, attempt.hints)):
        raise ValueError("no number for the store")
    return (
        storable(attempt.key),
        storable(attempt.session),
        subject,
        ticks(attempt.at),
        attempt.chosen,
        float(attempt.seconds),
        attempt.hints,
        str(attempt.mode),
        None if attempt.typed is None else storable(attempt.typed),
        str(attempt.grade),
        None if attempt.undone is None else ticks(attempt.undone),
    )


def as_attempt(row: Sequence[Any]) -> Attempt:
    """The attempt of a row of the columns `ATTEMPT`."""
    key, session, question, label, digest, at, chosen, seconds, hints, mode, typed, grade, undone = row
    return Attempt(
        _text(key),
        _text(session),
        _subject(question, label, digest),
        time_at(_whole(at)),
        _whole(chosen),
        _number(seconds),
        _whole(hints),
        _MODES[mode],
        None if typed is None else _text(typed),
        _GRADES[grade],
        None if undone is None else time_at(_whole(undone)),
    )


def as_review(row: Sequence[Any]) -> Review:
    """The review of a row of the columns `REVIEW`."""
    attempt, question, label, digest, at, rating = row
    return Review(_text(attempt), _subject(question, label, digest), time_at(_whole(at)), Rating(rating))


def as_card(row: Sequence[Any]) -> StoredCard:
    """The card of a row of the columns `CARD`."""
    question, label, digest, due, state = row
    return StoredCard(_subject(question, label, digest), time_at(_whole(due)), _text(state))


def as_session(row: Sequence[Any]) -> StoredSession:
    """The session of a row of the columns `SESSION`."""
    key, mode, begun, changed, ended, state = row
    over = None if ended is None else time_at(_whole(ended))
    return StoredSession(_text(key), Mode(mode), time_at(_whole(begun)), time_at(_whole(changed)), over, _text(state))


def as_seen(row: Sequence[Any]) -> tuple[Subject, Seen]:
    """A subject and what is known of it."""
    question, label, digest, attempts, right, last = row
    return _subject(question, label, digest), Seen(attempts, right, time_at(_whole(last)))


@lru_cache(4096)
def _subject(question: object, label: object, digest: object) -> Subject:
    """One value for all answers of a blank: tens of thousands of them are read at once."""
    return Subject(_text(question), _text(label), _text(digest))


@contextmanager
def undamaged(path: object) -> Iterator[None]:
    """Rows that are none of ours are damage of the store at `path`."""
    try:
        yield
    except (ValueError, TypeError, OverflowError, KeyError) as error:
        if isinstance(error, StoreError):
            raise
        raise StoreError("damaged", path=str(path), error=str(error)) from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"no text: {value!r}")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"no whole number: {value!r}")
    return value


def _number(value: object) -> float:
    if not isinstance(value, float) or not math.isfinite(value):
        raise TypeError(f"no number: {value!r}")
    return value
