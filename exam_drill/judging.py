"""From what the options of a blank showed to their verdicts, and which of them have to show more.

outcomes of an option ─ take ─▶ its verdict      all of them ─▶ alike: pairs that gave the same
                                                             ─▶ unsettled: what more trials might tell otherwise
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import combinations

from exam_drill.cases import size_in_bytes
from exam_drill.diagnosis import judge_option, same_outputs
from exam_drill.faults import unrunnable
from exam_drill.outcome import Outcome
from exam_drill.preparing import Prepared
from exam_drill.program import locate
from exam_drill.quality import is_settled
from exam_drill.question import Blank
from exam_drill.sandbox import Outcomes, ReferenceRun, Sandbox
from exam_drill.verdict import BlankEvaluation, Verdict, VerdictKind
from exam_drill.witness import Seen, Witness

MOST_KEPT = 64 << 20  # bytes of a question's outputs that are kept to be compared with each other


class Judging:
    """What the options of a blank showed so far."""

    def __init__(
        self, prepared: Prepared, blank: Blank, run: ReferenceRun, sandbox: Sandbox, witness: Witness | None
    ) -> None:
        self.prepared, self.blank = prepared, blank
        self._sandbox, self._witness = sandbox, witness
        self._expected = run.outcomes
        self._room = MOST_KEPT // len(prepared.question.blanks)
        self._kept: dict[int, Outcomes] = {}  # to be compared with each other
        self._sizes: dict[int, int] = {}
        self._ends: dict[int, Outcome] = {}  # the first of each option, without its value
        self._verdicts: dict[int, Verdict] = {}
        self._pairs: tuple[tuple[int, int], ...] | None = None  # what is alike, once it is known

    def take(self, number: int, found: Outcomes) -> None:
        """Judges an option by what it gave; what is told later stands for what was told before."""
        # Comparing takes time of its own, a second for lists of a hundred thousand numbers, so it is asked before each
        # whether there is any left.
        self._sandbox.check()
        self._keep(number, found)
        self._pairs = None
        cases = self.prepared.cases
        count = len(found) if len(found) > 1 else len(cases)  # one stands for all trials
        where = partial(locate, self.prepared.question, self.blank, number)
        expected, cases = self._expected[:count], cases[:count]
        tolerance = self.prepared.tolerance
        verdict = judge_option(number, found, expected, cases, tolerance, where)
        self._verdicts[number] = verdict
        if self._witness is not None:
            self._witness.option(Seen(self.blank, verdict, found, expected, cases, tolerance, where))

    @property
    def is_proven(self) -> bool:
        """Whether the published option matches, and no other."""
        matching = [number for number, verdict in self._verdicts.items() if verdict.kind is VerdictKind.MATCHES]
        return matching == [self.blank.answer]

    def unsettled(self) -> set[int]:
        """The options of which more trials might tell something else; those that are alike may part later."""
        trials = len(self.prepared.cases)
        found = {number for number, verdict in self._verdicts.items() if not is_settled(verdict, trials)}
        twins = {number for pair in self.alike for number in pair}
        return found | {number for number in twins if self._verdicts[number].trials < trials}

    def result(self) -> BlankEvaluation:
        """The verdicts, in the order of their numbers."""
        failure = unrunnable(self.prepared.question, self.blank, self._ends)
        verdicts = tuple(self._verdicts[number] for number in sorted(self._verdicts))
        return BlankEvaluation(self.blank, verdicts, self.alike, failure)

    @property
    def alike(self) -> tuple[tuple[int, int], ...]:
        """The pairs of options that returned the same on every trial on which both ran, as far as these were kept."""
        if self._pairs is None:
            self._pairs = self._compared()
        return self._pairs

    def _keep(self, number: int, found: Outcomes) -> None:
        self._ends[number] = replace(found[0], value=None, arguments={})
        self._kept.pop(number, None)
        self._sizes[number] = _size(found)
        if self._sizes[number] + sum(self._sizes[one] for one in self._kept) <= self._room:
            self._kept[number] = found

    def _compared(self) -> tuple[tuple[int, int], ...]:
        cases, tolerance = self.prepared.cases, self.prepared.tolerance
        pairs = []
        for one, other in combinations(sorted(self._kept), 2):
            self._sandbox.check()
            left, right = self._kept[one], self._kept[other]
            count = min(len(left), len(right))
            if count == 1 < len(cases):
                continue  # one outcome that stands for all trials
            if same_outputs(left[:count], right[:count], cases[:count], tolerance):
                pairs.append((one, other))
        return tuple(pairs)


def of_blank(outcomes: Outcomes, label: str) -> Outcomes:
    """The outcomes of the program in which all blanks are judged, for one of them: whether *it* was executed."""
    if all(outcome.executed == ((label,) if outcome.reached else ()) for outcome in outcomes):
        return outcomes
    return tuple(replace(outcome, reached=label in outcome.executed) for outcome in outcomes)


def _size(outcomes: Outcomes) -> int:
    return sum(size_in_bytes(outcome.value) + size_in_bytes(outcome.arguments) for outcome in outcomes)
