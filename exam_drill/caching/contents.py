"""What the cache holds, in numbers, and how it is emptied.

folder ─ look ─▶ Contents(path, bytes=…, results=10000, files=20)     nothing is made or changed by looking
       └ empty ─▶ the files are deleted, or, while another process has them open, all entries in them
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from exam_drill.caching.entries import Entries, EntryKind
from exam_drill.caching.folder import Lock, is_ours, throw_away
from exam_drill.caching.schema import KIND
from exam_drill.database.connecting import size
from exam_drill.database.errors import StoreError, os_error
from exam_drill.database.opening import open_to_read, open_to_write


@dataclass(frozen=True, slots=True)
class Contents:
    """The cache's own folder; with an `error` nobody knows what is in it."""

    path: Path
    there: bool = False
    bytes: int = 0  # of all its files
    results: int = 0
    files: int = 0  # bank files that were read
    error: StoreError | None = None


def look(folder: Path) -> Contents:
    """What the cache in a folder holds."""
    path = folder / KIND.name
    try:
        if not is_ours(folder):
            if folder.exists() and any(folder.iterdir()):
                raise StoreError("foreign-folder", path=str(folder))
            return Contents(folder)
        taken = size(path) + size(f"{path}-wal")
        with closing(Entries(open_to_read(folder, KIND), path)) as entries:
            return Contents(folder, True, taken, entries.count(EntryKind.RESULT), entries.count(EntryKind.FILE))
    except StoreError as error:
        if error.code == "absent":
            return Contents(folder)
        return Contents(folder, True, size(path), error=error)
    except (OSError, ValueError) as error:  # a folder that cannot be looked into, a NUL in its name
        problem = os_error(error, folder) if isinstance(error, OSError) else None
        return Contents(folder, error=problem or StoreError("no-folder", path=str(folder), error=str(error)))


def empty(folder: Path) -> None:
    """Empties the cache in a folder, if there is one; StoreError if it is not ours, or cannot be emptied."""
    if look(folder) == Contents(folder):
        return
    if not is_ours(folder):
        raise StoreError("foreign-folder", path=str(folder))
    lock = Lock(folder)
    try:
        if lock.alone():
            _see_that_it_is_ours(folder)
            throw_away(folder)
            return
        with closing(Entries(open_to_write(folder, KIND, create=False), folder / KIND.name)) as entries:
            entries.empty()
    finally:
        lock.close()


def _see_that_it_is_ours(folder: Path) -> None:
    """StoreError if what lies under the cache's name is known to be another program's."""
    try:
        open_to_read(folder, KIND).close()
    except StoreError as error:
        if error.code == "foreign":
            raise
