"""The cache of `exam-drill check`: unchanged files are not read as YAML again, unchanged questions are not run again.

    keys ─ what an entry hangs on ─▶ store ─ entries ─▶ <cache folder>/check/results.sqlite3
    files ─ questions as they were read ─┘  └─ cache ─ reports as they were judged, marked as cached

Whoever can write the file can forge results, as with the cache of any build; it can make nothing run.
"""

from exam_drill.caching.cache import ResultCache
from exam_drill.caching.folder import CACHE_VARIABLE, cache_folder
from exam_drill.caching.store import SIZE, Store

__all__ = ["CACHE_VARIABLE", "SIZE", "ResultCache", "Store", "cache_folder"]
