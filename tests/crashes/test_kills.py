"""Whichever process is killed, the others end; while the program lives, no verdict is wrong because of it."""

import signal
import sys
import threading
import time
from dataclasses import replace

import numpy as np
import pytest
from crash_world import ENDLESS, SLOW, bank, blanks
from families import GONE, PATIENCE, World, descendants, eventually, is_there, kill

from exam_drill.cases import Case
from exam_drill.program import Program
from exam_drill.sandbox import Helpers, Limits, Sandbox

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads what Linux says of processes")

CASES = [Case({"x": np.array([1.0, 2.0])}, {"N": 2}, 0)]


@pytest.mark.parametrize("place", range(5), ids=["parent", "guard", "worker", "busy", "waiting"])
def test_whichever_process_is_killed_the_others_end_and_the_verdicts_are_right(
    place: int, world: World, user: dict[str, int]
) -> None:
    path = bank(world, ENDLESS, "3 * x")
    with world.start("check", path, "--time", "3", "--format", "json", **user) as process:
        family = world.wait_for_family()
        kill([process.pid, *family][place])
        ended = family if place < 3 else family[place - 1 : place]  # what else a child leaves goes on with another one
        assert eventually(lambda: not any(map(is_there, ended)), GONE)
        out, errors = process.communicate(timeout=PATIENCE)
    if place == 0:
        assert process.returncode == -signal.SIGKILL
        return
    assert (process.returncode, errors) == (0, b"")
    verdicts = [[option["verdict"] for option in blank["options"]] for blank in blanks(out)]
    assert verdicts == [["matches", "timed_out"], ["matches", "differs"]]
    assert [blank["finding"] for blank in blanks(out)] == ["proven", "proven"]


@pytest.mark.parametrize("place", range(3), ids=["guard", "worker", "child"])
@pytest.mark.parametrize("delay", [-0.1, 0.03, 0.15])
def test_an_honest_option_is_not_blamed_for_what_others_did_to_its_child(place: int, delay: float) -> None:
    """A process is killed while the child waits for a job, or in the middle of one."""
    before = descendants()
    program = Program("def f(x):\n    return (あ)\n", "あ", {1: SLOW, 2: f"{SLOW} + x"}, {}, "f", "", ("x",))
    quick = replace(program, options={1: "x"})

    def have_one_killed() -> threading.Timer:
        family: list[int] = []
        end = time.monotonic() + PATIENCE
        while len(family) != 3:
            assert time.monotonic() < end, family
            sandbox.run_options(quick, CASES, Helpers())  # notices that the one before was killed after its job
            eventually(lambda: len(descendants() - before) == 3, 0.5)
            family = sorted(descendants() - before)
        killer = threading.Timer(max(delay, 0), kill, (family[place],))
        killer.start()
        time.sleep(max(-delay, 0))
        return killer

    with Sandbox(Limits(wall=PATIENCE)) as sandbox:
        killer = have_one_killed()
        outcomes = sandbox.run_options(program, CASES, Helpers())
        killer.join()
        assert [outcomes[number][0].value.tolist() for number in (1, 2)] == [[2.0, 4.0], [3.0, 6.0]]
        killer = have_one_killed()
        run = sandbox.run_reference(f"def f(x):\n    return {SLOW}\n", "f", [], ["x"], CASES)
        killer.join()
        assert run.outcomes[0].value.tolist() == [2.0, 4.0]
    assert eventually(lambda: descendants() <= before, GONE)


def test_a_worker_that_is_killed_all_the_time_is_our_failure(world: World) -> None:
    with world.start("check", bank(world, *["3 * x"] * 20)) as process:
        while process.poll() is None:
            for number in world.family():
                kill(number)
            time.sleep(0.01)
        _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 3
    assert errors.decode().startswith("The sandbox does not work, so nothing was judged (")
    assert "Traceback" not in errors.decode()
