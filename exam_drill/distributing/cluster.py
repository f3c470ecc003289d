"""The workers of a dask scheduler as an executor.

    submit ─▶ a task of the scheduler ─ moved by it when a worker dies ─▶ a future as of every executor
      watch: who is there, who is fit; nobody for a minute, or no scheduler ─▶ BrokenExecutor for all that waits

Dask is imported by who opens a cluster (`opening`), not before.
"""

from __future__ import annotations

import itertools
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

import exam_drill
from exam_drill.distributing.steady import LostRepeatedlyError, fail, settle

if TYPE_CHECKING:
    import distributed

P = ParamSpec("P")
T = TypeVar("T")

PATIENCE = 60.0  # seconds without any worker before what waits is done elsewhere
_LOOK = 1.0  # seconds between two looks at who is there
_FETCH = 60.0  # seconds for a result to come over


@dataclass(frozen=True, slots=True)
class Unfit:
    """A worker that is given nothing, because it cannot run our code: its address, and how it failed."""

    address: str
    error: str


@dataclass(slots=True)
class _Task:
    """A task of the scheduler.  `only` are the workers that it was given to, None for whichever comes first."""

    future: distributed.Future
    only: frozenset[str] | None


class Cluster(Executor):
    """Has functions of one argument called by the workers of a scheduler.

    `refuses` tells of a result that its worker refuses all such work: another one gets it then, and if there is none,
    the refusal is the result.  Leaving it as a context manager cancels what is not done yet.
    """

    def __init__(
        self,
        client: distributed.Client,
        refuses: Callable[[Any], bool],
        tell: Callable[[Unfit], None],
        patience: float = PATIENCE,
    ) -> None:
        self._client, self._refuses, self._tell, self._patience = client, refuses, tell, patience
        self._lock = threading.Lock()
        self._threads: Mapping[str, int] = {}  # by the address of each worker that is there
        self._unfit: set[str] = set()
        self._tasks: dict[Future[Any], _Task] = {}
        self._keys = (f"exam-drill-{uuid.uuid4().hex}-{number}" for number in itertools.count())
        self._closed, self._deserted = threading.Event(), False
        self._look()
        self._watcher = threading.Thread(target=self._watch, name="exam-drill-cluster", daemon=True)
        self._watcher.start()

    @property
    def parallel(self) -> int:
        """How many pieces of work can be done at once; 0 if there is no worker that is fit."""
        with self._lock:
            return sum(number for address, number in self._threads.items() if address not in self._unfit)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """A future for what a worker makes of the one argument; BrokenExecutor if nobody is there to take it."""
        (work,) = args
        outer: Future[Any] = Future()
        self._send(partial(fn, **kwargs), work, outer)
        outer.add_done_callback(self._forget)
        return cast("Future[T]", outer)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Takes no more work; the client stays its owner's.  Safe to call twice."""
        with self._lock:
            waiting = list(self._tasks)
        if cancel_futures:
            for outer in waiting:
                outer.cancel()
        elif wait:
            for outer in waiting:
                with suppress(BaseException):
                    outer.exception()
        self._closed.set()
        if threading.current_thread() is not self._watcher:
            self._watcher.join(_FETCH)

    def _send(self, function: Callable[[Any], Any], work: object, outer: Future[Any]) -> None:
        if self._closed.is_set():
            raise RuntimeError("cannot schedule new futures after shutdown")
        if self._client.status != "running":
            raise BrokenExecutor("no connection to the scheduler")
        only = None
        with self._lock:
            if self._deserted:
                raise BrokenExecutor("no worker")
            if self._unfit:
                only = frozenset(self._threads) - self._unfit
        if only is not None and not only:
            raise BrokenExecutor("no worker that is fit")
        future = self._client.submit(
            _at_worker, function, work, key=next(self._keys), pure=False, workers=sorted(only) if only else None
        )
        with self._lock:
            self._tasks[outer] = _Task(future, only)
        future.add_done_callback(partial(self._done, function, work, outer))

    def _done(
        self, function: Callable[[Any], Any], work: object, outer: Future[Any], future: distributed.Future
    ) -> None:
        """What came of a task; called in a thread of dask's."""
        if outer.done():  # cancelled, or given up
            return
        try:
            if future.status == "error":
                raise _as_ours(future.exception())
            if future.status != "finished":
                raise BrokenExecutor("lost the connection to the scheduler")
            address, result = future.result(timeout=_FETCH)
            if self._refuses(result) and self._bar(address):
                self._send(function, work, outer)
            else:
                settle(outer, result)
        except BaseException as error:
            fail(outer, error)

    def _bar(self, address: str) -> bool:
        """Gives this worker nothing more; whether there is another one."""
        with self._lock:
            self._unfit.add(address)
            return bool(self._threads.keys() - self._unfit)

    def _forget(self, outer: Future[Any]) -> None:
        """A future is done; if it was cancelled, so is its task."""
        with self._lock:
            task = self._tasks.pop(outer, None)
        if outer.cancelled():
            if task is not None:
                with suppress(Exception):
                    task.future.cancel()
            outer.set_running_or_notify_cancel()

    def _watch(self) -> None:
        deserted_since = None
        while not self._closed.wait(_LOOK):
            try:
                self._look()
            except Exception:  # the scheduler is gone, as all futures tell
                continue
            now = time.monotonic()
            if self.parallel:
                deserted_since = None
            elif deserted_since is None:
                deserted_since = now
            with self._lock:
                self._deserted = deserted_since is not None and now - deserted_since >= self._patience
                lost = [
                    outer
                    for outer, task in self._tasks.items()
                    if self._deserted or (task.only is not None and not task.only & self._threads.keys())
                ]
            for outer in lost:
                self._lose(outer)

    def _lose(self, outer: Future[Any]) -> None:
        with self._lock:
            task = self._tasks.pop(outer, None)
        if task is not None:
            fail(outer, BrokenExecutor("no worker"))
            with suppress(Exception):
                task.future.cancel()

    def _look(self) -> None:
        """Sees who is there, and tries whether those who are new can run our code."""
        threads = dict(self._client.nthreads())
        strangers = sorted(threads.keys() - self._threads.keys())
        answers = self._client.run(_version, workers=strangers, on_error="return") if strangers else {}
        unfit = []
        for address in strangers:
            answer = answers.get(address)
            if answer is None or isinstance(answer, OSError | TimeoutError):
                del threads[address]  # it has not answered: either it is gone, or it is met at the next look
            elif isinstance(answer, BaseException):
                unfit.append(Unfit(address, f"{type(answer).__name__}: {answer}"))
        with self._lock:
            self._threads = threads
            self._unfit |= {found.address for found in unfit}
        for found in unfit:
            self._tell(found)


def _version() -> str:
    """On a node: that our code can be imported there, whichever version it is."""
    return exam_drill.__version__


def _at_worker(function: Callable[[Any], Any], work: object) -> tuple[str, Any]:
    """On a node: the result, and at which worker it was made."""
    from distributed import get_worker

    return get_worker().address, function(work)


def _as_ours(error: BaseException | None) -> BaseException:
    """The error of a task, in our words if it is about the worker."""
    from distributed import KilledWorker

    if isinstance(error, KilledWorker):
        return LostRepeatedlyError(str(error))
    return error or BrokenExecutor("a task failed without an error")
