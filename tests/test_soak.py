"""A short run of the soak, which is long by hand: `python benchmarks/soak.py`."""

import dataclasses
import importlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from exam_drill.evaluate import Evaluator
from exam_drill.quality import Finding
from exam_drill.sandbox import Sandbox

SCRIPT = Path(__file__).resolve().parent.parent / "benchmarks" / "soak.py"

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what is used is read from /proc")


def soak(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(SCRIPT.parent.parent)}
    command = [sys.executable, str(SCRIPT), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment)


def test_nothing_grows_and_every_finding_is_right() -> None:
    run = soak("160", "--wall", "0.4")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "160 options, 16 of them hostile" in run.stdout
    assert run.stdout.endswith("all right\n")


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The script as a module."""
    monkeypatch.syspath_prepend(str(SCRIPT.parent))
    return importlib.import_module("soak")


def test_a_wrong_finding_is_told(script: Any, sandbox: Sandbox) -> None:
    item = next(item for item in script.items(40, 1, "") if item.finding is Finding.PROVEN and not item.hostile)
    assert script.mistakes(item, Evaluator(sandbox))[0] == []
    wrong = dataclasses.replace(item, finding=Finding.WRONG_KEY, right=frozenset())
    found, _ = script.mistakes(wrong, Evaluator(sandbox))
    assert [line.partition(": ")[2].split(" (")[0] for line in found] == [
        "proven instead of wrong_key",
        f"option {item.question.blanks[0].answer}",
    ]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, []),
        ({"parent": 69.0, "below": (70.0, 30.0)}, []),
        ({"parent": 71.0}, ["memory"]),
        ({"below": (81.0, 30.0)}, ["memory"]),
        ({"descriptors": 11}, ["descriptors"]),
        ({"below": (50.0, 30.0, 1.0)}, ["processes"]),
    ],
)
def test_what_grows_is_told(change: dict[str, Any], told: list[str], script: Any) -> None:
    before = script.Usage(40.0, (50.0, 30.0), 10)
    now = dataclasses.replace(before, **change)
    assert [line.partition(":")[0] for line in script.growth(before, before, now)] == told
