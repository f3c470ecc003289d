"""Opens the file of a store, or makes it; what is no store of ours is told, and not touched.

    no file ──▶ made beside its name, whole, and put there in one step     (whoever is killed leaves no half one)
    a file ───▶ looked at by a connection that cannot write ──▶ StoreError
                       │ ours, of this version or an older one
                       ▼
                opened to be written, brought up to date

The file is never read but through SQLite: to close any other handle of it would let go of the locks that a second
connection of this process holds (https://www.sqlite.org/howtocorrupt.html, 2.2).
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import stat
import sys
import tempfile
from pathlib import Path

from exam_drill.progress import schema
from exam_drill.progress.errors import StoreError, os_error, translated

NAME = "progress.sqlite3"
PATIENCE = 10.0  # seconds to wait for another process that writes, which takes milliseconds
_JOURNAL = "-wal"
_OFTEN = 64  # pages in the journal until they are copied into the file; each answer adds a few
_PARTS = ".new-"
_NOT_SHARED = ("SQLITE_IOERR_SHM", "SQLITE_PROTOCOL", "SQLITE_CANTOPEN", "SQLITE_READONLY_CANTINIT")


def open_to_write(folder: Path, *, create: bool = True) -> sqlite3.Connection:
    """A connection to the store in `folder`, brought up to date; StoreError if there is none that can be used."""
    path = folder / NAME
    if not _is_there(path):
        if not create:
            raise StoreError("absent", path=str(path))
        _make(path)
    with translated(path):
        connection, shares = _looked_at(path)
        connection.close()
        if not shares:
            _do_without(path)
        connection = _connect(path, "rw")
        try:
            prepare(connection)
            connection.execute("BEGIN IMMEDIATE")  # says at once if the file cannot be written
            connection.execute("ROLLBACK")
            if schema.version_of(connection) < len(schema.STEPS):
                _keep_a_copy(connection, path)
                schema.take_steps(connection, schema.STEPS)
        except BaseException:
            connection.close()
            raise
    return connection


def open_to_read(folder: Path) -> sqlite3.Connection:
    """A connection that cannot write, wherever the store lies; StoreError if there is none, or it cannot be read.

    An older store is read as a new one from a copy in memory.
    """
    path = folder / NAME
    if not _is_there(path):
        raise StoreError("absent", path=str(path))
    with translated(path):
        connection, _ = _looked_at(path)
        if schema.version_of(connection) == len(schema.STEPS):
            return connection
        with contextlib.closing(connection):
            copy = sqlite3.connect(":memory:", isolation_level=None)
            connection.backup(copy)
        schema.take_steps(copy, schema.STEPS)
        return copy


def _looked_at(path: Path) -> tuple[sqlite3.Connection, bool]:
    """A connection that cannot write to a file that is whole and ours, and whether others can read it meanwhile.

    The index of the journal lies in memory that processes share; where that cannot be (some network drives, a folder
    that cannot be written), it is made in this process's own memory.
    """
    try:
        return _look(path), True
    except sqlite3.OperationalError as error:
        if not _is_for_lack_of_sharing(error):
            raise
    return _look(path, alone=True), False


def prepare(connection: sqlite3.Connection) -> None:
    """Settings of a connection that writes."""
    journal = connection.execute("PRAGMA journal_mode").fetchone()[0]
    # In WAL, FULL syncs the journal at every commit, so an answer outlives a power cut.  Without WAL a commit is the
    # deletion of a file, and only EXTRA syncs that.
    connection.execute(f"PRAGMA synchronous = {'FULL' if journal == 'wal' else 'EXTRA'}")
    connection.execute("PRAGMA fullfsync = ON")  # macOS: an ordinary fsync leaves data in the disk's own cache
    connection.execute("PRAGMA checkpoint_fullfsync = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_OFTEN}")


def _is_there(path: Path) -> bool:
    """Whether there is a file; StoreError if something else is there, or only the file's journal."""
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        if _size(f"{path}{_JOURNAL}"):
            # SQLite would put what the journal holds into a new file, or throw it away.
            raise StoreError("torn", path=str(path), journal=f"{path}{_JOURNAL}") from None
        return False
    except (OSError, ValueError) as error:
        raise _about_the_folder(error, path.parent) from error
    if not stat.S_ISREG(mode):
        raise StoreError("damaged", path=str(path), error=stat.filemode(mode))
    return True


def _about_the_folder(error: OSError | ValueError, folder: Path) -> StoreError:
    if isinstance(error, OSError):
        return os_error(error, folder)
    return StoreError("no-folder", path=str(folder), error=str(error))  # a NUL in the name


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=PATIENCE, isolation_level=None
    )
    connection.execute("PRAGMA trusted_schema = OFF")  # what stands in the file is not obeyed more than need be
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


def _look(path: Path, *, alone: bool = False) -> sqlite3.Connection:
    # A connection that may write takes its empty journal away when it is closed; one that may not leaves a full one as
    # it is, which a newer program may have written.
    journal = _size(f"{path}{_JOURNAL}")
    connection = _connect(path, "ro" if journal else "rw")
    try:
        connection.execute("PRAGMA query_only = ON")
        if alone:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        examine(connection, path)
        (page,) = connection.execute("PRAGMA page_size").fetchone()
        if not journal and _size(path) % page:
            raise StoreError("damaged", path=str(path), error="truncated")
    except BaseException:
        connection.close()
        raise
    return connection


def _size(path: Path | str) -> int:
    """Bytes of a file; 0 if there is none."""
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def examine(connection: sqlite3.Connection, path: Path) -> None:
    """StoreError or sqlite3.Error if the database is no store of ours, newer than we are, or damaged."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    if not pages:
        raise StoreError("damaged", path=str(path), error="0 bytes")
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != schema.APPLICATION:
        raise StoreError("foreign", path=str(path))
    version = schema.version_of(connection)
    if version > len(schema.STEPS):
        raise StoreError("newer", path=str(path), version=version, known=len(schema.STEPS))
    (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if said != "ok":
        raise StoreError("damaged", path=str(path), error=str(said))
    names = dict(connection.execute("SELECT name, type FROM sqlite_schema"))
    if version == len(schema.STEPS) and schema.TABLES - names.keys():
        raise StoreError("damaged", path=str(path), error="no " + ", ".join(sorted(schema.TABLES - names.keys())))
    if set(names.values()) - {"table", "index"}:  # a trigger would have a part in all that we write
        raise StoreError("foreign", path=str(path))


def _is_for_lack_of_sharing(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorname", "").startswith(_NOT_SHARED)


def _do_without(path: Path) -> None:
    """Leaves the journal that needs shared memory for one that does not."""
    connection = _connect(path, "rw")
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # takes the lock
        connection.execute("PRAGMA journal_mode = DELETE")
    finally:
        connection.close()


def _make(path: Path) -> None:
    """An empty store; another process may make one at the same time, and then that one stays."""
    folder = path.parent
    with translated(folder):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except ValueError as error:
            raise _about_the_folder(error, folder) from error
        parts = Path(tempfile.mkdtemp(prefix=_PARTS, dir=folder))
        try:
            made = parts / NAME
            os.close(os.open(made, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))  # a journal gets the mode of its file
            _fill(made)
            _put(made, path)
        finally:
            shutil.rmtree(parts, ignore_errors=True)


def _fill(path: Path) -> None:
    for journal in ("WAL", "DELETE"):
        connection = _connect(path, "rw")
        try:
            connection.execute(f"PRAGMA journal_mode = {journal}")
            prepare(connection)
            schema.take_steps(connection, schema.STEPS)
            return
        except sqlite3.OperationalError as error:
            if journal != "WAL" or not _is_for_lack_of_sharing(error):
                raise
        finally:
            connection.close()
        path.write_bytes(b"")


def _put(made: Path, path: Path) -> None:
    """Gives a whole file its name, unless there is one of that name by now."""
    if sys.platform == "win32":
        with contextlib.suppress(FileExistsError):
            os.rename(made, path)  # which Windows refuses where there is one
        return
    import fcntl

    number = os.open(path.parent, os.O_RDONLY)
    try:
        try:
            os.link(made, path)
        except FileExistsError:
            return
        except OSError:  # a file system without links: look and rename, which only the lock makes one step
            fcntl.flock(number, fcntl.LOCK_EX)
            if not path.exists():
                os.rename(made, path)
        os.fsync(number)  # the name, too, is to outlive a power cut
    finally:
        os.close(number)


def _keep_a_copy(connection: sqlite3.Connection, path: Path) -> None:
    """The older store as it was, beside the new one; one that is there already stays."""
    kept = path.with_name(f"{path.stem}-version-{schema.version_of(connection)}{path.suffix}")
    if kept.exists():
        return
    parts = Path(tempfile.mkdtemp(prefix=_PARTS, dir=path.parent))
    try:
        connection.execute("VACUUM INTO ?", (str(parts / NAME),))
        os.chmod(parts / NAME, 0o600)
        _put(parts / NAME, kept)
    finally:
        shutil.rmtree(parts, ignore_errors=True)
