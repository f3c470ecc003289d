"""Every wrong option of the built-in bank has smallest inputs that show it, and a line at which it parts.

In CI a sample; all of it with EXAM_DRILL_WHY_ALL=1 (1 or 2 minutes).
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from exam_drill.bank import load_bank
from exam_drill.evaluate import evaluate
from exam_drill.quality import judge_question
from exam_drill.question import Question
from exam_drill.sandbox import Sandbox
from exam_drill.traced import Ended
from exam_drill.verdict import VerdictKind
from exam_drill.why.seeing import look, names
from exam_drill.why.values import Lack

QUESTIONS = load_bank([Path(__file__).parents[2] / "quizzes"]).questions
STEP = 1 if os.environ.get("EXAM_DRILL_WHY_ALL") else 12
SAMPLE = QUESTIONS[::STEP]


@pytest.mark.parametrize("question", SAMPLE, ids=[one.id for one in SAMPLE])
def test_every_wrong_option_has_its_smallest_inputs(sandbox: Sandbox, question: Question) -> None:
    report = judge_question(evaluate(question, sandbox))
    for blank in report.blanks:
        for verdict in blank.verdicts:
            found = look(question, blank.label, verdict.number, blank, sandbox)
            assert found.lack is Lack.NOTHING
            assert found.proven
            if verdict.kind is VerdictKind.MATCHES:
                assert found.right
                assert found.result is not None
                assert found.result.agree
                assert found.ended is Ended.RETURNED
                continue
            assert found.reason is not None
            assert [line.parts for line in found.lines].count(True) == 1
            assert (
                found.result is None
                or not found.result.agree
                or not all(pairs.agree for pairs in found.arguments.values())
            )


@pytest.mark.parametrize("question", SAMPLE, ids=[one.id for one in SAMPLE])
def test_names_before_an_answer_show_no_value(sandbox: Sandbox, question: Question) -> None:
    for blank in question.blanks:
        others = [other.label for other in question.blanks]
        found = names(question, blank.label, others, sandbox)
        assert found.lack is Lack.NOTHING
        assert found.names
        assert all(one.value is None for one in found.names)
        assert all("?" not in one.symbols for one in found.names)
