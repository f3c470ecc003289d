"""Hands that lose nothing: what goes down with a worker is done again.

    work ─▶ hands ─ it is gone with its worker ─▶ once more ─ again ─▶ here: each part in a process of its own
              └─ take nothing any more ─▶ processes of this machine take their place         └─ ends it ─▶ given up

That a worker died tells nothing of what was in it: the system may have been out of memory, or somebody pulled a plug.
Only what ends a process in which there is nothing else, again and again, is to blame.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Executor, Future, InvalidStateError, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

W = TypeVar("W")  # work
R = TypeVar("R")  # its result
W_contra = TypeVar("W_contra", contravariant=True)

_LOSSES = 2  # of work, before its parts are looked at one by one


class LostRepeatedlyError(RuntimeError):
    """Work was tried more than once by whoever had it, and each time the worker died."""


class Hands(Protocol[W_contra, R]):
    """Who does work; RuntimeError of `submit` (of which BrokenExecutor is one) if they take nothing any more."""

    def submit(self, work: W_contra, /) -> Future[R]:
        """A future for the result."""

    def close(self) -> None:
        """Ends what they do."""


class Called(Generic[W, R]):
    """The hands of an executor, which stays its owner's: it calls the function for each piece of work."""

    def __init__(self, executor: Executor, function: Callable[[W], R]) -> None:
        self._executor, self._function = executor, function

    def submit(self, work: W) -> Future[R]:
        """As the executor does."""
        return self._executor.submit(self._function, work)

    def close(self) -> None:
        """Leaves the executor as it is."""


@dataclass(frozen=True, slots=True)
class Trade(Generic[W, R]):
    """What has to be known of the work.

    How it is divided; what is left of it so many seconds later; what the results of its parts make together; why
    a result says that it was not done, though others might do it, or ""; and the result of an error that nobody mends.
    """

    divide: Callable[[W], Sequence[W]]
    later: Callable[[W, float], W]
    join: Callable[[Sequence[R]], R]
    why_lost: Callable[[R], str]
    failed: Callable[[Exception], R]


@dataclass(frozen=True, slots=True)
class Lost:
    """Work went down with a worker, or could not be done there; it is done again."""

    error: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """Nothing can be done any more where work was done; what is left is done here."""

    error: str


@dataclass(frozen=True, slots=True)
class Suspected:
    """Work was lost more than once, so its parts are done here, one by one."""


Incident = Lost | Replaced | Suspected


@dataclass(slots=True)
class _Task(Generic[W, R]):
    """Work on its way.  `losses` is how often it went down with a worker."""

    work: W
    begun: float  # a moment of the clock
    outer: Future[R]
    inner: Future[R] | None = None
    losses: int = 0


class Steady(Generic[W, R]):
    """Has work done by the hands `first`; its futures do not fail, for a failure is a result as well.

    `spare(n)` makes n processes on this machine that do the same, `spare(None)` as many as suit it.
    """

    def __init__(
        self,
        first: Hands[W, R],
        spare: Callable[[int | None], Hands[W, R]],
        trade: Trade[W, R],
        tell: Callable[[Incident], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._hands, self._spare, self._trade, self._tell, self._clock = first, spare, trade, tell, clock
        self._lock = threading.RLock()
        self._all = [first]  # those that were broken included
        self._alone: Hands[W, R] | None = None  # a single process, for suspects
        self._examiner = ThreadPoolExecutor(1, "exam-drill-suspects")  # its thread begins with the first suspect
        self._closed = False

    def submit(self, work: W) -> Future[R]:
        """A future for the result; RuntimeError after `close`."""
        if self._closed:
            raise RuntimeError("closed")
        task: _Task[W, R] = _Task(work, self._clock(), Future())
        self._start(task)
        task.outer.add_done_callback(partial(_pass_on, task))
        return task.outer

    def close(self) -> None:
        """Ends all that is done.  Safe to call twice."""
        with self._lock:
            self._closed = True
            hands = tuple(self._all)
        for one in hands:
            one.close()
        self._end_alone()
        self._examiner.shutdown(cancel_futures=True)

    def _start(self, task: _Task[W, R]) -> None:
        hands, work = self._hands, self._now(task)
        try:
            task.inner = hands.submit(work)
        except RuntimeError as error:
            task.inner = self._replace(hands, error).submit(work)
        if task.outer.cancelled():  # meanwhile
            task.inner.cancel()
        task.inner.add_done_callback(partial(self._ended, task))

    def _now(self, task: _Task[W, R]) -> W:
        return self._trade.later(task.work, self._clock() - task.begun)

    def _replace(self, broken: Hands[W, R], error: RuntimeError) -> Hands[W, R]:
        """The hands in place of those that take nothing any more."""
        with self._lock:
            if self._closed:
                raise error
            if self._hands is broken:
                self._hands = self._spare(None)
                self._all.append(self._hands)
                self._tell(Replaced(_words(error)))
            return self._hands

    def _ended(self, task: _Task[W, R], inner: Future[R]) -> None:
        if task.outer.cancelled():
            return
        error = CancelledError() if inner.cancelled() else inner.exception()
        if error is None and not self._trade.why_lost(inner.result()):
            settle(task.outer, inner.result())
        elif self._closed:
            task.outer.cancel()
        else:
            task.losses += _LOSSES if isinstance(error, LostRepeatedlyError) else 1
            why = self._trade.why_lost(inner.result()) if error is None else _words(error)
            self._tell(Lost(why))
            self._again(task)

    def _again(self, task: _Task[W, R]) -> None:
        try:
            if task.losses < _LOSSES:
                self._start(task)
            else:
                self._tell(Suspected())
                self._examiner.submit(self._examine, task).add_done_callback(partial(_never_begun, task.outer))
        except Exception as error:
            settle(task.outer, self._trade.failed(error))

    def _examine(self, task: _Task[W, R]) -> None:
        """Does the work part by part, each in a process in which there is nothing else."""
        begun, parts = self._clock(), []
        try:
            for part in self._trade.divide(self._now(task)):
                parts.append(self._do_alone(self._trade.later(part, self._clock() - begun)))
            settle(task.outer, self._trade.join(parts))
        except CancelledError:
            task.outer.cancel()
        except Exception as error:
            settle(task.outer, self._trade.failed(error))

    def _do_alone(self, work: W) -> R:
        with self._lock:
            if self._closed:
                raise CancelledError
            if self._alone is None:
                self._alone = self._spare(1)
            alone = self._alone
        try:
            return alone.submit(work).result()
        except BaseException:
            self._end_alone()
            raise

    def _end_alone(self) -> None:
        with self._lock:
            alone, self._alone = self._alone, None
        if alone is not None:
            alone.close()


def _pass_on(task: _Task[W, R], outer: Future[R]) -> None:
    """Cancels what is done for a future that was cancelled, and tells those who wait for this one."""
    if outer.cancelled():
        if task.inner is not None:
            task.inner.cancel()
        outer.set_running_or_notify_cancel()


def _never_begun(outer: Future[Any], examination: Future[None]) -> None:
    if examination.cancelled():
        outer.cancel()


def settle(outer: Future[R], result: R) -> None:
    """Gives a future its result, if it has none."""
    with suppress(InvalidStateError):  # it was cancelled meanwhile
        outer.set_result(result)


def fail(outer: Future[Any], error: BaseException) -> None:
    """Gives a future its error, if it has no result."""
    with suppress(InvalidStateError):
        outer.set_exception(error)


def _words(error: BaseException) -> str:
    return str(error) or type(error).__name__
