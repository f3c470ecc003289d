"""Every blank of the built-in bank gets at least three wrong options, and the engine itself finds nothing against them.

They are put beside the options that there are, and all of them are judged anew on 200 trials of another seed: exactly
the published answer matches, and no warning concerns them, so none is weak, fragile, or gives what another one gives.
"""

from dataclasses import replace

import pytest

from exam_drill.bank import load_bank
from exam_drill.catalogue import built_in_bank
from exam_drill.evaluate import Evaluator, Settings
from exam_drill.quality import Finding, judge_question
from exam_drill.question import Blank, Code, Option, Question
from exam_drill.sandbox import Sandbox
from exam_drill.suggest import Wish, search

LEAST = 3
FRESH = Settings(seed=20, trials=200)
QUESTIONS = load_bank([built_in_bank()]).questions


def larger(blank: Blank, sandbox: Sandbox, question: Question) -> Blank:
    """A blank with what is suggested for it."""
    suggestions = search(question, blank, sandbox, Wish(LEAST, fresh_trials=24)).suggestions
    assert len(suggestions) >= LEAST, (question.id, blank.label)
    first = len(blank.options) + 1
    added = (Option(number, Code(one.code, (blank.place,)), one.why) for number, one in enumerate(suggestions, first))
    return replace(blank, options=(*blank.options, *added))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_suggestions_are_wrong_options(question: Question, sandbox: Sandbox) -> None:
    blanks = tuple(larger(blank, sandbox, question) for blank in question.blanks)
    evaluator = Evaluator(sandbox, FRESH)
    for report in judge_question(evaluator.evaluate(replace(question, blanks=blanks, trials=FRESH.trials))).blanks:
        assert report.finding is Finding.PROVEN, report.label
        assert report.executed == (report.published,)
        added = set(range(len(question.blank(report.label).options) + 1, len(report.verdicts) + 1))
        assert not [warning for warning in report.warnings if added.intersection(warning.options)]
