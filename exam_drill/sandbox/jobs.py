"""Jobs for the sandbox, and the outcomes that come back.

    Program, cases ─▶ job "options"   ─▶ a child ─▶ outcomes by option      a new child for the rest where one killed it
    source,  cases ─▶ job "reference" ─▶ a child ─▶ expected outcomes, and the source of the helpers

Before the first job a known good program is run: if the sandbox cannot run that, it can judge nothing, and says so.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import overload

import numpy as np

from exam_drill.cases import Case
from exam_drill.outcome import Ending
from exam_drill.program import Choice, Listing, Program
from exam_drill.sandbox.answers import Helpers, Outcomes, ReferenceRun, ended, read_reference
from exam_drill.sandbox.child import ChildEnd, DeadlineError, SandboxError
from exam_drill.sandbox.client import Capabilities, Running
from exam_drill.sandbox.enforcement import TooLittleError, too_little
from exam_drill.sandbox.limits import Layer, Limits
from exam_drill.sandbox.options import TOOK_THE_WORKER, OptionsRun, from_outside, packed
from exam_drill.sandbox.wire import ANY_NUMBER, Packer
from exam_drill.sandbox.workers import AnyWorker, open_worker

_POINTLESS = ("unsupported", "other-python", "known-good", "no-answer")  # what another worker would only repeat


class Sandbox:
    """Runs programs and references in children of one warm worker.  A context manager.

    Children are forked or `spawned`; None is what suits this system.  Where what is run is `untrusted`, nothing is if
    the kernel gives too little: TooLittleError.
    """

    def __init__(self, limits: Limits | None = None, spawned: bool | None = None, untrusted: bool = False) -> None:
        self.limits = limits or Limits()
        self.untrusted = untrusted  # whether strangers wrote what is run
        self._careful = untrusted  # and whether nothing is run where the kernel gives too little
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
        """Whether the options of a question may share a child: only the syntax policy keeps one from another's feet.

        A child decides option by option, see `inside.run`.  What strangers wrote shares one only where no option could
        tell what another one left in memory, so that those that work together gain nothing by it.
        """
        return Layer.POLICY in self.limits.layers

    @property
    def can_overlap(self) -> bool:
        """Whether the options of a question may begin while those of another one are at work; known once it is up."""
        return self._worker.can_overlap

    def start(self) -> None:
        """Starts the worker and returns at once; SandboxError after `close`."""
        if self._closed:
            raise SandboxError("closed")
        self._worker.start()
        self._check_open()

    def interrupt(self) -> None:
        """From another thread: ends the job under way with DeadlineError, and lets none begin until the next deadline.

        Unlike `close` it leaves the worker warm.
        """
        self._worker.interrupt()

    def close(self) -> None:
        """Ends the worker for good, from whichever thread; a job that is under way fails.  Safe to call twice."""
        self._closed = True
        self._worker.close()

    def capabilities(self) -> Capabilities:
        """What the sandbox can enforce here; SandboxError if it cannot run a known good program.

        TooLittleError if that is too little for what is to be run.
        """
        self._prove()
        found = self._worker.capabilities()
        self._check_open()
        return found

    def run_options(
        self, program: Program, cases: Sequence[Case], helpers: Helpers, apart: bool = False
    ) -> dict[int, Outcomes]:
        """Runs every option of a program on all cases; option number -> its outcomes, one a trial.

        Options share a child unless they are to be run `apart`, where no option can change what another one meets.
        An option that ended its child, or never ran, has the one outcome that says so.
        """
        return dict(self.options(program, cases, helpers, apart))

    @overload
    def options(
        self, program: Program, cases: Sequence[Case], helpers: Helpers, apart: bool = False
    ) -> OptionsRun[int]: ...

    @overload
    def options(
        self, program: Listing, cases: Sequence[Case], helpers: Helpers, apart: bool = False
    ) -> OptionsRun[Choice]: ...

    def options(
        self, program: Program | Listing, cases: Sequence[Case], helpers: Helpers, apart: bool = False
    ) -> OptionsRun[int] | OptionsRun[Choice]:
        """As `run_options`, but nothing runs before the result is iterated, or told to begin."""
        if isinstance(program, Program):
            return OptionsRun(self, program.choices, program, cases, helpers, apart)
        return OptionsRun(self, program.choices, program, cases, helpers, apart)

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
        packer = Packer(most=ANY_NUMBER)
        header = {
            "job": "reference",
            "source": source,
            "function": function,
            "given": list(given),
            "inputs": list(inputs),
            "policy": Layer.POLICY in self.limits.layers,
            "trusted": trusted,
            "cases": packed(cases, inputs, packer),
        }
        job = packer.frame(header)
        for last in (False, True):
            try:
                with self._begin(job, 1) as running:
                    found = running.next()
                    if from_outside(found) and not last:
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
        return ReferenceRun(failure=str(TOOK_THE_WORKER.ending), parameters=(("limit", "signal"), ("amount", "")))

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
            running = self._worker.begin(job, parts)
        except SandboxError as error:
            self._worker.close()
            if self._closed or error.code in _POINTLESS:
                raise
            running = self._worker.begin(job, parts)
        try:
            self._check_open()
        except SandboxError:
            running.stop()
            raise
        return running

    def _check_open(self) -> None:
        """SandboxError if it was closed from another thread: perhaps before the worker began that there is now."""
        if self._closed:
            self._worker.close()
            raise SandboxError("closed")

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
        missing = too_little(self._worker.capabilities()) if self._careful else ()
        if missing:
            raise TooLittleError(missing)
        self._trusted = True

    def _run_known_good(self) -> None:
        program = Program("def f(x):\n    return 2 * (あ)\n", "あ", {1: "x + 1", 2: "y"}, {}, "f", "", ("x",))
        case = Case({"x": np.array([1.0, 2.0])}, {}, 0)
        outcomes = dict(OptionsRun(self, program.choices, program, [case], Helpers(), begin=self._begin))
        good, bad = outcomes[1][0], outcomes[2][0]
        right = good.ending is Ending.RETURNED and np.array_equal(good.value, [4.0, 6.0]) and good.reached
        wrong = bad.ending is Ending.RAISED and bad.error is not None and bad.error.name == "y"
        if not (right and wrong):
            raise SandboxError("known-good", f"{good.ending} {good.error or good.limit} · {bad.ending}")
