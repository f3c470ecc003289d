"""Why nothing could be judged: the fault of a reference, or of the question's own text, never of an option."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exam_drill.cases import Case, CaseError
from exam_drill.compare import describe, is_comparable, is_only_nan
from exam_drill.diagnosis import refusal
from exam_drill.outcome import Ending, Error, Outcome
from exam_drill.program import locate
from exam_drill.question import Blank, Question, WrittenReference
from exam_drill.reference import LoadedReference, check_outputs
from exam_drill.sandbox import ReferenceRun
from exam_drill.verdict import Failure


def unrunnable(question: Question, blank: Blank, ends: Mapping[int, Outcome]) -> Failure | None:
    """Why the question's own text, whatever the option, is no program, or none that may run.

    All options must say so: what one of them says alone may be of its own making.
    """
    failures = [_blamed(question, blank, number, end) for number, end in ends.items()]
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


def reference_failure(
    question: Question, reference: LoadedReference, run: ReferenceRun, cases: Sequence[Case]
) -> Failure | None:
    """What is wrong with the reference's own run, if anything."""
    if run.failure:
        return _reference_error(question, run.failure, run.error, dict(run.parameters))
    for trial, (outcome, case) in enumerate(zip(run.outcomes, cases, strict=True), 1):
        if outcome.error is not None and outcome.error.where != "reference":
            # No line of its own was reached: the call itself failed.
            inputs = ", ".join(reference.specs)
            return _reference_error(question, "call", outcome.error, {**_at(trial, case), "inputs": inputs})
        if outcome.error is not None:
            return _reference_error(question, "raises", outcome.error, _at(trial, case))
        if not is_comparable([outcome.value, *outcome.arguments.values()]):
            return _reference_error(question, "opaque", None, {"got": describe(outcome.value), **_at(trial, case)})
        try:
            wrong = check_outputs(reference, case, outcome)
        except CaseError as error:
            return Failure("reference", error.code, error.parameters)
        if wrong:
            return _reference_error(question, "shape", None, {**wrong, **_at(trial, case)})
    if run.unsteady:
        return _reference_error(question, "unsteady", None, {"trial": run.unsteady})
    if all(outcome.value is None and not outcome.arguments for outcome in run.outcomes):
        return _reference_error(question, "nothing", None, {})
    if all(is_only_nan(outcome.value) for outcome in run.outcomes):
        return _reference_error(question, "nan", None, {})
    return None


def _at(trial: int, case: Case) -> dict[str, str | int | float]:
    """Which trial it was."""
    return {"trial": trial, "sizes": ", ".join(f"{letter}={size}" for letter, size in case.sizes.items())}


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
