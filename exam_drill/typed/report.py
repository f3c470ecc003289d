"""What was found of an answer that was typed, and what that means to the learner.

TypedReport ─ meaning ─▶ right: another form, or exactly an option
                         wrong: with evidence, or the same as a known wrong option
                         no answer yet (a fault), or nothing that could be judged
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from exam_drill.typed.reading import Fault, Typed
from exam_drill.verdict import Failure, Verdict, VerdictKind


class Meaning(StrEnum):
    """What a typed answer is."""

    OTHER_FORM = "other-form"  # right, and no option's text
    OPTION = "option"  # right, and the text of an option
    WRONG = "wrong"
    WRONG_OPTION = "wrong-option"  # wrong, and what a known option gives on all trials
    FAULT = "fault"  # no answer yet: what was typed cannot be read, is no Python, or may not run
    UNJUDGED = "unjudged"  # the question or its reference failed, not the answer


@dataclass(frozen=True, slots=True)
class TypedReport:
    """What was found of a typed answer.

    Of the one with a `fault` nothing ran, and `typed` is None if it could not even be read; with a `failure` nothing
    could be judged.  `option` is the number of the option that it is the same as, 0 if none: by its text if `by_text`,
    else by what the runs of both gave on every trial.
    """

    typed: Typed | None
    verdict: Verdict | None = None
    fault: Fault | None = None
    failure: Failure | None = None
    option: int = 0
    by_text: bool = False

    @property
    def meaning(self) -> Meaning:
        """What all of it means."""
        if self.fault is not None:
            return Meaning.FAULT
        if self.verdict is None or self.verdict.kind is VerdictKind.UNREACHED:
            return Meaning.UNJUDGED
        if self.verdict.kind is VerdictKind.MATCHES:
            return Meaning.OPTION if self.option else Meaning.OTHER_FORM
        return Meaning.WRONG_OPTION if self.option else Meaning.WRONG
