"""The built-in bank, judged once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from exam_drill.bank.errata import Printed
from exam_drill.evaluate import evaluate
from exam_drill.i18n.evidence import describe
from exam_drill.quality import Finding, QuestionReport, judge_question
from exam_drill.question import Question
from exam_drill.sandbox import Sandbox
from exam_drill.verdict import Verdict


class Judged:
    """Reports of all questions."""

    def __init__(self, questions: Sequence[Question], sandbox: Sandbox) -> None:
        self._questions, self._sandbox = questions, sandbox

    @cached_property
    def reports(self) -> tuple[QuestionReport, ...]:
        """One for each question."""
        return tuple(judge_question(evaluate(question, self._sandbox)) for question in self._questions)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """One for each option."""
        return tuple(verdict for report in self.reports for blank in report.blanks for verdict in blank.verdicts)

    def as_printed(self, version: Printed, corrected: Question) -> str:
        """What happens to a print, in a sentence."""
        said = []
        for blank in judge_question(evaluate(version.question, self._sandbox), version.sources).blanks:
            label = f"({blank.label}) " if len(corrected.blanks) > 1 else ""
            text = f"{label}`{blank.finding}`"
            if blank.finding is Finding.INVALID:
                text += ", no program"
            elif blank.finding is Finding.PROVEN:
                text += f", option {blank.published}"
            elif blank.executed:
                text += f", options {' and '.join(map(str, blank.executed))} match"
            else:
                text += f"; option {blank.published}: {describe(blank.verdicts[blank.published - 1], 'en')}"
            said.append(text)
        return "; ".join(said) + "."
