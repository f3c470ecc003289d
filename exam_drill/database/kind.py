"""What makes a database one of ours, and of which version.

application_id 0x45784472 ─▶ a learner's record       user_version ─▶ how many steps were taken
application_id 0x45784463 ─▶ the cache of `check`

Steps are never changed once they have shipped: a new version is a new step at the end.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple


class Kind(NamedTuple):
    """One kind of database.

    One that is `precious` holds what is nowhere else: each commit outlives a power cut, it is looked through before it
    is used, and an older one becomes a new one, of which a copy is kept.  What is not precious can be made anew: its
    commits outlive the process only, nothing is looked through, and an older one is a StoreError.
    """

    name: str  # of the file
    application: int  # in the file's header: tells our databases from other programs'
    steps: Sequence[Sequence[str]]
    tables: frozenset[str]  # after all steps
    precious: bool = True
    settings: Sequence[str] = ()  # statements before the first step, outside of any transaction


def version_of(connection: sqlite3.Connection) -> int:
    """How many steps were taken."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def take_steps(connection: sqlite3.Connection, kind: Kind) -> None:
    """Takes the steps that are lacking, all or none; another process may do so at the same time."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in kind.steps[version_of(connection) :]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(kind.steps)}")
        connection.execute(f"PRAGMA application_id = {kind.application}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
