"""The child that waits for the next job: it may have ended, be made for a smaller one, or be spoken of late."""

import os
import signal
import sys
from pathlib import Path

import numpy as np
import pytest
from families import descendants, eventually, is_there, settled_family
from kernel import KERNEL
from test_containment import TIGHT, run

from exam_drill.outcome import Ending
from exam_drill.sandbox import Layer, Limits, Sandbox

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="tells what the Linux kernel enforces")


def test_no_option_is_blamed_for_a_child_that_ended_while_it_waited() -> None:
    others = descendants()
    with Sandbox(TIGHT) as sandbox:
        assert run(sandbox, "2 * x")[0].ending is Ending.RETURNED
        first, worker, child = settled_family(others)
        os.kill(child, signal.SIGKILL)
        assert eventually(lambda: not is_there(child))
        assert np.array_equal(run(sandbox, "x + 1")[0].value, [2.0, 3.0])
        assert {first, worker} <= descendants()  # they were not replaced


def test_a_job_of_more_options_than_usual_has_time_for_each() -> None:
    ask = "__import__('resource').getrlimit(__import__('resource').RLIMIT_CPU)[0]"
    with Sandbox(Limits(cpu=5, layers=KERNEL - {Layer.SECCOMP})) as sandbox:
        assert run(sandbox, *[ask] * 17)[0].value == 5 * 17 + 1


def test_how_a_child_ended_is_not_taken_for_the_end_of_the_next_one() -> None:
    with Sandbox(TIGHT) as sandbox:
        for _ in range(2):
            assert run(sandbox, "2 * x")[0].ending is Ending.RETURNED  # killed when it was through, told of later
            assert [(end.limit, end.amount) for end in run(sandbox, "os._exit(3)")] == [("exit", "3")]


def test_children_that_are_through_are_not_left_as_zombies() -> None:
    others = descendants()
    with Sandbox(TIGHT) as sandbox:
        for _ in range(6):
            run(sandbox, "2 * x", "x + 1")
        _, worker, _ = settled_family(others)
        children = Path(f"/proc/{worker}/task/{worker}/children").read_text().split()
        assert len(children) <= 2  # the one that waits, and the last one, of whose end is told with the next request
