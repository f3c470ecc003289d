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
from dataclasses import dataclass
from functools import partial
from itertools import combinations

import numpy as np

import exam_drill
from exam_drill.cases import DEFAULT_TRIALS, Case, CaseError, draw_cases
from exam_drill.compare import ATOL, RTOL, Tolerance, describe, is_comparable, is_only_nan
from exam_drill.diagnosis import judge_option, same_outputs
from exam_drill.outcome import Ending, Error, Outcome
from exam_drill.program import build_program, locate
from exam_drill.question import Blank, Question, WrittenReference
from exam_drill.reference import LoadedReference, UnusableReferenceError, check_outputs, load_reference
from exam_drill.sandbox import Sandbox
from exam_drill.sandbox.jobs import ReferenceRun
from exam_drill.verdict import BlankEvaluation, Evaluation, Failure


@dataclass(frozen=True, slots=True)
class Settings:
    """How questions are evaluated where they do not say so themselves."""

    seed: int = 0
    trials: int = DEFAULT_TRIALS


def evaluate(question: Question, sandbox: Sandbox, settings: Settings | None = None) -> Evaluation:
    """Runs every option of every blank and judges each against the reference.

    A reference that fails is told in the evaluation's `failure`; SandboxError only if our own machinery fails.
    """
    settings = settings or Settings()
    trials = question.trials or settings.trials
    try:
        reference = load_reference(question)
        cases = draw_cases(
            reference.specs,
            question.sizes,
            seed=settings.seed,
            question=question.id,
            trials=trials,
            draws=reference.draws,
        )
        inputs = tuple(reference.specs)
        run = sandbox.run_reference(reference.source, reference.function, reference.given, inputs, cases)
        failure = _reference_failure(question, reference, run, cases)
    except (UnusableReferenceError, CaseError) as error:
        failure = Failure("reference", error.code, error.parameters)
    if failure is not None:
        return Evaluation(question, (), failure, settings.seed, trials)
    tolerance = Tolerance(
        RTOL if question.rtol is None else question.rtol, ATOL if question.atol is None else question.atol
    )
    blanks = tuple(
        _evaluate_blank(question, blank, sandbox, inputs, run, cases, tolerance) for blank in question.blanks
    )
    return Evaluation(
        question,
        blanks,
        None,
        settings.seed,
        trials,
        question_digest=question_digest(question, reference, tolerance),
        reference_digest=reference.digest,
        versions={
            "exam_drill": exam_drill.__version__,
            "numpy": np.__version__,
            "python": platform.python_version(),
        },
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


def _evaluate_blank(
    question: Question,
    blank: Blank,
    sandbox: Sandbox,
    inputs: tuple[str, ...],
    run: ReferenceRun,
    cases: Sequence[Case],
    tolerance: Tolerance,
) -> BlankEvaluation:
    program = build_program(question, blank, inputs)

    # Each option in a child of its own: one may change NumPy under another's feet, and a wrong key would be proven.
    outcomes = sandbox.run_options(program, cases, run.helpers, apart=True)
    verdicts = tuple(
        judge_option(number, outcomes[number], run.outcomes, cases, tolerance, partial(locate, question, blank, number))
        for number in sorted(outcomes)
    )
    alike = tuple(
        (one, other)
        for one, other in combinations(sorted(outcomes), 2)
        if same_outputs(outcomes[one], outcomes[other], cases, tolerance)
    )
    return BlankEvaluation(blank, verdicts, alike, _unparsed(outcomes))


def _unparsed(outcomes: Mapping[int, Sequence[Outcome]]) -> Failure | None:
    """Why the question's own text, whatever the option, is no program."""
    for runs in outcomes.values():
        error = runs[0].error
        if runs[0].ending is Ending.UNPARSED and error is not None and error.where in ("code", "call"):
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
        wrong = check_outputs(reference, case, outcome)
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
    if error is not None:
        parameters |= {"type": error.type, "message": error.message, "line": error.line}
    place = None
    if isinstance(question.reference, WrittenReference):
        line, column = (error.line, error.column) if error and error.line else (1, 1)
        place = question.reference.code.place(line, column)
    return Failure("reference", code, parameters, place)
