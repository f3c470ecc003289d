"""`exam-drill doctor` and the command line around all commands."""

import io
import json
from pathlib import Path

import pytest

from exam_drill import __version__
from exam_drill.cli import COMMANDS, Exit, main
from exam_drill.commands.doctor import data_folder
from exam_drill.environment import Environment


def run(*arguments: str, **variables: str) -> tuple[int, str, str]:
    out, errors = io.StringIO(), io.StringIO()
    code = main(arguments, Environment(io.StringIO(), out, errors, {"LANG": "en_US.UTF-8", **variables}))
    return code, out.getvalue(), errors.getvalue()


def test_the_doctor_tells_versions_places_and_what_is_enforced() -> None:
    code, out, _ = run("doctor")
    assert code == Exit.FINE
    for word in (
        f"exam_drill    {__version__}",
        "numpy",
        "quizzes",
        "reference_impls",
        "gru",
        "memory limit",
        "512 MB",
        "limit of output ○ enforced 16 MB",
        "CPU time limit ○ enforced 5 s",
        "wall-clock limit (ended from outside) ○ enforced 5 s",
        "limit for a whole question (quiz, show) ○ enforced 30 s",
        "limit for a whole bank (check PATH) ○ enforced 600 s",
    ):
        assert " ".join(word.split()) in " ".join(out.split())
    assert "A known good program ran correctly." in out
    assert "メモリーの上限" in run("doctor", "--lang", "ja")[1]


def test_the_doctors_report_for_machines() -> None:
    report = json.loads(run("doctor", "--format", "json")[1])
    assert report["sandbox"]["works"] is True
    assert report["sandbox"]["steps"]["memory"] == {"enforced": True, "why": ""}
    assert report["limits"] == {
        "wall": 5.0,
        "cpu": 5,
        "memory": 512 << 20,
        "output": 16 << 20,
        "question": 30.0,
        "bank": 600.0,
    }
    assert report["bank"]["problems"] == 0
    assert report["bank"]["questions"] >= 9


def test_a_sandbox_that_does_not_work_is_our_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exam_drill.sandbox.launch._WORKER", "raise SystemExit('broken on purpose')")
    code, out, _ = run("doctor")
    assert code == Exit.FAILURE
    assert "broken on purpose" in out
    assert json.loads(run("doctor", "--format", "json")[1])["sandbox"]["works"] is False


def test_the_learners_data_lie_where_the_environment_says(tmp_path: Path) -> None:
    assert data_folder({"EXAM_DRILL_DATA_DIR": str(tmp_path)}) == tmp_path
    assert data_folder({}).name == "exam-drill"


def test_help_names_every_command() -> None:
    code, out, _ = run("--help")
    assert code == Exit.FINE
    assert all(command in out for command in COMMANDS)
    for command in COMMANDS:
        code, out, _ = run(command, "--help")
        assert code == Exit.FINE
        assert f"exam-drill {command}" in out
    assert run("--version")[1] == f"exam-drill {__version__}\n"
