"""The deadline of a sandbox: what runs then is ended, what would begin later does not, and nothing is blamed for it."""

import socket
import threading
import time
from collections.abc import Callable
from functools import partial

import builders
import numpy as np
import pytest

from exam_drill.cases import Case
from exam_drill.commands.judge import Judge
from exam_drill.evaluate import evaluate
from exam_drill.program import Program
from exam_drill.quality import Finding, judge_question
from exam_drill.question import Question
from exam_drill.sandbox import DeadlineError, Helpers, Limits, Sandbox, SandboxError
from exam_drill.sandbox.channels import Stream

ENDLESS = "all(True for _ in iter(int, 1))"
SLOW = "[0.0] * 8000"  # on twelve trials it takes a second to compare two of them


def question(*options: str) -> Question:
    return builders.question("def f(x):\n    return （あ）\n", options)


def slow_to_compare() -> Question:
    """Twenty right answers: hundreds of comparisons, a second each."""
    return builders.question("def f(x):\n    return （あ）\n", [SLOW] * 20, reference=f"def f(x): return {SLOW}\n")


def ends_in_time(work: Callable[[], object], error: type[Exception], seconds: float = 20.0) -> None:
    start = time.monotonic()
    with pytest.raises(error):
        work()
    assert time.monotonic() - start < seconds


def test_what_runs_at_the_deadline_is_ended_and_the_next_question_is_right() -> None:
    with Sandbox() as sandbox:
        sandbox.capabilities()
        for hostile in (question("2 * x", ENDLESS), slow_to_compare()):
            sandbox.deadline = time.monotonic() + 1.0
            ends_in_time(partial(evaluate, hostile, sandbox), DeadlineError)
            ends_in_time(partial(evaluate, builders.gru(), sandbox), DeadlineError)
            sandbox.deadline = None
            assert judge_question(evaluate(builders.gru(), sandbox)).blanks[0].finding is Finding.PROVEN


def test_a_deadline_that_passes_while_a_child_comes_up_is_no_fault_of_ours() -> None:
    ours, theirs = socket.socketpair()
    with theirs:
        Stream(ours).send(b"job", -1.0)
        ours.close()
    with Sandbox() as sandbox:
        sandbox.capabilities()
        for step in range(8):
            sandbox.deadline = time.monotonic() + step / 400
            try:
                evaluate(question("2 * x", ENDLESS), sandbox)
            except DeadlineError:
                continue
            raise AssertionError("an endless option was judged")


@pytest.mark.parametrize("spawned", [None, True], ids=["usual", "spawned"])
def test_a_deadline_that_comes_later_holds_for_what_has_begun(spawned: bool | None) -> None:
    program = Program("def f(x):\n    return (あ)\n", "あ", {1: ENDLESS}, {}, "f", "", ("x",))
    with Sandbox(Limits(wall=60.0, cpu=60), spawned=spawned) as sandbox:
        sandbox.capabilities()
        run = sandbox.options(program, [Case({"x": np.ones(2)}, {}, 0)], Helpers())
        run.begin()
        sandbox.deadline = time.monotonic() + 0.2
        ends_in_time(lambda: dict(run), DeadlineError)


def test_who_closes_a_sandbox_does_not_wait_for_comparisons() -> None:
    with Sandbox() as sandbox:
        sandbox.capabilities()
        closing = threading.Timer(1.0, sandbox.close)
        closing.start()
        ends_in_time(partial(evaluate, slow_to_compare(), sandbox), SandboxError)
        closing.join()


def test_who_leaves_the_quiz_does_not_wait_for_comparisons() -> None:
    with Judge() as judge:
        judge.report(builders.gru()).result(60)
        judge.report(slow_to_compare())
        time.sleep(1.0)
        start = time.monotonic()
    assert time.monotonic() - start < 15
