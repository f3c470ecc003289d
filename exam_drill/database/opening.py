"""Opens the file of a database; what is none of ours is told, and not touched.

no file ──▶ made, if it is asked for
a file ───▶ looked at by a connection that writes nothing ──▶ StoreError
                   │ ours, of this version or an older one
                   ▼
            opened to be written, brought up to date
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import stat
import tempfile
from pathlib import Path

from exam_drill.database.connecting import connect, lacks_sharing, prepare, size
from exam_drill.database.errors import StoreError, os_error, translated
from exam_drill.database.kind import Kind, take_steps, version_of
from exam_drill.database.making import keep_a_copy, make

_JOURNAL = "-wal"


def open_to_write(folder: Path, kind: Kind, *, create: bool = True) -> sqlite3.Connection:
    """A connection to the database in `folder`, brought up to date; StoreError if there is none that can be used."""
    path = folder / kind.name
    if not _is_there(path):
        if not create:
            raise StoreError("absent", path=str(path))
        make(path, kind)
    with translated(path):
        try:
            return _opened(path, kind)
        except sqlite3.OperationalError as error:
            if not lacks_sharing(error):
                raise
            try:
                _do_without_sharing(path, kind)
            except sqlite3.Error:
                raise error from None  # it was something else
            return _opened(path, kind)


def open_to_read(folder: Path, kind: Kind) -> sqlite3.Connection:
    """A connection that cannot write, wherever the store lies; StoreError if there is none, or it cannot be read.

    What cannot be read where it lies, since SQLite insists on writing into the folder, and a store of an older version
    is read from a copy in memory.
    """
    path = folder / kind.name
    if not _is_there(path):
        raise StoreError("absent", path=str(path))
    with translated(path):
        try:
            connection = _look(path, kind)
        except sqlite3.OperationalError as error:
            if not lacks_sharing(error):
                raise
            connection = _copied(path, kind)
        if version_of(connection) < len(kind.steps):
            connection = _in_memory(connection)
            take_steps(connection, kind)
        return connection


def _opened(path: Path, kind: Kind) -> sqlite3.Connection:
    _look(path, kind).close()
    connection = connect(path, "rw")
    try:
        prepare(connection, kind.precious)
        connection.execute("BEGIN IMMEDIATE")  # says at once if the file cannot be written
        connection.execute("ROLLBACK")
        if version_of(connection) < len(kind.steps):
            keep_a_copy(connection, path)
            take_steps(connection, kind)
    except BaseException:
        connection.close()
        raise
    return connection


def _copied(path: Path, kind: Kind) -> sqlite3.Connection:
    """The store in memory, from copies of its files."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, kind.name)
        shutil.copyfile(path, copy)
        if size(f"{path}{_JOURNAL}"):
            shutil.copyfile(f"{path}{_JOURNAL}", f"{copy}{_JOURNAL}")
        connection = connect(copy, "rw")
        try:
            examine(connection, path, kind)
        except BaseException:
            connection.close()
            raise
        return _in_memory(connection)


def _in_memory(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A copy of a database in memory; the other connection is closed."""
    with contextlib.closing(connection):
        copy = sqlite3.connect(":memory:", isolation_level=None)
        connection.backup(copy)
        return copy


def _is_there(path: Path) -> bool:
    """Whether there is a file; StoreError if something else is there, or only the file's journal."""
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        if size(f"{path}{_JOURNAL}"):
            # SQLite would put what the journal holds into a new file, or throw it away.
            raise StoreError("torn", path=str(path), journal=f"{path}{_JOURNAL}") from None
        return False
    except (OSError, ValueError) as error:
        raise _about_the_folder(error, path.parent) from error
    if not stat.S_ISREG(mode):
        raise StoreError("damaged", path=str(path), error="no regular file")
    return True


def _about_the_folder(error: OSError | ValueError, folder: Path) -> StoreError:
    if isinstance(error, OSError):
        return os_error(error, folder)
    return StoreError("no-folder", path=str(folder), error=str(error))  # a NUL in the name


def _look(path: Path, kind: Kind, *, alone: bool = False) -> sqlite3.Connection:
    # A connection that may write takes its empty journal away when it is closed; one that may not leaves a full one as
    # it is, which a newer program may have written.
    journal = size(f"{path}{_JOURNAL}")
    connection = connect(path, "ro" if journal else "rw")
    try:
        connection.execute("PRAGMA query_only = ON")
        if alone:  # then the index of the journal is this process's own
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        examine(connection, path, kind)
        (page,) = connection.execute("PRAGMA page_size").fetchone()
        if not journal and size(path) % page:
            raise StoreError("damaged", path=str(path), error="truncated")
    except BaseException:
        connection.close()
        raise
    return connection


def examine(connection: sqlite3.Connection, path: Path, kind: Kind) -> None:
    """StoreError or sqlite3.Error if the database is not of this kind, newer than we are, or damaged."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    if not pages:
        raise StoreError("damaged", path=str(path), error="0 bytes")
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != kind.application:
        raise StoreError("foreign", path=str(path))
    version = version_of(connection)
    if version > len(kind.steps):
        raise StoreError("newer", path=str(path), version=version, known=len(kind.steps))
    if version < len(kind.steps) and not kind.precious:
        raise StoreError("older", path=str(path), version=version, known=len(kind.steps))
    (said,) = connection.execute("PRAGMA quick_check(1)").fetchone() if kind.precious else ("ok",)
    if said != "ok":
        raise StoreError("damaged", path=str(path), error=str(said).strip().rpartition("\n")[2])
    names = dict(connection.execute("SELECT name, type FROM sqlite_master"))
    if version == len(kind.steps) and kind.tables - names.keys():
        raise StoreError("damaged", path=str(path), error="no " + ", ".join(sorted(kind.tables - names.keys())))
    if set(names.values()) - {"table", "index"}:  # a trigger would have a part in all that we write
        raise StoreError("foreign", path=str(path))


def _do_without_sharing(path: Path, kind: Kind) -> None:
    """Leaves the journal that needs shared memory for one that does not."""
    _look(path, kind, alone=True).close()
    connection = connect(path, "rw")
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # takes the lock
        (journal,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    finally:
        connection.close()
    if journal != "delete":
        raise sqlite3.OperationalError(journal)
