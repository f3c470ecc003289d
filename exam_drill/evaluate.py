"""The one place that composes the steps from a question to its verdicts.

    Question ─▶ reference, inputs ─▶ cases ─▶ sandbox: the reference ─▶ expected ┐
        └─ for each blank ─▶ program ───────▶ sandbox: its options ──▶ outcomes ─┴─▶ verdicts

What the verdicts prove of the question is said by `exam_drill.quality`.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations

import numpy as np

import exam_drill
from exam_drill.cases import DEFAULT_TRIALS, Case, CaseError, draw_cases
from exam_drill.compare import ATOL, RTOL, Tolerance, describe, is_comparable, is_only_nan
from exam_drill.diagnosis import judge_option, refusal, same_outputs
from exam_drill.expected import can_run_here, helpers_of, run_here
from exam_drill.outcome import Ending, Error, Outcome
from exam_drill.program import build_program, locate
from exam_drill.question import Blank, Code, NamedReference, Option, Question, WrittenReference
from exam_drill.reference import LoadedReference, UnusableReferenceError, check_outputs, load_reference
from exam_drill.sandbox import HelperError, Helpers, OptionsRun, Outcomes, ReferenceRun, Sandbox
from exam_drill.verdict import BlankEvaluation, Evaluation, Failure, Verdict, VerdictKind


@dataclass(frozen=True, slots=True)
class Settings:
    """How questions are evaluated where they do not say so themselves."""

    seed: int = 0
    trials: int = DEFAULT_TRIALS


def evaluate(question: Question, sandbox: Sandbox, settings: Settings | None = None) -> Evaluation:
    """Runs every option of every blank and judges each against the reference.

    A reference that fails is told in the evaluation's `failure`; SandboxError only if our own machinery fails.
    """
    return Evaluator(sandbox, settings).evaluate(question)


TYPED = 0  # the number of an answer that is none of the options


class Evaluator:
    """Evaluates one question after the other; while one runs in the sandbox, the one to come is prepared here."""

    def __init__(self, sandbox: Sandbox, settings: Settings | None = None) -> None:
        self._sandbox, self._settings = sandbox, settings or Settings()
        self._expected: Question | None = None
        self._ready: _Prepared | Evaluation | None = None

    def expect(self, question: Question | None) -> None:
        """Tells which question will be evaluated after the next one."""
        self._expected = question

    def evaluate(self, question: Question) -> Evaluation:
        """As the function `evaluate`."""
        prepared, self._ready = self._ready, None
        if prepared is None or prepared.question is not question:
            prepared = _prepare(question, self._settings)
        if isinstance(prepared, Evaluation):
            return prepared
        first = question.blanks[0]
        begun = _begin(prepared, first, self._sandbox) if prepared.helpers is not None else None
        try:
            # The first blank's options are at work while the reference runs.
            run = _run_reference(prepared, self._sandbox)
            failure = _reference_failure(question, prepared.reference, run, prepared.cases)
            if failure is None and self._expected is not None:
                self._ready, self._expected = _prepare(self._expected, self._settings), None
        except BaseException:
            if begun is not None:
                begun.stop()
            raise
        if failure is not None:
            if begun is not None:
                begun.stop()
            return _failed(question, failure, self._settings)
        return self._judge(replace(prepared, helpers=run.helpers), begun, run)

    def answer(self, question: Question, blank: Blank, text: str) -> Verdict | Failure:
        """The verdict on an answer that was typed into a blank, as that on an option with the number 0.

        It runs alone: nobody else's code is in its child.  A Failure if nothing could be judged.
        """
        prepared = _prepare(question, self._settings)
        if isinstance(prepared, Evaluation):
            return prepared.failure or Failure("reference", "nothing")
        typed = Option(TYPED, Code(text, ()))
        run = _run_reference(prepared, self._sandbox)
        failure = _reference_failure(question, prepared.reference, run, prepared.cases)
        if failure is not None:
            return failure
        program = build_program(question, replace(blank, options=(typed,)), tuple(prepared.reference.specs))
        outcomes = self._sandbox.run_options(program, prepared.cases, run.helpers, apart=True)
        where = partial(locate, question, blank, TYPED)
        tolerance = prepared.tolerance
        failure = _unrunnable(question, blank, outcomes)
        return failure or judge_option(TYPED, outcomes[TYPED], run.outcomes, prepared.cases, tolerance, where)

    def _judge(self, prepared: _Prepared, begun: OptionsRun | None, run: ReferenceRun) -> Evaluation:
        question = prepared.question
        first, *others = question.blanks
        blanks = [_judge(prepared, first, begun, run, self._sandbox)]
        blanks += [_judge(prepared, blank, None, run, self._sandbox) for blank in others]
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
    """What running a question needs; `helpers` is None if only the sandbox can tell them."""

    question: Question
    reference: LoadedReference
    cases: tuple[Case, ...]
    tolerance: Tolerance
    helpers: Helpers | None


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
    helpers = None
    if isinstance(question.reference, NamedReference) and can_run_here(question.reference, reference, cases):
        with suppress(HelperError):  # told by the reference's run
            helpers = helpers_of(question.reference, reference.given)
    return _Prepared(question, reference, cases, tolerance, helpers)


def _run_reference(prepared: _Prepared, sandbox: Sandbox) -> ReferenceRun:
    """The expected outcomes: of our own references here, of one written in the bank in a child of its own."""
    reference, cases, named = prepared.reference, prepared.cases, prepared.question.reference
    if isinstance(named, NamedReference) and can_run_here(named, reference, cases):
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


def _begin(prepared: _Prepared, blank: Blank, sandbox: Sandbox, apart: bool = False) -> OptionsRun:
    """Has the options of a blank run.

    Where the policy is on they share a child, and the published one goes first: no other can have changed what it met.
    """
    program = build_program(prepared.question, blank, tuple(prepared.reference.specs))
    order = sorted(program.options, key=lambda number: (number != blank.answer, number))
    program = replace(program, options={number: program.options[number] for number in order})
    return sandbox.begin_options(
        program, prepared.cases, prepared.helpers or Helpers(), apart=apart or not sandbox.can_share
    )


def _judge(
    prepared: _Prepared, blank: Blank, begun: OptionsRun | None, run: ReferenceRun, sandbox: Sandbox
) -> BlankEvaluation:
    """The verdicts on the options of a blank.

    What options that shared a child showed is believed only if it proves the published answer.  Any other finding is
    made again from runs apart, where no option can change what another one meets.
    """
    judged = _evaluate_blank(prepared, blank, begun or _begin(prepared, blank, sandbox), run, sandbox)
    matching = [verdict.number for verdict in judged.verdicts if verdict.kind is VerdictKind.MATCHES]
    if not sandbox.can_share or matching == [blank.answer] or judged.failure is not None:
        return judged
    return _evaluate_blank(prepared, blank, _begin(prepared, blank, sandbox, apart=True), run, sandbox)


def _evaluate_blank(
    prepared: _Prepared, blank: Blank, options: OptionsRun, run: ReferenceRun, sandbox: Sandbox
) -> BlankEvaluation:
    question, cases, tolerance = prepared.question, prepared.cases, prepared.tolerance
    outcomes: dict[int, Outcomes] = {}
    judged: dict[int, Verdict] = {}
    # Comparing takes time of its own, a second for lists of a hundred thousand numbers, so it is asked before each
    # whether there is any left. `closing`: a child left in the midst of its job has ended before another job begins.
    with closing(iter(options)) as answers:
        for number, found in answers:
            sandbox.check()
            outcomes[number] = found
            where = partial(locate, question, blank, number)
            judged[number] = judge_option(number, found, run.outcomes, cases, tolerance, where)
    verdicts = tuple(judged[number] for number in sorted(judged))
    alike = []
    for one, other in combinations(sorted(outcomes), 2):
        sandbox.check()
        if same_outputs(outcomes[one], outcomes[other], cases, tolerance):
            alike.append((one, other))
    return BlankEvaluation(blank, verdicts, tuple(alike), _unrunnable(question, blank, outcomes))


def _unrunnable(question: Question, blank: Blank, outcomes: Mapping[int, Sequence[Outcome]]) -> Failure | None:
    """Why the question's own text, whatever the option, is no program, or none that may run.

    All options must say so: what one of them says alone may be of its own making.
    """
    failures = [_blamed(question, blank, number, runs[0]) for number, runs in outcomes.items()]
    return failures[0] if failures and all(failures) else None


def _blamed(question: Question, blank: Blank, number: int, outcome: Outcome) -> Failure | None:
    """What an option's outcome says against the question's own text, if it does."""
    error = outcome.error
    if error is None:
        return None
    if outcome.ending is Ending.REFUSED and (error.where, error.blank) != ("option", blank.label):
        return Failure("question", "policy", refusal(error), locate(question, blank, number, error)[1])
    if outcome.ending is Ending.UNPARSED and error.where in ("code", "call"):
        parameters: dict[str, str | int | float] = {
            "message": error.message,
            "line": error.line,
            "type": error.type,
        }
        return Failure("question", "unparsed" if error.line else error.type, parameters)
    return None


def _reference_failure(
    question: Question, reference: LoadedReference, run: ReferenceRun, cases: Sequence[Case]
) -> Failure | None:
    """What is wrong with the reference's own run, if anything."""
    if run.failure:
        return _reference_error(question, run.failure, run.error, dict(run.parameters))
    for trial, (outcome, case) in enumerate(zip(run.outcomes, cases, strict=True), 1):
        at: dict[str, str | int | float] = {
            "trial": trial,
            "sizes": ", ".join(f"{letter}={size}" for letter, size in case.sizes.items()),
        }
        if outcome.error is not None and outcome.error.where != "reference":
            # No line of its own was reached: the call itself failed.
            return _reference_error(question, "call", outcome.error, {**at, "inputs": ", ".join(reference.specs)})
        if outcome.error is not None:
            return _reference_error(question, "raises", outcome.error, at)
        if not is_comparable([outcome.value, *outcome.arguments.values()]):
            return _reference_error(question, "opaque", None, {"got": describe(outcome.value), **at})
        try:
            wrong = check_outputs(reference, case, outcome)
        except CaseError as error:
            return Failure("reference", error.code, error.parameters)
        if wrong:
            return _reference_error(question, "shape", None, {**wrong, **at})
    if run.unsteady:
        return _reference_error(question, "unsteady", None, {"trial": run.unsteady})
    if all(outcome.value is None and not outcome.arguments for outcome in run.outcomes):
        return _reference_error(question, "nothing", None, {})
    if all(is_only_nan(outcome.value) for outcome in run.outcomes):
        return _reference_error(question, "nan", None, {})
    return None


def _reference_error(
    question: Question, code: str, error: Error | None, parameters: dict[str, str | int | float]
) -> Failure:
    """A failure of the reference, placed in the bank file if it is written there."""
    if error is not None and code == "policy":
        parameters |= refusal(error)
    elif error is not None:
        parameters |= {"type": error.type, "message": error.message, "line": error.line}
    place = None
    if isinstance(question.reference, WrittenReference):
        line, column = (error.line, error.column) if error and error.line else (1, 1)
        place = question.reference.code.place(line, column)
    return Failure("reference", code, parameters, place)
