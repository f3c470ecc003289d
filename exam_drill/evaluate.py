"""The one place that composes the steps from a question to its verdicts.

    Question ─ prepare ─▶ cases ─▶ sandbox: the reference ──────▶ expected ┐
                  └─ all programs ▶ sandbox: the options ──────▶ outcomes ─┴─ judging ─▶ verdicts, blank by blank

What the verdicts prove of the question is said by `exam_drill.quality`.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections import deque
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace

import numpy as np

import exam_drill
from exam_drill.cases import Case
from exam_drill.compare import Tolerance
from exam_drill.faults import reference_failure
from exam_drill.judging import Judging, of_blank
from exam_drill.preparing import Prepared, all_options, options_apart, prepare, run_reference, with_options
from exam_drill.program import PUBLISHED, Choice
from exam_drill.question import DEFAULT_TRIALS, Question
from exam_drill.reference import LoadedReference
from exam_drill.sandbox import Helpers, OptionsRun, Outcomes, ReferenceRun, Sandbox, SandboxError
from exam_drill.verdict import BlankEvaluation, Evaluation, Failure
from exam_drill.witness import Witness

# Questions whose options are at work beside those of the one that is judged.  With one, a core is idle whenever its
# child is through before we are.
AHEAD = 2


@dataclass(frozen=True, slots=True)
class Settings:
    """How questions are evaluated where they do not say so themselves.

    With `whole` every option runs on all trials, also one that is wrong beyond doubt.
    """

    seed: int = 0
    trials: int = DEFAULT_TRIALS
    whole: bool = False


def evaluate(question: Question, sandbox: Sandbox, settings: Settings | None = None) -> Evaluation:
    """Runs every option of every blank and judges each against the reference.

    A reference that fails is told in the evaluation's `failure`; SandboxError only if our own machinery fails.
    """
    return Evaluator(sandbox, settings).evaluate(question)


class Evaluator:
    """Evaluates one question after the other.

    While the options of one are at work, the next ones are prepared here, and their options are at work while these are
    judged: at once where jobs can overlap, else those of one question as soon as these are through.  A `witness` is
    shown all values of the questions that are evaluated.
    """

    def __init__(self, sandbox: Sandbox, settings: Settings | None = None, witness: Witness | None = None) -> None:
        self._sandbox, self._settings, self._witness = sandbox, settings or Settings(), witness
        self._expected: tuple[Question, ...] = ()
        self._coming: deque[_Coming] = deque()

    def close(self) -> None:
        """Ends what is at work on questions that were expected and will not be evaluated.  Safe to call twice."""
        while self._coming:
            self._coming.popleft().put_off()

    def expect(self, *questions: Question) -> None:
        """Tells which questions will be evaluated after the next one, in order; no more than `AHEAD` are looked at."""
        self._expected = questions[:AHEAD]

    def prepare(self, *questions: Question) -> None:
        """Does for the first questions what can be done before the sandbox is up; no more than 1 + `AHEAD`."""
        self._coming.extend(self._prepared(question) for question in questions[: 1 + AHEAD])

    def evaluate(self, question: Question) -> Evaluation:
        """As the function `evaluate`."""
        expected, self._expected = self._expected, ()
        one = self._taken(question)
        if isinstance(one.prepared, Failure):
            return self._failed(question, one.prepared)
        prepared = one.prepared
        try:
            one.begin()  # at work while the reference runs
            run = run_reference(prepared, self._sandbox)
            if self._witness is not None:
                self._witness.drawn(prepared.reference.specs, prepared.cases)
                self._witness.expected(run.outcomes)
            failure = reference_failure(question, prepared.reference, run, prepared.cases)
            if failure is not None:
                one.put_off()
                return self._failed(question, failure)
            options = prepared.run or all_options(replace(prepared, helpers=run.helpers), self._sandbox)
            prepared = replace(prepared, helpers=run.helpers, run=options)
            one = _Coming(question, prepared)
            one.begin()
            self._look_ahead(expected)
            return self._evaluate(prepared, run, options)
        except BaseException:
            one.put_off()
            self.close()
            raise

    def _taken(self, question: Question) -> _Coming:
        """The question, prepared; if another one was expected, what was done for that was in vain."""
        if self._coming and self._coming[0].question is question:
            return self._coming.popleft()
        self.close()
        return self._prepared(question)

    def _look_ahead(self, expected: Sequence[Question]) -> None:
        """Prepares what is expected, as far as it is not, and has it at work where that may be beside other jobs."""
        ready = tuple(coming.question for coming in self._coming)
        if any(one is not other for one, other in zip(ready, expected, strict=False)):
            self.close()
            ready = ()
        for place, question in enumerate(expected):
            if place >= len(ready):
                self._coming.append(self._prepared(question))
            if self._sandbox.can_overlap:
                self._coming[place].begin()

    def _prepared(self, question: Question) -> _Coming:
        prepared = prepare(question, self._settings.seed, self._settings.trials, self._settings.whole)
        if not isinstance(prepared, Failure):
            prepared = with_options(prepared, self._sandbox)
        return _Coming(question, prepared)

    def _failed(self, question: Question, failure: Failure) -> Evaluation:
        trials = question.trials or self._settings.trials
        return Evaluation(question, (), failure, self._settings.seed, trials)

    def _evaluate(self, prepared: Prepared, run: ReferenceRun, options: OptionsRun[Choice]) -> Evaluation:
        question, sandbox = prepared.question, self._sandbox
        # Where jobs cannot overlap, this one is at work whenever none of the question in hand is.
        coming = self._coming[0] if self._coming and not sandbox.can_overlap else None
        blanks = {blank.label: Judging(prepared, blank, run, sandbox, self._witness) for blank in question.blanks}
        _take_all(blanks, options, coming)
        return Evaluation(
            question,
            tuple(self._settle(judging, run, coming) for judging in blanks.values()),
            None,
            self._settings.seed,
            len(prepared.cases),
            question_digest=question_digest(question, prepared.reference, prepared.tolerance),
            reference_digest=prepared.reference.digest,
            versions={
                "exam_drill": exam_drill.__version__,
                "numpy": np.__version__,
                "python": platform.python_version(),
            },
        )

    def _settle(self, judging: Judging, run: ReferenceRun, coming: _Coming | None) -> BlankEvaluation:
        """The verdicts on the options of a blank, once those that were left open have run again.

        What options that shared a child showed is believed only if it proves the published answer.  Any other finding
        is made again from runs apart, where no option can change what another one meets.
        """
        prepared, blank, sandbox = judging.prepared, judging.blank, self._sandbox
        left_open = judging.unsettled()
        if left_open:
            _take(judging, options_apart(prepared, blank, sandbox, left_open), coming)
        judged = judging.result()
        if not sandbox.can_share or judging.is_proven or judged.failure is not None:
            return judged
        again = Judging(prepared, blank, run, sandbox, self._witness)
        _take(again, options_apart(prepared, blank, sandbox), coming)
        return again.result()


@dataclass(frozen=True, slots=True)
class _Coming:
    """A question that is prepared as far as it can be before it is judged; its options may be at work."""

    question: Question
    prepared: Prepared | Failure

    def begin(self) -> None:
        """Has its options at work, if they can be; what fails is told when their outcomes are asked for."""
        if isinstance(self.prepared, Prepared) and self.prepared.run is not None:
            with suppress(SandboxError):
                self.prepared.run.begin()

    def put_off(self) -> None:
        """Ends the child that may be at work on it."""
        if isinstance(self.prepared, Prepared) and self.prepared.run is not None:
            self.prepared.run.put_off()


def _take_all(blanks: dict[str, Judging], options: OptionsRun[Choice], coming: _Coming | None) -> None:
    """Has the options of all blanks run and judged; as soon as they are through, the ones that are `coming` begin."""
    # `closing`: a child that is left in the midst of its job has ended before another one begins.
    with closing(iter(options)) as answers:
        for choice, outcomes in answers:
            if coming is not None and options.finished:
                coming.begin()
            if choice == PUBLISHED:
                for label, judging in blanks.items():
                    judging.take(judging.blank.answer, of_blank(outcomes, label))
            else:
                label, number = choice
                blanks[label].take(number, outcomes)


def _take(judging: Judging, options: OptionsRun[int], coming: _Coming | None) -> None:
    """As `_take_all`, of some options of one blank; those that are `coming`, and at work already, are put off."""
    if coming is not None:
        coming.put_off()
    with closing(iter(options)) as answers:
        for number, outcomes in answers:
            if coming is not None and options.finished:
                coming.begin()
            judging.take(number, outcomes)


def question_digest(question: Question, reference: LoadedReference, tolerance: Tolerance) -> str:
    """SHA-256 of what decides a question's verdicts: id, program, options, answers, inputs, sizes and tolerances."""
    content = {
        "id": question.id,
        "code": question.code.text,
        "blanks": [
            [blank.label, [option.code.text for option in blank.options], blank.answer] for blank in question.blanks
        ],
        "call": question.call.text if question.call else "",
        "given": reference.given,
        "inputs": [[name, spec.text] for name, spec in reference.specs.items()],
        "outputs": reference.outputs,
        "sizes": {letter: list(bounds) for letter, bounds in question.sizes.items()},
        "trials": question.trials,
        "tolerance": [tolerance.rtol, tolerance.atol],
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Ready:
    """A question whose reference has run: what it takes to run and judge options that are not in it."""

    question: Question
    specs: tuple[str, ...]  # the names of the inputs, in order
    cases: tuple[Case, ...]
    tolerance: Tolerance
    helpers: Helpers
    expected: Outcomes


def make_ready(question: Question, sandbox: Sandbox, settings: Settings | None = None) -> Ready | Failure:
    """Draws a question's trials and runs its reference on them; a Failure if nothing can be judged."""
    settings = settings or Settings()
    prepared = prepare(question, settings.seed, settings.trials, settings.whole)
    if isinstance(prepared, Failure):
        return prepared
    run = run_reference(prepared, sandbox)
    failure = reference_failure(question, prepared.reference, run, prepared.cases)
    if failure is not None:
        return failure
    names = tuple(prepared.reference.specs)
    return Ready(question, names, prepared.cases, prepared.tolerance, run.helpers, run.outcomes)
