"""Who is shown, while a question is evaluated, the values that no verdict keeps.

    evaluate ── drawn(inputs, cases) ─▶ Witness
             ── expected(outcomes) ───▶            once the reference has run
             ── option(Seen) ─────────▶            once for each run of an option; a later one stands for the earlier

Values may be large, and those of the next option come soon: a witness keeps what it needs of them, not the values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from exam_drill.cases import Case
from exam_drill.compare import Tolerance
from exam_drill.diagnosis import Locate
from exam_drill.domain import InputSpec
from exam_drill.outcome import Outcome
from exam_drill.question import Blank
from exam_drill.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Seen:
    """What running an option gave on each of the cases, or the one outcome that stands for all of them."""

    blank: Blank
    verdict: Verdict
    outcomes: Sequence[Outcome]
    expected: Sequence[Outcome]
    cases: Sequence[Case]
    tolerance: Tolerance
    locate: Locate


class Witness(Protocol):
    """Who looks on while a question is evaluated."""

    def drawn(self, specs: Mapping[str, InputSpec], cases: Sequence[Case]) -> None:
        """The declared inputs, and the cases that were drawn for them."""

    def expected(self, outcomes: Sequence[Outcome]) -> None:
        """What the reference gave on each case, also where that is no result; nothing if it gave nothing at all."""

    def option(self, seen: Seen) -> None:
        """What an option gave."""
