"""Judging small questions through the real sandbox."""

from __future__ import annotations

from typing import Any

import builders

from exam_drill.evaluate import Settings, evaluate
from exam_drill.quality import BlankReport, judge_question
from exam_drill.question import Question
from exam_drill.sandbox import Sandbox
from exam_drill.verdict import Verdict

PROGRAM = "def f(x):\n    y = np.zeros_like(x)\n    return （あ）\n"


def judged(question: Question, sandbox: Sandbox, **settings: Any) -> BlankReport:
    return judge_question(evaluate(question, sandbox, Settings(**settings))).blanks[0]


def diagnosis(option: str, sandbox: Sandbox, program: str = PROGRAM, **fields: Any) -> Verdict:
    """The verdict on one option of `program` beside the right one."""
    return judged(builders.question(program, ["2 * x", option], **fields), sandbox).verdicts[1]
