"""A fresh interpreter for each job, on systems where a worker with NumPy cannot fork: macOS and Windows.

It does what `client.Worker` does, and looks like it.  The next interpreter is started as soon as a job runs, so that it
has NumPy imported and waits when the next job comes.  What keeps a program in is what the system has: see
`inside.spawned` for POSIX, `windows_job` for Windows.
"""

from __future__ import annotations

import json
import os
import platform
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress

from exam_drill.sandbox.channels import last_words
from exam_drill.sandbox.child import Child, ChildEnd, DeadlineError, End, SandboxError, time_left, with_code
from exam_drill.sandbox.client import Capabilities, Running
from exam_drill.sandbox.launch import environment
from exam_drill.sandbox.limits import Layer, Limits
from exam_drill.sandbox.pipes import Pipes
from exam_drill.sandbox.system import WINDOWS, apart, interpreter
from exam_drill.sandbox.windows_job import NOT_ENOUGH_QUOTA, JobObject, Kernel, held

_CHILD = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); "
    "from exam_drill.sandbox.inside.spawned import main; "
    "main(json.loads(sys.argv[2]), json.loads(sys.argv[3]))"
)
_LEAVE = 1.0  # seconds for a child that closed its end to be gone
_USUAL_PARTS = 16  # of a job: a child that waits is made for as many at least
_FAULTS = 0xC0000000  # exit codes of Windows from here on are names of faults


class SpawnedChild(Child):
    """An interpreter for one job, in a `job` object if it is Windows's."""

    def __init__(self, process: subprocess.Popen[bytes], parts: int, cpu: int, job: JobObject | None = None) -> None:
        super().__init__(Pipes(process), parts, cpu)
        self._process, self._job = process, job

    def meet(self, seconds: float) -> None:
        """As that of any child; what the interpreter said last is told if it does not come up."""
        try:
            super().meet(seconds)
        except SandboxError as error:
            self.kill()
            self._process.wait()
            words = last_words(self._process.stderr) if self._process.stderr else ""
            code = "no-answer" if error.code == "no-answer" else "no-worker"
            raise SandboxError(code, words or error.detail) from error

    def kill(self) -> bool:
        """Ends the interpreter and all in its process group, or in its job."""
        if self._process.returncode is None:
            if hasattr(os, "killpg"):
                with suppress(OSError):
                    os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()
        if self._job is not None:
            self._job.close()
        return True

    def hang_up(self) -> None:
        """From another thread: ends it, so that who waits for it is told."""
        self.kill()

    def settle(self, end: ChildEnd) -> ChildEnd:
        """Ends it for good, and tells how it ended."""
        if end.end is End.EXIT and self._job is not None:
            # A signal does not change how a process ends that is ending already; what Windows does instead might.
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_LEAVE)
        before = _spent_by_children()
        self.close()
        code, spent = self._process.returncode, _spent_by_children() - before
        if end.end is End.EXIT and self._job is not None and code == NOT_ENOUGH_QUOTA:
            return ChildEnd(End.CPU)
        if end.end is End.EXIT and code >= _FAULTS:
            return ChildEnd(End.SIGNAL, hex(code))
        return with_code(end, code, spent, self.cpu)

    def close(self) -> None:
        """Ends it and lets go of everything.  Safe to call twice, and from another thread."""
        self.kill()
        self._process.wait()
        super().close()
        if self._process.stderr is not None:
            self._process.stderr.close()


class SpawnedWorker:
    """Starts the interpreters; one job at a time, one thread.  A context manager: leaving it ends them.

    `system` and, for Windows, `kernel` are handed in, so that each way can be tried on any system.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        system: str = sys.platform,
        kernel: Callable[[], Kernel] = Kernel.of_this_system,
    ) -> None:
        self.limits = limits or Limits()
        self.deadline: float | None = None  # of `time.monotonic`: jobs end there with DeadlineError
        self._system, self._kernel = system, kernel
        self._waiting: SpawnedChild | None = None  # started; not yet in use
        self._at_work: SpawnedChild | None = None
        self._capabilities: Capabilities | None = None

    @property
    def can_overlap(self) -> bool:
        """Never: an interpreter that is starting while another one works is enough."""
        return False

    def __enter__(self) -> SpawnedWorker:
        self.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def start(self) -> None:
        """Starts the first interpreter and returns at once; it imports NumPy while the caller goes on."""
        if self._waiting is None and self._at_work is None:
            self._waiting = self._ask(_USUAL_PARTS)

    def close(self) -> None:
        """Ends whatever there is.  Safe to call twice."""
        children = (self._waiting, self._at_work)
        self._waiting = self._at_work = None
        for child in children:
            if child is not None:
                child.close()

    def interrupt(self) -> None:
        """From another thread: the deadline has come, and the interpreter at work ends at once."""
        self.deadline = time.monotonic()
        child = self._at_work
        if child is not None:
            child.hang_up()

    def capabilities(self) -> Capabilities:
        """What the last interpreter could do; waits until there is one."""
        if self._capabilities is None:
            self._waiting, self._capabilities = self._child(_USUAL_PARTS)
            self._at_work = None
        return self._capabilities

    def begin(self, job: bytes, parts: int) -> Running:
        """Hands a job to an interpreter of its own; each of its `parts` sends one frame, within the wall-clock limit.

        One job at a time: the one before must have ended.
        """
        self._check_deadline()
        child, self._capabilities = self._child(parts)
        try:
            ended = child.send(job, parts, 2 * self.limits.output, self._time_left)
            self._waiting = self._ask(parts)
        except BaseException:
            self.close()
            raise
        return Running(self, child, ended)

    def finish(self, child: Child, end: ChildEnd) -> ChildEnd:
        """Ends a job's interpreter for good, and tells how it ended."""
        end = child.settle(end) if isinstance(child, SpawnedChild) else end
        self._at_work = None
        if end.end is not End.DONE:
            self._check_deadline()
        return end

    def _time_left(self) -> float:
        return time_left(self.limits.wall, self.deadline)

    def _check_deadline(self) -> None:
        if self.deadline is not None and time.monotonic() >= self.deadline:
            raise DeadlineError

    def _child(self, parts: int) -> tuple[SpawnedChild, Capabilities]:
        """An interpreter that waits for a job: the one that was started, if it will do, or a new one."""
        child, self._waiting = self._waiting or self._ask(parts), None
        if child.parts < parts or not child.is_there():
            child.close()
            child = self._ask(parts)
        self._at_work = child  # from here on another thread can end it
        try:
            child.meet(self.limits.start)
            python, numpy = str(child.told.get("python")), str(child.told.get("numpy"))
            if python != platform.python_version():
                raise SandboxError("other-python", f"{python} instead of {platform.python_version()}")
        except BaseException:
            child.close()
            raise
        return child, Capabilities(python, numpy, {}, child.steps, "spawned")

    def _ask(self, parts: int) -> SpawnedChild:
        """Starts an interpreter that may run a job of as many parts."""
        cpu = self.limits.cpu * parts + 1
        budget = {"memory": self.limits.memory, "cpu": cpu}
        program = interpreter(self._system, sys.executable, getattr(sys, "_base_executable", ""))
        arguments = [json.dumps(value) for value in (sys.path, budget, sorted(self.limits.layers))]
        try:
            process = subprocess.Popen(
                [program, "-S", "-P", "-c", _CHILD, *arguments],
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment(self._system),
                **apart(self._system),
            )
        except OSError as error:
            raise SandboxError("no-worker", str(error)) from error
        if self._system != WINDOWS or Layer.LIMITS not in self.limits.layers:
            return SpawnedChild(process, parts, cpu)
        job, steps = held(process.pid, self.limits.memory, cpu, self._kernel)
        child = SpawnedChild(process, parts, cpu, job)
        child.steps = steps
        return child


def _spent_by_children() -> float:
    """Seconds of CPU time of all processes that we have started and that have ended; 0 where nobody counts them."""
    times = os.times()
    return times.children_user + times.children_system
