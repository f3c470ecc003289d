"""Frames through the pipes of a process, on systems that cannot wait for a pipe with a time limit.

A thread reads what the process writes, up to a few megabytes ahead of who takes it; another one writes each job.
"""

from __future__ import annotations

import contextlib
import io
import os
import threading
from subprocess import Popen

from exam_drill.sandbox.channels import Frames

_MOST_UNREAD = 4 << 20  # bytes; then the process has to wait
_CHUNK = 1 << 16
_LEAVE = 1.0  # seconds for a thread to see that its process has ended


class Inbox:
    """What comes out of a pipe.  It is the thread that closes the pipe: nobody else can while it reads."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._unread = bytearray()
        self._ended = self._closed = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._fill, daemon=True)
        self._thread.start()

    def take(self, size: int, seconds: float) -> bytes | None:
        """At most `size` bytes, b"" at the end; None if nothing comes in time."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._unread or self._ended, seconds):
                return None
            taken = bytes(self._unread[:size])
            del self._unread[:size]
            self._changed.notify_all()
            return taken

    def close(self) -> None:
        """What still comes is thrown away."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._thread.join(_LEAVE)

    def _fill(self) -> None:
        try:
            while True:
                try:
                    data = os.read(self._descriptor, _CHUNK)
                except OSError:
                    data = b""
                with self._changed:
                    self._changed.wait_for(lambda: self._closed or len(self._unread) < _MOST_UNREAD)
                    self._ended = not data
                    if not self._closed:
                        self._unread += data
                    self._changed.notify_all()
                    if self._ended:
                        return
        finally:
            os.close(self._descriptor)


class Pipes(Frames):
    """Frames from and to the standard streams of a process, which were opened without buffers."""

    def __init__(self, process: Popen[bytes]) -> None:
        super().__init__()
        if process.stdin is None or process.stdout is None:
            raise ValueError("not started with pipes")
        self._process, self._out = process, process.stdin
        with process.stdout as pipe:
            self._inbox = Inbox(os.dup(pipe.fileno()))

    def send(self, data: bytes, seconds: float) -> None:
        """Sends all of it; OSError, among them TimeoutError, if the other side does not take it."""
        failures: list[OSError] = []
        thread = threading.Thread(target=self._write, args=(data, failures), daemon=True)
        thread.start()
        thread.join(max(seconds, 0.0))
        if thread.is_alive():
            raise TimeoutError
        for failure in failures:
            raise failure

    def is_open(self) -> bool:
        """Whether the process is there."""
        return self._process.poll() is None

    def hang_up(self) -> None:
        """From another thread: the process ends, and with it what comes from it."""
        with contextlib.suppress(OSError):
            self._process.kill()

    def close(self) -> None:
        """Lets go of both pipes; the process must have ended.  Safe to call twice."""
        self._inbox.close()
        with contextlib.suppress(OSError):
            self._out.close()

    def _some(self, size: int, seconds: float) -> bytes | None:
        return self._inbox.take(size, seconds)

    def _write(self, data: bytes, failures: list[OSError]) -> None:
        left = memoryview(data)
        try:
            while left:
                left = left[os.write(self._out.fileno(), left[: io.DEFAULT_BUFFER_SIZE * 8]) :]
        except (OSError, ValueError) as error:  # ValueError: it was closed meanwhile
            failures.append(error if isinstance(error, OSError) else OSError(str(error)))
