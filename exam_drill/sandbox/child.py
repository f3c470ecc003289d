"""One child of the worker, seen from the parent: what it says, how it ends, and its end if it does not come by itself.

ready ◀─ the child is confined and has seen nothing yet
job   ─▶
frame ◀─ one a part, each within the wall-clock limit
done  ◀─ and its end: killed, whatever it would still do
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from exam_drill.sandbox.channels import Frames
from exam_drill.sandbox.wire import LONGEST_HEADER, Frame, WireError


class SandboxError(RuntimeError):
    """Our own machinery failed, so nothing was judged: a stable code and details for the report."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}" if self.detail else self.code


class DeadlineError(RuntimeError):
    """The time for all jobs together is over, so this one was not judged."""


class End(StrEnum):
    """How a child ended, seen from outside."""

    DONE = "done"  # it said that it was through
    WALL = "wall"  # it was killed for its time
    CPU = "cpu"
    SIGNAL = "signal"
    EXIT = "exit"  # it left before it was through
    BROKEN = "broken"  # the runner inside it was broken by what it ran
    GARBAGE = "garbage"  # what it sent cannot be read


@dataclass(frozen=True, slots=True)
class ChildEnd:
    """How a child ended, with details (the signal's name, the exit code, a traceback)."""

    end: End
    detail: str = ""


class Child:
    """A child that was asked for; it may be up or not yet."""

    def __init__(self, stream: Frames, parts: int, cpu: int) -> None:
        self.parts, self.cpu = parts, cpu
        self.number = 0  # by which the worker knows it, once it is up
        self.steps: Mapping[str, str] = {}
        self.told: Mapping[str, Any] = {}  # what it said when it was ready
        self._stream = stream
        self._descriptors: list[int] = []
        self._left = 0
        self._largest = 0
        self._seconds: Callable[[], float] = lambda: 0.0

    def adopt(self, number: int, descriptors: list[int]) -> None:
        """Takes the worker's number of the child, and the pidfd by which it can be ended, if there is one."""
        self.number = number
        self._descriptors += descriptors

    def meet(self, seconds: float) -> None:
        """Waits until the child says that it is confined, if it has not yet; SandboxError if it does not."""
        if self.told:
            return
        try:
            ready = self._stream.frame(seconds, LONGEST_HEADER)
        except TimeoutError as error:
            raise SandboxError("no-answer") from error
        except (OSError, WireError) as error:
            raise SandboxError("no-child", str(error) or type(error).__name__) from error
        if ready is None or not isinstance(ready.header, dict) or not isinstance(ready.header.get("ready"), dict):
            raise SandboxError("no-child", "" if ready is None else str(ready.header)[:2000])
        self.told = ready.header
        self.steps = {**ready.header["ready"], **self.steps}

    def is_there(self) -> bool:
        """Whether a child that was met and has no job yet is still waiting for one."""
        return self._stream.is_open()

    def send(self, job: bytes, parts: int, largest: int, seconds: Callable[[], float]) -> ChildEnd | None:
        """Hands the job over.  Each of its `parts` sends one frame of at most `largest` bytes, in time.

        `seconds` gives the time that the next frame has.  The end of the child if it ended instead.
        """
        self._left, self._largest, self._seconds = parts, largest, seconds
        try:
            self._stream.send(job, seconds())
        except TimeoutError:
            return ChildEnd(End.WALL)
        except OSError as error:
            return ChildEnd(End.EXIT, str(error))
        return None

    def next(self) -> Frame | ChildEnd:
        """The next frame of the job, or how the child ended; what the wait status adds is not in it."""
        try:
            frame = self._stream.frame(max(self._seconds(), 0.0), self._largest)
            if frame is None:
                return ChildEnd(End.EXIT)
            header = frame.header
            if not isinstance(header, dict):
                raise WireError("the header is no object")
            if header.get("done"):
                return ChildEnd(End.DONE)
            if "broken" in header:
                return ChildEnd(End.BROKEN, str(header["broken"])[:2000])
            if self._left == 0:
                raise WireError("more frames than parts")  # a flood is cut off before it fills our memory
        except TimeoutError:
            return ChildEnd(End.WALL)
        except WireError as error:
            return ChildEnd(End.GARBAGE, str(error))
        except OSError as error:
            return ChildEnd(End.EXIT, str(error))
        self._left -= 1
        return frame

    def hang_up(self) -> None:
        """From another thread: whoever waits for the child is told that it has ended, and ends it."""
        self._stream.hang_up()

    def kill(self) -> bool:
        """Ends the child by its pidfd; whether that could be done, or it has ended already."""
        if not self._descriptors or not hasattr(signal, "pidfd_send_signal"):
            return False
        try:
            signal.pidfd_send_signal(self._descriptors[0], signal.SIGKILL)
        except ProcessLookupError:
            return True
        except OSError:  # it is another user by now, and ours may not end that one's processes
            return False
        return True

    def close(self) -> None:
        """Closes the stream and the descriptors.  Safe to call twice."""
        self._stream.close()
        while self._descriptors:
            os.close(self._descriptors.pop())


def with_status(end: ChildEnd, account: Mapping[str, Any], cpu: int) -> ChildEnd:
    """The end with what the worker's account of the wait status adds to it."""
    try:
        code, spent = os.waitstatus_to_exitcode(account["status"]), float(account["cpu"])
    except (KeyError, TypeError, ValueError, OverflowError):  # the worker did not say
        return end
    return with_code(end, code, spent, cpu)


def with_code(end: ChildEnd, code: int, spent: float, cpu: int) -> ChildEnd:
    """The end with what the exit code adds to it, below 0 for a signal, and the seconds of CPU time that were spent."""
    if end.end is not End.EXIT:
        return end
    name = _signal_name(-code) if code < 0 else str(code)
    if name == "SIGXCPU" or (name == "SIGKILL" and spent >= cpu - 0.5):
        return ChildEnd(End.CPU)
    return ChildEnd(End.SIGNAL if code < 0 else End.EXIT, name)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:  # most of the real-time ones have none
        return f"SIG{number}"


def time_left(limit: float, deadline: float | None) -> float:
    """The seconds that the next frame has: the limit, or what is left until the deadline."""
    return limit if deadline is None else min(limit, deadline - time.monotonic())
