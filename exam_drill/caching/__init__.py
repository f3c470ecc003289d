"""The cache of `exam-drill check`: unchanged files are not read as YAML again, unchanged questions are not run again.

    keys ─ what an entry hangs on ─▶ store ─ entries ─▶ <cache folder>/check/results.sqlite3
    files ─ questions as they were read ─┘  └─ cache ─ reports as they were judged, marked as cached

Whoever can write the file can forge results, as with the cache of any build; it can make nothing run.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from exam_drill.caching.where import CACHE_VARIABLE, cache_folder

if TYPE_CHECKING:
    from exam_drill.caching.cache import ResultCache
    from exam_drill.database.errors import StoreError

SIZE = 512 << 20  # bytes that the file may take unless the user says otherwise

__all__ = ["CACHE_VARIABLE", "SIZE", "cache_folder", "open_cache"]


def _silent(_: StoreError) -> None:
    """Tells nobody."""


def open_cache(
    folder: Path,
    *,
    size: int = SIZE,
    tell: Callable[[StoreError], None] = _silent,
    clock: Callable[[], float] = time.time,
    monotonic: Callable[[], float] = time.monotonic,
) -> ResultCache:
    """The cache in its own folder (see `cache_folder`), made if need be; never an exception.

    `size` is how many bytes it may take.  `tell` gets each kind of trouble once, as a code of `i18n.cache` with its
    parameters; then the cache was made anew, or gives and keeps nothing.
    """
    from exam_drill.caching.cache import ResultCache
    from exam_drill.caching.store import Store

    return ResultCache(Store(folder, size, tell, clock, monotonic))
