"""A question may have many inputs, and many trials, so that there are more values than would be believed of a child."""

import builders

from exam_drill.evaluate import Settings, evaluate
from exam_drill.quality import Finding, judge_question
from exam_drill.sandbox import Sandbox
from exam_drill.sandbox.wire import MOST_VALUES

TRIALS = 10_000  # the most that can be asked for
INPUTS = [f"x{number}" for number in range(12)]


def test_a_job_may_hold_more_values_than_an_answer(sandbox: Sandbox) -> None:
    assert TRIALS * len(INPUTS) > MOST_VALUES
    names = ", ".join(INPUTS)
    for domain in ("1", "uniform(0, 1)"):  # arrays of one element, and numbers
        question = builders.question(
            f"def f({names}):\n    return (あ)\n",
            ["x0 + x11", "x0 - x11"],
            f"def f({names}):\n    return x0 + x11\n",
            inputs=dict.fromkeys(INPUTS, domain),
        )
        report = judge_question(evaluate(question, sandbox, Settings(trials=TRIALS)))
        assert [blank.finding for blank in report.blanks] == [Finding.PROVEN]
