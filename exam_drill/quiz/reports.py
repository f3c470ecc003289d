"""Collects what the judge finds while the learner thinks.

    want(question) ─▶ Judge.report(question) ─▶ Future ─ done ─▶ wake() ─▶ known()

The judge is opened by the first `want`, which comes after the first screen was drawn.  Whatever goes wrong with it
becomes an `Unjudged` that the learner is told of; a session never ends because of it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from typing import TYPE_CHECKING, NamedTuple, Protocol

from exam_drill.quality import QuestionReport
from exam_drill.question import Question
from exam_drill.quiz.grading import Judged, Unjudged

if TYPE_CHECKING:  # importing it takes longer than drawing the first screen
    from concurrent.futures import Future


class TooLongError(Exception):
    """The runs of a question were given up after so many seconds: the question's fault, not the judge's."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Admission(NamedTuple):
    """Whether a bank may run: not if it is `refused` for what nothing keeps it from; `unconfined` is all of that."""

    refused: tuple[str, ...] = ()
    unconfined: tuple[str, ...] = ()


class Judge(Protocol):
    """Runs the options of a question in the background."""

    def admission(self) -> Future[Admission]:
        """Whether what is to be judged may run here; the future fails if nothing can be run."""

    def report(self, question: Question) -> Future[QuestionReport]:
        """What the runs show; the future fails if they could not be made."""


OpenJudge = Callable[[], "AbstractContextManager[Judge]"]


class Reports:
    """What is known of each question by now."""

    def __init__(self, open_judge: OpenJudge, wake: Callable[[], None]) -> None:
        self._open_judge = open_judge
        self._wake = wake
        self._stack = ExitStack()
        self._judge: Judge | None = None
        self._asked: dict[str, Future[QuestionReport]] = {}
        self._known: dict[str, Judged] = {}

    def __enter__(self) -> Reports:
        return self

    def __exit__(self, *exception: object) -> None:
        self._stack.close()

    def want(self, question: Question) -> None:
        """Has the question judged, if it is not yet; `wake` is called when the report is there."""
        if question.id in self._asked or question.id in self._known:
            return
        try:
            if self._judge is None:
                self._judge = self._stack.enter_context(self._open_judge())
            future = self._judge.report(question)
        except Exception as error:  # the judge is broken, not the session
            self._known[question.id] = _unjudged(error)
            self._wake()
            return
        self._asked[question.id] = future
        future.add_done_callback(lambda _: self._wake())

    @property
    def idle(self) -> bool:
        """Whether nothing that was wanted is still being judged."""
        return all(future.done() for future in self._asked.values())

    def known(self) -> dict[str, Judged]:
        """The reports that are there, by question id."""
        for identity in [identity for identity, future in self._asked.items() if future.done()]:
            self._known[identity] = _result(self._asked.pop(identity))
        return dict(self._known)

    def settle(self, question: Question) -> None:
        """Waits until the question is known."""
        self.want(question)
        if question.id in self._asked:
            self._known[question.id] = _result(self._asked.pop(question.id))


def _result(future: Future[QuestionReport]) -> Judged:
    try:
        return future.result()
    except Exception as error:  # of the judge; it is told to the learner
        return _unjudged(error)


def _unjudged(error: Exception) -> Unjudged:
    if isinstance(error, TooLongError):
        return Unjudged("", error.seconds)
    text = str(error)
    return Unjudged(f"{type(error).__name__}: {text}" if text else type(error).__name__)
