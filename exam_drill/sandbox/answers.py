"""What a child's frames and its end say, as outcomes.

Whatever cannot be read is the doing of what ran in the child, and never raises here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from exam_drill.outcome import Ending, Error, Outcome
from exam_drill.sandbox.child import ChildEnd, End
from exam_drill.sandbox.limits import Limits
from exam_drill.sandbox.wire import Frame, WireError

Outcomes = tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Helpers:
    """Helpers that a program may use: their names and the source that defines them.

    They are `trusted` if the source is our own, not a bank's.
    """

    names: tuple[str, ...] = ()
    source: str = ""
    trusted: bool = False


@dataclass(frozen=True, slots=True)
class ReferenceRun:
    """What a reference gave on each trial; or, in `failure` with parameters, why it gave nothing.

    `unsteady` is the first trial (from 1) on which two runs differed, 0 if none did.
    """

    outcomes: Outcomes = ()
    unsteady: int = 0
    helpers: Helpers = Helpers()
    failure: str = ""
    error: Error | None = None
    parameters: tuple[tuple[str, str], ...] = ()


# What reading a frame that nobody honest would send can raise.
_MALFORMED = (WireError, KeyError, TypeError, ValueError, AttributeError, OverflowError, IndexError)


def read_option(frame: Frame, key: object, trials: int, enough: int = 0) -> Outcomes:
    """The outcomes in an option's frame; whatever is wrong with the frame is the option's own doing.

    There is one for each trial, or for as many as were `enough`, or one that stands for all.
    """
    try:
        header = frame.header
        if header["option"] != key:
            raise WireError("not the frame that was asked for")
        outcomes = _read_outcomes(frame, header["outcomes"], trials)
        if len(outcomes) not in (1, trials, enough or 1):
            raise WireError("not the frame that was asked for")
        return outcomes
    except _MALFORMED:
        return (Outcome(Ending.REFUSED, limit="answer", reached=True),)


def read_reference(frame: Frame, trials: int, given: tuple[str, ...], trusted: bool) -> ReferenceRun:
    """What a reference's frame says; it is `trusted` if it is our own."""
    try:
        return _read_reference(frame, trials, given, trusted)
    except _MALFORMED:
        return ReferenceRun(failure="killed", parameters=(("limit", "output"), ("amount", "")))


# Why a reference can have given nothing, by its child's own word; whether an error comes with it.
_FAILURES = {"policy": True, "load": True, "refused": False, "helper-unknown": False, "helper-reference": False}


def _read_reference(frame: Frame, trials: int, given: tuple[str, ...], trusted: bool) -> ReferenceRun:
    header = frame.header
    if "failed" in header:
        failure = header["failed"]
        error = read_error(header["error"]) if _FAILURES[failure] else None
        return ReferenceRun(failure=failure, error=error, parameters=(("name", str(header.get("name", ""))[:80]),))
    outcomes = tuple(_read_outcome(frame, item) for item in header["outcomes"])
    if len(outcomes) != trials or any(outcome.ending not in (Ending.RETURNED, Ending.RAISED) for outcome in outcomes):
        raise WireError("not the frame that was asked for")
    return ReferenceRun(outcomes, int(header["unsteady"]), Helpers(given, str(header["helpers"]), trusted))


def _read_outcomes(frame: Frame, items: list[Any], most: int) -> Outcomes:
    """What is told trial by trial, or at once for trials in a row that ended alike; WireError if it is of too many."""
    if len(items) > most:
        raise WireError("too many trials")
    outcomes: list[Outcome] = []
    for item in items:
        if "values" in item:
            values = frame.column(item["values"], fresh=True)
            if len(outcomes) + len(values) > most:
                raise WireError("too many trials")
            outcomes += _read_alike(item, values)
        else:
            outcomes.append(_read_outcome(frame, item))
    return tuple(outcomes)


def _read_alike(item: Any, values: list[Any]) -> Iterator[Outcome]:
    """Trials that returned, left their arguments as they were, and differ in nothing but their values."""
    if item["ending"] != Ending.RETURNED:
        raise WireError("values of what returned nothing")
    executed = tuple(map(str, item.get("reached", ())))
    reached, warning = bool(executed), read_error(item["warning"]) if "warning" in item else None
    for value in values:
        yield Outcome(Ending.RETURNED, value, {}, reached, executed, warning=warning)


def _read_outcome(frame: Frame, item: Any) -> Outcome:
    ending, executed = Ending(item["ending"]), tuple(map(str, item.get("reached", ())))
    reached = bool(executed)
    if ending is Ending.RETURNED:
        return Outcome(
            ending,
            frame.value(item["value"]),
            {str(name): frame.value(tagged) for name, tagged in item.get("arguments", {}).items()},
            reached,
            executed,
            warning=read_error(item["warning"]) if "warning" in item else None,
        )
    if ending is Ending.REFUSED:
        error = read_error(item["error"]) if "error" in item else None
        limit, amount = str(item["limit"])[:40], str(item["amount"])[:40]
        return Outcome(ending, reached=reached, executed=executed, error=error, limit=limit, amount=amount)
    return Outcome(ending, reached=reached, executed=executed, error=read_error(item["error"]))


def read_error(item: Any) -> Error:
    """An error as a child tells it; what is wrong with it raises one of `_MALFORMED`."""
    kind, message, where, blank, line, column, name = item
    return Error(str(kind)[:80], str(message)[:500], str(where), str(blank), int(line), int(column), str(name)[:80])


def ended(end: ChildEnd, limits: Limits) -> Outcome:
    """The outcome of the option, or reference, inside which a child ended."""
    match end.end:
        case End.WALL:
            return Outcome(Ending.TIMED_OUT, limit="wall", amount=f"{limits.wall:g}")
        case End.CPU:
            return Outcome(Ending.TIMED_OUT, limit="cpu", amount=f"{limits.cpu:g}")
        case End.GARBAGE if end.detail == "too large":
            return Outcome(Ending.REFUSED, limit="output", amount=f"{limits.output >> 20} MB")
        case End.GARBAGE:
            return Outcome(Ending.REFUSED, limit="answer")
        case End.SIGNAL:
            return Outcome(Ending.KILLED, limit="signal", amount=end.detail)
        case End.BROKEN:
            last = json.dumps(end.detail.strip().splitlines()[-1:], ensure_ascii=False)
            return Outcome(Ending.KILLED, limit="broken", amount=last.strip('[]"')[:200])
        case _:
            return Outcome(Ending.KILLED, limit="exit", amount=end.detail or "0")
