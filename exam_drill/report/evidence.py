"""What is behind a finding, as plain lines: for reports that show a text beside it.

wrong_key: 公表された正解は 1 ですが …
  × 1  z * h_bar（公表された正解）
       differs: …
  ○ 4  (1 - z) * h + z * h_bar
       matches: …
  weak: …
"""

from __future__ import annotations

from collections.abc import Iterator

from exam_drill.i18n import say
from exam_drill.i18n.evidence import describe
from exam_drill.i18n.outline import describe_finding, describe_warning
from exam_drill.quality import BlankReport, Finding, QuestionReport
from exam_drill.question import Language
from exam_drill.verdict import Verdict, VerdictKind
from exam_drill.visible import visible, visible_text

_INDENT = "  "


def evidence_lines(report: QuestionReport, blank: BlankReport, language: Language) -> Iterator[str]:
    """The finding, every option with what its runs showed, and the warnings; nothing in them is invisible."""
    yield f"{blank.finding}: {describe_finding(blank, language)}"
    codes = {option.number: option.code.text for option in report.question.blank(blank.label).options}
    # Where the question's own text is no program, every option fails alike.
    for verdict in blank.verdicts if blank.finding is not Finding.INVALID else ():
        yield from _option(verdict, codes[verdict.number], verdict.number == blank.published, language)
    for warning in blank.warnings:
        yield f"{_INDENT}{warning.kind}: {describe_warning(warning, blank, language)}"


def _option(verdict: Verdict, code: str, published: bool, language: Language) -> Iterator[str]:
    head = f"{_INDENT}{'○' if verdict.kind is VerdictKind.MATCHES else '×'} {verdict.number}  "
    under = " " * len(head)
    first, *rest = visible_text(code).split("\n")
    mark = say(language, "report.published-mark") if published else ""
    yield head + first + (mark if not rest else "")
    for number, line in enumerate(rest, 1):
        yield under + line + (mark if number == len(rest) else "")
    place = f"  {visible(str(verdict.reason.place))}" if verdict.reason is not None and verdict.reason.place else ""
    yield f"{under}{verdict.kind}: {describe(verdict, language)}{place}"
    if verdict.warning:
        yield under + say(language, "report.run-warning", warning=verdict.warning)
