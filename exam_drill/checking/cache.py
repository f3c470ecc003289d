"""What a run asks of a cache; made by `exam_drill.caching`.

get ─▶ reports that still stand, and nothing is run      put ◀─ what was judged, as it comes
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from exam_drill.checking.record import Record
from exam_drill.checking.settings import CheckSettings
from exam_drill.checking.source import BankFile
from exam_drill.quality import QuestionReport
from exam_drill.question import Question


class Cache(Protocol):
    """Keeps what was judged, by all that it hangs on.  Used by one thread."""

    def files(self, paths: Iterable[str]) -> Iterator[BankFile]:
        """The files of a bank, one by one, as `exam_drill.bank.load.read_files` gives them, or quicker."""

    def get(self, question: Question, settings: CheckSettings) -> tuple[QuestionReport, ...] | None:
        """The reports on a question that were kept, marked as `cached`; None if there are none that still stand."""

    def put(self, question: Question, settings: CheckSettings, records: Sequence[Record]) -> None:
        """Keeps the records of a question; soon enough that an interrupted run can be gone on with."""

    def close(self) -> None:
        """Writes what is not yet written.  Safe to call twice."""
