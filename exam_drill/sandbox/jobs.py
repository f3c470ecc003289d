"""Jobs for the sandbox, and the outcomes that come back.

    Program, cases ─▶ job "options"   ─▶ a child ─▶ outcomes by option      a new child for the rest where one killed it
    source,  cases ─▶ job "reference" ─▶ a child ─▶ expected outcomes, and the source of the helpers

Before the first job a known good program is run: if the sandbox cannot run that, it can judge nothing, and says so.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from exam_drill.cases import Case
from exam_drill.outcome import Ending, Error, Outcome
from exam_drill.program import Program
from exam_drill.sandbox.client import Capabilities, ChildResult, End, SandboxError, Worker
from exam_drill.sandbox.limits import Limits
from exam_drill.sandbox.wire import Frame, Packer, WireError

Outcomes = tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Helpers:
    """Helpers that a program may use: their names and the source that defines them."""

    names: tuple[str, ...] = ()
    source: str = ""


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
_TOOK_THE_WORKER = Outcome(Ending.KILLED, limit="signal", amount="SIGKILL")


class Sandbox:
    """Runs programs and references in children of one warm worker.  A context manager."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._worker = Worker(self.limits)
        self._trusted = False
        self._closed = False

    def __enter__(self) -> Sandbox:
        self.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def start(self) -> None:
        """Starts the worker and returns at once; SandboxError after `close`."""
        if self._closed:
            raise SandboxError("closed")
        self._worker.start()

    def close(self) -> None:
        """Ends the worker for good, from whichever thread; a job that is under way fails.  Safe to call twice."""
        self._closed = True
        self._worker.close()

    def capabilities(self) -> Capabilities:
        """What the sandbox can enforce here; SandboxError if it cannot run a known good program."""
        self._prove()
        return self._worker.capabilities()

    def run_options(
        self, program: Program, cases: Sequence[Case], helpers: Helpers, apart: bool = False
    ) -> dict[int, Outcomes]:
        """Runs every option of a program on all cases; option number -> its outcomes, one a trial.

        Options share a child unless they are to be run `apart`, where no option can change what another one meets.
        An option that ended its child, or never ran, has the one outcome that says so.  SandboxError as `Worker.run`.
        """
        self._prove()
        return self._run_options(program, cases, helpers, 1 if apart else len(program.options))

    def run_reference(
        self, source: str, function: str, given: Sequence[str], inputs: Sequence[str], cases: Sequence[Case]
    ) -> ReferenceRun:
        """Runs a reference on all cases, in a child of its own, and cuts out the helpers `given`."""
        self._prove()
        packer = Packer()
        header = {
            "job": "reference",
            "source": source,
            "function": function,
            "given": list(given),
            "inputs": list(inputs),
            "cases": _packed(cases, inputs, packer),
        }
        try:
            result = self._run(packer.frame(header), 1)
        except SandboxError:
            if not self._still_works():
                raise
            return ReferenceRun(failure=str(_TOOK_THE_WORKER.ending), parameters=(("limit", "signal"), ("amount", "")))
        if not result.frames:
            ended = _ended(result, self.limits)
            return ReferenceRun(
                failure=str(ended.ending), parameters=(("limit", ended.limit), ("amount", ended.amount))
            )
        frame = result.frames[0]
        try:
            return _read_reference(frame, len(cases), tuple(given))
        except _MALFORMED:
            return ReferenceRun(failure="killed", parameters=(("limit", "output"), ("amount", "")))

    def _run_options(
        self, program: Program, cases: Sequence[Case], helpers: Helpers, at_once: int
    ) -> dict[int, Outcomes]:
        packer = Packer()
        header: dict[str, Any] = {
            "job": "options",
            "code": program.code,
            "judged": program.judged,
            "others": list(program.others.items()),
            "function": program.function,
            "call": program.call,
            "helpers": helpers.source,
            "given": list(helpers.names),
            "inputs": list(program.inputs),
            "cases": _packed(cases, program.inputs, packer),
            "output": self.limits.output,
        }
        outcomes: dict[int, Outcomes] = {}
        while len(outcomes) < len(program.options):
            left = [(number, text) for number, text in program.options.items() if number not in outcomes][:at_once]
            try:
                result = self._run(packer.frame({**header, "options": left}), len(left))
            except SandboxError:
                if not self._still_works():
                    raise
                # One of them took the worker with it. Alone, each answers for itself.
                if at_once == 1:
                    outcomes[left[0][0]] = (_TOOK_THE_WORKER,)
                at_once = 1
                continue
            answered = 0
            for (number, _), frame in zip(left, result.frames, strict=False):
                found = _read_option(frame, number, len(cases))
                bad = found[0].limit == "answer"
                if bad and answered:
                    break  # whoever was first in this child may have sent it: this option gets a child of its own
                outcomes[number] = found
                answered += 1
                if bad:
                    break  # whoever sent this can have sent all that follows
            if answered == 0:
                # Only an option that was alone in its child is blamed for the child's end: another one before it may
                # have broken what ran it. So a child that ended later is followed by one that begins at that option.
                outcomes[left[0][0]] = (_ended(result, self.limits),)
        return outcomes

    def _run(self, job: bytes, parts: int) -> ChildResult:
        """Runs a job; a worker that is found dead is replaced once, unless it was closed from another thread."""
        if self._closed:
            raise SandboxError("closed")
        try:
            result = self._worker.run(job, parts)
        except SandboxError:
            self._worker.close()
            if self._closed:
                raise
            result = self._worker.run(job, parts)
        if self._closed:  # the child was ended by us: that says nothing of what it ran
            raise SandboxError("closed")
        return result

    def _still_works(self) -> bool:
        """Whether the known good program runs after a failure, so that the failure was the job's own doing."""
        if not self._trusted or self._closed:
            return False
        self._trusted = False
        self._worker.close()
        self._prove()
        return True

    def _prove(self) -> None:
        """Runs a known good program once; SandboxError if its outcome is not what it must be."""
        if self._trusted:
            return
        program = Program("def f(x):\n    return 2 * (あ)\n", "あ", {1: "x + 1", 2: "y"}, {}, "f", "", ("x",))
        case = Case({"x": np.array([1.0, 2.0])}, {}, 0)
        outcomes = self._run_options(program, [case], Helpers(), 2)
        good, bad = outcomes[1][0], outcomes[2][0]
        right = good.ending is Ending.RETURNED and np.array_equal(good.value, [4.0, 6.0]) and good.reached
        wrong = bad.ending is Ending.RAISED and bad.error is not None and bad.error.name == "y"
        if not (right and wrong):
            raise SandboxError("known-good", f"{good.ending} {good.error or good.limit} · {bad.ending}")
        self._trusted = True


def _packed(cases: Sequence[Case], inputs: Sequence[str], packer: Packer) -> list[dict[str, Any]]:
    return [{"seed": case.seed, "inputs": [packer.value(case.inputs[name]) for name in inputs]} for case in cases]


def _read_option(frame: Frame, number: int, trials: int) -> Outcomes:
    """The outcomes in an option's frame; whatever is wrong with the frame is the option's own doing."""
    try:
        header = frame.header
        found = header["outcomes"]
        if header["option"] != number or len(found) not in (1, trials):
            raise WireError("not the frame that was asked for")
        return tuple(_read_outcome(frame, item) for item in found)
    except _MALFORMED:
        return (Outcome(Ending.REFUSED, limit="answer", reached=True),)


def _read_reference(frame: Frame, trials: int, given: tuple[str, ...]) -> ReferenceRun:
    header = frame.header
    if "failed" in header:
        error = _read_error(header["error"]) if "error" in header else None
        return ReferenceRun(
            failure=str(header["failed"])[:40], error=error, parameters=(("name", str(header.get("name", ""))[:80]),)
        )
    outcomes = tuple(_read_outcome(frame, item) for item in header["outcomes"])
    if len(outcomes) != trials:
        raise WireError("not the frame that was asked for")
    return ReferenceRun(outcomes, int(header["unsteady"]), Helpers(given, str(header["helpers"])))


def _read_outcome(frame: Frame, item: Any) -> Outcome:
    ending = Ending(item["ending"])
    outcome = Outcome(ending, reached=bool(item.get("reached", False)))
    if ending is Ending.RETURNED:
        arguments = {str(name): frame.value(tagged) for name, tagged in item.get("arguments", {}).items()}
        outcome = replace(outcome, value=frame.value(item["value"]), arguments=arguments)
        if "warning" in item:
            outcome = replace(outcome, warning=_read_error(item["warning"]))
        return outcome
    if ending is Ending.REFUSED:
        error = _read_error(item["error"]) if "error" in item else None
        return replace(outcome, limit=str(item["limit"])[:40], amount=str(item["amount"])[:40], error=error)
    return replace(outcome, error=_read_error(item["error"]))


def _read_error(item: Any) -> Error:
    kind, message, where, blank, line, column, name = item
    return Error(str(kind)[:80], str(message)[:500], str(where), str(blank), int(line), int(column), str(name)[:80])


def _ended(result: ChildResult, limits: Limits) -> Outcome:
    """The outcome of the option, or reference, inside which a child ended."""
    match result.end:
        case End.WALL:
            return Outcome(Ending.TIMED_OUT, limit="wall", amount=f"{limits.wall:g}")
        case End.CPU:
            return Outcome(Ending.TIMED_OUT, limit="cpu", amount=f"{limits.cpu:g}")
        case End.GARBAGE if result.detail == "too large":
            return Outcome(Ending.REFUSED, limit="output", amount=f"{limits.output >> 20} MB")
        case End.GARBAGE:
            return Outcome(Ending.REFUSED, limit="answer")
        case End.SIGNAL:
            return Outcome(Ending.KILLED, limit="signal", amount=result.detail)
        case End.BROKEN:
            last = json.dumps(result.detail.strip().splitlines()[-1:], ensure_ascii=False)
            return Outcome(Ending.KILLED, limit="broken", amount=last.strip('[]"')[:200])
        case _:
            return Outcome(Ending.KILLED, limit="exit", amount=result.detail or "0")
