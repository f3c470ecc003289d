"""Connections to the file of a store, and how they are set.

The file is never read but through SQLite: to close any other handle of it would let go of the locks that a second
connection of this process holds (https://www.sqlite.org/howtocorrupt.html, 2.2).
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

PATIENCE = 10.0  # seconds to wait for another process that writes, which takes milliseconds
_OFTEN = 64  # pages in the journal until they are copied into the file; each answer adds a few


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """A connection in mode "rw" or "ro" that commits nothing by itself; it never makes a file."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=PATIENCE, isolation_level=None
    )
    connection.execute("PRAGMA trusted_schema = OFF")  # what stands in the file is not obeyed more than need be
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


def prepare(connection: sqlite3.Connection, precious: bool = True) -> None:
    """Settings of a connection that writes; what is not `precious` may lose its last commits in a power cut."""
    if not precious:
        connection.execute("PRAGMA synchronous = NORMAL")
        return
    journal = connection.execute("PRAGMA journal_mode").fetchone()[0]
    # In WAL, FULL syncs the journal at every commit, so an answer outlives a power cut.  Without WAL a commit is the
    # deletion of a file, and only EXTRA syncs that.
    connection.execute(f"PRAGMA synchronous = {'FULL' if journal == 'wal' else 'EXTRA'}")
    connection.execute("PRAGMA fullfsync = ON")  # macOS: an ordinary fsync leaves data in the disk's own cache
    connection.execute("PRAGMA checkpoint_fullfsync = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_OFTEN}")


def size(path: Path | str) -> int:
    """Bytes of a file; 0 if there is none."""
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def lacks_sharing(error: sqlite3.Error) -> bool:
    """Whether it may be that the index of the journal cannot lie in memory that processes share.

    So it is on some network drives.  What SQLite says then depends on the drive.
    """
    return getattr(error, "sqlite_errorname", "").startswith(_NOT_SHARED)


_NOT_SHARED = ("SQLITE_IOERR_SHM", "SQLITE_PROTOCOL", "SQLITE_CANTOPEN", "SQLITE_READONLY")
