"""The store: every method is one transaction, and what it wrote is on the disk when it returns.

    answer ──▶ BEGIN IMMEDIATE ─ INSERT … ON CONFLICT DO NOTHING ─ COMMIT ─ fsync ──▶ the caller shows feedback
       └ killed anywhere here: the answer is in the store as a whole, or not at all; told again it counts once

Several processes may have the same store open.  Those that write wait for each other; those that read never wait.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from exam_drill.attempt import Attempt, Grade, Mode, Review, Subject
from exam_drill.database.connecting import prepare
from exam_drill.database.kind import take_steps
from exam_drill.database.opening import open_to_read, open_to_write
from exam_drill.database.transactions import Database
from exam_drill.progress import rows, schema
from exam_drill.progress.values import Seen, StoredCard, StoredSession

IN_MEMORY = Path(":memory:")
_ATTEMPTS = f"SELECT {rows.ATTEMPT} FROM attempt a JOIN subject s ON s.id = a.subject"
_SEEN = f"""SELECT s.question, s.label, s.digest, count(*), sum(a.grade = '{Grade.RIGHT}'), max(a.at)
    FROM attempt a JOIN subject s ON s.id = a.subject WHERE a.undone IS NULL GROUP BY s.id"""


class Store(Database):
    """A learner's attempts, reviews, cards, sessions and facts; a context manager.

    All methods raise StoreError where the file fails them, and ValueError for what cannot be kept: a time without a
    zone, a number that is none.  After an error nothing of the call is in the store, and the store can be used on.
    """

    @classmethod
    def open(cls, folder: Path, *, create: bool = True, write: bool = True) -> Self:
        """The store in `folder`; StoreError if it cannot be used, or with code `absent` if there is none to be made.

        Without `write` it is only read, which also goes where nothing can be written, and makes none.
        """
        kind = schema.kind()
        connection = open_to_write(folder, kind, create=create) if write else open_to_read(folder, kind)
        return cls(connection, folder / kind.name)

    @classmethod
    def in_memory(cls) -> Self:
        """An empty store that is gone when it is closed."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        prepare(connection)
        take_steps(connection, schema.kind())
        return cls(connection, IN_MEMORY)

    # answers

    def answer(self, attempt: Attempt) -> None:
        """Keeps an answer.  Told again it counts once, and only a grade that was pending is taken from it.

        ValueError if another answer has its key.
        """
        with self.writing():
            row = rows.attempt_row(attempt, self._subject(attempt.subject))
            if self._run(f"INSERT INTO attempt VALUES ({_marks(row)}) ON CONFLICT (key) DO NOTHING", *row):
                return
            kept = self._one(
                "SELECT session, subject, at, chosen, mode, typed, grade FROM attempt WHERE key = ?", row[0]
            )
            if kept[:6] != (*row[1:5], row[7], row[8]):
                raise ValueError(f"another answer has the key {attempt.key}")
            if kept[6] == Grade.PENDING:
                self._run("UPDATE attempt SET grade = ? WHERE key = ?", row[9], row[0])

    def grade(self, key: str, grade: Grade) -> None:
        """What an answer turned out to be worth; KeyError if there is none of this key."""
        with self.writing():
            if not self._run("UPDATE attempt SET grade = ? WHERE key = ?", str(grade), key):
                raise KeyError(key)

    def undo(self, key: str, at: datetime) -> None:
        """Takes an answer back: it and its review stay, and count nowhere.  KeyError as `grade`."""
        with self.writing():
            time = rows.ticks(at)  # of several the first one stands
            if not self._run("UPDATE attempt SET undone = min(coalesce(undone, ?), ?) WHERE key = ?", time, time, key):
                raise KeyError(key)

    def attempts(
        self,
        *,
        since: datetime | None = None,
        session: str | None = None,
        question: str | None = None,
        undone: bool = False,
    ) -> Iterator[Attempt]:
        """The answers in order of time, and only with `undone` those that were taken back as well."""
        wishes: list[tuple[str, Any]] = []
        if since is not None:
            wishes.append(("a.at >= ?", rows.ticks(since)))
        if session is not None:
            wishes.append(("a.session = ?", session))
        if question is not None:
            wishes.append(("s.question = ?", question))
        where = " AND ".join([wish for wish, _ in wishes] + ([] if undone else ["a.undone IS NULL"])) or "TRUE"
        found = self._all(
            f"{_ATTEMPTS} WHERE {where} ORDER BY a.at, a.key",
            *(value for _, value in wishes),
        )
        with rows.undamaged(self.path):
            return iter([rows.as_attempt(row) for row in found])

    def attempt(self, key: str) -> Attempt | None:
        """The answer of this key, undone or not; None if there is none."""
        found = self._all(f"{_ATTEMPTS} WHERE a.key = ?", key)
        with rows.undamaged(self.path):
            return rows.as_attempt(found[0]) if found else None

    def seen(self) -> Mapping[Subject, Seen]:
        """What has been answered at all."""
        found = self._all(_SEEN)
        with rows.undamaged(self.path):
            return dict(map(rows.as_seen, found))

    # the schedule

    def reviewed(self, key: str, grade: Grade, review: Review | None, card: StoredCard | None) -> None:
        """The grade of an answer together with what it did to the schedule; KeyError as `grade`.

        A review that the answer has already is replaced, so this, too, may be told twice.
        """
        with self.writing():
            self.grade(key, grade)
            if review is not None:
                self._keep_review(review)
            if card is not None:
                self._keep_card(card)

    def reviews(self, subject: Subject | None = None, *, undone: bool = False) -> Iterator[Review]:
        """The reviews in order of time, of all blanks or one; with `undone` also those of answers taken back."""
        wish = "TRUE" if undone else "a.undone IS NULL"
        values: tuple[str, ...] = ()
        if subject is not None:
            wish += " AND s.question = ? AND s.label = ? AND s.digest = ?"
            values = (subject.question, subject.label, subject.digest)
        found = self._all(
            f"""SELECT {rows.REVIEW} FROM review r JOIN subject s ON s.id = r.subject
            JOIN attempt a ON a.key = r.attempt WHERE {wish} ORDER BY r.at, r.attempt""",
            *values,
        )
        with rows.undamaged(self.path):
            return iter([rows.as_review(row) for row in found])

    def cards(self) -> Mapping[Subject, StoredCard]:
        """The schedule of every blank that has one."""
        found = self._all(f"SELECT {rows.CARD} FROM card c JOIN subject s ON s.id = c.subject")
        with rows.undamaged(self.path):
            cards = [rows.as_card(row) for row in found]
        return {card.subject: card for card in cards}

    def replace_cards(self, cards: Iterable[StoredCard], reviews: Iterable[Review] | None = None) -> None:
        """These cards instead of all that there are, and with `reviews` these instead of all reviews.

        Reviews of answers that were taken back are kept.  Where the cards were made from what the store held, read and
        replace inside of one `writing`: another process may have answered in between.  KeyError for a review of no
        answer.
        """
        with self.writing():
            self._run("DELETE FROM card")
            for card in cards:
                self._keep_card(card)
            if reviews is not None:
                self._run("DELETE FROM review WHERE attempt IN (SELECT key FROM attempt WHERE undone IS NULL)")
                for review in reviews:
                    self._keep_review(review)

    def replace_card(self, subject: Subject, card: StoredCard | None) -> None:
        """The schedule of one blank, after an answer of it was taken back; None if it has none any more."""
        with self.writing():
            if card is not None:
                self._keep_card(card)
            else:
                self._run("DELETE FROM card WHERE subject = ?", self._subject(subject))

    # sessions and facts

    def save_session(self, session: StoredSession) -> None:
        """A session as it stands now."""
        over = None if session.ended is None else rows.ticks(session.ended)
        row = (str(session.mode), rows.ticks(session.begun), rows.ticks(session.changed), over)
        with self.writing():
            self._run(
                "REPLACE INTO session VALUES (?, ?, ?, ?, ?, ?)",
                rows.storable(session.key),
                *row,
                rows.storable(session.state),
            )

    def sessions(self, mode: Mode | None = None, *, open_only: bool = False) -> tuple[StoredSession, ...]:
        """The sessions, those first that were changed last; with `open_only` those that are not over."""
        wishes = (["mode = ?"] if mode else []) + (["ended IS NULL"] if open_only else [])
        where = " AND ".join(wishes) or "TRUE"
        values = (str(mode),) if mode else ()
        found = self._all(f"SELECT {rows.SESSION} FROM session WHERE {where} ORDER BY changed DESC, key", *values)
        with rows.undamaged(self.path):
            return tuple(rows.as_session(row) for row in found)

    def read(self, name: str) -> str | None:
        """A fact; None if it was never written."""
        found = self._all("SELECT value FROM fact WHERE name = ?", name)
        return str(found[0][0]) if found else None

    def write(self, name: str, value: str | None) -> None:
        """A fact; None takes it away."""
        with self.writing():
            if value is None:
                self._run("DELETE FROM fact WHERE name = ?", name)
            else:
                self._run("REPLACE INTO fact VALUES (?, ?)", name, rows.storable(value))

    def facts(self) -> Mapping[str, str]:
        """All facts by their names."""
        return {str(name): str(value) for name, value in self._all("SELECT name, value FROM fact ORDER BY name")}

    def journal(self) -> str:
        """How SQLite keeps commits safe here: "wal", or "delete" on drives where memory cannot be shared."""
        return str(self._one("PRAGMA journal_mode")[0])

    # below: inside of a transaction

    def _subject(self, subject: Subject) -> int:
        """The number of a blank in this store; it gets one if need be."""
        texts = tuple(map(rows.storable, (subject.question, subject.label, subject.digest)))
        number = self._one("SELECT id FROM subject WHERE question = ? AND label = ? AND digest = ?", *texts)
        if not number:
            self._run("INSERT INTO subject (question, label, digest) VALUES (?, ?, ?)", *texts)
            number = self._one("SELECT last_insert_rowid()")
        return int(number[0])

    def _keep_review(self, review: Review) -> None:
        if not self._one("SELECT 1 FROM attempt WHERE key = ?", review.attempt):
            raise KeyError(review.attempt)
        subject = self._subject(review.subject)
        time = rows.ticks(review.at)
        self._run("REPLACE INTO review VALUES (?, ?, ?, ?)", review.attempt, subject, time, int(review.rating))

    def _keep_card(self, card: StoredCard) -> None:
        subject, due = self._subject(card.subject), rows.ticks(card.due)
        self._run("REPLACE INTO card VALUES (?, ?, ?)", subject, due, rows.storable(card.state))


def _marks(row: Sequence[object]) -> str:
    return ", ".join("?" * len(row))
