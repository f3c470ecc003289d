"""The order in which new questions are begun: that of the syllabus, and within a heading that of the bank.

3.5, 3.6, 3.10, 4.4, without a heading
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from exam_drill.attempt import Subject
from exam_drill.question import Question


def syllabus_order(questions: Iterable[Question], subjects: Mapping[tuple[str, str], Subject]) -> tuple[Subject, ...]:
    """The blanks of these questions, in the order in which they should be begun.

    `subjects` has the subject of each question's id and blank's label; a blank without one is left out.
    """
    return tuple(
        subjects[question.id, blank.label]
        for question in sorted(questions, key=_heading)
        for blank in question.blanks
        if (question.id, blank.label) in subjects
    )


def _heading(question: Question) -> tuple[float, ...]:
    parts = (question.syllabus or "").split(".")
    return tuple(int(part) for part in parts) if all(part.isdecimal() for part in parts) else (math.inf,)
