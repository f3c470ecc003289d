"""A short run of the soak, which is long by hand: `python benchmarks/soak.py`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "benchmarks" / "soak.py"

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what is used is read from /proc")


def soak(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(SCRIPT.parent.parent)}
    command = [sys.executable, str(SCRIPT), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment)


def test_nothing_grows_and_every_finding_is_right() -> None:
    run = soak("240", "--wall", "0.4")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "240 options, 24 of them hostile" in run.stdout
    assert run.stdout.endswith("all right\n")
