"""The cache's own folder: making it, and whether it is ours.

<folder>/check/  CACHEDIR.TAG       says that this program made the folder, and that backups may leave it out
                 results.sqlite3    may be thrown away if it is damaged, since it lies here
                 lock               shared by all who have it open: only who is alone may throw it away
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from pathlib import Path

from exam_drill.caching.schema import NAME
from exam_drill.caching.where import OWN
from exam_drill.database.errors import StoreError, translated

_TAG = "CACHEDIR.TAG"
# The first line is that of https://bford.info/cachedir/, by which backup programs know a cache.
_SIGNATURE = """Signature: 8a477f597d28d172789f06886806bc55
# This file is a cache directory tag created by exam-drill.
# All that lies in this folder can be deleted: results of `exam-drill check` are then made again.
"""
_MARK = "created by exam-drill."
_LOCK = "lock"
_FILES = (NAME, f"{NAME}-wal", f"{NAME}-shm", f"{NAME}-journal")


def take(folder: Path) -> None:
    """Makes the folder, or sees that it is ours; StoreError if it is not, or cannot be made."""
    if "\0" in str(folder):
        raise StoreError("no-folder", path=str(folder), error="NUL")
    with translated(folder):
        if is_ours(folder):
            return
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent, ignore_cleanup_errors=True) as parts:
            made = Path(parts, OWN)  # gets its name with the tag in it: without one it would be a stranger's
            made.mkdir(mode=0o700)
            (made / _TAG).write_text(_SIGNATURE, encoding="utf-8")
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
            try:
                os.rename(made, folder)
            except OSError:
                if is_ours(folder):  # another process was quicker
                    return
                if folder.exists():
                    raise StoreError("foreign-folder", path=str(folder)) from None
                raise


def is_ours(folder: Path) -> bool:
    """Whether this program made the folder."""
    try:
        with open(folder / _TAG, encoding="utf-8", errors="replace") as file:
            return _MARK in file.read(1000)
    except (FileNotFoundError, NotADirectoryError):
        return False


class Lock:
    """A lock on the folder that all share who have the cache open, and that only one can have alone.

    SQLite keeps its files whole while several write.  It cannot know that one of them deletes them.
    """

    def __init__(self, folder: Path) -> None:
        self._file: int | None = None
        if sys.platform == "win32":  # which refuses by itself to delete what somebody has open
            return
        import fcntl

        file = None
        with contextlib.suppress(OSError):  # a folder that cannot be written, a drive without locks
            file = os.open(folder / _LOCK, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(file, fcntl.LOCK_SH)
        self._file = file

    def alone(self) -> bool:
        """Takes the lock alone; False if others share it."""
        if sys.platform == "win32":
            return True
        import fcntl

        if self._file is None:
            return False
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            with contextlib.suppress(OSError):  # whoever asked for more may have lost what it had
                fcntl.flock(self._file, fcntl.LOCK_SH)
            return False
        return True

    def share(self) -> None:
        """Shares the lock again."""
        if sys.platform != "win32" and self._file is not None:
            import fcntl

            fcntl.flock(self._file, fcntl.LOCK_SH)

    def close(self) -> None:
        """Lets go of it."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def throw_away(folder: Path) -> None:
    """Deletes the cache's files, and no other; StoreError if that fails, or if the folder is not ours."""
    if not is_ours(folder):
        raise StoreError("foreign-folder", path=str(folder))
    with translated(folder):
        for name in _FILES:
            (folder / name).unlink(missing_ok=True)
