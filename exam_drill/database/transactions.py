"""One connection to a database, and transactions on it.

with database.writing():            BEGIN IMMEDIATE … COMMIT, or nothing of it
    database._run("INSERT …")       whatever SQLite says comes out as a StoreError
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from exam_drill.database.errors import translated


class Database:
    """A context manager around a connection that commits nothing by itself; `path` is told in errors."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path
        self._reads = False

    def close(self) -> None:
        """Lets go of the file; the last process that does so puts the journal into it."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """What is read and written inside is one transaction: nobody else writes in between, and it is all or nothing.

        Other processes that write wait meanwhile, so it should take well under a second.
        """
        connection = self._connection
        if self._reads:
            raise RuntimeError("written while reading: it would be lost")
        if connection.in_transaction:
            yield
            return
        try:
            with translated(self.path):
                connection.execute("BEGIN IMMEDIATE")
            yield
            with translated(self.path):
                connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                with translated(self.path):
                    connection.execute("ROLLBACK")
            raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """What is read inside belongs together: nothing that others write meanwhile is in it."""
        connection = self._connection
        if connection.in_transaction:
            yield
            return
        self._reads = True
        try:
            with translated(self.path):
                connection.execute("BEGIN")
            yield
        finally:
            self._reads = False
            if connection.in_transaction:
                with translated(self.path):
                    connection.execute("ROLLBACK")

    def _run(self, statement: str, *values: object) -> int:
        """How many rows it changed."""
        with translated(self.path):
            return self._connection.execute(statement, values).rowcount

    def _one(self, statement: str, *values: object) -> tuple[Any, ...]:
        """The first row, () if there is none."""
        with translated(self.path):
            return self._connection.execute(statement, values).fetchone() or ()

    def _all(self, statement: str, *values: object) -> Sequence[tuple[Any, ...]]:
        """All rows at once: a question that is left half read keeps the journal from being emptied."""
        with translated(self.path):
            return self._connection.execute(statement, values).fetchall()
