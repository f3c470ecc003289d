"""The other end of `processes`: a process that judges what its parent sends, until the parent is gone.

    stdin  ─▶ settings │ {"questions": […], "until": …} │ …        one JSON text a line
    stdout ◀─ {"up": …} │ {"records": […], "seconds": …} │ …       in the same order; or {"failure": […]}, and the end

A thread reads all the time, so that the parent never waits to be read, the questions after a batch's last one are known
while that one is at work, and the parent's end is seen at once: then this process ends too, and its sandbox first.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import threading
import time
from collections import deque
from itertools import chain, islice
from typing import IO, Any

from exam_drill.checking.batch import failure_of, judge_all
from exam_drill.checking.bench import AHEAD, Bench
from exam_drill.checking.plain import read_question, read_settings
from exam_drill.question import Question

_SELDOM = 200_000  # new objects between two looks for cycles among them, as in `exam_drill.__main__`


class _Orders:
    """Batches that have come and were not begun."""

    def __init__(self) -> None:
        self._found: deque[dict[str, Any]] = deque()
        self._changed = threading.Condition()

    def put(self, order: dict[str, Any]) -> None:
        with self._changed:
            self._found.append(order)
            self._changed.notify()

    def take(self) -> dict[str, Any]:
        with self._changed:
            while not self._found:
                self._changed.wait()
            return self._found.popleft()

    def following(self) -> list[Question]:
        """The first questions of the next batches, as far as they are there."""
        with self._changed:
            return list(islice(chain.from_iterable(order["questions"] for order in self._found), AHEAD))


def main() -> None:
    """Serves the parent; never returns."""
    gc.set_threshold(_SELDOM)
    incoming, outgoing = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints is not to be taken for an answer
    try:
        _serve(incoming, outgoing)
    except Exception as error:
        _send(outgoing, {"failure": list(failure_of(error))})
    finally:
        os._exit(0)  # a thread still reads


def _serve(incoming: IO[bytes], outgoing: IO[bytes]) -> None:
    orders = _Orders()
    with Bench(read_settings(json.loads(incoming.readline()))) as bench:
        threading.Thread(target=_read, args=(incoming, orders, bench), daemon=True).start()
        confinement = bench.confinement()
        _send(outgoing, {"up": {"enforced": confinement.enforced, "not_enforced": confinement.not_enforced}})
        while True:
            order = orders.take()
            start = time.monotonic()
            bench.until(order["until"])
            records = judge_all(bench, order["questions"], orders.following())
            _send(outgoing, {"records": records, "seconds": time.monotonic() - start})


def _read(incoming: IO[bytes], orders: _Orders, bench: Bench) -> None:
    for line in incoming:
        order = json.loads(line)
        orders.put({"questions": [read_question(data) for data in order["questions"]], "until": order["until"]})
    bench.close()
    os._exit(0)


def _send(outgoing: IO[bytes], data: dict[str, Any]) -> None:
    outgoing.write(json.dumps(data).encode() + b"\n")
    outgoing.flush()
