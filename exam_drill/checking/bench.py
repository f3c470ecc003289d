"""Judging questions in this process: one warm sandbox, one question after the other.

    Question ─▶ [the question, its prints] ─ evaluate ─▶ Evaluation ─ quality ─▶ QuestionReport, …

While one is judged the next ones are at work, if they are known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from exam_drill import sandbox
from exam_drill.bank.errata import as_printed
from exam_drill.checking.settings import CheckSettings
from exam_drill.checking.summary import Confinement
from exam_drill.evaluate import AHEAD, Evaluator, Settings
from exam_drill.quality import QuestionReport, errata_without_effect, judge_question
from exam_drill.sandbox import DeadlineError, enforced, not_enforced

if TYPE_CHECKING:
    from exam_drill.question import Question

__all__ = ["AHEAD", "Bench"]


class Bench:
    """Judges questions; used by one thread.  A context manager: leaving it ends the sandbox."""

    def __init__(self, settings: CheckSettings) -> None:
        self._settings = settings
        self._sandbox = sandbox.Sandbox(settings.limits, untrusted=settings.untrusted)
        self._evaluator = Evaluator(self._sandbox, Settings(settings.seed, settings.trials))

    def __enter__(self) -> Bench:
        self._sandbox.__enter__()
        return self

    def __exit__(self, *exception: object) -> None:
        self._evaluator.close()
        self._sandbox.__exit__(*exception)

    def close(self) -> None:
        """Ends the sandbox, from another thread, too.  Safe to call twice."""
        self._sandbox.close()

    def closer(self) -> Callable[[], None]:
        """What ends the sandbox, for who must not hold the bench itself."""
        return self._sandbox.close

    def confinement(self) -> Confinement:
        """What programs are kept from here; waits until the sandbox is up."""
        capabilities = self._sandbox.capabilities()
        return Confinement(enforced(capabilities), not_enforced(capabilities))

    def prepare(self, *questions: Question) -> None:
        """Does for the first questions, in order, what can be done while the sandbox comes up."""
        if not self._settings.as_printed:
            self._evaluator.prepare(*questions)

    def until(self, moment: float | None) -> None:
        """Sets the moment of `time.monotonic` at which whatever runs ends; None for none."""
        self._sandbox.deadline = moment

    def judge(self, question: Question, *following: Question) -> tuple[QuestionReport, ...] | None:
        """The reports on a question: one, or one for each of its prints.

        None if its time is over: half a question proves nothing.  The `following` ones will be judged next, in order;
        of them no more than `AHEAD` are looked at.
        """
        try:
            return self._judge((question, *following))
        except DeadlineError:
            return None

    def _judge(self, questions: Sequence[Question]) -> tuple[QuestionReport, ...]:
        question, *following = questions
        prints = as_printed(question) if self._settings.as_printed else ()
        changed = [version for version in prints if version.question != question]
        evaluations = [question, *(version.question for version in changed)]
        found = []
        for place, one in enumerate(evaluations, 1):
            self._evaluator.expect(*evaluations[place:], *following)
            found.append(self._evaluator.evaluate(one))
        corrected = judge_question(found[0])
        if not self._settings.as_printed:
            return (corrected,)
        others = iter(found[1:])
        return tuple(
            corrected
            if version.question == question
            else errata_without_effect(judge_question(next(others), version.sources), corrected)
            for version in prints
        )
