"""A worker that does not start, or runs a good program wrongly, judges nothing; one that is killed leaves nobody."""

import os
import signal
import socket
import sys
from typing import Any

import pytest
from families import settled_family
from kernel import KERNEL
from test_containment import descendants, eventually, run

from exam_drill.outcome import Ending, Outcome
from exam_drill.program import Program
from exam_drill.sandbox import Helpers, Limits, Sandbox, SandboxError
from exam_drill.sandbox.channels import Control

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="tells what the Linux kernel enforces")


@pytest.mark.parametrize("broken", ["/bin/false", "/nonexistent"])
def test_a_worker_that_does_not_start_judges_nothing(broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", broken)
    sandbox = Sandbox()
    with pytest.raises(SandboxError):
        run(sandbox, "2 * x")
    sandbox.close()


def test_the_workers_last_words_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exam_drill.sandbox.launch._WORKER", "raise SystemExit('no numpy here')")
    sandbox = Sandbox()
    with pytest.raises(SandboxError, match="no numpy here"):
        sandbox.capabilities()
    sandbox.close()


def test_a_worker_that_runs_a_good_program_wrongly_judges_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    # The known good program is what tells "ran and differed" from "did not run".
    monkeypatch.setattr(
        "exam_drill.sandbox.options.read_option", lambda *_: (Outcome(Ending.KILLED, limit="exit", amount="1"),)
    )
    with Sandbox() as sandbox, pytest.raises(SandboxError, match="known-good"):
        sandbox.run_options(Program("", "あ", {1: ""}, {}, "f", "", ()), [], Helpers())


@pytest.mark.parametrize("place", [0, -2], ids=["the first of the worker's processes", "the worker"])
def test_whichever_process_of_the_worker_is_killed_the_others_end_too(place: int) -> None:
    before = descendants()
    with Sandbox(Limits(layers=KERNEL)) as sandbox:
        sandbox.capabilities()
        family = settled_family(before, least=2)  # the last one is a child that waits for a job
        os.kill(family[place], signal.SIGKILL)
        assert eventually(lambda: descendants() <= before, 2.0)
        assert run(sandbox, "2 * x")[0].ending is Ending.RETURNED


@pytest.mark.parametrize(
    ("owner", "name", "call"),
    [(Control, "receive", 1), (Control, "receive", 2), (socket, "send_fds", 1), (socket, "send_fds", 2)],
    ids=["the greeting was read", "the child's number was read", "the first child was asked for", "the next one was"],
)
def test_who_is_interrupted_between_two_words_misunderstands_none(
    owner: Any, name: str, call: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = 0
    right = getattr(owner, name)

    def interrupted(*arguments: Any) -> Any:
        nonlocal calls
        result = right(*arguments)
        calls += 1
        if calls == call:
            raise KeyboardInterrupt
        return result

    before = descendants()
    monkeypatch.setattr(owner, name, interrupted)
    sandbox = Sandbox(Limits(layers=KERNEL))
    with pytest.raises(KeyboardInterrupt):
        sandbox.run_options(Program("", "あ", {1: ""}, {}, "f", "", ()), [], Helpers())
    for _ in range(2):
        assert run(sandbox, "2 * x")[0].ending is Ending.RETURNED
    sandbox.close()
    assert eventually(lambda: descendants() <= before)
