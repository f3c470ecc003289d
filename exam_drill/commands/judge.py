"""Judges questions in the background while a screen waits for its learner.

    with Judge() as judge:                  the sandbox's worker starts; nothing waits for it
        future = judge.report(question)     a QuestionReport by and by; SandboxError if our machinery fails,
                                        TooLongError if the question's runs together take too long
    judge.prepare(question, label)      while an answer to this blank is typed
    future = judge.answer(question, label, text)    a TypedReport soon; fails in the same ways
    future = judge.why(question, label, number or text)     what there is to see of it; gives way to all of the above

NumPy is imported in the judge's own thread, never by the caller.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from exam_drill.commands.budget import QUESTION_SECONDS, Budget
from exam_drill.commands.errands import Check, Errands
from exam_drill.quality import QuestionReport, judge_question
from exam_drill.question import Question
from exam_drill.quiz.looks import Drawable
from exam_drill.quiz.reports import Admission, TooLongError

if TYPE_CHECKING:
    from exam_drill.sandbox import Sandbox
    from exam_drill.typed.answering import Answering
    from exam_drill.typed.report import TypedReport
    from exam_drill.verdict import VerdictKind


class Judge:
    """One sandbox and the one thread that uses it.  A context manager.

    A question gets so many `seconds`; `clock` is one that never goes back.  Those of `untrusted` banks are not run
    where the kernel gives too little.
    """

    def __init__(
        self,
        seconds: float = QUESTION_SECONDS,
        clock: Callable[[], float] = time.monotonic,
        untrusted: bool = False,
    ) -> None:
        self._seconds, self._clock, self._untrusted = seconds, clock, untrusted
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="judge")
        self._sandbox: Sandbox | None = None
        self._answering: Answering | None = None
        self._reports: dict[str, QuestionReport] = {}
        self._errands = Errands(self._thread.submit, self._interrupt)
        self._left = False

    def __enter__(self) -> Judge:
        self._thread.submit(self._start)
        return self

    def __exit__(self, *exception: object) -> None:
        try:
            self._leave()
        except BaseException:
            self._leave()  # Ctrl-C, or another signal, came in the midst of it
            raise

    def report(self, question: Question) -> Future[QuestionReport]:
        """What will be found of a question."""
        self._errands.give_way()
        return self._thread.submit(self._report, question)

    def prepare(self, question: Question, label: str) -> None:
        """Has all run, soon, that a typed answer to this blank will be compared with."""
        self._thread.submit(self._prepare, question, label)

    def answer(self, question: Question, label: str, text: str) -> Future[TypedReport]:
        """What will be found of a text that was typed as the answer to a blank."""
        self._errands.give_way()
        return self._thread.submit(self._answer, question, label, text)

    def why(self, question: Question, label: str, chosen: int | str, hidden: Sequence[str] = ()) -> Future[Drawable]:
        """What an option, or a typed text, does on the smallest inputs that show what is wrong with it.

        It gives way to whatever is to be judged; to cancel the future calls it off.  Nothing that the blanks `hidden`,
        which are still to be answered, had a part in is to be seen among the names.
        """
        return self._errands.send(partial(self._why, question, label, chosen, hidden))

    def names(self, question: Question, label: str, hidden: Sequence[str] = ()) -> Future[Drawable]:
        """What can be used at a blank, without any value; else as `why`."""
        return self._errands.send(partial(self._names, question, label, hidden))

    def admission(self) -> Future[Admission]:
        """Whether what is to be judged may run here."""
        return self._thread.submit(self._admit)

    def _start(self) -> Sandbox:
        from exam_drill.sandbox import Sandbox

        if self._sandbox is None:
            self._sandbox = Sandbox(untrusted=self._untrusted)
            if self._left:
                self._sandbox.close()
            self._sandbox.start()
        return self._sandbox

    def _admit(self) -> Admission:
        from exam_drill.sandbox import TooLittleError, not_enforced

        try:
            return Admission(unconfined=tuple(not_enforced(self._start().capabilities())))
        except TooLittleError as error:
            return Admission(refused=error.missing)

    def _report(self, question: Question) -> QuestionReport:
        from exam_drill.evaluate import evaluate

        with self._budget() as sandbox:
            report = self._reports[question.id] = judge_question(evaluate(question, sandbox))
            return report

    def _prepare(self, question: Question, label: str) -> None:
        with self._budget() as sandbox:
            self._answers(sandbox).prepare(question, label)

    def _answer(self, question: Question, label: str, text: str) -> TypedReport:
        with self._budget() as sandbox:
            return self._answers(sandbox).answer(question, label, text)

    def _why(self, question: Question, label: str, chosen: int | str, hidden: Sequence[str], check: Check) -> Drawable:
        from exam_drill.why.rows import look_rows
        from exam_drill.why.seeing import look

        with self._budget() as sandbox:
            check()
            kind = None
            if isinstance(chosen, str):
                chosen, kind = self._typed(sandbox, question, label, chosen)
            known = self._reports.get(question.id)
            report = next((one for one in known.blanks if one.label == label), None) if known is not None else None
            found = look(question, label, chosen, report, sandbox, kind, hidden)
        return lambda item, open_blanks, width, language: look_rows(found, item, open_blanks, width, language)

    def _names(self, question: Question, label: str, hidden: Sequence[str], check: Check) -> Drawable:
        from exam_drill.why.rows import names_rows
        from exam_drill.why.seeing import names

        with self._budget() as sandbox:
            check()
            found = names(question, label, hidden, sandbox)
        return lambda _item, _hidden, width, language: names_rows(found, width, language)

    def _typed(self, sandbox: Sandbox, question: Question, label: str, text: str) -> tuple[str, VerdictKind | None]:
        """What was meant by a text that was typed, and what its runs showed; None if it could not be judged."""
        report = self._answers(sandbox).answer(question, label, text)
        return report.typed.text if report.typed else text, report.verdict.kind if report.verdict else None

    def _interrupt(self) -> None:
        if self._sandbox is not None:
            self._sandbox.interrupt()

    @contextmanager
    def _budget(self) -> Iterator[Sandbox]:
        """The sandbox, for as long as one question may take; TooLongError if that is not enough."""
        from exam_drill.sandbox import DeadlineError

        sandbox = self._start()
        sandbox.deadline = None
        sandbox.capabilities()  # waits until it is up: the question is not to pay for that
        sandbox.deadline = Budget.begin(self._seconds, self._clock).end
        try:
            yield sandbox
        except DeadlineError:
            raise TooLongError(self._seconds) from None

    def _answers(self, sandbox: Sandbox) -> Answering:
        from exam_drill.typed.answering import Answering

        if self._answering is None:
            self._answering = Answering(sandbox)
        return self._answering

    def _leave(self) -> None:
        # Whoever leaves does not wait for a question that will not end: its run fails, and nobody asks for it.
        self._left = True
        self._thread.shutdown(wait=False, cancel_futures=True)
        if self._sandbox is not None:
            self._sandbox.close()
        self._thread.shutdown(wait=True)
