"""`check` in executors other than a cluster: by their names, and any of concurrent.futures."""

from __future__ import annotations

import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from families import GONE, descendants, eventually, kill

from distributing import banks
from exam_drill.api import (
    CheckSettings,
    Event,
    Finding,
    Limits,
    MovedHere,
    ProcessLost,
    SpecError,
    check,
    iter_check,
)

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads what Linux says of processes")


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "bank.yaml"
    path.write_text(banks.mixed(16), encoding="utf-8")
    return path


@linux
@pytest.mark.parametrize("name", ["threads", "processes"])
def test_executors_of_ours_give_the_same_report(name: str, bank: Path) -> None:
    before = descendants()
    assert check(bank, executor=name, jobs=2).questions == check(bank, jobs=1).questions
    assert eventually(lambda: descendants() <= before, GONE)


@linux
def test_threads_end_at_once(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    path.write_text(
        banks.plain(2) + banks.plain(9, banks.ENDLESS).removeprefix(banks.HEAD).replace("q-", "e-"), "utf-8"
    )
    before = descendants()
    settings = CheckSettings(limits=Limits(wall=60.0, cpu=60))  # nothing ends by itself while the test waits
    with iter_check(path, settings=settings, executor="threads", jobs=2) as run:
        assert next(iter(run)).blanks[0].finding is Finding.PROVEN
    assert eventually(lambda: descendants() <= before, GONE)


@linux
def test_a_pool_that_breaks_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    path.write_text(banks.plain(30, banks.SLOW), encoding="utf-8")
    events: list[Event] = []
    found = []
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        process = pool.submit(os.getpid).result()
        with iter_check(path, executor=pool, jobs=1, listen=events.append) as run:
            for report in run:
                found.append(report)
                if len(found) == 1:
                    kill(process)
    assert [report.question.id for report in found] == [f"q-{number}" for number in range(30)]
    assert {report.blanks[0].finding for report in found} == {Finding.PROVEN}
    assert sum(isinstance(event, MovedHere) for event in events) == 1
    assert any(isinstance(event, ProcessLost) for event in events)
    assert run.summary.enforced
    assert run.summary.nodes == ()


def test_a_name_that_names_nothing_is_an_error_at_once(bank: Path) -> None:
    with pytest.raises(SpecError):
        iter_check(bank, executor="dusk://cluster")
