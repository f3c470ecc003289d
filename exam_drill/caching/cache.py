"""The cache of `check`: what was read and what was judged, found again by what it hangs on.

    Question, CheckSettings ─ key ─▶ Store ─ records ─ from_records ─▶ QuestionReport, …     nothing is run
    Record, … ─ lasting? ─ key ─▶ Store                                                      as it comes
    paths ─▶ files                                                                          no YAML is read

Entries are JSON; nothing in them is run or unpickled, and what is no record of its question is dropped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import Self

from exam_drill.caching.entries import EntryKind
from exam_drill.caching.files import ReadBankFile, read_files
from exam_drill.caching.keys import question_key, run_key
from exam_drill.caching.lasting import is_lasting
from exam_drill.caching.store import Store
from exam_drill.caching.telling import can_be_told
from exam_drill.checking.record import Record, RecordError, from_records
from exam_drill.checking.settings import CheckSettings
from exam_drill.quality import QuestionReport
from exam_drill.question import Question


class ResultCache:
    """A cache over a store; a context manager, and an `exam_drill.checking.cache.Cache`.  Used by one thread."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._settings: CheckSettings | None = None
        self._run = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Writes what is not yet written; safe to call twice."""
        self._store.close()

    def files(self, paths: Iterable[str]) -> Iterator[ReadBankFile]:
        """The files of a bank, one by one; one that was read before is not read as YAML again."""
        return read_files(paths, self._store)

    def get(self, question: Question, settings: CheckSettings) -> tuple[QuestionReport, ...] | None:
        """The reports on a question that were kept, marked as `cached`; None if there are none that still stand."""
        key = self._key(question, settings)
        kept = self._store.get(key, EntryKind.RESULT)
        if kept is None:
            return None
        try:
            reports = from_records(json.loads(kept), question, printed=settings.as_printed, cached=True)
        except (RecordError, ValueError, RecursionError):
            reports = ()
        if not reports or not all(can_be_told(report) and is_lasting(report) for report in reports):
            self._store.drop(key)
            return None
        return reports

    def put(self, question: Question, settings: CheckSettings, records: Sequence[Record]) -> None:
        """Keeps the records of a question, unless they hung on luck; they are written with others, soon."""
        try:
            reports = from_records(list(records), question, printed=settings.as_printed)
        except RecordError:  # from a node that speaks another language; the run itself tells that
            return
        if all(map(is_lasting, reports)):
            text = json.dumps(list(records), ensure_ascii=False, separators=(",", ":"))
            self._store.put(self._key(question, settings), EntryKind.RESULT, text.encode("utf-8", "surrogatepass"))

    def _key(self, question: Question, settings: CheckSettings) -> bytes:
        if self._settings is not settings:
            self._settings, self._run = settings, run_key(settings)
        return question_key(self._run, question, as_printed=settings.as_printed)
