"""`check` on a cluster: the report that it has here, whatever dies, differs or refuses there."""

from __future__ import annotations

import io
import json
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from families import GONE, PATIENCE, World, descendants, eventually, kill

from distributing import banks, sabotage
from exam_drill.api import (
    CheckSettings,
    Event,
    Limits,
    NodeDiffers,
    ProcessLost,
    QuestionReport,
    TakenApart,
    check,
    iter_check,
)
from exam_drill.cli import Exit, main
from exam_drill.environment import Environment

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads what Linux says of processes")
PATIENT = CheckSettings(limits=Limits(wall=PATIENCE, cpu=60))


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "bank.yaml"
    path.write_text(banks.mixed(24), encoding="utf-8")
    return path


def run(*words: object) -> tuple[int, str, str]:
    """Exit code, output and errors of `check`."""
    out, errors = io.StringIO(), io.StringIO()
    code = main(
        ["check", "--no-cache", *map(str, words)], Environment(io.StringIO(), out, errors, {"LANG": "en_US.UTF-8"})
    )
    return code, out.getvalue(), errors.getvalue()


def report(*words: object) -> tuple[int, Any, str]:
    """Exit code, report without its seconds, and errors."""
    code, out, errors = run(*words, "--format", "json")
    found = json.loads(out)
    del found["summary"]["seconds"]
    return code, found, errors


def evidence(reports: Sequence[QuestionReport]) -> list[object]:
    return [(one.question, one.blanks) for one in reports]


@pytest.mark.parametrize("more", [(), ("--as-printed",)], ids=["corrected", "printed"])
def test_the_report_is_the_same_as_here(more: tuple[str, ...], bank: Path, scheduler: str) -> None:
    here = report(bank, *more)
    assert report(bank, "--executor", scheduler, *more) == here
    assert len(here[1]["questions"]) == 25
    assert len(here[1]["summary"]["findings"]) > 3


def test_the_built_in_bank_is_proven_there(scheduler: str) -> None:
    code, found, errors = report("--only", "gru", "--executor", scheduler)
    assert (code, found["nodes"], errors) == (Exit.FINE, [], "")
    assert set(found["summary"]["findings"]) == {"proven"}
    assert found["sandbox"]["enforced"]


@linux
def test_a_worker_that_is_killed_on_the_way_loses_nothing(tmp_path: Path, scheduler: str, client: Any) -> None:
    path = tmp_path / "bank.yaml"
    path.write_text(banks.plain(30, banks.SLOW), encoding="utf-8")
    here = check(path, settings=PATIENT)
    events: list[Event] = []
    victim = min(client.run(os.getpid).values())
    there, sandboxes = [], set[int]()
    with iter_check(path, settings=PATIENT, executor=scheduler, listen=events.append) as going:
        for found in going:
            there.append(found)
            if len(there) == 1:
                sandboxes = descendants(victim)
                kill(victim)
    assert sandboxes
    assert evidence(there) == evidence(here.questions)
    assert going.summary.executed == 30
    assert not any(isinstance(event, ProcessLost | TakenApart) for event in events), "dask has done it again itself"
    assert eventually(lambda: not any(Path(f"/proc/{process}").exists() for process in sandboxes), GONE)


def test_what_kills_each_worker_is_judged_here(tmp_path: Path, cluster: Any, scheduler: str, client: Any) -> None:
    path = tmp_path / "bank.yaml"
    path.write_text(banks.plain(6), encoding="utf-8")
    events: list[Event] = []
    # Those workers too that take the place of the ones that die.
    client.register_plugin(sabotage.everywhere("q-3"), name="die-of")
    try:
        found = check(path, executor=scheduler, listen=events.append)
    finally:
        client.unregister_worker_plugin("die-of")
        client.run(sabotage.die_of, "nothing", on_error="ignore")
        cluster.scale(0)  # one that is just coming has not heard it
    assert found.ok
    assert [one.question.id for one in found.questions] == [f"q-{number}" for number in range(6)]
    assert TakenApart() in events


def test_nodes_that_differ_are_told(bank: Path, scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exam_drill.checking.node.engine_digest", lambda: "another")
    (bank.parent / "fine.yaml").write_text(banks.plain(2), encoding="utf-8")
    fine = bank.parent / "fine.yaml"
    code, out, errors = run(fine, "--executor", scheduler)
    assert code == Exit.FINE
    assert "engine and references" in out
    assert "engine and references" in errors
    assert run(fine, "--executor", scheduler, "--strict")[0] == Exit.FINDINGS
    (node,) = report(fine, "--executor", scheduler)[1]["nodes"]
    assert node["name"]
    assert set(node["versions"]) == {"exam_drill", "numpy", "python"}
    assert len(node["engine"]) == 64
    events: list[Event] = []
    check(fine, executor=scheduler, listen=events.append)
    assert sum(isinstance(event, NodeDiffers) for event in events) == 1


def test_what_a_node_may_not_run_another_one_runs(bank: Path, scheduler: str, client: Any) -> None:
    one, _ = sorted(client.nthreads())
    client.run(sabotage.hold_too_little, workers=[one])
    try:
        assert report(bank, "--executor", scheduler, "--seed", 5) == report(bank, "--seed", 5)
    finally:
        client.run(sabotage.hold_enough)


def test_what_no_node_may_run_is_not_run(bank: Path, scheduler: str, client: Any) -> None:
    client.run(sabotage.hold_too_little)
    try:
        code, out, errors = run(bank, "--executor", scheduler, "--seed", 6)
    finally:
        client.run(sabotage.hold_enough)
    assert (code, out) == (Exit.USAGE, "")
    assert os.uname().nodename in errors
    assert "network" in errors
    assert "--trust" in errors


def test_an_executor_of_dasks_own_will_do(bank: Path, client: Any) -> None:
    assert evidence(check(bank, executor=client.get_executor()).questions) == evidence(check(bank).questions)


def test_the_budget_holds_there(tmp_path: Path, scheduler: str) -> None:
    path = tmp_path / "bank.yaml"
    path.write_text(banks.plain(6, banks.ENDLESS), encoding="utf-8")
    code, found, _ = report(path, "--executor", scheduler, "--budget", "1", "--time", "60")
    assert code == Exit.FINDINGS
    assert len(found["left_out"]["questions"]) == 6


@linux
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_cluster_of_our_own_ends_with_us(number: signal.Signals, distributed: Any, tmp_path: Path) -> None:
    world = World(tmp_path)
    (tmp_path / "bank.yaml").write_text(banks.plain(4, banks.ENDLESS), encoding="utf-8")
    words = ("check", "--no-cache", str(tmp_path / "bank.yaml"), "--executor", "dask", "--jobs", "2", "--time", "60")
    with world.start(*words, start_new_session=True) as process:
        assert eventually(lambda: len(world.family()) >= 6, PATIENCE)
        below = descendants(process.pid)
        if number is signal.SIGINT:
            os.killpg(process.pid, number)  # as a terminal does
        else:
            process.send_signal(number)
        out, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode in (128 + number, -number)
    assert out == b""
    assert b"Traceback" not in errors
    assert eventually(lambda: not any(Path(f"/proc/{one}").exists() for one in below), 10 * GONE)
    if number is not signal.SIGKILL:
        world.assert_nothing_is_left()


def test_a_cluster_of_our_own_proves(bank: Path, distributed: Any) -> None:
    before = descendants()
    assert report(bank, "--executor", "dask", "--jobs", "2") == report(bank)
    assert eventually(lambda: descendants() <= before, GONE)
