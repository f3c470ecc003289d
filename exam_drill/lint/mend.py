"""What `lint --fix` does to a file: the edits of its findings, made as far as they break nothing else.

    text ─ lint_file ─▶ findings with edits ─ apply ─▶ text ─ harm ─▶ () │ something: question by question instead
                              ▲                          │
                              └──── again, while there is something to mend

An edit is tried with all others of the file.  If that changes another question, loses a comment or makes a mistake,
each question's edits are tried by themselves, and those that do harm are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from exam_drill.bank.load import read_text
from exam_drill.editing import BankText, Edit, Harm, apply, harm
from exam_drill.lint.engine import Memory, lint_file
from exam_drill.lint.finding import Finding

_ROUNDS = 4  # a mend may bring another one to light, such as spaces behind a tab


class Mended(NamedTuple):
    """A file as it would be: `after` is its new text, `made` how many findings are mended in it.

    `refused` are those whose edits would break something, and `harms` what.
    """

    bank_text: BankText
    after: str
    made: int
    refused: int
    harms: tuple[Harm, ...]


def mend(bank_text: BankText, wanted: Callable[[str], bool]) -> Mended:
    """The file with all findings mended that can be and whose code is `wanted`; nothing is written."""
    text, count = bank_text.text, 0
    refused: tuple[Finding, ...] = ()
    harms: tuple[Harm, ...] = ()
    for _ in range(_ROUNDS):
        report = lint_file(read_text(bank_text.path, text), Memory())
        findings = [finding for finding in report.findings if finding.edits and wanted(finding.problem.code)]
        after, made, refused, harms = _try(bank_text.path, text, findings)
        if after == text:
            break
        text, count = after, count + made
    return Mended(bank_text, text, count, len(refused), harms)


def _try(path: str, text: str, findings: Sequence[Finding]) -> tuple[str, int, tuple[Finding, ...], tuple[Harm, ...]]:
    """The new text, how many findings are mended in it, those that are not, and what theirs would have broken."""
    whole = _edited(text, findings)
    if not harm(path, text, whole, _touched(findings)):
        return whole, len(findings), (), ()
    refused: list[Finding] = []
    harms: list[Harm] = []
    kept: list[Finding] = []
    for question in dict.fromkeys(finding.problem.question for finding in findings):
        own = [finding for finding in findings if finding.problem.question == question]
        found = harm(path, text, _edited(text, [*kept, *own]), _touched([*kept, *own]))
        if found:
            refused += own
            harms += found
        else:
            kept += own
    return _edited(text, kept), len(kept), tuple(refused), tuple(harms)


def _edited(text: str, findings: Iterable[Finding]) -> str:
    """The text with the findings' edits; of two that overlap, the later one has to wait for the next round."""
    edits: list[Edit] = []
    for edit in sorted({edit for finding in findings for edit in finding.edits}):
        if not edits or edits[-1].end <= edit.start:
            edits.append(edit)
    return apply(text, edits)


def _touched(findings: Iterable[Finding]) -> frozenset[str]:
    return frozenset(finding.problem.question for finding in findings if finding.problem.question is not None)
