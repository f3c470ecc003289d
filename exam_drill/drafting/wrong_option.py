"""Wrong options that were executed, for a blank whose author names none."""

from __future__ import annotations

from exam_drill.editing import DraftOption
from exam_drill.question import Blank, Question
from exam_drill.sandbox import Sandbox

COUNT = 3  # with the right one they make four, as in the exam


def propose(_question: Question, _blank: Blank, _sandbox: Sandbox) -> tuple[DraftOption, ...]:
    """Wrong options for a blank of a question that has no other options yet, the best first; at most `COUNT`."""
    return ()
