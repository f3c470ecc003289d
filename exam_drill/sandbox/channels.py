"""What the parent talks through: to the worker, and to the child of the moment."""

from __future__ import annotations

import json
import os
import select
import socket
import time
from abc import ABC, abstractmethod
from contextlib import suppress
from typing import IO, Any

from exam_drill.sandbox.wire import Frame, read_frame

_LONGEST_LINE = 1 << 20  # bytes of one message of a worker


class Control:
    """The control socket: one JSON object a line, descriptors beside it."""

    def __init__(self, control: socket.socket) -> None:
        self.socket = control
        self._unread = b""
        self._descriptors: list[int] = []

    def receive(self, seconds: float) -> tuple[dict[str, Any], list[int]]:
        """The next message and the descriptors that belong to it, as many as it says under `descriptors`.

        OSError at the end of the stream or of the time, ValueError for what is no message.  Messages that come at once
        bring their descriptors at once.
        """
        end = time.monotonic() + seconds
        while b"\n" not in self._unread:
            self.socket.settimeout(max(end - time.monotonic(), 0.001))
            data, descriptors, _, _ = socket.recv_fds(self.socket, 65536, 4)
            self._descriptors += descriptors
            if not data:
                raise OSError("the worker has ended")
            self._unread += data
            if len(self._unread) > _LONGEST_LINE:
                raise ValueError("no end of the line")
        line, _, self._unread = self._unread.partition(b"\n")
        try:
            message = json.loads(line)
        except RecursionError:
            raise ValueError("nested too deeply") from None
        count = message.get("descriptors", 0) if isinstance(message, dict) else None
        if not isinstance(count, int) or count < 0:
            raise ValueError("no message")
        taken, self._descriptors = self._descriptors[:count], self._descriptors[count:]
        return message, taken

    def close(self) -> None:
        """Closes the socket and every descriptor that nobody took.  Safe to call twice."""
        self.socket.close()
        while self._descriptors:
            os.close(self._descriptors.pop())


_LONGEST_WORDS = 500  # characters
_GRACE = 1.0  # seconds to read what has already come
_AHEAD = 1 << 16  # bytes that are read if they are there, beyond what was asked for


class Frames(ABC):
    """Frames from a child; each must have come within its time, however slowly its bytes drip.

    What has come is taken in one piece, also if it is more than one frame.
    """

    def __init__(self) -> None:
        self._end = 0.0
        self._graced = False
        self._unread = bytearray()

    def frame(self, seconds: float, largest: int) -> Frame | None:
        """The next frame as `wire.read_frame`; TimeoutError if it is not whole in time."""
        self._end, self._graced = time.monotonic() + seconds, False
        return read_frame(self._read, largest)

    @abstractmethod
    def send(self, data: bytes, seconds: float) -> None:
        """Sends all of it; OSError, among them TimeoutError, if the other side does not take it."""

    @abstractmethod
    def is_open(self) -> bool:
        """Whether the other side is there, if all that it sent was read."""

    @abstractmethod
    def hang_up(self) -> None:
        """From another thread: there is nothing more to come."""

    @abstractmethod
    def close(self) -> None:
        """Lets go of it.  Safe to call twice."""

    @abstractmethod
    def _some(self, size: int, seconds: float) -> bytes | None:
        """At most `size` bytes, b"" at the end; None if nothing comes in time."""

    def _read(self, size: int) -> bytes:
        unread = self._unread
        while len(unread) < size:
            # What has come is read even if the time is over: it may have been us who slept (Ctrl-Z, a closed lid).
            left = self._end - time.monotonic()
            if left <= 0 and not self._graced:
                self._graced, left = True, 0.0
                self._end = time.monotonic() + _GRACE
            chunk = None if left < 0 else self._some(min(max(size - len(unread), _AHEAD), 1 << 20), left)
            if chunk is None:
                raise TimeoutError
            if not chunk:
                break
            unread += chunk
        data = bytes(unread[:size])
        del unread[:size]
        return data


class Stream(Frames):
    """Frames through a socket."""

    def __init__(self, job_socket: socket.socket) -> None:
        super().__init__()
        self.socket = job_socket

    def send(self, data: bytes, seconds: float) -> None:
        """Sends all of it; OSError, among them TimeoutError, if the other side does not take it."""
        # The deadline may have come meanwhile, and 0 would mean another thing.
        self.socket.settimeout(max(seconds, 0.001))
        self.socket.sendall(data)
        self.socket.settimeout(None)  # with one, Python waits before each call, also for what is there

    def is_open(self) -> bool:
        """Whether the other side is there, if all that it sent was read."""
        try:
            return bool(self.socket.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT))
        except BlockingIOError:
            return True
        except OSError:
            return False

    def hang_up(self) -> None:
        """From another thread: there is nothing more to come."""
        with suppress(OSError):  # it has just been closed
            self.socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Closes the socket.  Safe to call twice."""
        self.socket.close()

    def _some(self, size: int, seconds: float) -> bytes | None:
        with suppress(BlockingIOError):  # the usual case: it has come
            return self.socket.recv(size, socket.MSG_DONTWAIT)
        return self.socket.recv(size) if select.select([self.socket], [], [], seconds)[0] else None


def last_words(errors: IO[bytes]) -> str:
    """The last line that a process wrote before it ended, without waiting for whoever else may still hold the pipe."""
    if errors.closed:  # from another thread
        return ""
    if hasattr(os, "set_blocking"):
        os.set_blocking(errors.fileno(), False)
    lines = (errors.read() or b"").decode(errors="replace").split("\n")
    return next((line.strip()[:_LONGEST_WORDS] for line in reversed(lines) if line.strip()), "")
