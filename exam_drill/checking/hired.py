"""Crews of somebody else's: executors, and threads and clusters by their names.

any concurrent.futures.Executor ─▶ Called ─┐
"threads" ─▶ Threads ──────────────────────┼─ Steady ─▶ a crew that loses nothing
"dask://cluster:8786" ─▶ Cluster ──────────┘     └─ Processes here, for what is lost elsewhere
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from queue import Empty, SimpleQueue

from exam_drill.checking.batch import Batch, Judged, failure_of, judge_at, judge_batch
from exam_drill.checking.bench import Bench
from exam_drill.checking.cores import cores
from exam_drill.checking.events import Event, Listener, MovedHere, NodeUnfit, NoWorkerYet, ProcessLost, TakenApart
from exam_drill.checking.processes import Processes
from exam_drill.checking.settings import CheckSettings
from exam_drill.checking.summary import Confinement
from exam_drill.checking.wired import ANSWER, read_judged, write_batch
from exam_drill.distributing.cluster import Post, Unfit
from exam_drill.distributing.opening import Waiting, open_cluster
from exam_drill.distributing.spec import Kind, Spec
from exam_drill.distributing.steady import Called, Hands, Incident, Lost, Replaced, Steady, Suspected, Trade
from exam_drill.sandbox import SandboxError

_ROOM = 64  # questions for each batch that is done at once
_MOST = 8192
_OF_A_NODE = (("too-little",), ("sandbox",))  # kinds of failures that another node may not have


class Mailbox:
    """Events of any thread, which are told in the one that opened it: at once, or when that one asks for them."""

    def __init__(self, listen: Listener) -> None:
        self._listen, self._owner = listen, threading.get_ident()
        self._events: SimpleQueue[Event] = SimpleQueue()

    def put(self, event: Event) -> None:
        """Has an event told."""
        self._events.put(event)
        if threading.get_ident() == self._owner:
            self.deliver()

    def deliver(self) -> None:
        """Tells what has come."""
        while True:
            try:
                event = self._events.get_nowait()
            except Empty:
                return
            self._listen(event)


class Hired:
    """Hands as a crew that loses nothing.  `at_once` is how many batches they do at once."""

    moment = 0.5  # seconds: what goes over a network should be worth its way

    def __init__(
        self, hands: Hands[Batch, Judged], at_once: Callable[[], int], settings: CheckSettings, mail: Mailbox
    ) -> None:
        self._at_once, self._settings, self._mail = at_once, settings, mail
        self._spares: list[Processes] = []
        self._losses = 0
        self._steady = Steady(hands, self._spare, _TRADE, self._tell)

    @property
    def room(self) -> int:
        """How many questions may be there at once."""
        return min(_ROOM * max(self._at_once(), 1), _MOST)

    def submit(self, batch: Batch) -> Future[Judged]:
        """Has a batch judged."""
        return self._steady.submit(batch)

    def close(self) -> None:
        """Ends what is done.  Safe to call twice."""
        self._steady.close()

    @property
    def confinement(self) -> Confinement | None:
        """What programs are kept from here; None if nothing was judged here."""
        known = (spare.confinement for spare in self._spares)
        return next((found for found in known if found is not None), None)

    def _spare(self, processes: int | None) -> Processes:
        self._spares.append(Processes(self._settings, processes or cores()))
        return self._spares[-1]

    def _tell(self, incident: Incident) -> None:
        match incident:
            case Lost(error):
                self._losses += 1
                self._mail.put(ProcessLost(self._losses, error))
            case Replaced(error):
                self._mail.put(MovedHere(error))
            case Suspected():
                self._mail.put(TakenApart())


class Threads:
    """Threads of this process, each with a sandbox of its own."""

    def __init__(self, number: int) -> None:
        self._pool = ThreadPoolExecutor(number, "exam-drill-judge")
        self._lock = threading.Lock()
        self._benches: dict[int, Bench] = {}  # by the thread that uses it
        self._closed = False

    def submit(self, batch: Batch) -> Future[Judged]:
        """Has a batch judged, in its turn."""
        return self._pool.submit(judge_at, self._bench, batch)

    def close(self) -> None:
        """Ends all of them, whatever they do.  Safe to call twice."""
        with self._lock:
            self._closed = True
            benches = list(self._benches.values())
        for bench in benches:
            bench.close()
        self._pool.shutdown(cancel_futures=True)

    def _bench(self, settings: CheckSettings) -> Bench:
        thread = threading.get_ident()
        with self._lock:
            if self._closed:
                raise SandboxError("closed")
            if thread not in self._benches:
                self._benches[thread] = Bench(settings)
            return self._benches[thread]


@contextmanager
def hire(executor: Executor | Spec, settings: CheckSettings, jobs: int | None, mail: Mailbox) -> Iterator[Hired]:
    """An executor as a crew, or what is named so, which ends with this; ClusterError if that cannot be had.

    `jobs` is about how many batches an executor does at once, or how many threads or workers are to be started.
    """
    number = jobs or cores()
    with ExitStack() as stack:
        if isinstance(executor, Executor):
            crew = Hired(Called(executor, judge_batch), lambda: number, settings, mail)
        elif executor.kind is Kind.THREADS:
            crew = Hired(Threads(number), lambda: number, settings, mail)
        else:
            opened = open_cluster(executor, number, _POST, lambda found: mail.put(_event(found)))
            cluster = stack.enter_context(opened)
            crew = Hired(cluster, lambda: cluster.parallel, settings, mail)
        stack.callback(crew.close)
        yield crew


def _event(found: Unfit | Waiting) -> Event:
    return NoWorkerYet(found.seconds) if isinstance(found, Waiting) else NodeUnfit(found.address, found.error)


def _divide(batch: Batch) -> Sequence[Batch]:
    return [replace(batch, questions=(question,)) for question in batch.questions]


def _later(batch: Batch, seconds: float) -> Batch:
    return batch if batch.seconds is None else replace(batch, seconds=max(batch.seconds - seconds, 0.0))


def _join(parts: Sequence[Judged]) -> Judged:
    failed = next((part for part in parts if part.failure), None)
    if failed is not None:
        return failed
    records = tuple(of_question for part in parts for of_question in part.records)
    return Judged(records, parts[0].node, sum(part.seconds for part in parts))


def _why_lost(judged: Judged) -> str:
    """The last line of what went wrong, if it was nothing that a node says of itself."""
    return judged.failure[1].strip().rpartition("\n")[2] if judged.failure[:1] == ("fault",) else ""


def _failed(error: Exception) -> Judged:
    return Judged((), None, failure=failure_of(error))


_TRADE: Trade[Batch, Judged] = Trade(_divide, _later, _join, _why_lost, _failed)
_POST: Post[Batch, Judged] = Post(write_batch, ANSWER, read_judged, lambda judged: judged.failure[:1] in _OF_A_NODE)
