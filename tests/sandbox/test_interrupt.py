"""A run can be called off from another thread; the sandbox stays warm."""

import threading
import time
from collections.abc import Iterator

import pytest
from builders import question
from families import descendants

from exam_drill.evaluate import evaluate
from exam_drill.quality import Finding, judge_question
from exam_drill.sandbox import DeadlineError, Limits, Sandbox
from exam_drill.sandbox.system import forks

ENDLESS = "all(True for _ in iter(int, 1))"


@pytest.fixture(params=[None, True], ids=["usual", "spawned"])
def busy(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with Sandbox(Limits(wall=50.0, cpu=50), spawned=request.param) as sandbox:
        sandbox.capabilities()
        yield sandbox


@pytest.mark.parametrize("where", ["option", "reference"])
def test_a_run_that_is_called_off_ends_and_the_next_one_runs(where: str, busy: Sandbox) -> None:
    program = "def f(x):\n    return (あ)\n"
    endless = (
        question(program, ["2 * x", ENDLESS])
        if where == "option"
        else question(program, ["x", "2 * x"], f"def f(x):\n    return {ENDLESS}\n")
    )
    workers = sorted(descendants())[:2]
    began = time.monotonic()
    timer = threading.Timer(0.3, busy.interrupt)
    timer.start()
    with pytest.raises(DeadlineError):
        evaluate(endless, busy)
    assert time.monotonic() - began < 20
    with pytest.raises(DeadlineError):
        evaluate(endless, busy)  # none begins before there is a new deadline
    timer.join()
    busy.deadline = None
    report = judge_question(evaluate(question(program, ["2 * x", "x"]), busy))
    assert [blank.finding for blank in report.blanks] == [Finding.PROVEN]
    if forks("linux", True) and type(busy._worker).__name__ == "Worker":
        assert sorted(descendants())[:2] == workers  # the same worker


def test_nothing_happens_where_nothing_runs() -> None:
    with Sandbox() as sandbox:
        sandbox.interrupt()
        sandbox.deadline = None
        sandbox.capabilities()
