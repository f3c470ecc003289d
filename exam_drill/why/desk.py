"""A question with its reference at hand: inputs of any sizes are drawn, run and compared on it.

cases ─┬─ reference, here or in a child ─▶ expected ┐
       └─ texts in the blank, in children ─▶ outcomes ┴─▶ Tried: which of the texts differ
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from exam_drill.attempt import TYPED
from exam_drill.cases import Case, CaseError, draw_cases
from exam_drill.compare import ATOL, RTOL, Tolerance, is_comparable, is_only_nan
from exam_drill.diagnosis import judge_trial
from exam_drill.expected import can_run_here, run_here
from exam_drill.outcome import Ending, Outcome
from exam_drill.program import Program, build_program, locate
from exam_drill.question import DEFAULT_TRIALS, Blank, Code, NamedReference, Option, Question
from exam_drill.reference import LoadedReference, check_outputs, load_reference
from exam_drill.sandbox import Helpers, Outcomes, ReferenceRun, Sandbox
from exam_drill.verdict import Reason


@dataclass(frozen=True, slots=True)
class Tried:
    """One case on which the reference is sound: what it gave, and what each text did, with the reason against it.

    There is a reason against what was run and differs; what was not run, or did not end, has none.
    """

    case: Case
    expected: Outcome
    outcomes: Mapping[int, Outcome]
    reasons: Mapping[int, Reason | None]

    @property
    def all_differ(self) -> bool:
        """Whether each of the texts gave something else than the reference, or nothing."""
        return all(self.reasons[number] is not None or not has_run(one) for number, one in self.outcomes.items())


def has_run(outcome: Outcome) -> bool:
    """Whether an outcome is of a run that came to an end by itself."""
    return outcome.ending in (Ending.RETURNED, Ending.RAISED)


class Desk:
    """A blank of a question, and the sandbox that runs what is put into it.

    UnusableReferenceError if there is no such reference.
    """

    def __init__(self, question: Question, blank: Blank, sandbox: Sandbox, seed: int = 0) -> None:
        self.question, self.blank, self.sandbox, self.seed = question, blank, sandbox, seed
        self.reference: LoadedReference = load_reference(question)
        self.tolerance = Tolerance(
            RTOL if question.rtol is None else question.rtol, ATOL if question.atol is None else question.atol
        )
        self.helpers = Helpers()  # known once the reference has run

    def trials(self, times: int = 1) -> tuple[Case, ...]:
        """The trials by which the question is judged, or so many times as many."""
        return draw_cases(
            self.reference.specs,
            self.question.sizes,
            seed=self.seed,
            question=self.question.id,
            trials=times * (self.question.trials or DEFAULT_TRIALS),
            draws=self.reference.draws,
        )

    def program(self, texts: Mapping[int, str]) -> Program:
        """The program with these texts in the blank's options' places."""
        options = tuple(Option(number, Code(text, ())) for number, text in texts.items())
        return build_program(self.question, replace(self.blank, options=options), tuple(self.reference.specs))

    def expect(self, cases: Sequence[Case]) -> Outcomes:
        """What the reference gives on each case; nothing if it cannot be run."""
        run = self._run_reference(cases)
        if run.failure or len(run.outcomes) != len(cases):
            return ()
        self.helpers = run.helpers
        return run.outcomes

    def try_out(self, cases: Sequence[Case], texts: Mapping[int, str]) -> list[Tried]:
        """How each text does on each case on which the reference is sound."""
        self.sandbox.check()
        expected = self.expect(cases) if cases else ()
        if not expected:
            return []
        sound = [pair for pair in zip(cases, expected, strict=True) if self.is_sound(*pair)]
        if not sound:
            return []
        apart = not self.sandbox.can_share
        program = self.program(texts)
        outcomes = self.sandbox.run_options(program, [case for case, _ in sound], self.helpers, apart=apart)
        tried = []
        for place, (case, right) in enumerate(sound):
            gave = {number: found[place if len(found) > 1 else 0] for number, found in outcomes.items()}
            reasons = {number: self.reason(number, one, right, case) for number, one in gave.items()}
            tried.append(Tried(case, right, gave, reasons))
        return tried

    def reason(self, number: int, outcome: Outcome, expected: Outcome, case: Case) -> Reason | None:
        """What is against an outcome: how it differs from the reference's, None if it does not."""
        if not has_run(outcome):
            return None
        numbers = [option.number for option in self.blank.options]
        where = partial(locate, self.question, self.blank, number if number in numbers else TYPED)
        return judge_trial(outcome, expected, case, self.tolerance, where)[0]

    def is_sound(self, case: Case, expected: Outcome) -> bool:
        """Whether what the reference gave can be told from anything: edges may be too much for it."""
        if expected.ending is not Ending.RETURNED or is_only_nan(expected.value):
            return False
        if not is_comparable([expected.value, *expected.arguments.values()]):
            return False
        try:
            return not check_outputs(self.reference, case, expected)
        except CaseError:
            return False

    def _run_reference(self, cases: Sequence[Case]) -> ReferenceRun:
        named, reference = self.question.reference, self.reference
        if isinstance(named, NamedReference) and can_run_here(named, reference, cases):
            return run_here(named, reference, cases, self.sandbox.limits.output)
        return self.sandbox.run_reference(
            reference.source,
            reference.function,
            reference.given,
            tuple(reference.specs),
            cases,
            trusted=isinstance(named, NamedReference),
        )
