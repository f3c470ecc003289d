"""The cache's file in use: found, rebuilt if it is damaged, written in groups, kept within its size.

    put, put, … ─▶ waiting ─ every fifth of a second ─▶ one transaction        a killed run loses no more than that
    get ─▶ entry ─ seal ─▶ data                                                damaged ─▶ dropped, told once
    StoreError ─┬─ damaged, older, newer ─▶ thrown away, made anew, told once
                └─ foreign, full, busy, unwritable ─▶ told once, and the run goes on without

Whatever happens to the file, nothing of it is ever raised: a run without its cache is slower, and right.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from exam_drill.caching import folder as folders
from exam_drill.caching.entries import Entries, EntryKind, SealError, pack
from exam_drill.caching.schema import KIND
from exam_drill.database.errors import StoreError
from exam_drill.database.opening import open_to_read, open_to_write

_OFTEN = 0.2  # seconds between two transactions
_MANY = 500  # entries that wait for one, at most
_LATELY = 3600  # seconds: what was of use since is not marked again, nor thrown out
_REBUILT = ("damaged", "newer", "older", "torn")

Tell = Callable[[StoreError], None]


class Store:
    """Entries by their keys, used by one thread.  `tell` gets each kind of trouble once, as a code of `i18n.cache`."""

    def __init__(
        self, folder: Path, size: int, tell: Tell, clock: Callable[[], float], monotonic: Callable[[], float]
    ) -> None:
        self._folder, self._tell, self._monotonic, self._size = folder, tell, monotonic, size
        self._now = int(clock())
        self._told: set[str] = set()
        self._waiting: dict[bytes, tuple[EntryKind, bytes]] = {}
        self._touched: set[bytes] = set()
        self._dropped: set[bytes] = set()
        self._flushed = -_OFTEN
        self._writes = True
        self._lock: folders.Lock | None = None
        self._entries: Entries | None = None
        try:
            folders.take(folder)
            self._lock = folders.Lock(folder)
            self._open()
        except StoreError as error:
            self._fail(error)

    def get(self, key: bytes, kind: EntryKind) -> bytes | None:
        """The data of an entry; None if there is none, or none that is whole."""
        if self._entries is None:
            return None
        try:
            found = self._entries.get(key, kind)
        except SealError:
            self.drop(key)
            return None
        except StoreError as error:
            self._fail(error)
            return None
        if found is None:
            return None
        if found.used < self._now - _LATELY:
            self._touched.add(key)
        return found.data

    def drop(self, key: bytes) -> None:
        """Throws an entry out that is not what was written, and tells that there was such a one."""
        self._told_once(StoreError("entry", path=str(self._folder)))
        self._dropped.add(key)

    def put(self, key: bytes, kind: EntryKind, data: bytes) -> None:
        """Keeps an entry, soon."""
        if self._entries is None or not self._writes:
            return
        self._waiting[key] = (kind, pack(data))
        if self._monotonic() - self._flushed >= _OFTEN or len(self._waiting) >= _MANY:
            self.flush()

    def flush(self) -> None:
        """Writes what waits."""
        if self._entries is None or not self._writes or not (self._waiting or self._touched or self._dropped):
            return
        try:
            self._write(self._entries)
        except StoreError as error:
            self._fail(error)
        self._flushed = self._monotonic()

    def close(self) -> None:
        """Writes what waits, and lets go of the file; safe to call twice."""
        try:
            self.flush()
        finally:
            if self._entries is not None:
                self._entries.close()
                self._entries = None
            if self._lock is not None:
                self._lock.close()
                self._lock = None

    def _write(self, entries: Entries) -> None:
        with entries.writing():
            entries.drop(self._dropped)
            for key, (kind, packed) in self._waiting.items():
                entries.put(key, kind, packed, self._now)
            entries.touch(self._touched, self._now)
        self._forget()
        if not entries.shrink(self._size, self._now - _LATELY):
            # To throw out what was just of use would have the next run throw out what this one has kept.
            self._writes = False
            self._told_once(StoreError("too-small", path=str(self._folder), size=self._size >> 20))

    def _forget(self) -> None:
        self._waiting, self._touched, self._dropped = {}, set(), set()

    def _open(self) -> None:
        path = self._folder / KIND.name
        try:
            connection = open_to_write(self._folder, KIND)
        except StoreError as error:
            if error.code in _REBUILT:
                self._rebuild(error)
                return
            if error.code != "unwritable" or not path.exists():
                raise
            connection = open_to_read(self._folder, KIND)
            self._writes = False
            self._told_once(error)
        self._entries = Entries(connection, path)

    def _rebuild(self, error: StoreError) -> None:
        """Makes the file anew, if nobody else has it open."""
        if self._lock is None or not self._lock.alone():
            raise StoreError("damaged-in-use", **error.parameters)
        try:
            folders.throw_away(self._folder)
            self._told_once(StoreError("rebuilt", **error.parameters))
            self._entries = Entries(open_to_write(self._folder, KIND), self._folder / KIND.name)
        finally:
            self._lock.share()

    def _fail(self, error: StoreError) -> None:
        """What to do about a file that cannot be used as it is."""
        entries, self._entries = self._entries, None
        self._forget()
        if entries is not None:
            entries.close()
            if error.code in _REBUILT:
                try:
                    self._rebuild(error)
                except StoreError as another:
                    error = another
                else:
                    return
        self._told_once(error)

    def _told_once(self, error: StoreError) -> None:
        if error.code not in self._told:
            self._told.add(error.code)
            self._tell(error)
