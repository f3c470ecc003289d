"""Two programs at work at once, each in a child of its own: neither learns of the other, nor pays for it."""

import os
import sys
import threading
from collections.abc import Iterator

import numpy as np
import pytest
from families import descendants, eventually

from exam_drill.cases import Case
from exam_drill.outcome import Ending
from exam_drill.program import Program
from exam_drill.sandbox import DeadlineError, Helpers, Layer, Limits, OptionsRun, Sandbox, SandboxError

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="where there is no fork, none overlap")
CASES = [Case({"x": np.array([1.0, 2.0])}, {}, 0)]
ENDLESS = "all(True for _ in iter(int, 1))"


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(Limits(wall=20.0, cpu=20)) as made:
        made.capabilities()
        yield made


def options(sandbox: Sandbox, *texts: str) -> OptionsRun[int]:
    program = Program("def f(x):\n    return (あ)\n", "あ", dict(enumerate(texts, 1)), {}, "f", "", ("x",))
    return sandbox.options(program, CASES, Helpers())


def test_each_gets_its_own_answers_in_whichever_order_they_are_read(sandbox: Sandbox) -> None:
    assert sandbox.can_overlap
    first, second = options(sandbox, "2 * x", "x + 1"), options(sandbox, "x - 1", "y")
    first.begin()
    second.begin()
    two = dict(second)
    one = dict(first)
    assert [outcomes[0].value.tolist() for outcomes in one.values()] == [[2.0, 4.0], [2.0, 3.0]]
    assert two[1][0].value.tolist() == [0.0, 1.0]
    assert two[2][0].ending is Ending.RAISED


def test_the_end_of_one_is_not_the_end_of_the_other(sandbox: Sandbox) -> None:
    with Sandbox(Limits(wall=20.0, cpu=20, layers=frozenset(Layer) - {Layer.POLICY})) as bare:
        bare.capabilities()
        first = options(bare, "__import__('os')._exit(7)")
        second = options(bare, "2 * x")
        second.begin()
        first.begin()
        ((_, (end,)),) = first
        assert (end.ending, end.amount) == (Ending.KILLED, "7")
        assert dict(second)[1][0].value.tolist() == [2.0, 4.0]


def test_whoever_calls_off_calls_off_both(sandbox: Sandbox) -> None:
    first, second = options(sandbox, ENDLESS), options(sandbox, ENDLESS)
    first.begin()
    second.begin()
    timer = threading.Timer(0.2, sandbox.interrupt)
    timer.start()
    with pytest.raises(DeadlineError):
        dict(first)
    with pytest.raises(DeadlineError):
        dict(second)
    timer.join()
    sandbox.deadline = None
    assert dict(options(sandbox, "2 * x"))[1][0].ending is Ending.RETURNED


def test_closing_ends_both_and_blames_neither() -> None:
    before = descendants()
    with Sandbox(Limits(wall=20.0, cpu=20)) as sandbox:
        sandbox.capabilities()
        first, second = options(sandbox, ENDLESS), options(sandbox, ENDLESS)
        first.begin()
        second.begin()
        sandbox.close()
        for run in (first, second):
            with pytest.raises(SandboxError):
                dict(run)
    assert eventually(lambda: descendants() <= before)


@pytest.mark.filterwarnings("error::ResourceWarning")
def test_what_nobody_asks_for_any_more_leaves_nothing_open() -> None:
    before = set(os.listdir("/proc/self/fd"))
    with Sandbox(Limits(wall=20.0, cpu=20)) as sandbox:
        sandbox.capabilities()
        left = options(sandbox, ENDLESS)
        left.begin()
    assert set(os.listdir("/proc/self/fd")) <= before
    with pytest.raises(SandboxError):
        dict(left)


def test_where_a_child_could_leave_a_process_behind_none_overlap() -> None:
    with Sandbox(Limits(layers=frozenset(Layer) - {Layer.SECCOMP})) as sandbox:
        sandbox.capabilities()
        assert not sandbox.can_overlap
