"""Work that gives way: done in the thread of what is urgent, but never in its way.

send(work) ─▶ Future        behind what is waiting already
give_way() ─▶ what is at work is called off, and begun anew behind what comes now
future.cancel()             it is called off for good
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

Check = Callable[[], None]
_Found = TypeVar("_Found")


class CalledOffError(Exception):
    """What was begun is not wanted now."""


class Errands:
    """Hands work to one thread by `submit`.  `interrupt` makes what is at work there fail soon, from another thread."""

    def __init__(self, submit: Callable[[Callable[[], None]], object], interrupt: Callable[[], None]) -> None:
        self._submit, self._interrupt = submit, interrupt
        self._lock = threading.Lock()
        self._at_work: Future[Any] | None = None
        self._called_off = False

    def send(self, work: Callable[[Check], _Found]) -> Future[_Found]:
        """What the work will give; it is to call what it is given once an interruption can reach it."""
        future: Future[_Found] = Future()
        future.add_done_callback(self._left)
        self._submit(partial(self._run, future, work))
        return future

    def give_way(self) -> None:
        """Calls off what is at work; it is begun anew behind what waits by then."""
        with self._lock:
            self._call_off()

    def _left(self, future: Future[Any]) -> None:
        with self._lock:
            if future.cancelled() and self._at_work is future:
                self._call_off()

    def _call_off(self) -> None:
        if self._at_work is not None and not self._called_off:
            self._called_off = True
            self._interrupt()

    def _run(self, future: Future[_Found], work: Callable[[Check], _Found]) -> None:
        with self._lock:
            if future.cancelled():
                return
            self._at_work, self._called_off = future, False
        failure: BaseException | None = None
        try:
            found = work(self._check)
        except BaseException as error:
            failure = error
        with self._lock:
            self._at_work, called_off = None, self._called_off
        if failure is not None and called_off:
            if not future.cancelled():
                with suppress(RuntimeError):  # the thread takes no more
                    self._submit(partial(self._run, future, work))
            return
        if not future.set_running_or_notify_cancel():
            return
        if failure is not None:
            future.set_exception(failure)
        else:
            future.set_result(found)

    def _check(self) -> None:
        with self._lock:
            if self._called_off:
                raise CalledOffError
