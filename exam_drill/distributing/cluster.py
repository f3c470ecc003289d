"""The workers of a dask scheduler, each of which does work when the scheduler says so.

    work ─ as text ─▶ task of the scheduler ─▶ worker ─ as text ─▶ result        worker dead: another one gets it
      watch: who is there, who is fit; nobody for a minute, or no scheduler ─▶ BrokenExecutor for all that waits

What goes to the scheduler are texts and functions of the standard library that look ours up by their names: it needs
none of our code, and no pickle of ours is made or read.  Dask is imported by who opens a cluster, not here.
"""

from __future__ import annotations

import itertools
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import BrokenExecutor, Future
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from operator import methodcaller
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Generic, TypeVar

from exam_drill.distributing.steady import LostRepeatedlyError, fail, settle

if TYPE_CHECKING:
    import distributed

W = TypeVar("W")
R = TypeVar("R")

PATIENCE = 60.0  # seconds without any worker before what waits is done elsewhere
_LOOK = 1.0  # seconds between two looks at who is there
_FETCH = 60.0  # seconds for a result to come over
_CALL = "exam_drill.distributing.node:call"


@dataclass(frozen=True, slots=True)
class Post(Generic[W, R]):
    """How work travels: what it is as text, which function ("module:name") makes another text of that, its result.

    `refuses` tells of a result that its worker will refuse all such work.
    """

    write: Callable[[W], str]
    function: str
    read: Callable[[str], R]
    refuses: Callable[[R], bool]


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


class Cluster(Generic[W, R]):
    """Has work done by the workers of a client's scheduler.

    What a worker refuses another one gets; if there is none, the refusal is the result.
    """

    def __init__(
        self,
        client: distributed.Client,
        post: Post[W, R],
        tell: Callable[[Unfit], None],
        patience: float = PATIENCE,
    ) -> None:
        self._client, self._post, self._tell, self._patience = client, post, tell, patience
        self._lock = threading.Lock()
        self._threads: Mapping[str, int] = {}  # by the address of each worker that is there
        self._unfit: set[str] = set()
        self._tasks: dict[Future[R], _Task] = {}
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

    def submit(self, work: W) -> Future[R]:
        """A future for what a worker makes of the work; BrokenExecutor if nobody is there to take it."""
        outer: Future[R] = Future()
        self._send(self._post.write(work), outer)
        outer.add_done_callback(self._forget)
        return outer

    def close(self) -> None:
        """Cancels what is not done, and takes no more; the client stays its owner's.  Safe to call twice."""
        self._closed.set()
        with self._lock:
            waiting = list(self._tasks)
        for outer in waiting:
            outer.cancel()
        self._watcher.join(_FETCH)

    def _send(self, text: str, outer: Future[R]) -> None:
        from toolz import pipe  # which every scheduler has, since dask needs it

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
            pipe,
            _CALL,
            resolve_name,
            methodcaller("__call__", self._post.function, text),
            key=next(self._keys),
            pure=False,
            workers=sorted(only) if only else None,
        )
        with self._lock:
            self._tasks[outer] = _Task(future, only)
        future.add_done_callback(partial(self._done, text, outer))

    def _done(self, text: str, outer: Future[R], future: distributed.Future) -> None:
        """What came of a task; called in a thread of dask's."""
        if outer.done():  # cancelled, or given up
            return
        try:
            if future.status == "error":
                raise _as_ours(future.exception())
            if future.status != "finished":
                raise BrokenExecutor("lost the connection to the scheduler")
            address, answer = future.result(timeout=_FETCH)
            result = self._post.read(answer)
            if self._post.refuses(result) and self._bar(address):
                self._send(text, outer)
            else:
                settle(outer, result)
        except BaseException as error:
            fail(outer, error)

    def _bar(self, address: str) -> bool:
        """Gives this worker nothing more; whether there is another one."""
        with self._lock:
            self._unfit.add(address)
            return bool(self._threads.keys() - self._unfit)

    def _forget(self, outer: Future[R]) -> None:
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

    def _lose(self, outer: Future[R]) -> None:
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
        answers = self._try(strangers) if strangers else {}
        unfit = []
        for address in strangers:
            answer = answers.get(address)
            if answer is None or isinstance(answer, OSError | TimeoutError):
                del threads[address]  # it has not answered: either it is gone, or it is met at the next look
            elif isinstance(answer, BaseException):
                unfit.append(Unfit(address, _words(answer)))
        with self._lock:
            self._threads = threads
            self._unfit |= {found.address for found in unfit}
        for found in unfit:
            self._tell(found)

    def _try(self, addresses: list[str]) -> Mapping[str, object]:
        """What each worker finds under the name of our function, or the error of looking it up."""
        found: Mapping[str, object] = self._client.run(
            resolve_name, self._post.function, workers=addresses, on_error="return"
        )
        return found


def _as_ours(error: BaseException | None) -> BaseException:
    """The error of a task, in our words if it is about the worker."""
    from distributed import KilledWorker

    if isinstance(error, KilledWorker):
        return LostRepeatedlyError(str(error))
    return error or BrokenExecutor("a task failed without an error")


def _words(error: BaseException) -> str:
    """An error of a node; one that could not come over is an Exception with its name in its text."""
    return str(error) if type(error) is Exception else f"{type(error).__name__}: {error}"
