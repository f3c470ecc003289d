"""What the store holds beside attempts and reviews.

    StoredCard      when a blank is due; how well it is known is the scheduling part's own
    StoredSession   a session that can be taken up again; its state is that of the part that runs it
    Seen            what is known of a blank without any scheduling

`state` is opaque text (JSON) of its owner, who also gives it a version.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from exam_drill.attempt import Mode, Subject


@dataclass(frozen=True, slots=True)
class StoredCard:
    """When a blank is due, and the scheduling state that this was computed from."""

    subject: Subject
    due: datetime
    state: str


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A session as it stood when it was `changed` last; it is over when it has `ended`."""

    key: str
    mode: Mode
    begun: datetime
    changed: datetime
    ended: datetime | None
    state: str


@dataclass(frozen=True, slots=True)
class Seen:
    """How often a blank was answered, how often rightly, and when last; undone answers do not count."""

    attempts: int
    right: int
    last: datetime
