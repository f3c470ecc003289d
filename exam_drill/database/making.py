"""Makes the file of a database: whole or not at all.

.new-…/progress.sqlite3 ── link ──▶ progress.sqlite3      whoever is killed before leaves no half one,
                                                          and of two that make one at the same time one stays
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import sys
import tempfile
from pathlib import Path

from exam_drill.database.connecting import connect, lacks_sharing, prepare
from exam_drill.database.errors import translated
from exam_drill.database.kind import Kind, take_steps, version_of

_PARTS = ".new-"
_LONG = 60.0  # seconds that nobody needs to make a database


def make(path: Path, kind: Kind) -> None:
    """An empty database; another process may make one at the same time, and then that one stays."""
    folder = path.parent
    with translated(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        parts = Path(tempfile.mkdtemp(prefix=_PARTS, dir=folder))
        try:
            made = parts / kind.name
            os.close(os.open(made, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))  # a journal gets the mode of its file
            _fill(made, kind)
            _put(made, path)
            _sweep(folder, parts.stat().st_mtime)
        finally:
            shutil.rmtree(parts, ignore_errors=True)


def _sweep(folder: Path, now: float) -> None:
    """Takes away what processes that were killed at this point have left."""
    for left in folder.glob(f"{_PARTS}*"):
        with contextlib.suppress(OSError):
            if now - left.stat().st_mtime > _LONG:
                shutil.rmtree(left)


def _fill(path: Path, kind: Kind) -> None:
    for journal in ("WAL", "DELETE"):
        connection = connect(path, "rw")
        try:
            for setting in kind.settings:
                connection.execute(setting)
            connection.execute(f"PRAGMA journal_mode = {journal}")
            prepare(connection, kind.precious)
            take_steps(connection, kind)
            return
        except sqlite3.OperationalError as error:
            if journal != "WAL" or not lacks_sharing(error):
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


def keep_a_copy(connection: sqlite3.Connection, path: Path) -> None:
    """The older database as it was, beside the new one; one that is there already stays."""
    kept = path.with_name(f"{path.stem}-version-{version_of(connection)}{path.suffix}")
    if kept.exists():
        return
    parts = Path(tempfile.mkdtemp(prefix=_PARTS, dir=path.parent))
    try:
        connection.execute("VACUUM INTO ?", (str(parts / path.name),))
        os.chmod(parts / path.name, 0o600)
        _put(parts / path.name, kept)
    finally:
        shutil.rmtree(parts, ignore_errors=True)
