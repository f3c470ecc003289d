"""Which results may be kept: those that another run would bring again.

How far a program came in its time, whether the system ended it, and how much memory there was is luck of the machine
and of the hour.  What was found so is looked at anew each time: on a quiet machine it may be another finding, and who
gets the report should not have to know that it was made on a busy one.
"""

from __future__ import annotations

from exam_drill.quality import BlankReport, Finding, QuestionReport
from exam_drill.verdict import Reason, ReasonKind, Verdict, VerdictKind


def is_lasting(report: QuestionReport) -> bool:
    """Whether nothing in a report hung on time, memory, or the end of a process."""
    return all(map(_is_lasting, report.blanks))


def _is_lasting(blank: BlankReport) -> bool:
    # A reference's failure may be one of time, too; and it is mended soon, or should be.
    return blank.finding is not Finding.REFERENCE_FAILED and not any(map(_is_luck, blank.verdicts))


def _is_luck(verdict: Verdict) -> bool:
    reason = verdict.reason
    if verdict.kind is VerdictKind.REFUSED:  # by the policy always, for its size perhaps
        return reason is None or reason.kind is not ReasonKind.POLICY
    if verdict.kind in (VerdictKind.TIMED_OUT, VerdictKind.KILLED):
        return True
    return reason is not None and _names_an_end(reason)


def _names_an_end(reason: Reason) -> bool:
    """Whether memory ran out, or the process ended."""
    return reason.kind is ReasonKind.LIMIT or not {"signal", "exit"}.isdisjoint(reason.parameters)
