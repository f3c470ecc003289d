"""The tables, and the steps by which an older store becomes a new one.

    subject ◀── attempt ◀── review          one row for each answer, and for what it did to the schedule
       ▲                                     (undone answers keep their rows; nothing is ever deleted)
       └────── card                          session, fact: by themselves

Times are microseconds since 1970 in UTC, which keeps them exact and in order.
"""

from __future__ import annotations

from collections.abc import Sequence

from exam_drill.database.kind import Kind

NAME = "progress.sqlite3"
APPLICATION = 0x45784472  # "ExDr", in the file's header: tells our stores from other programs'

STEPS: tuple[Sequence[str], ...] = (
    (
        """CREATE TABLE subject (
            id INTEGER PRIMARY KEY,
            question TEXT NOT NULL,
            label TEXT NOT NULL,
            digest TEXT NOT NULL,
            UNIQUE (question, label, digest)
        )""",
        """CREATE TABLE attempt (
            key TEXT PRIMARY KEY NOT NULL,
            session TEXT NOT NULL,
            subject INTEGER NOT NULL REFERENCES subject (id),
            at INTEGER NOT NULL,
            chosen INTEGER NOT NULL,
            seconds REAL NOT NULL,
            hints INTEGER NOT NULL,
            mode TEXT NOT NULL,
            typed TEXT,
            grade TEXT NOT NULL,
            undone INTEGER
        )""",
        "CREATE INDEX attempt_subject ON attempt (subject)",
        "CREATE INDEX attempt_at ON attempt (at)",
        "CREATE INDEX attempt_session ON attempt (session)",
        """CREATE TABLE review (
            attempt TEXT PRIMARY KEY NOT NULL REFERENCES attempt (key),
            subject INTEGER NOT NULL REFERENCES subject (id),
            at INTEGER NOT NULL,
            rating INTEGER NOT NULL
        )""",
        "CREATE INDEX review_subject ON review (subject)",
        """CREATE TABLE card (
            subject INTEGER PRIMARY KEY REFERENCES subject (id),
            due INTEGER NOT NULL,
            state TEXT NOT NULL
        )""",
        """CREATE TABLE session (
            key TEXT PRIMARY KEY NOT NULL,
            mode TEXT NOT NULL,
            begun INTEGER NOT NULL,
            changed INTEGER NOT NULL,
            ended INTEGER,
            state TEXT NOT NULL
        )""",
        "CREATE TABLE fact (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL)",
    ),
)
TABLES = frozenset({"subject", "attempt", "review", "card", "session", "fact"})


def kind() -> Kind:
    """A learner's record, as a kind of database."""
    return Kind(NAME, APPLICATION, STEPS, TABLES)
