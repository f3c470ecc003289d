"""The steps of the lockdown: taken, refused or left out, told to the parent, and what is left of them.

What they keep a program from is tried by the attacks: see `tests/attacks`.
"""

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from families import settled_family
from kernel import KERNEL
from requirements import lacking
from test_containment import descendants

from exam_drill.cases import Case
from exam_drill.outcome import Ending, Outcome
from exam_drill.program import Program
from exam_drill.sandbox import Helpers, Layer, Limits, Sandbox, enforced, not_enforced
from exam_drill.sandbox.client import Capabilities

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="tells what the Linux kernel enforces")

PROGRAM = "def f(x):\n    import os\n    return (あ)\n"


def run(sandbox: Sandbox, *options: str) -> list[Outcome]:
    program = Program(PROGRAM, "あ", dict(enumerate(options, 1)), {}, "f", "", ("x",))
    outcomes = sandbox.run_options(program, [Case({"x": np.array([1.0, 2.0])}, {}, 0)], Helpers())
    return [outcomes[number][0] for number in sorted(outcomes)]


def holds(capabilities: Capabilities, *steps: str) -> bool:
    """Whether this kernel and user can do these steps at all: a container may refuse namespaces."""
    return not any({**capabilities.worker_steps, **capabilities.child_steps}[step] for step in steps)


def test_every_step_of_every_layer_is_taken() -> None:
    with Sandbox() as sandbox:
        capabilities = sandbox.capabilities()
    refused = {name: why for name, why in {**capabilities.worker_steps, **capabilities.child_steps}.items() if why}
    assert "left out" not in refused.values()  # a layer that is on leaves no step of its own out
    if refused:
        lacking(f"steps that this system refuses: {refused}")


@pytest.mark.parametrize("layers", [KERNEL, KERNEL - {Layer.SECCOMP}], ids=["all", "no seccomp"])
def test_the_worker_cannot_be_ended_by_its_child(layers: frozenset[Layer]) -> None:
    others = descendants()
    with Sandbox(Limits(wall=5.0, layers=layers)) as sandbox:
        if not holds(sandbox.capabilities(), "process namespace"):
            lacking("a namespace of processes, which is what keeps the worker out of a child's reach")
        run(sandbox, "2 * x")  # now the next child may wait beside one that works
        guard, worker, _ = settled_family(others)
        run(sandbox, "os.kill(os.getppid(), 9)", "os.kill(-1, 9)", "os.kill(1, 15)", "2 * x")
        assert {guard, worker} <= descendants()


def test_nothing_is_left_of_the_folder_that_was_the_root() -> None:
    def folders() -> set[Path]:
        return set(Path(tempfile.gettempdir()).glob("exam-drill-empty-*"))

    mounts, before = Path("/proc/self/mounts").read_text(encoding="utf-8"), folders()
    for layers in (KERNEL, KERNEL - {Layer.NAMESPACES}):
        with Sandbox(Limits(layers=layers)) as sandbox:
            sandbox.capabilities()
            assert Path("/proc/self/mounts").read_text(encoding="utf-8") == mounts
            assert folders() == before


def test_the_worker_is_nobody_in_an_empty_root() -> None:
    with Sandbox() as sandbox:
        capabilities = sandbox.capabilities()
        seen = []
        for pid in descendants():
            with suppress(OSError):  # one that other tests started may have gone meanwhile
                seen.append(Path(f"/proc/{pid}/status").read_text(encoding="utf-8").split("\n"))
        words = [dict(line.split(":\t", 1) for line in lines if ":\t" in line) for lines in seen]
    worker = max(words, key=lambda status: len(status.get("NSpid", "").split()))
    assert worker["NoNewPrivs"] == "1"
    if holds(capabilities, "no capabilities"):
        assert {int(worker[name], 16) for name in ("CapPrm", "CapEff", "CapInh", "CapAmb")} == {0}
    if holds(capabilities, "unprivileged user"):
        assert "0" not in worker["Uid"].split() + worker["Gid"].split()


def test_a_step_that_is_refused_says_why_and_the_rest_applies() -> None:
    # Without the namespaces an ordinary user may not change the root, and the administrator has another way.
    with Sandbox(Limits(layers=KERNEL - {Layer.NAMESPACES})) as sandbox:
        capabilities = sandbox.capabilities()
        assert capabilities.worker_steps["network namespace"] == "left out"
        assert capabilities.child_steps["system calls"] == ""
        assert bool(capabilities.worker_steps["empty root"]) == (os.geteuid() != 0)
        assert run(sandbox, "2 * x")[0].ending is Ending.RETURNED


def test_what_is_enforced_by_what_and_what_by_nothing() -> None:
    with Sandbox() as sandbox:
        held = enforced(sandbox.capabilities())
        assert all(held.values())
        assert "system calls" in held["files"]
        assert not_enforced(sandbox.capabilities()) == {}
    with Sandbox(Limits(layers=frozenset({Layer.LIMITS}))) as sandbox:
        capabilities = sandbox.capabilities()
        # The limit of processes does not bind the administrator, and without its layer nobody knows who this is.
        assert set(not_enforced(capabilities)) == {"files", "network", "processes", "other-processes"}
        assert "landlock: left out" in not_enforced(capabilities)["files"]
