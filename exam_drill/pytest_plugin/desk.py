"""What all bank files of one process share: what was asked for, the ids that were met, and one warm sandbox.

QuestionItem.setup ─▶ ready      the sandbox starts with the first question; what it lacks is an error, no failure
            .runtest ─▶ judge    and while that runs, the question that pytest runs next is prepared
pytest_unconfigure ─▶ close
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from exam_drill.i18n import language_of_locale
from exam_drill.preferences import read_settings
from exam_drill.pytest_plugin.options import Wishes
from exam_drill.question import Language, Place

if TYPE_CHECKING:
    import pytest

    from exam_drill.evaluate import Evaluator
    from exam_drill.quality import QuestionReport
    from exam_drill.question import Question
    from exam_drill.sandbox import Sandbox


class Desk:
    """One for each process that collects banks."""

    def __init__(self, wishes: Wishes) -> None:
        self.wishes = wishes
        self.language = language_of(wishes.lang)
        self.first_places: dict[str, Place] = {}  # of each id
        self.following: pytest.Item | None = None
        self.unconfined: tuple[str, ...] = ()  # what nothing keeps programs from here
        self._sandbox: Sandbox | None = None
        self._evaluator: Evaluator | None = None
        self._error: Exception | None = None

    def ready(self) -> None:
        """Waits until questions can be judged; SandboxError or TooLittleError, at once for all after the first."""
        if self._error is not None:
            raise self._error
        if self._evaluator is not None:
            return
        from exam_drill.cases import DEFAULT_TRIALS
        from exam_drill.evaluate import Evaluator, Settings
        from exam_drill.sandbox import Limits, Sandbox, SandboxError, TooLittleError, not_enforced

        wishes = self.wishes
        limits = Limits() if wishes.time is None else Limits(wall=wishes.time, cpu=int(wishes.time) + 1)
        self._sandbox = Sandbox(limits, untrusted=not wishes.trust)
        try:
            self.unconfined = tuple(not_enforced(self._sandbox.capabilities()))
        except (SandboxError, TooLittleError) as error:
            self._error = error
            raise
        self._evaluator = Evaluator(self._sandbox, Settings(wishes.seed or 0, wishes.trials or DEFAULT_TRIALS))

    def judge(self, question: Question) -> QuestionReport:
        """What is found of a question."""
        from exam_drill.quality import judge_question

        following = getattr(self.following, "question", None)
        assert self._evaluator is not None, "it is not ready"
        self._evaluator.expect(following)
        return judge_question(self._evaluator.evaluate(question))

    def close(self) -> None:
        """Ends the sandbox, if there is one."""
        if self._sandbox is not None:
            self._sandbox.close()


def language_of(asked: str | None, variables: Mapping[str, str] = os.environ) -> Language:
    """What was asked for, preferred, or that of the locale; English where Japanese cannot be shown."""
    if asked is not None:
        return cast(Language, asked)
    encoding = getattr(sys.__stdout__, "encoding", None) or "utf-8"
    if "あ".encode(encoding, errors="ignore") == b"":
        return "en"
    return read_settings(variables).preferences.language or language_of_locale(variables)
