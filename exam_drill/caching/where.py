"""Where the cache lies.

--cache-dir  ─▶  EXAM_DRILL_CACHE_DIR  ─▶  the platform's folder for caches      the first that is given
   └ <folder>/check/
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

CACHE_VARIABLE = "EXAM_DRILL_CACHE_DIR"
OWN = "check"  # the name of the cache's own folder


def cache_folder(variables: Mapping[str, str], given: str | None = None) -> Path:
    """The cache's own folder within the one that was given, or the variable's, or the platform's; it need not be there.

    A leading `~` is the home folder: shells leave it as it is behind a `=`.
    """
    named = given or variables.get(CACHE_VARIABLE)
    if named:
        path = Path(named)
        with contextlib.suppress(RuntimeError):  # there is no such user
            path = path.expanduser()
        return path / OWN
    import platformdirs

    return platformdirs.user_cache_path("exam-drill", appauthor=False) / OWN
