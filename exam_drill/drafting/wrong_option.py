"""Wrong options that were executed, for a blank whose author names none."""

from __future__ import annotations

from exam_drill.editing import DraftOption
from exam_drill.question import Blank, Question
from exam_drill.sandbox import Sandbox
from exam_drill.suggest import UnprovenError, Wish, suggest

COUNT = 3  # with the right one they make four, as in the exam


def propose(question: Question, blank: Blank, sandbox: Sandbox) -> tuple[DraftOption, ...]:
    """Wrong options for a blank of a question that has no other options yet, the best first; at most `COUNT`.

    None where the right option alone does not agree with the reference: what is wrong is told when the question runs.
    """
    try:
        found = suggest(question, blank, sandbox, Wish(count=COUNT))
    except UnprovenError:
        return ()
    return tuple(DraftOption(suggestion.code, suggestion.why) for suggestion in found[:COUNT])
