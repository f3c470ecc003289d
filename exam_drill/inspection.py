"""A question run as for `check`, with what no verdict keeps: the inputs, the expected values, what each option gave.

    Question ─ evaluate ─▶ Evaluation ┐
                  └ witness ─ Watcher ┴─▶ Inspection     excerpts of the values of some trials, and for every
                                                         option, trial by trial, how it did

Every option runs on all trials here, also one that is wrong beyond doubt after the first ones.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from exam_drill.cases import Case
from exam_drill.compare import Tolerance
from exam_drill.diagnosis import judge_trial, warning_text
from exam_drill.domain import InputSpec
from exam_drill.evaluate import Evaluator, Settings
from exam_drill.excerpt import Leaves, Pairs, leaves, pairs
from exam_drill.outcome import Ending, Outcome
from exam_drill.question import Question
from exam_drill.sandbox import Sandbox
from exam_drill.verdict import Evaluation, Reason, ReasonKind, VerdictKind
from exam_drill.witness import Seen


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a trial: its declaration, and the value as it was drawn."""

    name: str
    declared: str
    value: Leaves


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial, numbered from 1: its sizes and the seed of `np.random` during the run.

    Inputs and results are kept for the trials that were asked for.  `expected` is None where the reference returned
    nothing; `arguments` are those that it left changed.
    """

    number: int
    sizes: Mapping[str, int]
    seed: int
    inputs: tuple[Input, ...] = ()
    expected: Leaves | None = None
    arguments: Mapping[str, Leaves] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """How an option did on one trial: None as `reason` where it agrees with the reference.

    `warning` is the first that NumPy or Python gave.  `value` and `arguments` are kept for the trials that were asked
    for, where the option returned at all; of the arguments those that it, or the reference, left changed.
    """

    trial: int
    kind: VerdictKind
    margin: float
    reason: Reason | None = None
    warning: str = ""
    value: Pairs | None = None
    arguments: Mapping[str, Pairs] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Inspection:
    """All that running a question showed.  `steps` of each option, by its blank and number: one for each trial.

    Without trials nothing could be drawn, or run; the evaluation's failure says why.
    """

    evaluation: Evaluation
    trials: tuple[Trial, ...]
    steps: Mapping[tuple[str, int], tuple[Step, ...]]


def inspect(
    question: Question, sandbox: Sandbox, settings: Settings | None = None, wanted: Collection[int] = ()
) -> Inspection:
    """Runs a question on all its trials; keeps excerpts of the values of the trials that are `wanted`, from 1.

    Beside them those of the trial that each option's verdict tells of are kept, and of the one on which the reference
    failed.  SandboxError if our own machinery fails.
    """
    given = settings or Settings()
    watcher = _Watcher(wanted)
    evaluation = Evaluator(sandbox, Settings(given.seed, given.trials, whole=True), watcher).evaluate(question)
    failed = evaluation.failure.parameters.get("trial", 1) if evaluation.failure else 0
    return Inspection(evaluation, watcher.trials({int(failed)}), watcher.steps)


class _Watcher:
    """Keeps excerpts of the trials that matter while a question is evaluated."""

    def __init__(self, wanted: Collection[int]) -> None:
        self._wanted = set(wanted)
        self._specs: Mapping[str, InputSpec] = {}
        self._cases: Sequence[Case] = ()
        self._expected: Sequence[Outcome] = ()
        self.steps: dict[tuple[str, int], tuple[Step, ...]] = {}

    def drawn(self, specs: Mapping[str, InputSpec], cases: Sequence[Case]) -> None:
        self._specs, self._cases = specs, cases

    def expected(self, outcomes: Sequence[Outcome]) -> None:
        self._expected = outcomes

    def option(self, seen: Seen) -> None:
        verdict = seen.verdict
        if verdict.reason is not None and verdict.reason.trial:
            self._wanted.add(verdict.reason.trial)
        if len(seen.outcomes) == len(self._cases) and seen.outcomes[0].ending in (Ending.RETURNED, Ending.RAISED):
            steps = tuple(self._step(seen, trial) for trial in range(1, len(self._cases) + 1))
        else:  # it was never run, or did not come back: one outcome for all trials
            steps = tuple(
                Step(trial, verdict.kind, verdict.margin, verdict.reason) for trial in range(1, len(self._cases) + 1)
            )
        self.steps[seen.blank.label, verdict.number] = steps

    def trials(self, more: Collection[int]) -> tuple[Trial, ...]:
        """All trials, with the values of those that are wanted, or `more` than these."""
        wanted = self._wanted | set(more)
        return tuple(self._trial(number, case, number in wanted) for number, case in enumerate(self._cases, 1))

    def _trial(self, number: int, case: Case, wanted: bool) -> Trial:
        if not wanted:
            return Trial(number, case.sizes, case.seed)
        inputs = tuple(Input(name, spec.text, leaves(case.inputs[name])) for name, spec in self._specs.items())
        outcome = self._expected[number - 1] if number <= len(self._expected) else None
        if outcome is None or outcome.ending is not Ending.RETURNED:
            return Trial(number, case.sizes, case.seed, inputs)
        arguments = {name: leaves(value) for name, value in sorted(outcome.arguments.items())}
        return Trial(number, case.sizes, case.seed, inputs, leaves(outcome.value), arguments)

    def _step(self, seen: Seen, trial: int) -> Step:
        outcome, expected, case = seen.outcomes[trial - 1], seen.expected[trial - 1], seen.cases[trial - 1]
        reason, margin = judge_trial(outcome, expected, case, seen.tolerance, seen.locate)
        kind = _kind(reason, outcome.reached)
        warned = warning_text(outcome.warning)
        if trial not in self._wanted or outcome.ending is not Ending.RETURNED:
            return Step(trial, kind, margin, reason, warned)
        value = pairs(expected.value, outcome.value, seen.tolerance)
        return Step(trial, kind, margin, reason, warned, value, _arguments(outcome, expected, case, seen.tolerance))


def _kind(reason: Reason | None, reached: bool) -> VerdictKind:
    if reason is None:
        return VerdictKind.MATCHES if reached else VerdictKind.UNREACHED
    order = list(ReasonKind)
    raised = order.index(reason.kind) <= order.index(ReasonKind.EXCEPTION)
    return VerdictKind.RAISES if raised else VerdictKind.DIFFERS


def _arguments(outcome: Outcome, expected: Outcome, case: Case, tolerance: Tolerance) -> dict[str, Pairs]:
    """The arguments that either of the two left changed, beside each other."""
    return {
        name: pairs(
            expected.arguments.get(name, case.inputs.get(name)),
            outcome.arguments.get(name, case.inputs.get(name)),
            tolerance,
        )
        for name in sorted({*outcome.arguments, *expected.arguments})
    }
