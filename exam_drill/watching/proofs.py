"""What has been proven, and of what: a question whose program is what it was is not run again.

question ─▶ key: its digest and its reference's ─▶ the report that was made of it, with the places of today
"""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple

from exam_drill.compare import ATOL, RTOL, Tolerance
from exam_drill.evaluate import question_digest
from exam_drill.quality import QuestionReport
from exam_drill.question import Question
from exam_drill.reference import UnusableReferenceError, load_reference

_MOST = 20_000  # reports that are kept; those that were not asked for the longest time are forgotten

Key = tuple[str, str]


class Unjudged(NamedTuple):
    """A question that could not be judged: given up after so many `seconds`, or by our own `error`."""

    seconds: float = 0.0
    error: str = ""


Judged = QuestionReport | Unjudged


class Proofs:
    """Reports by what decides them."""

    def __init__(self) -> None:
        self._reports: OrderedDict[Key, Judged] = OrderedDict()

    def get(self, key: Key) -> Judged | None:
        """The report of such a question, if one has been made; its places are those of then."""
        found = self._reports.get(key)
        if found is not None:
            self._reports.move_to_end(key)
        return found

    def put(self, key: Key, report: Judged) -> None:
        """Keeps a report."""
        self._reports[key] = report
        self._reports.move_to_end(key)
        if len(self._reports) > _MOST:
            self._reports.popitem(last=False)

    def forget(self, key: Key) -> None:
        """Has the question run again."""
        self._reports.pop(key, None)

    def forget_all(self) -> None:
        """Has everything run again."""
        self._reports.clear()


def key_of(question: Question) -> Key:
    """What a question's verdicts hang on: all that is run, and what it is held against."""
    try:
        reference = load_reference(question)
    except UnusableReferenceError as error:
        return question.id, f"{question.reference} {error.code}"  # it is told without running anything
    tolerance = Tolerance(
        RTOL if question.rtol is None else question.rtol, ATOL if question.atol is None else question.atol
    )
    return question_digest(question, reference, tolerance), reference.digest
