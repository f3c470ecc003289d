"""The one table of the cache.

    key ─ SHA-256 of all that an entry hangs on      kind ─ a question's result, or a file as it was read
    used ─ when it was last of use, about            seal ─ digest of key and data       data ─ JSON, deflated

Entries are only ever whole and never changed, so that nothing has to fit together but a key and its data.
"""

from __future__ import annotations

from exam_drill.database.kind import Kind

NAME = "results.sqlite3"
APPLICATION = 0x45784463  # "ExDc", in the file's header: tells our caches from other programs' files

_STEPS = (
    (
        """CREATE TABLE entry (
            key BLOB PRIMARY KEY NOT NULL,
            kind INTEGER NOT NULL,
            used INTEGER NOT NULL,
            seal BLOB NOT NULL,
            data BLOB NOT NULL
        )""",
        "CREATE INDEX entry_used ON entry (used, kind)",
    ),
)
KIND = Kind(
    NAME,
    APPLICATION,
    _STEPS,
    frozenset({"entry"}),
    precious=False,
    settings=("PRAGMA auto_vacuum = INCREMENTAL",),  # what is thrown out gives its space back
)
