"""A system that refuses some of the steps, as containers do: simulated by a filter that the whole engine runs under."""

import json
import subprocess
import sys

import pytest
from requirements import lacking

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="tells what the Linux kernel enforces")

# Refuses the calls named in argv with EPERM (as a container does) or ENOSYS (an old kernel), then asks the sandbox.
ENGINE = """
import errno, json, sys
import numpy as np
from exam_drill.sandbox import Sandbox, enforced
from exam_drill.sandbox.inside import bpf, kernel, seccomp
from exam_drill.sandbox.inside.syscalls import NUMBERS
refused = 0x50000 | getattr(errno, sys.argv[1])
cases = {NUMBERS[name][kernel.machine()]: bpf.answer(refused) for name in sys.argv[2:]}
code = [*bpf.load(0), *bpf.decide(cases, bpf.answer(seccomp.ALLOW))]
kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
seccomp.load(seccomp.Filter(bpf.pack(code)))
with Sandbox() as sandbox:
    known = sandbox.capabilities()
    print(json.dumps([{**known.worker_steps, **known.child_steps}, enforced(known)]))
"""
Steps = dict[str, str]


def engine(error: str, *calls: str) -> tuple[Steps, dict[str, list[str]]]:
    """Steps and what is enforced, in an engine to which these calls are refused."""
    ended = subprocess.run([sys.executable, "-c", ENGINE, error, *calls], capture_output=True, check=True, text=True)
    steps, held = json.loads(ended.stdout)
    return steps, held


def test_a_container_without_namespaces() -> None:
    steps, held = engine("EPERM", "unshare", "mount", "pivot_root")
    for step in ("user namespace", "network namespace", "process namespace"):
        assert "not permitted" in steps[step]
    for step in ("no capabilities", "no new privileges", "system calls", "memory"):
        assert steps[step] == ""
    assert all(held.values())
    assert held["network"] == ["system calls"]


def test_a_kernel_without_landlock() -> None:
    steps, held = engine("ENOSYS", "landlock_create_ruleset", "landlock_restrict_self")
    assert "not implemented" in steps["landlock"]
    assert "landlock" not in held["files"]
    assert all(held.values())


def test_a_kernel_that_knows_seccomp_by_its_old_name() -> None:
    steps, _ = engine("ENOSYS", "seccomp")
    assert steps["system calls"] == ""


def test_mounting_refused_leaves_a_root_that_was_deleted() -> None:
    steps, _ = engine("EPERM", "mount")
    if steps["user namespace"]:
        lacking("a user namespace, in which mounting can be refused")
    assert steps["empty root"] == ""
