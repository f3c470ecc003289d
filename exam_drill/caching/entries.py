"""The entries of the cache in SQL; what is in them is sealed.

    (key, kind, data) ─ deflate ─ seal = SHA-256(key, kind, packed) ─▶ row ─▶ the seal fits ─ inflate ─▶ data
                                                                         └─ it does not ─▶ SealError

A seal tells an entry that was damaged or mixed up with another.  It keeps nobody out: whoever can write the file can
write seals as well.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

from exam_drill.database.errors import translated
from exam_drill.database.transactions import Database

_LEVEL = 1  # of deflating: a third of the time of the default, for a tenth more space
_LARGEST = 64 << 20  # bytes of one entry, inflated
_AT_ONCE = 500  # entries that are thrown out between two looks at the size


class EntryKind(IntEnum):
    """What an entry is."""

    RESULT = 0
    FILE = 1


class SealError(ValueError):
    """An entry is not what was written."""


class Found(NamedTuple):
    """An entry that was looked up, and when it was last of use, in seconds since 1970."""

    data: bytes
    used: int


class Entries(Database):
    """The entries of one file; all methods raise StoreError where the file fails them."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        super().__init__(connection, path)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST)

    def get(self, key: bytes, kind: EntryKind) -> Found | None:
        """An entry, None if there is none; SealError if it is damaged."""
        row = self._one("SELECT used, seal, data FROM entry WHERE key = ? AND kind = ?", key, int(kind))
        if not row:
            return None
        used, seal, packed = row
        if type(used) is not int or type(packed) is not bytes or seal != _seal(key, kind, packed):
            raise SealError
        return Found(_inflated(packed), used)

    def put(self, key: bytes, kind: EntryKind, packed: bytes, now: int) -> None:
        """Keeps an entry whose data are packed."""
        row = (key, int(kind), now, _seal(key, kind, packed), packed)
        self._run("REPLACE INTO entry (key, kind, used, seal, data) VALUES (?, ?, ?, ?, ?)", *row)

    def drop(self, keys: Iterable[bytes]) -> None:
        """Throws entries out."""
        for key in keys:
            self._run("DELETE FROM entry WHERE key = ?", key)

    def touch(self, keys: Iterable[bytes], now: int) -> None:
        """Tells that entries were of use."""
        for key in keys:
            self._run("UPDATE entry SET used = ? WHERE key = ?", now, key)

    def empty(self) -> None:
        """Throws all entries out."""
        with self.writing():
            self._run("DELETE FROM entry")
        self._give_back()

    def shrink(self, largest: int, before: int) -> bool:
        """Throws out what was of no use since `before`, longest first, until no more than `largest` bytes are taken.

        Whether that sufficed.
        """
        if self.bytes() <= largest:
            return True
        while self.bytes() > largest:
            with self.writing():
                if not self._throw_out(self.bytes() - largest, before):
                    break
        self._give_back()
        return self.bytes() <= largest

    def _give_back(self) -> None:
        """Makes the file as small as what is in it."""
        with translated(self.path):
            self._connection.executescript("PRAGMA incremental_vacuum")  # `execute` would give back one page

    def _throw_out(self, size: int, before: int) -> bool:
        """Throws out entries of about so many bytes, or some of them; False if there are none that may go."""
        oldest = self._all(
            "SELECT rowid, length(data) FROM entry WHERE used < ? ORDER BY used, rowid LIMIT ?", before, _AT_ONCE
        )
        for row, length in oldest:
            self._run("DELETE FROM entry WHERE rowid = ?", row)
            size -= length
            if size <= 0:
                break
        return bool(oldest)

    def bytes(self) -> int:
        """How much of the file is taken."""
        pages, free, page = (self._one(f"PRAGMA {name}")[0] for name in ("page_count", "freelist_count", "page_size"))
        return int((pages - free) * page)

    def count(self, kind: EntryKind) -> int:
        """How many entries of a kind there are."""
        return int(self._one("SELECT count(*) FROM entry WHERE kind = ?", int(kind))[0])


def pack(data: bytes) -> bytes:
    """Data as they lie in an entry."""
    return zlib.compress(data, _LEVEL)


def _inflated(packed: bytes) -> bytes:
    """The data; SealError if they are none, or larger than an entry may be."""
    inflating = zlib.decompressobj()
    try:
        data = inflating.decompress(packed, _LARGEST)
    except zlib.error as error:
        raise SealError from error
    if not inflating.eof or inflating.unused_data:
        raise SealError
    return data


def _seal(key: bytes, kind: EntryKind, packed: bytes) -> bytes:
    return hashlib.sha256(b"%d %b" % (kind, key) + packed).digest()[:16]
