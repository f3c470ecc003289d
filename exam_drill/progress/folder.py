"""Where a learner's data lie.

--data-dir  ─▶  EXAM_DRILL_DATA_DIR  ─▶  the platform's folder for data      the first that is given
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

DATA_VARIABLE = "EXAM_DRILL_DATA_DIR"


def data_folder(variables: Mapping[str, str], given: str | None = None) -> Path:
    """The folder that was given, else that of the variable EXAM_DRILL_DATA_DIR, else the platform's own for data.

    A leading `~` is the home folder: shells leave it as it is behind a `=`.  The folder need not be there yet.
    """
    named = given or variables.get(DATA_VARIABLE)
    if named:
        path = Path(named)
        try:
            return path.expanduser()
        except RuntimeError:  # there is no such user
            return path
    import platformdirs  # 20 ms that nobody pays who names a folder

    return platformdirs.user_data_path("exam-drill", appauthor=False)
