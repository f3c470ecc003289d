"""An executor that loses nothing: what goes down with a worker is done again.

    work ─▶ the executor ─ is gone with its worker ─▶ once more ─ again ─▶ here: each part in a process of its own
                └─ takes nothing any more ─▶ a pool of processes here takes its place   └─ ends it ─▶ given up

That a worker died tells nothing of what was in it: the system may have been out of memory, or somebody pulled a plug.
Only what ends a process in which there is nothing else, twice, is to blame.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Executor, Future, InvalidStateError, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")
W = TypeVar("W")  # work
R = TypeVar("R")  # its result

_TOGETHER = 2  # losses of work before its parts are looked at one by one
_ALONE = 2  # losses of a part in a process of its own before it is given up


class LostRepeatedlyError(RuntimeError):
    """The executor has tried this more than once by itself, and each time the worker died."""


@dataclass(frozen=True, slots=True)
class Trade(Generic[W, R]):
    """What has to be known of the work.

    How it is divided; what is left of it so many seconds later; what the results of its parts make together; the result
    of a part that is given up, for the error that was seen; and which errors are answers that doing it again would not
    change.
    """

    divide: Callable[[W], Sequence[W]]
    later: Callable[[W, float], W]
    join: Callable[[Sequence[R]], R]
    give_up: Callable[[W, BaseException], R]
    is_final: Callable[[BaseException], bool]


@dataclass(frozen=True, slots=True)
class Replaced:
    """The executor takes nothing any more; what is left is done on this machine."""

    error: str


@dataclass(frozen=True, slots=True)
class Suspected:
    """Work was lost more than once, so its parts are done one by one."""


Incident = Replaced | Suspected


@dataclass(slots=True)
class _Task(Generic[W, R]):
    """Work on its way.  `losses` is how often it went down with a worker."""

    function: Callable[[W], R]
    work: W
    begun: float  # a moment of the clock
    outer: Future[R]
    inner: Future[R] | None = None
    losses: int = 0


class Steady(Executor, Generic[W, R]):
    """Has work done by the executor `first`, which stays its owner's.

    `spare(n)` makes a pool of n processes on this machine, `spare(None)` one of as many as suit it.
    """

    def __init__(
        self,
        first: Executor,
        spare: Callable[[int | None], Executor],
        trade: Trade[W, R],
        tell: Callable[[Incident], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._executor, self._is_ours = first, False
        self._spare, self._trade, self._tell, self._clock = spare, trade, tell, clock
        self._lock = threading.RLock()
        self._alone = _Alone(spare, trade)
        self._examiner = ThreadPoolExecutor(1, "exam-drill-suspects")  # its thread begins with the first suspect
        self._closed = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """A future for what the function makes of its one argument, the work."""
        if self._closed:
            raise RuntimeError("cannot schedule new futures after shutdown")
        (work,) = args
        task: _Task[W, R] = _Task(
            cast("Callable[[W], R]", partial(fn, **kwargs)), cast("W", work), self._clock(), Future()
        )
        self._start(task)
        task.outer.add_done_callback(partial(_pass_on, task))
        return cast("Future[T]", task.outer)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Ends what was started here; the executor that was handed in stays.  Safe to call twice."""
        with self._lock:
            self._closed = True
            ours = self._executor if self._is_ours else None
        if ours is not None:
            ours.shutdown(wait, cancel_futures=cancel_futures)
        if cancel_futures:
            self._alone.close()
        self._examiner.shutdown(wait, cancel_futures=cancel_futures)
        self._alone.close()

    def _start(self, task: _Task[W, R]) -> None:
        executor, work = self._executor, self._now(task)
        try:
            task.inner = executor.submit(task.function, work)
        except RuntimeError as error:  # BrokenExecutor is one
            task.inner = self._replace(executor, error).submit(task.function, work)
        if task.outer.cancelled():  # meanwhile
            task.inner.cancel()
        task.inner.add_done_callback(partial(self._ended, task))

    def _now(self, task: _Task[W, R]) -> W:
        return self._trade.later(task.work, self._clock() - task.begun)

    def _replace(self, broken: Executor, error: RuntimeError) -> Executor:
        """The executor in place of one that takes nothing any more."""
        with self._lock:
            if self._closed:
                raise error
            if self._executor is broken:
                if self._is_ours:
                    broken.shutdown(wait=False)
                self._executor, self._is_ours = self._spare(None), True
                self._tell(Replaced(str(error) or type(error).__name__))
            return self._executor

    def _ended(self, task: _Task[W, R], inner: Future[R]) -> None:
        if task.outer.cancelled():
            return
        error = CancelledError() if inner.cancelled() else inner.exception()
        if error is None:
            settle(task.outer, inner.result())
        elif self._closed or self._trade.is_final(error):
            fail(task.outer, error)
        else:
            task.losses += _TOGETHER if isinstance(error, LostRepeatedlyError) else 1
            try:
                if task.losses < _TOGETHER:
                    self._start(task)
                else:
                    self._tell(Suspected())
                    self._examiner.submit(self._examine, task).add_done_callback(partial(_never_begun, task.outer))
            except BaseException as other:
                fail(task.outer, other)

    def _examine(self, task: _Task[W, R]) -> None:
        """Does the work part by part."""
        try:
            parts = []
            begun = self._clock()
            for part in self._trade.divide(self._now(task)):
                if self._closed or task.outer.cancelled():
                    task.outer.cancel()
                    return
                parts.append(self._alone.do(task.function, self._trade.later(part, self._clock() - begun)))
            settle(task.outer, self._trade.join(parts))
        except BaseException as error:
            fail(task.outer, error)


class _Alone(Generic[W, R]):
    """Does one thing at a time, in a process in which there is nothing else."""

    def __init__(self, spare: Callable[[int | None], Executor], trade: Trade[W, R]) -> None:
        self._spare, self._trade = spare, trade
        self._pool: Executor | None = None

    def do(self, function: Callable[[W], R], work: W) -> R:
        """The result; that of giving up if the process ends each time."""
        losses = 0
        while True:
            if self._pool is None:
                self._pool = self._spare(1)
            try:
                return self._pool.submit(function, work).result()
            except Exception as error:
                self.close()
                if self._trade.is_final(error):
                    raise
                losses += 1
                if losses == _ALONE:
                    return self._trade.give_up(work, error)

    def close(self) -> None:
        """Ends the process, from whichever thread."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)


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
