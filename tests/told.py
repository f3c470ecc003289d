"""Reports with made-up evidence about questions of a real file, for tests of what is told of them."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from exam_drill.bank import load_bank
from exam_drill.checking.summary import Confinement, Summary, Tally
from exam_drill.problem import Problem
from exam_drill.quality import QuestionReport, judge_question
from exam_drill.question import Language, Question
from exam_drill.report.formats import make_writer
from exam_drill.report.surroundings import Surroundings
from exam_drill.report.writer import Outlet, Start
from exam_drill.verdict import BlankEvaluation, Evaluation, Failure, Reason, ReasonKind, Verdict, VerdictKind

BANK = """\
format: 1
questions:
  - id: doubled
    reference:
      code: |
        def f(x):
            return 2 * x
      inputs: {x: N}
    code: |
      def f(x):
          return (あ)
    options:
      - x + x * 0
      - code: "x + x"
        why: 和は 2 倍と同じ。
      - |
        np.add(
          x, x
        )
      - >
        2 *
        x
    answer: 1
  - id: two-blanks
    reference:
      code: |
        def f(x):
            return 2 * x + 1
      inputs: {x: N}
    code: |
      def f(x):
          y = (い)
          return (う)
    blanks:
      い: {options: [x * 2, x * 3], answer: 1}
      う: {options: [y + 1, y - 1], answer: 1}
"""
_KINDS = {
    "m": VerdictKind.MATCHES,
    "d": VerdictKind.DIFFERS,
    "r": VerdictKind.RAISES,
    "t": VerdictKind.TIMED_OUT,
    "u": VerdictKind.UNREACHED,
}


def bank(folder: Path, text: str = BANK, name: str = "bank.yaml") -> list[Question]:
    """The questions of a file that holds this text; the file lies in `folder`."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    read = load_bank([path])
    assert read.problems == ()
    return list(read.questions)


def verdict(number: int, kind: str, **fields: Any) -> Verdict:
    """A verdict by its letter: m(atches), d(iffers), r(aises), t(imed out), u(nreached)."""
    found = _KINDS[kind]
    reason = None
    if kind == "d":
        values: dict[str, str | int | float] = {"at": "", "index": "[0]", "expected": 2.0, "got": 1.0}
        reason = Reason(ReasonKind.VALUE, values | {"max_abs_error": 1.0, "differing": 3, "total": 4}, 1, 12)
    if kind == "r":
        reason = Reason(ReasonKind.EXCEPTION, {"type": "ValueError", "message": "no", "line": 2}, 1, 12)
    if kind == "t":
        reason = Reason(ReasonKind.LIMIT, {"limit": "wall", "amount": 5}, 1, 12)
    usual: dict[str, Any] = {
        "trials": 12,
        "differing": 0 if kind in "mu" else 12,
        "reached": 0 if kind in "tu" else 12,
        "margin": 0.0 if kind in "mu" else 1e7 if kind == "d" else math.inf,
        "reason": reason,
    }
    return Verdict(number=number, kind=found, **(usual | fields))


def reported(
    question: Question,
    kinds: Mapping[str, str | tuple[Verdict, ...]],
    *,
    failure: Failure | None = None,
    alike: tuple[tuple[int, int], ...] = (),
    printed_in: tuple[int, ...] = (),
    failed: Failure | None = None,
) -> QuestionReport:
    """What verdicts (a letter for each option) prove; `failure` is a blank's, `failed` the reference's."""
    blanks = []
    for label, told in kinds.items():
        found = tuple(verdict(n, kind) for n, kind in enumerate(told, 1)) if isinstance(told, str) else told
        blanks.append(BlankEvaluation(question.blank(label), found, alike, failure))
    evaluation = Evaluation(question, tuple(blanks), failed, 0, 12, "q" * 64, "r" * 64, {"numpy": "2"})
    return judge_question(evaluation, printed_in)


BEGAN = datetime(2026, 11, 22, 13, 30, tzinfo=UTC)


def summed(
    reports: Sequence[QuestionReport],
    problems: Sequence[Problem] = (),
    left_out: Sequence[Question] = (),
    **fields: Any,
) -> Summary:
    """What a run of these reports comes to."""
    tally = Tally()
    for report in reports:
        tally.add(report)
    for question in left_out:
        tally.leave_out(question)
    usual: dict[str, Any] = {"confinement": Confinement({}, {}), "budget": 2.5 if left_out else None}
    return tally.summary(problems, 1.25, **(usual | fields))


def written(
    name: str,
    reports: Sequence[QuestionReport],
    summary: Summary | None = None,
    language: Language = "en",
    *,
    strict: bool = False,
    root: Path | str = "/",
    address: str = "",
    encoding: str = "utf-8",
) -> str:
    """The report in this format, as a file of this encoding would hold it."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding, newline="")
    outlet = Outlet(stream, language, surroundings=Surroundings(str(root), address, BEGAN))
    writer = make_writer(name, outlet)
    with closing(writer):
        writer.begin(Start(strict=strict))
        for report in reports:
            writer.question(report)
        writer.end(summary or summed(reports))
    stream.flush()
    return raw.getvalue().decode(encoding)
