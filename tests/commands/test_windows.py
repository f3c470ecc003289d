"""The commands as on Windows, where half of what the kernel offers elsewhere does not exist: see `as_windows.py`."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "as_windows.py"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there it is the rule, not a simulation")


def run(*arguments: str, typed: str = "") -> tuple[int, str, str, list[str]]:
    """Exit code, standard output, standard error, and what Windows was asked for."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "LANG": "en_US.UTF-8", "LC_ALL": ""}
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *arguments],
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        timeout=120,
    )
    *errors, seen = done.stderr.splitlines() or [""]
    assert seen.startswith("["), done.stderr
    return done.returncode, done.stdout, "\n".join(errors), json.loads(seen)


def test_check_judges_the_built_in_bank() -> None:
    code, out, errors, seen = run("check", "--id", "gru-state-update", "--id", "clipping-rate", "--format", "json")
    assert (code, errors) == (0, "")
    report = json.loads(out)
    assert report["summary"]["findings"] == {"proven": 2}
    assert report["sandbox"]["enforced"]["processes"] == ["no further process"]
    assert set(report["sandbox"]["not_enforced"]) == {"files", "network", "other-processes"}
    assert seen[0] == "flags 8"
    assert seen.count("AssignProcessToJobObject") == seen.count("flags 8") == seen.count("CreateJobObjectW")
    assert seen.count("CloseHandle") == 2 * seen.count("flags 8")  # of the process, and in the end of the job


def test_the_doctor_says_what_is_not_enforced() -> None:
    code, out, errors, _ = run("doctor")
    assert (code, errors) == (0, "")
    assert "a new Python for each job" in out
    assert "Not shut off by the kernel here: files, the network, other processes." in out


def test_the_quiz_asks_and_refuses(tmp_path: Path) -> None:
    code, out, errors, _ = run("quiz", "--id", "gru-state-update", "--no-shuffle", typed="4\n")
    assert (code, errors) == (0, "")
    assert "1 of 1 right" in out
    bank = tmp_path / "bank.yaml"
    bank.write_text(
        'format: 1\nquestions:\n  - id: doubling\n    reference: {code: "def f(x): return 2 * x", inputs: {x: N}}\n'
        '    code: "def f(x): return (あ)"\n    options: [x + x, x * x]\n    answer: 1\n',
        encoding="utf-8",
    )
    code, out, errors, _ = run("quiz", str(bank), typed="1\n")
    assert (code, out) == (2, "")
    assert "only the built-in bank is run" in errors
