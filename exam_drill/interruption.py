"""Signals that ask the program to end, as exceptions, so that on the way out everything is closed.

Ctrl-C           ─▶ SIGINT  ─▶ KeyboardInterrupt
kill, a service  ─▶ SIGTERM ─▶ Interrupted(SIGTERM)     where nobody else has a handler for it, nor ignores it (nohup)
a closed window  ─▶ SIGHUP  ─▶ Interrupted(SIGHUP)
"""

from __future__ import annotations

import math
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

HANGUP = 1  # SIGHUP, also where there is none
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # Windows lacks the last one
_DEFAULTS = (signal.SIG_DFL, signal.default_int_handler)
_CLEANUP = 5.0  # seconds in which a further signal does not disturb what the first one has begun
_SOON = 0.02  # seconds


class Interrupted(BaseException):
    """A signal other than SIGINT asks to end; `number` says which.  No Exception: nobody handles it on the way."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Signals:
    """Turns signals into exceptions of the main thread; `number` is the last one that was, None if none was."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.number: int | None = None
        self._clock = clock
        self._last = -math.inf
        self._on = False

    @contextmanager
    def raised(self) -> Iterator[None]:
        """While this is open, a signal is raised; then the handlers are again what they were."""
        if threading.current_thread() is not threading.main_thread():
            yield  # only the main thread may have handlers
            return
        before, self._unraisable = {}, sys.unraisablehook
        self._on = True
        try:
            sys.unraisablehook = self._again
            for number in (getattr(signal, name) for name in _NAMES if hasattr(signal, name)):
                handler = signal.getsignal(number)
                if handler in _DEFAULTS:
                    before[number] = handler
                    signal.signal(number, self._raise)
            yield
        finally:
            self._on = False  # what was asked to end has ended
            for number, handler in before.items():
                signal.signal(number, handler)
            sys.unraisablehook = self._unraisable

    def _raise(self, number: int, _: FrameType | None) -> None:
        now = self._clock()
        if not self._on or now - self._last < _CLEANUP:
            return
        self._last, self.number = now, number
        raise KeyboardInterrupt if number == signal.SIGINT else Interrupted(number)

    def _again(self, lost: sys.UnraisableHookArgs) -> None:
        """Has a signal raised once more that came where Python drops exceptions, as in a finalizer."""
        if self.number is not None and _is_import(lost):
            return
        if self.number is None or not isinstance(lost.exc_value, KeyboardInterrupt | Interrupted):
            self._unraisable(lost)
            return
        self._last = -math.inf
        timer = threading.Timer(_SOON, self._send, (self.number,))
        timer.daemon = True
        timer.start()

    def _send(self, number: int) -> None:
        if not self._on:
            return
        if sys.platform == "win32":
            signal.raise_signal(number)
        else:
            signal.pthread_kill(threading.main_thread().ident or 0, number)  # wakes it up where it waits


def _is_import(lost: sys.UnraisableHookArgs) -> bool:
    """Whether this tells only that an import was interrupted between opening a module's file and reading it."""
    name = getattr(lost.object, "name", None)
    return isinstance(lost.exc_value, ResourceWarning) and str(name).endswith((".py", ".pyc"))
