"""Judges questions one after the other, and drops the one under way as soon as something newer has come.

saves ─ disturb() ─▶ sandbox.interrupt() ─▶ DisturbedError where the question was judged
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from exam_drill.quality import judge_question
from exam_drill.question import Question
from exam_drill.watching.proofs import Judged, Unjudged

if TYPE_CHECKING:
    from exam_drill.evaluate import Evaluator
    from exam_drill.sandbox import Sandbox


class DisturbedError(Exception):
    """Something newer has come: what was judged may be stale."""


class Runner:
    """One warm sandbox.  A question gets so many `seconds`; `clock` is `time.monotonic`, by which the sandbox goes."""

    def __init__(self, sandbox: Sandbox, seconds: float, clock: Callable[[], float]) -> None:
        self._sandbox, self._seconds, self._clock = sandbox, seconds, clock
        self._lock = threading.Lock()
        self._at_work = False
        self._evaluator: Evaluator | None = None

    def disturb(self) -> None:
        """Ends what is under way, from any thread."""
        with self._lock:
            if self._at_work:
                self._sandbox.interrupt()

    def judge(self, question: Question, following: Question | None, stale: Callable[[], bool]) -> Judged:
        """What the runs show; `following` is judged after it.  DisturbedError if `stale` comes to be true.

        TooLittleError where the kernel gives too little for this bank; any other failure of ours is told as Unjudged.
        """
        from exam_drill.evaluate import Evaluator
        from exam_drill.sandbox import DeadlineError, SandboxError

        evaluator, self._evaluator = self._evaluator or Evaluator(self._sandbox), None
        try:
            self._sandbox.deadline = None
            self._sandbox.capabilities()  # waits until it is up: the question is not to pay for that
            with self._lock:
                if stale():
                    self._evaluator = evaluator  # what it has prepared is still of use, or put off by it
                    raise DisturbedError
                self._sandbox.deadline = self._clock() + self._seconds
                self._at_work = True
            evaluator.expect(*(() if following is None else (following,)))
            report = judge_question(evaluator.evaluate(question))
        except DeadlineError:
            if stale():
                raise DisturbedError from None
            return Unjudged(seconds=self._seconds)
        except SandboxError as error:
            return Unjudged(error=str(error))
        finally:
            self._at_work = False
        self._evaluator = evaluator
        return report
