"""The parent's side of the worker: starting it, having it fork a child for each job, and ending that child.

`Worker.begin` hands a job to a child and returns at once; the `Running` job gives the frames as they come, and then
how the child ended.  That a child ended badly is a result; `SandboxError` is raised only where our own machinery
failed: the worker does not start, does not answer, or cannot bring up a child.

While children work, the next one is asked for, so that it is confined and waits when the next job comes.
"""

from __future__ import annotations

import json
import os
import platform
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol

from exam_drill.sandbox.channels import Control, Stream, last_words
from exam_drill.sandbox.child import Child, ChildEnd, DeadlineError, End, SandboxError, time_left, with_status
from exam_drill.sandbox.launch import launch
from exam_drill.sandbox.limits import Limits
from exam_drill.sandbox.wire import Frame

_LEAVE = 1.0  # seconds for a child that is through to be gone, where it cannot be killed
_GRACE = 5.0  # seconds for the worker to say how a killed child ended
_STOPPED = ChildEnd(End.GARBAGE, "stopped")
_USUAL_PARTS = 16  # of a job: a child that waits is made for as many at least


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a worker told of itself: versions, and each step of confinement with "" or why it did not apply."""

    python: str
    numpy: str
    worker_steps: Mapping[str, str]
    child_steps: Mapping[str, str]
    kind: str = "forked"  # or "spawned": how children come to be


class Worker:
    """One worker process, used by one thread.  A context manager: leaving it ends the process.

    Where children cannot leave processes behind, jobs may be at work at the same time, each in its own child.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.deadline: float | None = None  # of `time.monotonic`: jobs end there with DeadlineError
        self._process: subprocess.Popen[bytes] | None = None
        self._control: Control | None = None
        self._hello: dict[str, Any] | None = None
        self._child_steps: Mapping[str, str] = {}
        self._waiting: Child | None = None  # asked for; not yet in use
        self._at_work: set[Child] = set()  # all of this process
        self._thread = 0  # that begins jobs
        # What the worker has still to say, in order: of a child that it is up (that child), or how one ended (None).
        self._unsaid: deque[Child | None] = deque()
        self._killed: list[int] = []  # children that the worker is to bury, of which it is told with the next request
        self._changing = threading.RLock()  # what there is, for `close` may come from another thread at any moment

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
        try:
            launched = launch(self.limits.layers)
        except OSError as error:
            raise SandboxError("no-worker", str(error)) from error
        self._process, self._control = launched.process, Control(launched.control)
        try:
            self._have_waiting(_USUAL_PARTS)
        except BaseException:
            self.close()  # a signal may come in the midst of it, and nobody has us to close yet
            raise

    def close(self) -> None:
        """Ends the worker and whatever child it has.  Safe to call twice, and from another thread."""
        with self._changing:
            process, control = self._process, self._control
            self._process = self._control = self._hello = None
            waiting, self._waiting = self._waiting, None
            at_work, self._at_work = self._at_work, set()
            self._unsaid.clear()
            self._killed.clear()
        if process is not None:
            process.kill()
        if control is not None:
            control.close()
        if process is not None:
            process.wait()
            if process.stderr is not None:
                process.stderr.close()
        if waiting is not None:
            waiting.close()
        for child in at_work if self._thread == threading.get_ident() else ():
            child.close()  # else the thread whose job it is may wait for it: it is told by its end, and closes it

    def interrupt(self) -> None:
        """From another thread: the deadline has come, and the children at work end at once.  The worker stays."""
        self.deadline = time.monotonic()
        for child in tuple(self._at_work):
            child.hang_up()

    def capabilities(self) -> Capabilities:
        """What the worker and its last child could do; waits until the worker is up."""
        hello = self._greet()
        return Capabilities(hello["python"], hello["numpy"], hello["steps"], self._child_steps)

    def begin(self, job: bytes, parts: int) -> Running:
        """Hands a job to a child of its own; each of its `parts` sends one frame, within the wall-clock limit.

        The one before must have ended, unless jobs `can_overlap`.
        """
        self.check_deadline()
        self._thread = threading.get_ident()
        child = None
        try:
            child = self._child(parts)
            self._at_work.add(child)
            ended = child.send(job, parts, 2 * self.limits.output, self._time_left)
            if self.can_overlap:
                self._have_waiting(parts)
        except BaseException:
            if child is not None:
                child.close()
            self.close()  # a later job must not meet this child, nor what the worker still says of another one
            raise
        return Running(self, child, ended)

    @property
    def can_overlap(self) -> bool:
        """Whether a child may be there, waiting or at work, beside another one: if none can leave a process behind.

        Else the worker ends whatever is there after each child.
        """
        return self._child_steps.get("system calls") == ""

    def finish(self, child: Child, end: ChildEnd) -> ChildEnd:
        """Ends a job's child for good, and tells how it ended; then, at the latest, the next one is on its way.

        What it says of its own end is not believed, nor waited for: it is killed.  SandboxError if it ended with its
        worker, which says nothing of its job: another one may have been to blame.
        """
        if child not in self._at_work:
            child.kill()
            child.close()
            self.check_deadline()
            raise SandboxError("worker-gone", "another job ended it")
        self._at_work.discard(child)
        try:
            account = self._end(child, wanted=end.end is not End.DONE)
            end = with_status(end, account, child.cpu)
            if self._control is not None and self._waiting is None:
                self._have_waiting(child.parts)
        except BaseException:
            self.close()
            raise
        if end.end is not End.DONE:
            self.check_deadline()
        return end

    def _time_left(self) -> float:
        # A job may have begun before the deadline was put off: it is the present one that counts.
        return time_left(self.limits.wall, self.deadline)

    def check_deadline(self) -> None:
        """DeadlineError if the deadline has come."""
        if self.deadline is not None and time.monotonic() >= self.deadline:
            raise DeadlineError

    def _child(self, parts: int) -> Child:
        """A child that is confined and waits for a job: the one that was asked for, if it will do, or a new one."""
        self._greet()
        child, self._waiting = self._waiting or self._ask(parts), None
        self._meet(child)
        if child.parts < parts or not child.is_there():
            self._end(child, wanted=False)
            child = self._ask(parts)
            self._meet(child)
        self._child_steps = child.steps
        return child

    def _have_waiting(self, parts: int) -> None:
        """Asks for the child of the next job."""
        child = self._ask(parts)
        with self._changing:
            if child in self._unsaid:
                self._waiting = child
                return
        child.close()  # the worker was closed from another thread, which did not see this one

    def _ask(self, parts: int) -> Child:
        """Asks the worker for a child that may run a job of as many parts."""
        parts = max(parts, _USUAL_PARTS)
        cpu = self.limits.cpu * parts + 1
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        child = Child(Stream(ours), parts, cpu)
        with theirs:
            try:
                self._unsaid.append(child)
                wanted = {"memory": self.limits.memory, "cpu": cpu}
                self._request(wanted, *self._burials(), descriptors=[theirs.fileno()])
            except BaseException:
                child.close()
                self.close()  # whether it was asked for is not known
                raise
        return child

    def _burials(self) -> list[Mapping[str, Any]]:
        """Requests to bury the children that were killed: nothing is said of their ends."""
        killed, self._killed = self._killed, []
        return [{"bury": number} for number in killed]

    def _request(self, *requests: Mapping[str, Any], descriptors: list[int]) -> None:
        """Sends all of them at once: each time the worker is woken costs more than what it does then."""
        control = self._control
        if control is None:
            raise SandboxError("closed")
        lines = b"".join(json.dumps(request).encode() + b"\n" for request in requests)
        try:
            socket.send_fds(control.socket, [lines], descriptors)
        except OSError as error:
            raise self._failed("worker-gone", error) from error

    def _meet(self, child: Child) -> None:
        try:
            try:
                while child in self._unsaid:
                    self._hear(self.limits.start)
            except TimeoutError as error:
                raise self._failed("no-answer", error) from error
            child.meet(self.limits.start)
        except BaseException:
            child.close()
            self.close()  # what it says later would be taken for another child's word
            raise

    def _end(self, child: Child, wanted: bool) -> Mapping[str, Any]:
        """Ends a child that was met; how it ended by the worker's account, if it is wanted.

        {} if it is not, or if the worker had to be ended with the child.
        """
        killed = child.kill()
        child.close()
        if self._control is None:
            return {}
        if killed and not wanted and self.can_overlap:
            self._killed.append(child.number)
            return {}
        hunt = self._waiting is None and not self._at_work
        self._request(*self._burials(), {"reap": child.number, "hunt": hunt}, descriptors=[])
        self._unsaid.append(None)
        if killed and not wanted:
            return {}  # heard later
        try:
            while True:
                account = self._hear(_GRACE if killed else _LEAVE)
                if None not in self._unsaid:
                    return account
        except TimeoutError:
            self.close()  # there was no finer way to end the child
            return {}

    def _hear(self, seconds: float) -> Mapping[str, Any]:
        """The next word of the worker; TimeoutError if it does not come."""
        control = self._control
        if control is None:
            raise SandboxError("closed")
        try:
            message, descriptors = control.receive(seconds)
        except TimeoutError:
            raise
        except (OSError, ValueError) as error:
            control.close()
            raise self._failed("worker-gone", error) from error
        with self._changing:
            closed = not self._unsaid  # from another thread
            child = None if closed else self._unsaid.popleft()
        if child is not None:
            child.adopt(message.get("pid", 0), descriptors)
        else:
            for descriptor in descriptors:
                os.close(descriptor)
        if closed:
            control.close()  # once more: what came meanwhile is in it
            raise SandboxError("closed")
        return message

    def _greet(self) -> dict[str, Any]:
        hello = self._hello
        if hello is None:
            self.start()
            try:
                hello, process = self._hello_of_worker(), self._process
                if process is None or process.poll() is not None:
                    # Its guard was killed before it could take the worker with it, and nobody would end this one.
                    raise self._failed("worker-gone", OSError("the guard has ended"))
                if hello["python"] != platform.python_version():
                    raise SandboxError("other-python", f"{hello['python']} instead of {platform.python_version()}")
                self._hello = hello
            except BaseException:
                self.close()  # its greeting comes once
                raise
        return hello

    def _hello_of_worker(self) -> dict[str, Any]:
        control = self._control
        if control is None:
            raise SandboxError("closed")
        try:
            hello = control.receive(self.limits.start)[0]
            if not {"python", "numpy", "steps"} <= hello.keys() or not isinstance(hello["steps"], dict):
                raise ValueError("no greeting")
        except TimeoutError as error:
            raise self._failed("no-answer", error) from error
        except (OSError, ValueError) as error:
            raise self._failed("worker-gone", error) from error
        return hello

    def _failed(self, code: str, error: Exception) -> SandboxError:
        """A SandboxError with the last words of the worker, which is ended."""
        words = str(error) or type(error).__name__
        process = self._process
        if process is not None and process.stderr is not None:
            process.kill()
            process.wait()
            words = last_words(process.stderr) or words
        self.close()
        return SandboxError(code, words)


class Employer(Protocol):
    """Who started a child, and is told of its end."""

    def finish(self, child: Child, end: ChildEnd) -> ChildEnd:
        """Ends a job's child for good, and tells how this one ended."""

    def close(self) -> None:
        """Ends everything, because a job was left in the middle."""


class Running:
    """A job in its child: the frames as they come, then the end.  A context manager: leaving it ends the child."""

    def __init__(self, worker: Employer, child: Child, ended: ChildEnd | None = None) -> None:
        self._worker, self._child = worker, child
        self._ended = worker.finish(child, ended) if ended is not None else None

    def __enter__(self) -> Running:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._ended is None:
            self._ended = _STOPPED
            self._child.kill()
            self._child.close()
            self._worker.close()  # in the midst of a job the worker cannot be used for another one

    def stop(self) -> None:
        """Ends the child, whatever it is doing; if that fails, the worker with it."""
        if self._ended is None:
            self._ended = _STOPPED
            with suppress(SandboxError, DeadlineError):
                self._worker.finish(self._child, _STOPPED)

    def next(self) -> Frame | ChildEnd:
        """The next frame; once the child has ended, how.  DeadlineError if it was ended for the worker's deadline."""
        if self._ended is not None:
            return self._ended
        try:
            found = self._child.next()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        if isinstance(found, ChildEnd):
            self._ended = _STOPPED  # from here on it is the worker's to end, and a deadline leaves that one in order
            found = self._ended = self._worker.finish(self._child, found)
        return found
