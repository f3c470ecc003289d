"""Collects what the judge finds while the learner thinks.

    want(question) ─▶ Judge.report(question) ─▶ Future ─ done ─▶ wake() ─▶ known()

The judge is opened by the first `want`, which comes after the first screen was drawn.  Whatever goes wrong with it
becomes an `Unjudged` that the learner is told of; a session never ends because of it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, suppress
from typing import TYPE_CHECKING, NamedTuple, Protocol

from exam_drill.quality import QuestionReport
from exam_drill.question import Question
from exam_drill.quiz.grading import Judged, Unjudged, typed_name
from exam_drill.quiz.looks import Looker, Looks
from exam_drill.quiz.session import Item
from exam_drill.typed import TypedReport

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


class Judge(Looker, Protocol):
    """Runs the options of a question in the background, and looks at them."""

    def admission(self) -> Future[Admission]:
        """Whether what is to be judged may run here; the future fails if nothing can be run."""

    def report(self, question: Question) -> Future[QuestionReport]:
        """What the runs show; the future fails if they could not be made."""

    def prepare(self, question: Question, label: str) -> None:
        """An answer to this blank is being typed."""

    def answer(self, question: Question, label: str, text: str) -> Future[TypedReport]:
        """What the runs of a typed answer show; the future fails if they could not be made."""


OpenJudge = Callable[[], "AbstractContextManager[Judge]"]


class Reports:
    """What is known of each question by now."""

    def __init__(self, open_judge: OpenJudge, wake: Callable[[], None]) -> None:
        self._open_judge = open_judge
        self._wake = wake
        self._stack = ExitStack()
        self._judge: Judge | None = None
        self._asked: dict[str, Future[QuestionReport] | Future[TypedReport]] = {}
        self._known: dict[str, Judged | TypedReport] = {}
        self.looks = Looks(self._opened, wake)

    def __enter__(self) -> Reports:
        return self

    def __exit__(self, *exception: object) -> None:
        self._stack.close()

    def want(self, question: Question) -> None:
        """Has the question judged, if it is not yet; `wake` is called when the report is there."""
        self._ask(question.id, lambda judge: judge.report(question))

    def prepare(self, item: Item) -> None:
        """An answer to this item is being typed, and will be judged soon."""
        self.want(item.question)
        if self._judge is not None:
            self._judge.prepare(item.question, item.label)

    def answer(self, item: Item, text: str) -> None:
        """Has a typed answer judged, if it is not yet; `wake` is called when that is done."""
        self._ask(typed_name(item, text), lambda judge: judge.answer(item.question, item.label, text))

    def _ask(self, name: str, job: Callable[[Judge], Future[QuestionReport] | Future[TypedReport]]) -> None:
        if name in self._asked or name in self._known:
            return
        try:
            future = job(self._opened())
        except Exception as error:  # the judge is broken, not the session
            self._known[name] = _unjudged(error)
            self._wake()
            return
        self._asked[name] = future
        future.add_done_callback(lambda _: self._wake())

    @property
    def idle(self) -> bool:
        """Whether nothing that was wanted is still being judged."""
        return self.looks.idle and all(future.done() for future in self._asked.values())

    def _opened(self) -> Judge:
        if self._judge is None:
            self._judge = self._stack.enter_context(self._open_judge())
        return self._judge

    def known(self) -> dict[str, Judged | TypedReport]:
        """The reports that are there, by question id or by the name of a typed answer."""
        for name in [name for name, future in self._asked.items() if future.done()]:
            self._known[name] = _result(self._asked.pop(name))
        return dict(self._known)

    def settle_answer(self, item: Item, text: str, seconds: float | None = None) -> TypedReport | Unjudged | None:
        """Waits until a typed answer is judged, for so many seconds at most; what was found, None if it is not yet."""
        self.answer(item, text)
        name = typed_name(item, text)
        if name in self._asked:
            with suppress(Exception):  # what failed is told by the report
                self._asked[name].result(seconds)
        found = self.known().get(name)
        return found if isinstance(found, TypedReport | Unjudged) else None

    def settle(self, question: Question) -> Judged:
        """Waits until the question is known; what is known of it then."""
        self.want(question)
        if question.id in self._asked:
            self._known[question.id] = _result(self._asked.pop(question.id))
        found = self._known[question.id]
        return Unjudged("") if isinstance(found, TypedReport) else found


def _result(future: Future[QuestionReport] | Future[TypedReport]) -> Judged | TypedReport:
    try:
        return future.result()
    except Exception as error:  # of the judge; it is told to the learner
        return _unjudged(error)


def _unjudged(error: Exception) -> Unjudged:
    if isinstance(error, TooLongError):
        return Unjudged("", error.seconds)
    text = str(error)
    return Unjudged(f"{type(error).__name__}: {text}" if text else type(error).__name__)
