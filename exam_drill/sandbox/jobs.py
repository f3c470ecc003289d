"""Jobs for the sandbox, and the outcomes that come back.

    Program, cases ─▶ job "options"   ─▶ a child ─▶ outcomes by option      a new child for the rest where one killed it
    source,  cases ─▶ job "reference" ─▶ a child ─▶ expected outcomes, and the source of the helpers

Before the first job a known good program is run: if the sandbox cannot run that, it can judge nothing, and says so.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from typing import Any

import numpy as np

from exam_drill.cases import Case
from exam_drill.outcome import Ending, Outcome
from exam_drill.program import Program
from exam_drill.sandbox.answers import Helpers, Outcomes, ReferenceRun, ended, read_option, read_reference
from exam_drill.sandbox.child import ChildEnd, DeadlineError, End, SandboxError
from exam_drill.sandbox.client import Capabilities, Running
from exam_drill.sandbox.enforced import TooLittleError, too_little
from exam_drill.sandbox.limits import Layer, Limits
from exam_drill.sandbox.wire import Frame, Packer
from exam_drill.sandbox.workers import AnyWorker, open_worker

_POINTLESS = ("unsupported", "other-python", "known-good", "no-answer")  # what another worker would only repeat
Begin = Callable[[bytes, int], Running]  # a job, and of how many parts it consists
_TOOK_THE_WORKER = Outcome(Ending.KILLED, limit="signal", amount="SIGKILL")


class Sandbox:
    """Runs programs and references in children of one warm worker.  A context manager.

    Children are forked or `spawned`; None is what suits this system.  Where what is run is `untrusted`, nothing is if
    the kernel gives too little: TooLittleError.
    """

    def __init__(self, limits: Limits | None = None, spawned: bool | None = None, untrusted: bool = False) -> None:
        self.limits = limits or Limits()
        self._untrusted = untrusted
        self._worker: AnyWorker = open_worker(self.limits, spawned)
        self._trusted = False
        self._closed = False

    def __enter__(self) -> Sandbox:
        self.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @property
    def deadline(self) -> float | None:
        """The moment of `time.monotonic` at which every job ends with DeadlineError, and none begins; None for none."""
        return self._worker.deadline

    @deadline.setter
    def deadline(self, moment: float | None) -> None:
        self._worker.deadline = moment

    def check(self) -> None:
        """DeadlineError if the deadline has come, SandboxError after `close`: for whoever works on what came back."""
        if self._closed:
            raise SandboxError("closed")
        if self.deadline is not None and time.monotonic() >= self.deadline:
            raise DeadlineError

    @property
    def can_share(self) -> bool:
        """Whether the options of a question may share a child.

        Only the syntax policy keeps one from another's feet, and it cannot keep options that work together from telling
        each other by what they leave in memory: those of strangers have a child each.
        """
        return Layer.POLICY in self.limits.layers and not self._untrusted

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
        """What the sandbox can enforce here; SandboxError if it cannot run a known good program.

        TooLittleError if that is too little for what is to be run.
        """
        self._prove()
        return self._worker.capabilities()

    def run_options(
        self, program: Program, cases: Sequence[Case], helpers: Helpers, apart: bool = False
    ) -> dict[int, Outcomes]:
        """Runs every option of a program on all cases; option number -> its outcomes, one a trial.

        Options share a child unless they are to be run `apart`, where no option can change what another one meets.
        An option that ended its child, or never ran, has the one outcome that says so.
        """
        return dict(self.options(program, cases, helpers, apart))

    def options(self, program: Program, cases: Sequence[Case], helpers: Helpers, apart: bool = False) -> OptionsRun:
        """As `run_options`, but nothing runs before the result is iterated, or told to begin."""
        return OptionsRun(self, program, cases, helpers, apart)

    def run_reference(
        self,
        source: str,
        function: str,
        given: Sequence[str],
        inputs: Sequence[str],
        cases: Sequence[Case],
        trusted: bool = False,
    ) -> ReferenceRun:
        """Runs a reference on all cases, in a child of its own, and cuts out the helpers `given`.

        One that is `trusted` is our own, and may use all of Python; a bank's is under the policy.
        """
        self._prove()
        packer = Packer()
        header = {
            "job": "reference",
            "source": source,
            "function": function,
            "given": list(given),
            "inputs": list(inputs),
            "policy": Layer.POLICY in self.limits.layers,
            "trusted": trusted,
            "cases": _packed(cases, inputs, packer),
        }
        job = packer.frame(header)
        for last in (False, True):
            try:
                with self._begin(job, 1) as running:
                    found = running.next()
                    if _from_outside(found) and not last:
                        continue
                    if isinstance(found, ChildEnd):
                        end = ended(found, self.limits)
                        parameters = (("limit", end.limit), ("amount", end.amount))
                        return ReferenceRun(failure=str(end.ending), parameters=parameters)
                    run = read_reference(found, len(cases), tuple(given), trusted)
                    running.next()
                    return run
            except SandboxError:
                if not self.still_works():
                    raise
                if last:
                    break
        return ReferenceRun(failure=str(_TOOK_THE_WORKER.ending), parameters=(("limit", "signal"), ("amount", "")))

    @property
    def closed(self) -> bool:
        """Whether it was closed, perhaps from another thread."""
        return self._closed

    def begin(self, job: bytes, parts: int) -> Running:
        """Hands a job of so many parts to a child; SandboxError if not even a known good program can be run."""
        self._prove()
        return self._begin(job, parts)

    def _begin(self, job: bytes, parts: int) -> Running:
        """Begins a job; a worker that is found dead is replaced once, unless it was closed from another thread."""
        if self._closed:
            raise SandboxError("closed")
        try:
            return self._worker.begin(job, parts)
        except SandboxError as error:
            self._worker.close()
            if self._closed or error.code in _POINTLESS:
                raise
            return self._worker.begin(job, parts)

    def still_works(self) -> bool:
        """Whether the known good program runs after a failure, so that the failure was the job's own doing."""
        if not self._trusted or self._closed:
            return False
        self._trusted = False
        self._worker.close()
        self._prove()
        return True

    def _prove(self) -> None:
        """Runs a known good program once; SandboxError if its outcome is not what it must be.

        What its child could enforce is known then, before anything else is run: TooLittleError if it is too little.
        """
        if self._trusted:
            return
        try:
            self._run_known_good()
        except SandboxError as error:
            if self._closed or error.code in _POINTLESS:
                raise
            self._run_known_good()
        missing = too_little(self._worker.capabilities()) if self._untrusted else ()
        if missing:
            raise TooLittleError(missing)
        self._trusted = True

    def _run_known_good(self) -> None:
        program = Program("def f(x):\n    return 2 * (あ)\n", "あ", {1: "x + 1", 2: "y"}, {}, "f", "", ("x",))
        case = Case({"x": np.array([1.0, 2.0])}, {}, 0)
        outcomes = dict(OptionsRun(self, program, [case], Helpers(), begin=self._begin))
        good, bad = outcomes[1][0], outcomes[2][0]
        right = good.ending is Ending.RETURNED and np.array_equal(good.value, [4.0, 6.0]) and good.reached
        wrong = bad.ending is Ending.RAISED and bad.error is not None and bad.error.name == "y"
        if not (right and wrong):
            raise SandboxError("known-good", f"{good.ending} {good.error or good.limit} · {bad.ending}")


class OptionsRun:
    """The options of a program on their way through the sandbox: pairs of a number and its outcomes, as they come.

    Only an option that was the first in its child is blamed for the child's end, or for a frame that cannot be read:
    another one before it may have broken what ran it.  So a child that ended later is followed by others, one for each
    option that is left.  One whose child was killed may have been innocent: it is run once more.

    While one pair is looked at, the child for what is left is at work.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        program: Program,
        cases: Sequence[Case],
        helpers: Helpers,
        apart: bool = False,
        begin: Begin | None = None,
    ) -> None:
        self._sandbox, self._begin = sandbox, begin or sandbox.begin
        self._trials = len(cases)
        self._left = dict(program.options)
        self._killed: set[int] = set()  # options whose child was killed, once
        self._at_once = 1 if apart else len(program.options)
        self._packer = Packer()
        self._header: dict[str, Any] = {
            "job": "options",
            "code": program.code,
            "judged": program.judged,
            "others": list(program.others.items()),
            "function": program.function,
            "call": program.call,
            "helpers": helpers.source,
            "given": list(helpers.names),
            "trusted": helpers.trusted,
            "inputs": list(program.inputs),
            "policy": Layer.POLICY in sandbox.limits.layers,
            "cases": _packed(cases, program.inputs, self._packer),
            "output": sandbox.limits.output,
            "enough": program.enough,
        }
        self._job: tuple[bytes, int] | None = self._pack()  # the next one; None: yet to be packed
        self._running: Running | None = None

    def begin(self) -> None:
        """Has a child at work when it returns, unless all have answered; safe to call twice."""
        if self._running is None and self._left:
            job, self._job = self._job or self._pack(), None
            self._running = self._begin(*job)

    def put_off(self) -> None:
        """Ends the child at work; options that did not answer are run by the next `begin`."""
        running, self._running = self._running, None
        if running is not None:
            running.stop()

    @property
    def finished(self) -> bool:
        """Whether no child is needed any more, so that the next job can begin."""
        return not self._left and self._running is None

    def __iter__(self) -> Generator[tuple[int, Outcomes]]:
        retried = False
        try:
            while self._left:
                try:
                    yield from self._batch()
                    retried = False
                except SandboxError:
                    self._running = None
                    if self._sandbox.closed or not self._sandbox.still_works():
                        raise
                    # One of them took the worker with it. Alone, each answers for itself, if it does so again.
                    if self._at_once == 1 and retried:
                        number = next(iter(self._left))
                        self._answered(number)
                        yield number, (_TOOK_THE_WORKER,)
                        retried = False
                    else:
                        retried = self._at_once == 1
                    self._alone()
        finally:
            self.put_off()

    def _batch(self) -> Iterator[tuple[int, Outcomes]]:
        """One child and what it answers."""
        self.begin()
        running, self._running = self._running, None
        if running is None:
            return
        with running:
            numbers = list(self._left)[: self._at_once]
            for place, number in enumerate(numbers):
                found = running.next()
                if self._sandbox.closed:  # the child was ended by us: that says nothing of what it ran
                    raise SandboxError("closed")
                if isinstance(found, ChildEnd):
                    outcomes: Outcomes = (ended(found, self._sandbox.limits),)
                else:
                    outcomes = read_option(found, number, self._trials, self._header["enough"] if place else 0)
                bad = isinstance(found, ChildEnd) or outcomes[0].limit == "answer"
                if bad and (place or self._was_innocent(number, found)):
                    running.stop()
                    self._alone()
                    return
                last = bad or number == numbers[-1]
                failure = self._leave(running, bad) if last else None
                self._answered(number)
                if last and failure is None:
                    with suppress(SandboxError):  # told when it is tried again
                        self.begin()
                yield number, outcomes
                if failure is not None:
                    raise failure
                if bad:
                    return

    def _leave(self, running: Running, bad: bool) -> SandboxError | None:
        """Ends a child that has answered for the last time; our own failure, if it cannot be ended."""
        if bad:
            running.stop()
            self._alone()
            return None
        try:
            running.next()
        except SandboxError as error:
            return error
        return None

    def _answered(self, number: int) -> None:
        del self._left[number]
        self._job = None

    def _alone(self) -> None:
        """Has each option that is left run in a child of its own."""
        self._at_once, self._job = 1, None

    def _pack(self) -> tuple[bytes, int]:
        """The next job, and of how many parts it consists."""
        batch = list(self._left.items())[: self._at_once]
        return self._packer.frame({**self._header, "options": batch}), len(batch)

    def _was_innocent(self, number: int, found: Frame | ChildEnd) -> bool:
        """Whether an option is not to be blamed yet for the end of its child."""
        if not _from_outside(found) or number in self._killed:
            return False
        self._killed.add(number)
        return True


def _from_outside(found: Frame | ChildEnd) -> bool:
    """Whether a child may have been killed by somebody else, as by the system, which was out of memory.

    We kill only what has said that it is through, or has had its time; CPU time is told apart.
    """
    return isinstance(found, ChildEnd) and found.end is End.SIGNAL and found.detail == "SIGKILL"


def _packed(cases: Sequence[Case], inputs: Sequence[str], packer: Packer) -> dict[str, Any]:
    """The cases for a job: their seeds, and each input in all of them."""
    return {
        "seeds": [case.seed for case in cases],
        "columns": [packer.column([case.inputs[name] for case in cases]) for name in inputs],
    }
