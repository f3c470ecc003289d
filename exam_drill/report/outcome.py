"""What a whole run comes to: its exit code, and the sentence about what was left out."""

from __future__ import annotations

from exam_drill.checking.summary import Summary
from exam_drill.i18n import say
from exam_drill.quality import Finding
from exam_drill.question import Language

_NAMED = 5  # questions that were left out are named, before they are only counted


def exit_code(summary: Summary, strict: bool) -> int:
    """0: all is proven, 1: something is not, 2: the bank has a mistake.

    If `strict`, a warning is a finding, and so is a node of other versions.
    """
    invalid = Finding.INVALID in summary.findings
    if summary.problems or (invalid and not summary.as_printed):  # a print that is no Python is what was looked for
        return 2
    unproven = summary.left_out.questions or summary.findings.keys() - {Finding.PROVEN}
    return 1 if unproven or (strict and (summary.warnings or summary.nodes)) else 0


def left_out(summary: Summary, language: Language) -> str:
    """How much was not judged because the budget was used up, with the first questions of it."""
    questions = summary.left_out.questions
    names, more = ", ".join(questions[:_NAMED]), len(questions) - _NAMED
    return say(
        language,
        "report.left-out",
        seconds=f"{summary.budget or 0:g}",
        questions=len(questions),
        blanks=summary.left_out.blanks,
        names=say(language, "report.names-more", names=names, more=more) if more > 0 else names,
    )
