"""Processes of our own that judge: one thread here for each, which feeds it and hears its answers.

    submit(Batch) ─▶ queue ─┬─ thread ── Served ─▶ process: `serving`, its sandbox       a batch waits at each process,
                            └─ thread ── Served ─▶ process                              while it works on the one before

A process that dies is replaced, and what it had not answered is done again.  They are no forks of this process and
import nothing of the program that uses us; nothing is pickled.  The end of their standard input is their end.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from exam_drill.checking.batch import Batch, Judged, error_of, failure_of
from exam_drill.checking.plain import question_data, settings_data
from exam_drill.checking.settings import CheckSettings
from exam_drill.checking.summary import Confinement
from exam_drill.sandbox.child import SandboxError
from exam_drill.sandbox.system import apart, interpreter
from exam_drill.threads import ONE_THREAD

# On Linux it ends with the thread that started it (1 is PR_SET_PDEATHSIG), even while it still imports; everywhere with
# its standard input, as soon as it reads that.
_PROGRAM = (
    "import json, sys\n"
    "if sys.platform == 'linux':\n"
    "    import ctypes, os\n"
    "    ctypes.CDLL(None).prctl(1, 9, 0, 0, 0)\n"
    "    os.getppid() == int(sys.argv[2]) or sys.exit()\n"
    "sys.path[:] = json.loads(sys.argv[1])\n"
    "from exam_drill.checking.serving import main\n"
    "main()\n"
)
_DEPTH = 2  # batches at a process: the one at work, and one that waits
_QUICK = 0.5  # seconds: what waits behind a batch that takes longer could be done by another process
_TRIES = 3  # processes that may die of a batch, or of nothing at all, before that is our failure
_ROOM = 256  # questions for each process, so that none waits while a large file is read
_MOST = 4096
_LEAVE = 5.0  # seconds for a process to end with its sandbox


class _DiedError(Exception):
    """The process has ended."""


class _Served:
    """One process, used by one thread."""

    def __init__(self, settings: CheckSettings) -> None:
        program = interpreter(sys.platform, sys.executable, getattr(sys, "_base_executable", ""))
        try:
            self._process = subprocess.Popen(
                [program, "-S", "-P", "-c", _PROGRAM, json.dumps(sys.path), str(os.getpid())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**ONE_THREAD, **os.environ},
                **apart(sys.platform),  # Ctrl-C in the terminal is our affair
            )
        except OSError as error:
            raise SandboxError("no-process", str(error)) from error
        try:
            self._write(settings_data(settings))
        except BaseException:  # it has ended already: nobody else has it to close
            self.kill()
            self.close()
            raise

    def meet(self) -> Confinement:
        """Waits until its sandbox is up."""
        up = self._read()["up"]
        enforced = {aim: tuple(steps) for aim, steps in up["enforced"].items()}
        return Confinement(enforced, up["not_enforced"])

    def send(self, batch: Batch, until: float | None) -> None:
        """Hands a batch over."""
        self._write({"questions": [question_data(question) for question in batch.questions], "until": until})

    def answer(self) -> Mapping[str, Any]:
        """The answer to the first batch that it has not answered; waits for it."""
        return self._read()

    def hang_up(self) -> None:
        """Tells it to end, from another thread, too; whoever waits for an answer of it learns that it has ended."""
        with suppress(OSError, ValueError):
            if self._process.stdin is not None:
                self._process.stdin.close()

    def kill(self) -> None:
        """Ends it, if it has not yet ended by itself."""
        self._process.kill()

    def close(self) -> None:
        """Waits for its end, and sees to it that it comes."""
        self.hang_up()
        try:
            self._process.wait(_LEAVE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _write(self, data: Any) -> None:
        try:
            if self._process.stdin is not None:
                self._process.stdin.write(json.dumps(data).encode() + b"\n")
                self._process.stdin.flush()
        except (OSError, ValueError) as error:
            raise _DiedError from error

    def _read(self) -> Mapping[str, Any]:
        try:
            line = self._process.stdout.readline() if self._process.stdout is not None else b""
        except (OSError, ValueError) as error:
            raise _DiedError from error
        if not line.endswith(b"\n"):
            raise _DiedError
        data: Mapping[str, Any] = json.loads(line)
        if "failure" in data:
            raise error_of(data["failure"])
        return data


@dataclass(slots=True, eq=False)
class _Order:
    batch: Batch
    until: float | None  # of `time.monotonic`, which all processes of a machine share
    future: Future[Judged] = field(default_factory=Future)
    tries: int = 0


class Processes:
    """As many processes as there is work for, at most `jobs`.  A context manager: leaving it ends all of them.

    Another one is started when more than `patience` questions wait for each that there is.
    """

    moment = 0.1

    def __init__(self, settings: CheckSettings, jobs: int, patience: int = 0) -> None:
        self._settings, self._jobs, self._patience = settings, jobs, patience
        self.room = min(_ROOM * jobs, _MOST)
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._served: set[_Served] = set()
        self._waiting = 0  # questions that no process has got
        self.deaths = 0
        self._closed = False
        self.confinement: Confinement | None = None  # of the first process that was up; the others are like it

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def start(self, count: int) -> Judged:
        """Has so many processes start, and waits until one of them is up, or cannot come up: then with a failure."""
        nothing = [_Order(Batch(self._settings, ()), None) for _ in range(min(count, self._jobs))]
        for order in nothing:
            self._orders.put(order)
            self._hire()
        return nothing[0].future.result()

    def submit(self, batch: Batch) -> Future[Judged]:
        """Has a batch judged, in its turn."""
        order = _Order(batch, None if batch.seconds is None else time.monotonic() + batch.seconds)
        with self._lock:
            self._waiting += len(batch.questions)
        self._orders.put(order)
        if len(self._threads) < self._jobs and self._waiting > self._patience * len(self._threads):
            self._hire()
        return order.future

    def _hire(self) -> None:
        thread = threading.Thread(target=self._work, daemon=True)
        self._threads.append(thread)
        thread.start()

    def close(self) -> None:
        """Ends all processes, whatever they do.  Safe to call twice."""
        with self._lock:
            self._closed = True
            served = tuple(self._served)
        for one in served:
            one.hang_up()
        self._orders.put(None)
        late = time.monotonic() + _LEAVE
        for thread in self._threads:
            thread.join(max(late - time.monotonic(), 0.0))
        for one in served:
            one.kill()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        """Feeds one process, or those that replace it one after the other, until all is over."""
        at_work: deque[_Order] = deque()
        served: _Served | None = None
        quick = False  # is known after the first batch
        try:
            while self._fetch(at_work, served, _DEPTH if quick else 1):
                try:
                    if served is None:
                        served = self._start(at_work)
                    answer = served.answer()
                except _DiedError:
                    self._bury(served)
                    served = None
                    self._count_death(at_work[0])
                else:
                    judged = Judged(tuple(answer["records"]), None, answer["seconds"])
                    quick = judged.seconds < _QUICK
                    at_work.popleft().future.set_result(judged)
        except Exception as error:  # told by whoever waits for the batches
            for order in at_work:
                order.future.set_result(Judged((), None, failure=failure_of(error)))
        finally:
            self._bury(served)

    def _fetch(self, at_work: deque[_Order], served: _Served | None, depth: int) -> bool:
        """Gets as many orders as may be at the process at once, at least one; whether there is any."""
        while len(at_work) < depth:
            try:
                order = self._orders.get(block=not at_work)
            except queue.Empty:
                break
            if order is None:
                self._orders.put(None)  # for the other threads
                break
            with self._lock:
                self._waiting -= len(order.batch.questions)
            if not order.future.set_running_or_notify_cancel():
                continue
            at_work.append(order)
            if served is not None:
                with suppress(_DiedError):  # its answers will not come, and then the order is given again
                    served.send(order.batch, order.until)
        return bool(at_work)

    def _start(self, at_work: Iterable[_Order]) -> _Served:
        with self._lock:
            if self._closed:
                raise SandboxError("closed")
            served = _Served(self._settings)
            self._served.add(served)
        for order in at_work:
            with suppress(_DiedError):
                served.send(order.batch, order.until)
        try:
            confinement = served.meet()
        except BaseException:
            self._bury(served)
            raise
        with self._lock:
            if self.confinement is None:
                self.confinement = confinement
        return served

    def _bury(self, served: _Served | None) -> None:
        if served is not None:
            served.close()
            with self._lock:
                self._served.discard(served)

    def _count_death(self, order: _Order) -> None:
        """SandboxError if processes die of an order again and again, or if all is over."""
        with self._lock:
            if self._closed:
                raise SandboxError("closed")
            self.deaths += 1
        order.tries += 1
        if order.tries >= _TRIES:
            raise SandboxError("process-gone", ", ".join(question.id for question in order.batch.questions))
