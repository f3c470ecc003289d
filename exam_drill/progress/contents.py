"""What a store holds, in numbers.

Store ─ contents ─▶ Contents(attempts=120, undone=2, blanks=48, first=…, last=…)
"""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from exam_drill.progress.store import Store


@dataclass(frozen=True, slots=True)
class Contents:
    """Attempts that count, those taken back, blanks answered, and the times of the first and the last one."""

    path: Path
    there: bool = False
    journal: str = "wal"
    bytes: int = 0
    attempts: int = 0
    undone: int = 0
    blanks: int = 0
    reviews: int = 0
    cards: int = 0
    sessions: int = 0
    open_sessions: int = 0
    first: datetime | None = None
    last: datetime | None = None

    def data(self) -> dict[str, Any]:
        """The same for machines; times in UTC."""
        times = {name: time and time.isoformat() for name, time in (("first", self.first), ("last", self.last))}
        return {"format": 1} | asdict(self) | times | {"path": str(self.path)}


def contents(store: Store) -> Contents:
    """What is in the store now."""
    with store.reading():
        every = list(store.attempts(undone=True))
        counted = [attempt for attempt in every if attempt.undone is None]
        sessions = store.sessions()
        return Contents(
            path=store.path,
            there=True,
            journal=store.journal(),
            bytes=os.stat(store.path).st_size if store.path.exists() else 0,
            attempts=len(counted),
            undone=len(every) - len(counted),
            blanks=len(store.seen()),
            reviews=len(list(store.reviews())),
            cards=len(store.cards()),
            sessions=len(sessions),
            open_sessions=sum(session.ended is None for session in sessions),
            first=counted[0].at if counted else None,
            last=counted[-1].at if counted else None,
        )
