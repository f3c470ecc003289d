"""The exams that a store has: the one that is not over, and those that were.

StoredSession ─ past ─▶ Past(when, how it ended, result)      the latest first; the number is the position from 1
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from exam_drill.exam.result import Result, from_facts
from exam_drill.exam.saving import UnreadableError, facts
from exam_drill.exam.sheet import Ended
from exam_drill.progress.values import StoredSession


class Past(NamedTuple):
    """An exam that is over; without a `result` it was given up, or cannot be read."""

    session: StoredSession
    ended: Ended | None
    result: Result | None

    @property
    def begun(self) -> datetime:
        """When it was begun, in UTC."""
        return self.session.begun


def past(sessions: Iterable[StoredSession]) -> tuple[Past, ...]:
    """The exams that are over, those first that were begun last."""
    over = sorted((one for one in sessions if one.ended), key=lambda one: one.begun, reverse=True)
    return tuple(map(_past, over))


def _past(session: StoredSession) -> Past:
    try:
        found = facts(session.state)
        return Past(session, Ended(str(found.get("ended"))), from_facts(found))
    except (UnreadableError, ValueError):
        return Past(session, None, None)


def not_over(sessions: Iterable[StoredSession]) -> StoredSession | None:
    """The exam that was begun last and is not over."""
    return max((one for one in sessions if one.ended is None), key=lambda one: one.begun, default=None)


def is_handed_in(session: StoredSession) -> bool:
    """Whether an exam that is not over only waits for its grades: it must not be given up."""
    try:
        return facts(session.state).get("ended") in (Ended.HANDED_IN, Ended.TIME_UP)
    except UnreadableError:
        return False
