"""A built wheel, installed elsewhere, finds its bank and its references."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of a fresh environment that holds the wheel, and its dependencies from where the tests have them."""
    folder = tmp_path_factory.mktemp("elsewhere")
    wheels = folder / "wheels"
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index",
         "--wheel-dir", wheels, ROOT],
        check=True,
    )  # fmt: skip
    (wheel,) = wheels.glob("*.whl")
    venv.create(folder / "venv", with_pip=False, symlinks=True)
    commands = folder / "venv" / "bin"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "--python",
            commands / "python",
            "install",
            "--quiet",
            "--no-deps",
            "--no-index",
            wheel,
        ],
        check=True,
    )
    # A path file of a path file is not read, so an editable installation of this project does not come along.
    site = next((folder / "venv" / "lib").glob("python*/site-packages"))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return commands


def run(installed: Path, folder: Path, *arguments: str, answers: str = "") -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        [installed / "exam-drill", *arguments],
        cwd=folder,
        input=answers,
        text=True,
        capture_output=True,
        env={**environment, "LANG": "en_US.UTF-8"},
        timeout=120,
    )


def test_the_wheel_checks_its_own_bank_from_another_folder(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "check", "--format", "json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert set(report["summary"]["findings"]) == {"proven"}
    assert report["summary"]["blanks"] >= 10
    assert all(str(installed.parent) in question["path"] for question in report["questions"])
    assert list(tmp_path.iterdir()) == []


def test_the_wheel_asks_its_own_questions_from_another_folder(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "quiz", "--id", "gru-state-update", "--no-shuffle", answers="4\n")
    assert done.returncode == 0, done.stderr
    assert "h_bar" in done.stdout
    assert "Right" in done.stdout or "Correct" in done.stdout


def test_the_wheel_knows_where_its_things_lie(installed: Path, tmp_path: Path) -> None:
    report = json.loads(run(installed, tmp_path, "doctor", "--format", "json").stdout)
    assert report["sandbox"]["works"] is True
    assert Path(report["bank"]["path"]).is_relative_to(installed.parent)
    assert "gru" in report["references"]["modules"]
    module = subprocess.run(
        [installed / "python", "-m", "exam_drill", "--version"],
        cwd=tmp_path,
        text=True,
        capture_output=True,
        check=True,
    )
    assert module.stdout.startswith("exam-drill ")


def test_the_wheel_prints_the_schema(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "schema", "--output", "bank.schema.json")
    assert done.returncode == 0, done.stderr
    assert (
        "id" in json.loads((tmp_path / "bank.schema.json").read_bytes())["properties"]["questions"]["items"]["required"]
    )


def test_the_wheel_reads_its_bank_without_yaml(installed: Path, tmp_path: Path) -> None:
    probe = """
import sys
from exam_drill.bank import built_in, load_bank
from exam_drill.catalogue import built_in_bank
compiled = built_in(built_in_bank())
assert "yaml" not in sys.modules
assert compiled == load_bank([built_in_bank()])
print(len(compiled.questions))
"""
    command = [installed / "python", "-I", "-c", probe]
    done = subprocess.run(command, cwd=tmp_path, text=True, capture_output=True)
    assert done.stderr == ""
    assert int(done.stdout) >= 9


def test_what_progress_hangs_on_needs_no_parsing_in_a_wheel(installed: Path, tmp_path: Path) -> None:
    probe = """
import sys
from exam_drill.bank import built_in
from exam_drill.catalogue import built_in_bank
from exam_drill.progress import digest, subjects
questions = built_in(built_in_bank()).questions
brought = subjects(questions)
assert "exam_drill.helpers" not in sys.modules
digest._compiled = dict
assert subjects(questions) == brought
assert "exam_drill.helpers" in sys.modules
print(len(brought))
"""
    command = [installed / "python", "-I", "-c", probe]
    done = subprocess.run(command, cwd=tmp_path, text=True, capture_output=True)
    assert done.stderr == ""
    assert int(done.stdout) >= 9


def test_the_wheel_brings_the_plugin_for_pytest(installed: Path, tmp_path: Path) -> None:
    command = [installed / "python", "-m", "pytest", "--markers", "-p", "no:hypothesispytest"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, cwd=tmp_path, env=environment, text=True, capture_output=True)
    assert "@pytest.mark.exam_drill(" in done.stdout, done.stderr
