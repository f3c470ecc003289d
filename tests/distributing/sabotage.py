"""What is done to workers in tests of `check`, in their own processes."""

from __future__ import annotations

import os
import signal
from typing import Any

from exam_drill.checking.bench import Bench
from exam_drill.sandbox import jobs

_JUDGE = Bench.judge
_TOO_LITTLE = jobs.too_little


def die_of(question: str) -> None:
    """From here on a question of this id ends the process that judges it."""

    def judge(bench: Bench, judged: Any, *following: Any) -> Any:
        if judged.id == question:
            os.kill(os.getpid(), signal.SIGKILL)
        return _JUDGE(bench, judged, *following)

    Bench.judge = judge


def everywhere(question: str) -> Any:
    """What does so in all workers that are there and that come: a plugin."""
    from distributed import WorkerPlugin

    class DieOf(WorkerPlugin):
        def setup(self, **_: object) -> None:
            die_of(question)

    return DieOf()


def hold_too_little() -> None:
    """From here on a new sandbox in this process finds that nothing keeps programs from the network."""
    jobs.too_little = lambda _: ("network",)


def hold_enough() -> None:
    jobs.too_little = _TOO_LITTLE
