"""A run that was interrupted goes on where it stopped, and ends with the report of one that never was.

    check ─ a signal at some moment ─▶ gone      check ─▶ the same report; run is only what was not yet kept

`EXAM_DRILL_INTERRUPTIONS` is how often each signal is sent; more than a few take a while.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from families import PATIENCE, World
from made_banks import TRUSTED, write_bank

from exam_drill.caching.contents import look

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends signals")

TIMES = int(os.environ.get("EXAM_DRILL_INTERRUPTIONS", "1"))
QUESTIONS = 16
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bank")
    write_bank(folder, QUESTIONS, TRUSTED)
    (path,) = folder.iterdir()
    text = path.read_text(encoding="utf-8").replace("answer: 4", "answer: 2", 2)  # not all of it is proven
    path.write_text(text, encoding="utf-8")
    return folder


def unmarked(report: dict[str, Any]) -> dict[str, Any]:
    """The report without what caching and the clock change."""
    for question in report["questions"]:
        del question["cached"]
    for name in ("seconds", "cached", "executed"):
        del report["summary"][name]
    return report


def whole_run(world: World, *arguments: str) -> dict[str, Any]:
    code, out, errors = world.run(*arguments)
    assert code == 1, errors
    report: dict[str, Any] = json.loads(out)
    return report


@pytest.fixture(scope="module")
def whole(bank: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], float]:
    """The report of one run, and how long that takes."""
    world = World(tmp_path_factory.mktemp("whole"))
    began = time.monotonic()
    report = whole_run(world, "check", str(bank), "--format", "json", "--no-cache")
    return unmarked(report), time.monotonic() - began


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_an_interrupted_run_goes_on(
    number: signal.Signals, bank: Path, whole: tuple[dict[str, Any], float], world: World, tmp_path: Path
) -> None:
    expected, seconds = whole
    choose = random.Random(number.name)
    for turn in range(TIMES):
        cache, jobs = tmp_path / f"cache-{turn}", str((turn + SIGNALS.index(number)) % 2 + 1)
        arguments = ("check", str(bank), "--format", "json", "--cache-dir", str(cache), "--jobs", jobs)
        kept = 0
        for _ in range(turn % 2 + 1):
            with world.start(*arguments, stdin=subprocess.DEVNULL) as process:
                wait_for(choose, process, cache / "check", kept, seconds)
                process.send_signal(number)
                process.wait(PATIENCE)
            assert look(cache / "check").error is None
            assert look(cache / "check").results >= kept  # nothing that was kept is lost
            kept = look(cache / "check").results
        report = whole_run(world, *arguments)
        assert (report["summary"]["cached"], report["summary"]["executed"]) == (kept, QUESTIONS - kept)
        assert sum(question["cached"] for question in report["questions"]) == kept
        report["sandbox"] = report["sandbox"] or expected["sandbox"]  # null if nothing was left to be run
        assert unmarked(report) == expected
        assert look(cache / "check").results == QUESTIONS


def wait_for(choose: random.Random, process: Any, cache: Path, kept: int, seconds: float) -> None:
    """Waits for some moment: any, or one at which so many results have been kept."""
    if choose.random() < 0.3:
        time.sleep(choose.uniform(0, seconds))
        return
    wanted = kept + choose.randrange(1, QUESTIONS // 2)
    end = time.monotonic() + PATIENCE
    while look(cache).results < wanted and process.poll() is None and time.monotonic() < end:
        time.sleep(0.01)
