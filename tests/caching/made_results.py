"""Questions, reports and caches for the tests of the cache; nothing is run."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from exam_drill.caching.store import Store
from exam_drill.database.errors import StoreError
from exam_drill.quality import BlankReport, Finding, QualityWarning, QuestionReport, Receipt, WarningKind
from exam_drill.question import (
    Blank,
    Code,
    Erratum,
    NamedReference,
    Option,
    Place,
    Question,
    Source,
    Text,
    WrittenReference,
)
from exam_drill.verdict import Reason, ReasonKind, Verdict, VerdictKind

PATH = "bank.yaml"
NOW = 1_700_000_000.0


def code(text: str, line: int, column: int = 7) -> Code:
    return Code(text, tuple(Place(PATH, line + number, column) for number in range(text.count("\n") + 1)))


QUESTION = Question(
    id="make-1",
    place=Place(PATH, 3, 5),
    code=code("def f(x, y):\n    return (こ)", 8),
    blanks=(
        Blank(
            "こ",
            (
                Option(1, code("x + y", 12, 9), Text("和", None)),
                Option(2, code("x - y", 13, 9)),
                Option(3, code("x", 14, 9)),
            ),
            2,
            Place(PATH, 15, 13),
        ),
    ),
    reference=NamedReference("gru", "gru"),
    title=Text("題", "Title"),
    syllabus="3.5",
    prompt=Text("どれか。", None),
    call=code("f(x, y)", 16),
    given=("sigmoid",),
    inputs={"x": "N D"},
    sizes={"N": (1, 4)},
    trials=5,
    rtol=1e-6,
    atol=1e-8,
    sources=(Source("book", Text("A book", None), "https://example.org/"),),
    errata=(Erratum("x + y", "x * y", "options", None, (1,), Place(PATH, 17, 7)),),
    explanation=Text(None, "Because."),
    hint=Text("考えよ。", None),
    tags=("one",),
    difficulty="hard",
)
WRITTEN = replace(
    QUESTION,
    reference=WrittenReference(code("def f(x, y):\n    return x - y", 20), "f", {"x": "N D", "y": "N D"}, ("N D",)),
)
VALUE = Reason(ReasonKind.VALUE, {"at": "", "index": "[0]", "expected": "1.5", "got": "2", "max_abs_error": 0.5}, 1, 12)


def verdict(number: int, kind: VerdictKind = VerdictKind.DIFFERS, reason: Reason | None = VALUE) -> Verdict:
    if kind is VerdictKind.MATCHES:
        return Verdict(number, kind, 12, 0, 12, 0.0, None, "array (3,) float")
    return Verdict(number, kind, 12, 12, 12, math.inf if reason is not VALUE else 1e7, reason, "array (3,) float")


RECEIPT = Receipt("q" * 64, "r" * 64, 0, 12, {1: 1e7, 3: math.inf}, {"numpy": "2", "python": "3.11"})
PROVEN = BlankReport(
    "こ",
    Finding.PROVEN,
    2,
    (2,),
    (verdict(1), verdict(2, VerdictKind.MATCHES), verdict(3)),
    (QualityWarning(WarningKind.TWIN_DISTRACTORS, (1, 3)),),
    ((1, 3),),
    None,
    Place(PATH, 15, 13),
    RECEIPT,
)


def report(blank: BlankReport = PROVEN, question: Question = QUESTION) -> QuestionReport:
    return QuestionReport(question, (blank,))


def ended(kind: VerdictKind, reason: Reason | None) -> QuestionReport:
    """A report whose first option ended so."""
    return report(replace(PROVEN, verdicts=(verdict(1, kind, reason), *PROVEN.verdicts[1:])))


def opened(
    folder: Path, told: list[StoreError] | None = None, size: int = 1 << 29, now: float = NOW, every: float = 1.0
) -> Store:
    """A store whose clock goes on by `every` second at each look."""
    ticks = itertools.count()
    tell: Callable[[StoreError], None] = told.append if told is not None else _fail
    return Store(folder, size, tell, lambda: now, lambda: next(ticks) * every)


def _fail(error: StoreError) -> None:
    raise AssertionError(error)
