"""The parent's side of the worker: starting it, having it fork a child for a job, and ending that child from outside.

`Worker.run` gives the frames that a child sent and how the child ended.  That a child ended badly is a result;
`SandboxError` is raised only where our own machinery failed: the worker does not start, does not answer, or cannot
bring up a child.
"""

from __future__ import annotations

import json
import os
import platform
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from exam_drill.sandbox.channels import Control, Stream
from exam_drill.sandbox.limits import Limits
from exam_drill.sandbox.wire import LONGEST_HEADER, Frame, WireError

_WORKER = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[2]); "
    "from exam_drill.sandbox.inside.worker import main; "
    "main(int(sys.argv[1]), json.loads(sys.argv[3]))"
)
# One BLAS thread: with more, a product in a forked child hangs or dies. A fixed hash seed: sets iterate alike every
# time.
_ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "LC_ALL": "C.UTF-8",
}
_LEAVE = 1.0  # seconds for a child that is through to be gone
_GRACE = 5.0  # seconds for the worker to say how a killed child ended


class SandboxError(RuntimeError):
    """Our own machinery failed, so nothing was judged: a stable code and details for the report."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}" if self.detail else self.code


class End(StrEnum):
    """How a child ended, seen from outside."""

    DONE = "done"  # it said that it was through, and left
    WALL = "wall"  # it was killed for its time
    CPU = "cpu"
    SIGNAL = "signal"
    EXIT = "exit"  # it left before it was through
    BROKEN = "broken"  # the runner inside it was broken by what it ran
    GARBAGE = "garbage"  # what it sent cannot be read


@dataclass(frozen=True, slots=True)
class ChildResult:
    """The frames of a child after its "ready", and its end with details (signal's name, exit code, traceback)."""

    frames: tuple[Frame, ...]
    end: End
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a worker told of itself: versions, and each step of confinement with "" or why it did not apply."""

    python: str
    numpy: str
    worker_steps: Mapping[str, str]
    child_steps: Mapping[str, str]


class Worker:
    """One worker process.  Not for several threads at once.  A context manager: leaving it ends the process."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: Control | None = None
        self._hello: dict[str, Any] | None = None
        self._child_steps: Mapping[str, str] = {}

    def __enter__(self) -> Worker:
        self.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def start(self) -> None:
        """Starts the process and returns at once; it imports NumPy while the caller goes on."""
        if self._process is not None:
            return
        if not hasattr(os, "fork") or not hasattr(socket, "send_fds"):
            raise SandboxError("unsupported", sys.platform)
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with theirs:
            arguments = [str(theirs.fileno()), json.dumps(sys.path), json.dumps(sorted(self.limits.layers))]
            try:
                self._process = subprocess.Popen(
                    [sys.executable, "-S", "-P", "-c", _WORKER, *arguments],
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    env=_ENVIRONMENT | _passed_on(),
                    start_new_session=True,  # Ctrl-C in the terminal is the parent's affair
                )
            except OSError as error:
                ours.close()
                raise SandboxError("no-worker", str(error)) from error
        self._control = Control(ours)

    def close(self) -> None:
        """Ends the worker and whatever child it has.  Safe to call twice."""
        process, control = self._process, self._control
        self._process = self._control = self._hello = None
        if control is not None:
            control.close()
        if process is not None:
            process.kill()
            process.wait()
            if process.stderr is not None:
                process.stderr.close()

    def capabilities(self) -> Capabilities:
        """What the worker and its last child could do; waits until the worker is up."""
        hello = self._greet()
        return Capabilities(hello["python"], hello["numpy"], hello["steps"], self._child_steps)

    def run(self, job: bytes, parts: int) -> ChildResult:
        """Runs a job in a child of its own; each of its `parts` sends one frame, within the wall-clock limit."""
        control = self._up()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with ours:
            with theirs:
                request = {"memory": self.limits.memory, "cpu": self.limits.cpu * parts + 1}
                try:
                    socket.send_fds(control.socket, [json.dumps(request).encode()], [theirs.fileno()])
                except OSError as error:
                    raise self._failed("worker-gone", error) from error
            descriptors: list[int] = []
            kill = _killer(descriptors, self.close)
            try:
                descriptors += self._answer(self.limits.start)[1]
                result = self._talk(ours, job, parts, kill)
                end = self._reap(kill)
            except BaseException:
                kill()
                self.close()  # a later job must not read this child's end
                raise
            finally:
                for descriptor in descriptors:
                    os.close(descriptor)
        if not end:  # there was no finer way to kill the child than to end the worker
            return result
        return _with_status(result, end["status"], end["cpu"] >= request["cpu"] - 0.5)

    def _talk(self, ours: socket.socket, job: bytes, parts: int, kill: Callable[[], None]) -> ChildResult:
        stream = Stream(ours)
        largest = 2 * self.limits.output
        frames: list[Frame] = []
        try:
            ready = stream.frame(self.limits.start, LONGEST_HEADER)
            if ready is None or "ready" not in ready.header:
                detail = "" if ready is None else str(ready.header)[:2000]
                raise SandboxError("no-child", detail)
            self._child_steps = ready.header["ready"]
            stream.send(job, self.limits.wall)
            while True:
                frame = stream.frame(self.limits.wall, largest)
                if frame is None:
                    return ChildResult(tuple(frames), End.EXIT)
                header = frame.header
                if not isinstance(header, dict):
                    raise WireError("the header is no object")
                if header.get("done"):
                    return ChildResult(tuple(frames), End.DONE)
                if "broken" in header:
                    return ChildResult(tuple(frames), End.BROKEN, str(header["broken"]))
                if len(frames) == parts:
                    raise WireError("more frames than parts")  # a flood is cut off before it fills our memory
                frames.append(frame)
        except TimeoutError:
            kill()
            return ChildResult(tuple(frames), End.WALL)
        except WireError as error:
            kill()
            return ChildResult(tuple(frames), End.GARBAGE, str(error))
        except OSError as error:
            kill()
            return ChildResult(tuple(frames), End.EXIT, str(error))

    def _reap(self, kill: Callable[[], None]) -> dict[str, Any]:
        """How the child ended, by the worker's account; {} if the worker had to be ended with it.

        A child that said its last word and does not leave is killed: what it says of itself is not believed.
        """
        control = self._control
        if control is None:
            return {}
        try:
            return control.receive(_LEAVE)[0]
        except TimeoutError:
            kill()
        except (OSError, ValueError) as error:
            raise self._failed("worker-gone", error) from error
        return self._answer(_GRACE)[0] if self._control is not None else {}

    def _up(self) -> Control:
        self.start()
        self._greet()
        if self._control is None:
            raise SandboxError("closed")
        return self._control

    def _greet(self) -> dict[str, Any]:
        if self._hello is None:
            self.start()
            hello, _ = self._answer(self.limits.start)
            if hello["python"] != platform.python_version():
                self.close()
                raise SandboxError("other-python", f"{hello['python']} instead of {platform.python_version()}")
            self._hello = hello
        return self._hello

    def _answer(self, seconds: float) -> tuple[dict[str, Any], list[int]]:
        control = self._control
        if control is None:
            raise SandboxError("closed")
        try:
            return control.receive(seconds)
        except (OSError, ValueError) as error:
            raise self._failed("worker-gone", error) from error

    def _failed(self, code: str, error: Exception) -> SandboxError:
        """A SandboxError with the last words of the worker, which is ended."""
        words = str(error) or type(error).__name__
        process = self._process
        if process is not None and process.stderr is not None:
            process.kill()
            process.wait()
            words = process.stderr.read()[-2000:].decode(errors="replace").strip() or words
        self.close()
        return SandboxError(code, words)


def _passed_on() -> dict[str, str]:
    """What the worker needs of our environment to be the same Python."""
    return {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}


def _killer(descriptors: list[int], last_resort: Callable[[], None]) -> Callable[[], None]:
    """What kills a child: a signal through its pidfd; where there is none, the end of the whole worker."""

    def kill() -> None:
        if descriptors and hasattr(signal, "pidfd_send_signal"):
            try:
                signal.pidfd_send_signal(descriptors[0], signal.SIGKILL)
            except ProcessLookupError:
                return
            except PermissionError:  # it is another user by now, and ours may not end that one's processes
                last_resort()
        else:
            last_resort()

    return kill


def _with_status(result: ChildResult, status: int, spent: bool) -> ChildResult:
    """The result with what the wait status adds to it; `spent` says that the child had used up its CPU time."""
    if result.end is not End.EXIT:
        return result
    code = os.waitstatus_to_exitcode(status)
    if code == -signal.SIGXCPU or (code == -signal.SIGKILL and spent):
        return ChildResult(result.frames, End.CPU)
    if code < 0:
        return ChildResult(result.frames, End.SIGNAL, signal.Signals(-code).name)
    return ChildResult(result.frames, End.EXIT, str(code))
