"""From the outcomes of an option to its verdict.

    outcomes of an option  ┐
                           ├─ compared trial by trial ─▶ differences ─ the earliest kind of them ─▶ Verdict
    expected of the trials ┘

The order of `ReasonKind` is the order in which a learner thinks: a name that does not exist is told before a shape, a
shape before a value, a value before an argument that was changed in place.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from exam_drill.cases import Case
from exam_drill.compare import Difference, Tolerance, compare, describe, margins_at_once
from exam_drill.outcome import Ending, Error, Outcome
from exam_drill.question import Place
from exam_drill.verdict import Reason, ReasonKind, Verdict, VerdictKind

# The line of the program at which an error stands (0 if none), and its place in the bank file.
Locate = Callable[[Error], tuple[int, Place | None]]


def judge_option(
    number: int,
    outcomes: Sequence[Outcome],
    expected: Sequence[Outcome],
    cases: Sequence[Case],
    tolerance: Tolerance,
    locate: Locate,
) -> Verdict:
    """The verdict on an option from its outcomes and the reference's, trial by trial.

    `locate` tells where an error stands: its line in the program, and its place in the bank file.  An option whose
    child ended has one outcome only, which stands for all trials.
    """
    trials = len(expected)
    if len(outcomes) != trials or outcomes[0].ending not in (Ending.RETURNED, Ending.RAISED):
        return _judge_end(number, outcomes[0], trials, locate)
    steps = _judge_trials(outcomes, expected, cases, tolerance, locate)
    failed = [(trial, reason) for trial, (reason, _) in enumerate(steps, 1) if reason is not None]
    reached = sum([outcome.reached for outcome in outcomes])
    kind, reason = VerdictKind.MATCHES, None
    if reached == 0 and all(outcome.ending is Ending.RETURNED for outcome in outcomes):
        kind = VerdictKind.UNREACHED
    elif failed:
        kind, reason = _telling(failed)
    return Verdict(
        number=number,
        kind=kind,
        trials=trials,
        differing=len(failed),
        reached=reached,
        margin=max(margin for _, margin in steps),
        reason=reason,
        output=describe(outcomes[0].value) if outcomes[0].ending is Ending.RETURNED else "",
        warning=next((warning_text(outcome.warning) for outcome in outcomes if outcome.warning), ""),
    )


def _telling(failed: Sequence[tuple[int, Reason]]) -> tuple[VerdictKind, Reason]:
    """Of the trials that failed, by number, the first one with the earliest kind of reason."""
    order = list(ReasonKind)
    kind = min((reason.kind for _, reason in failed), key=order.index)
    telling = [(trial, reason) for trial, reason in failed if reason.kind is kind]
    trial, reason = telling[0]
    raised = order.index(kind) <= order.index(ReasonKind.EXCEPTION)
    verdict = VerdictKind.RAISES if raised else VerdictKind.DIFFERS
    return verdict, replace(reason, trial=trial, trials=len(telling))


def refusal(error: Error) -> dict[str, str | int | float]:
    """The parameters of a refusal by the policy, which comes as an error."""
    return {
        "code": error.type,
        "name": error.name,
        "hint": error.message,
        "line": error.line,
        "column": error.column,
    }


def same_outputs(one: Sequence[Outcome], other: Sequence[Outcome], cases: Sequence[Case], tolerance: Tolerance) -> bool:
    """Whether two options returned the same on every trial, arguments included."""
    if any(outcome.ending is not Ending.RETURNED for outcome in (*one, *other)):
        return False
    return same_runs(one, other, cases, tolerance)


def same_runs(one: Sequence[Outcome], other: Sequence[Outcome], cases: Sequence[Case], tolerance: Tolerance) -> bool:
    """Whether two options returned the same, arguments included, or raised the same exception, on every trial."""
    if len(one) != len(cases) or len(other) != len(cases):
        return False
    return all(_ended_alike(*trial, tolerance) for trial in zip(one, other, cases, strict=True))


def _ended_alike(left: Outcome, right: Outcome, case: Case, tolerance: Tolerance) -> bool:
    if left.ending is right.ending is Ending.RETURNED:
        if not left.arguments and not right.arguments:
            margin = margins_at_once([(left.value, right.value)], tolerance)[0]
            if not math.isnan(margin):
                return margin <= 1.0
        return _compare_ends(left, right, case, tolerance)[0] is None
    if left.error is None or right.error is None or not left.ending is right.ending is Ending.RAISED:
        return False
    return (left.error.type, left.error.message) == (right.error.type, right.error.message)


_ENDINGS = {
    Ending.TIMED_OUT: VerdictKind.TIMED_OUT,
    Ending.KILLED: VerdictKind.KILLED,
    Ending.REFUSED: VerdictKind.REFUSED,
}


def _judge_end(number: int, outcome: Outcome, trials: int, locate: Locate) -> Verdict:
    """The verdict on an option that has one outcome for all trials."""
    kind = _ENDINGS.get(outcome.ending, VerdictKind.RAISES)
    if outcome.error is not None and outcome.limit == "policy":
        reason = Reason(ReasonKind.POLICY, refusal(outcome.error), place=locate(outcome.error)[1])
    elif outcome.error is not None:
        reason = _error_reason(outcome.error, locate)
    elif outcome.limit in ("signal", "exit"):
        reason = Reason(ReasonKind.EXCEPTION, {outcome.limit: outcome.amount})
    else:
        reason = Reason(ReasonKind.LIMIT, {"limit": outcome.limit, "amount": outcome.amount})
    return Verdict(number, kind, trials, trials, 0, math.inf, replace(reason, trial=1, trials=trials))


def _judge_trials(
    outcomes: Sequence[Outcome],
    expected: Sequence[Outcome],
    cases: Sequence[Case],
    tolerance: Tolerance,
    locate: Locate,
) -> list[tuple[Reason | None, float]]:
    """Why each trial failed, if it did, and its margin.  Only the first difference in value comes with its details."""
    plain = [
        trial
        for trial, (outcome, right) in enumerate(zip(outcomes, expected, strict=True))
        if outcome.ending is Ending.RETURNED and not outcome.arguments and not right.arguments
    ]
    pairs = [(expected[trial].value, outcomes[trial].value) for trial in plain]
    margins = dict(zip(plain, margins_at_once(pairs, tolerance), strict=True))
    steps: list[tuple[Reason | None, float]] = []
    detailed = False
    for trial, (outcome, right, case) in enumerate(zip(outcomes, expected, cases, strict=True)):
        margin = margins.get(trial, math.nan)
        if margin <= 1.0:
            steps.append((None, margin))
        elif margin > 1.0 and detailed:
            steps.append((Reason(ReasonKind.VALUE), margin))
        else:
            steps.append(judge_trial(outcome, right, case, tolerance, locate))
            reason = steps[-1][0]
            detailed = detailed or (reason is not None and reason.kind is ReasonKind.VALUE)
    return steps


def judge_trial(
    outcome: Outcome,
    expected: Outcome,
    case: Case,
    tolerance: Tolerance,
    locate: Locate,
) -> tuple[Reason | None, float]:
    """Why one run does not agree with the reference's on the same inputs, None if it does, and by which margin.

    The outcome is of a run: what stands for all trials has its reason from `judge_option`.
    """
    if outcome.error is not None:
        return _error_reason(outcome.error, locate), math.inf
    difference, margin = _compare_ends(expected, outcome, case, tolerance)
    return (Reason(difference.kind, difference.parameters) if difference else None), margin


def _compare_ends(expected: Outcome, got: Outcome, case: Case, tolerance: Tolerance) -> tuple[Difference | None, float]:
    """What was returned, then the arguments as they were left behind."""
    returned = compare(expected.value, got.value, tolerance)
    if returned.difference is not None:
        return returned.difference, returned.margin
    margin = returned.margin
    for name in sorted({*expected.arguments, *got.arguments}):
        before = case.inputs.get(name)
        left = compare(expected.arguments.get(name, before), got.arguments.get(name, before), tolerance)
        margin = max(margin, left.margin)
        if left.difference is not None:
            return Difference(ReasonKind.ARGUMENT, {**left.difference.parameters, "name": name}), margin
    return None, margin


def _error_reason(error: Error, locate: Locate) -> Reason:
    line, where = locate(error)
    if error.name and error.type in ("NameError", "UnboundLocalError"):
        undefined: dict[str, str | int | float] = {
            "name": error.name,
            "type": error.type,
            "message": error.message,
            "line": line,
        }
        return Reason(ReasonKind.UNDEFINED, undefined, place=where)
    if error.type in ("MemoryError", "_ArrayMemoryError"):
        return Reason(ReasonKind.LIMIT, {"limit": "memory", "amount": error.message, "line": line}, place=where)
    return Reason(ReasonKind.EXCEPTION, {"type": error.type, "message": error.message, "line": line}, place=where)


def warning_text(warning: Error | None) -> str:
    """A warning of a run in one line, or ""."""
    return f"{warning.type}: {warning.message}" if warning else ""
