"""The one place that composes the steps from a question to its verdicts.

    Question ─▶ reference, inputs ─▶ cases ─▶ sandbox: the reference ─▶ expected ┐
        └─ for each blank ─▶ program ───────▶ sandbox: its options ──▶ outcomes ─┴─▶ verdicts

What the verdicts prove of the question is said by `exam_drill.quality`.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Collection
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import combinations

import numpy as np

import exam_drill
from exam_drill.cases import DEFAULT_TRIALS, Case, CaseError, draw_cases, size_in_bytes
from exam_drill.compare import ATOL, RTOL, Tolerance
from exam_drill.diagnosis import judge_option, same_outputs
from exam_drill.expected import can_run_here, helpers_of, run_here
from exam_drill.faults import reference_failure, unrunnable
from exam_drill.outcome import Outcome
from exam_drill.program import build_program, locate
from exam_drill.quality import is_settled, telling_trials
from exam_drill.question import Blank, NamedReference, Question
from exam_drill.reference import LoadedReference, UnusableReferenceError, load_reference
from exam_drill.sandbox import HelperError, Helpers, OptionsRun, Outcomes, ReferenceRun, Sandbox
from exam_drill.verdict import BlankEvaluation, Evaluation, Failure, Verdict, VerdictKind
from exam_drill.witness import Seen, Witness


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


MOST_KEPT = 64 << 20  # bytes of a blank's outputs that are kept to be compared with each other


class Evaluator:
    """Evaluates one question after the other.

    While the options of one are at work, the next one is prepared here; as soon as they are through, its options are at
    work, and these are judged.  A `witness` is shown all values of the questions that are evaluated.
    """

    def __init__(self, sandbox: Sandbox, settings: Settings | None = None, witness: Witness | None = None) -> None:
        self._sandbox, self._settings, self._witness = sandbox, settings or Settings(), witness
        self._expected: Question | None = None
        self._ready: _Prepared | Evaluation | None = None

    def expect(self, question: Question | None) -> None:
        """Tells which question will be evaluated after the next one."""
        self._expected = question

    def evaluate(self, question: Question) -> Evaluation:
        """As the function `evaluate`."""
        prepared, self._ready = self._ready, None
        if prepared is None or prepared.question is not question:
            _put_off(prepared)
            prepared = _with_options(_prepare(question, self._settings), self._sandbox)
        if isinstance(prepared, Evaluation):
            return prepared
        try:
            if prepared.first is not None:
                prepared.first.begin()  # at work while the reference runs
            run = _run_reference(prepared, self._sandbox)
            if self._witness is not None:
                self._witness.drawn(prepared.reference.specs, prepared.cases)
                self._witness.expected(run.outcomes)
            failure = reference_failure(question, prepared.reference, run, prepared.cases)
            if failure is not None:
                _put_off(prepared)
                return _failed(question, failure, self._settings)
            if self._expected is not None:
                self._ready = _with_options(_prepare(self._expected, self._settings), self._sandbox)
                self._expected = None
            return self._judge(replace(prepared, helpers=run.helpers, witness=self._witness), run)
        except BaseException:
            _put_off(prepared)
            _put_off(self._ready)
            raise

    def _judge(self, prepared: _Prepared, run: ReferenceRun) -> Evaluation:
        question = prepared.question
        following = self._ready.first if isinstance(self._ready, _Prepared) else None
        blanks = []
        options = prepared.first or _options(prepared, question.blanks[0], self._sandbox)
        for place, blank in enumerate(question.blanks, 1):
            more = question.blanks[place : place + 1]
            coming = _options(prepared, more[0], self._sandbox) if more else following
            blanks.append(_judge(prepared, blank, options, run, self._sandbox, coming))
            if more and coming is not None:
                options = coming
        return Evaluation(
            question,
            tuple(blanks),
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


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What running a question needs.

    The reference can run `here`, or only in the sandbox.  `first` are the options of the first blank, yet to run; None
    where only the reference's run can tell their helpers.
    """

    question: Question
    reference: LoadedReference
    cases: tuple[Case, ...]
    tolerance: Tolerance
    here: bool
    helpers: Helpers = field(default_factory=Helpers)
    first: OptionsRun | None = None
    whole: bool = False  # whether every option runs on all trials
    witness: Witness | None = None


def _put_off(prepared: _Prepared | Evaluation | None) -> None:
    """Ends the child that may be at work on a question that was prepared."""
    if isinstance(prepared, _Prepared) and prepared.first is not None:
        prepared.first.put_off()


def _failed(question: Question, failure: Failure, settings: Settings) -> Evaluation:
    return Evaluation(question, (), failure, settings.seed, question.trials or settings.trials)


def _prepare(question: Question, settings: Settings) -> _Prepared | Evaluation:
    """All that can be done before anything runs; an evaluation if nothing can run."""
    try:
        reference = load_reference(question)
        cases = draw_cases(
            reference.specs,
            question.sizes,
            seed=settings.seed,
            question=question.id,
            trials=question.trials or settings.trials,
            draws=reference.draws,
        )
    except (UnusableReferenceError, CaseError) as error:
        return _failed(question, Failure("reference", error.code, error.parameters), settings)
    tolerance = Tolerance(
        RTOL if question.rtol is None else question.rtol, ATOL if question.atol is None else question.atol
    )
    here = isinstance(question.reference, NamedReference) and can_run_here(question.reference, reference, cases)
    return _Prepared(question, reference, cases, tolerance, here, whole=settings.whole)


def _with_options(prepared: _Prepared | Evaluation, sandbox: Sandbox) -> _Prepared | Evaluation:
    """The question with the options of its first blank ready to run, where their helpers are known beforehand."""
    if isinstance(prepared, Evaluation) or not prepared.here:
        return prepared
    named, reference = prepared.question.reference, prepared.reference
    if isinstance(named, NamedReference):
        with suppress(HelperError):  # told by the reference's run
            prepared = replace(prepared, helpers=helpers_of(named, reference.given))
            return replace(prepared, first=_options(prepared, prepared.question.blanks[0], sandbox))
    return prepared


def _run_reference(prepared: _Prepared, sandbox: Sandbox) -> ReferenceRun:
    """The expected outcomes: of our own references here, of one written in the bank in a child of its own."""
    reference, cases, named = prepared.reference, prepared.cases, prepared.question.reference
    if isinstance(named, NamedReference) and prepared.here:
        return run_here(named, reference, cases, sandbox.limits.output)
    return sandbox.run_reference(
        reference.source,
        reference.function,
        reference.given,
        tuple(reference.specs),
        cases,
        trusted=isinstance(named, NamedReference),
    )


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


def _options(
    prepared: _Prepared,
    blank: Blank,
    sandbox: Sandbox,
    apart: bool = False,
    whole: Collection[int] | None = None,
) -> OptionsRun:
    """The options of a blank, yet to run; or those that are to run on all trials, if these are named in `whole`.

    Where the policy is on they share a child, and the published one goes first: no other can have changed what it met.
    The others are most likely wrong, and run until that is settled.
    """
    program = build_program(prepared.question, blank, tuple(prepared.reference.specs))
    order = sorted(program.options, key=lambda number: (number != blank.answer, number))
    program = replace(
        program,
        options={number: program.options[number] for number in order if whole is None or number in whole},
        enough=telling_trials(len(prepared.cases)) if whole is None and not prepared.whole else 0,
    )
    return sandbox.options(program, prepared.cases, prepared.helpers, apart=apart or not sandbox.can_share)


def _judge(
    prepared: _Prepared,
    blank: Blank,
    options: OptionsRun,
    run: ReferenceRun,
    sandbox: Sandbox,
    coming: OptionsRun | None,
) -> BlankEvaluation:
    """The verdicts on the options of a blank; once these are through, the ones that are `coming` are at work.

    What options that shared a child showed is believed only if it proves the published answer.  Any other finding is
    made again from runs apart, where no option can change what another one meets.
    """
    judged = _evaluate_blank(_Found(prepared, blank, run, sandbox), options, coming)
    matching = [verdict.number for verdict in judged.verdicts if verdict.kind is VerdictKind.MATCHES]
    if not sandbox.can_share or matching == [blank.answer] or judged.failure is not None:
        return judged
    if coming is not None:
        coming.put_off()
    again = _options(prepared, blank, sandbox, apart=True)
    return _evaluate_blank(_Found(prepared, blank, run, sandbox), again, coming)


def _evaluate_blank(found: _Found, options: OptionsRun, coming: OptionsRun | None) -> BlankEvaluation:
    """The verdicts of one run of the options, and of a second one of those that the first left open."""
    found.take(options, coming)
    alike = found.alike()
    left_open = found.unsettled(alike)
    if left_open:
        if coming is not None:
            coming.put_off()
        found.take(_options(found.prepared, found.blank, found.sandbox, apart=True, whole=left_open), coming)
        alike = found.alike()
    failure = unrunnable(found.prepared.question, found.blank, found.ends)
    verdicts = tuple(found.verdicts[number] for number in sorted(found.verdicts))
    return BlankEvaluation(found.blank, verdicts, alike, failure)


class _Found:
    """What the options of a blank showed so far."""

    def __init__(self, prepared: _Prepared, blank: Blank, run: ReferenceRun, sandbox: Sandbox) -> None:
        self.prepared, self.blank, self.sandbox = prepared, blank, sandbox
        self._expected = run.outcomes
        self._kept: dict[int, Outcomes] = {}  # to be compared with each other
        self._sizes: dict[int, int] = {}
        self.ends: dict[int, Outcome] = {}  # the first of each option, without its value
        self.verdicts: dict[int, Verdict] = {}

    def take(self, options: OptionsRun, coming: OptionsRun | None) -> None:
        """Has options run and judges each; as soon as the last one is through, the ones that are `coming` begin."""
        question, cases = self.prepared.question, self.prepared.cases
        # Comparing takes time of its own, a second for lists of a hundred thousand numbers, so it is asked before each
        # whether there is any left. `closing`: a child left in the midst of its job has ended before another begins.
        with closing(iter(options)) as answers:
            for number, found in answers:
                if coming is not None and options.finished:
                    coming.begin()
                self.sandbox.check()
                self._keep(number, found)
                count = len(found) if len(found) > 1 else len(cases)  # one stands for all trials
                where = partial(locate, question, self.blank, number)
                expected, seen_cases = self._expected[:count], cases[:count]
                tolerance = self.prepared.tolerance
                verdict = judge_option(number, found, expected, seen_cases, tolerance, where)
                self.verdicts[number] = verdict
                if self.prepared.witness is not None:
                    seen = Seen(self.blank, verdict, found, expected, seen_cases, tolerance, where)
                    self.prepared.witness.option(seen)

    def _keep(self, number: int, found: Outcomes) -> None:
        self.ends[number] = replace(found[0], value=None, arguments={})
        self._kept.pop(number, None)
        self._sizes[number] = _size(found)
        if self._sizes[number] + sum(self._sizes[one] for one in self._kept) <= MOST_KEPT:
            self._kept[number] = found

    def unsettled(self, alike: Collection[tuple[int, int]]) -> set[int]:
        """The options of which more trials might tell something else; those that are `alike` may part later."""
        trials = len(self.prepared.cases)
        found = {number for number, verdict in self.verdicts.items() if not is_settled(verdict, trials)}
        twins = {number for pair in alike for number in pair}
        return found | {number for number in twins if self.verdicts[number].trials < trials}

    def alike(self) -> tuple[tuple[int, int], ...]:
        """The pairs of options that returned the same on every trial on which both ran, as far as these were kept."""
        cases, tolerance = self.prepared.cases, self.prepared.tolerance
        pairs = []
        for one, other in combinations(sorted(self._kept), 2):
            self.sandbox.check()
            left, right = self._kept[one], self._kept[other]
            count = min(len(left), len(right))
            if count == 1 < len(cases):
                continue  # one outcome that stands for all trials
            if same_outputs(left[:count], right[:count], cases[:count], tolerance):
                pairs.append((one, other))
        return tuple(pairs)


def _size(outcomes: Outcomes) -> int:
    return sum(size_in_bytes(outcome.value) + size_in_bytes(outcome.arguments) for outcome in outcomes)


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
    prepared = _prepare(question, settings or Settings())
    if isinstance(prepared, Evaluation):
        return prepared.failure or Failure("reference", "nothing")
    run = _run_reference(prepared, sandbox)
    failure = reference_failure(question, prepared.reference, run, prepared.cases)
    if failure is not None:
        return failure
    names = tuple(prepared.reference.specs)
    return Ready(question, names, prepared.cases, prepared.tolerance, run.helpers, run.outcomes)
