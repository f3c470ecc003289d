"""Whether what the cache says can be told.

Texts of reports are made of codes and parameters.  Ours fit each other; those of a file that somebody has changed need
not, and then a report would end in the middle.  So what is told by a sentence of its own is told here once, to nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from exam_drill.i18n import say
from exam_drill.i18n.evidence import describe
from exam_drill.i18n.outline import describe_finding, describe_warning
from exam_drill.problem import Problem
from exam_drill.quality import BlankReport, Finding, QuestionReport
from exam_drill.question import LANGUAGES, Language
from exam_drill.verdict import ReasonKind, Verdict, VerdictKind

_TROUBLE = (KeyError, ValueError, IndexError, TypeError, AttributeError, OverflowError)


def can_be_told(report: QuestionReport) -> bool:
    """Whether every sentence about a report has what it needs."""
    return all(_succeeds(partial(_tell, blank)) for blank in report.blanks if not _says_nothing(blank))


def is_a_problem(problem: Problem) -> bool:
    """Whether there is such a problem, with these parameters."""
    return _succeeds(lambda language: say(language, f"problems.{problem.code}", **problem.parameters))


def _succeeds(tell: Callable[[Language], object]) -> bool:
    try:
        for language in LANGUAGES:
            tell(language)
    except _TROUBLE:
        return False
    return True


def _tell(blank: BlankReport, language: Language) -> None:
    if blank.finding is not Finding.PROVEN or blank.failure is not None:
        describe_finding(blank, language)
    if blank.finding is Finding.INVALID and not blank.verdicts:
        raise ValueError("nothing that was invalid")
    for warning in blank.warnings:
        describe_warning(warning, blank, language)
    for verdict in blank.verdicts:
        if _has_a_sentence_of_its_own(verdict):
            describe(verdict, language)


def _says_nothing(blank: BlankReport) -> bool:
    """Whether `_tell` would tell nothing of a blank, as of most that are proven."""
    plain = blank.finding is Finding.PROVEN and blank.failure is None and not blank.warnings
    return plain and not any(map(_has_a_sentence_of_its_own, blank.verdicts))


def _has_a_sentence_of_its_own(verdict: Verdict) -> bool:
    """All other reasons are told with gaps, whatever they lack."""
    if verdict.kind in (VerdictKind.MATCHES, VerdictKind.UNREACHED):
        return False
    return verdict.reason is None or verdict.reason.kind is ReasonKind.POLICY
