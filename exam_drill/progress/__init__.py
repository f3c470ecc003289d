"""What is kept of a learner: one SQLite file, and what each blank asks.

    Attempt, Review ──▶ Store ──▶ <data folder>/progress.sqlite3 ──▶ lines of JSON, for backups and other machines
    Question ── digest.subjects ──▶ Subject                          what progress hangs on

A store that cannot be used is a `StoreError` and stays, byte for byte, what it was.
"""

from exam_drill.database.errors import StoreError
from exam_drill.progress.digest import subjects
from exam_drill.progress.folder import DATA_VARIABLE, data_folder
from exam_drill.progress.store import Store
from exam_drill.progress.values import Seen, StoredCard, StoredSession

__all__ = ["DATA_VARIABLE", "Seen", "Store", "StoreError", "StoredCard", "StoredSession", "data_folder", "subjects"]
