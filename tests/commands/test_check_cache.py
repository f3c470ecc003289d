"""`exam-drill check` and what it has kept: nothing is run twice, everybody is told, and it can be left out."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from made_banks import TRUSTED, write_bank

import exam_drill
from exam_drill.caching.contents import look
from exam_drill.cli import main
from exam_drill.environment import Environment
from exam_drill.sandbox import Sandbox


class Lent:
    """The sandbox that is warm: to start one takes longer than all that it runs."""

    def __init__(self, warm: Sandbox, **_: object) -> None:
        object.__setattr__(self, "warm", warm)

    def __getattr__(self, name: str) -> Any:
        return getattr(object.__getattribute__(self, "warm"), name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(object.__getattribute__(self, "warm"), name, value)

    def __enter__(self) -> Lent:
        return self

    def __exit__(self, *_: object) -> None:
        self.deadline = None

    def close(self) -> None:
        """Stays open."""


@pytest.fixture
def warm(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("exam_drill.sandbox.Sandbox", "exam_drill.commands.doctor.Sandbox"):
        monkeypatch.setattr(place, lambda *_, **__: Lent(sandbox))


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the questions that are run."""
    ids: list[str] = []

    from exam_drill.checking.bench import Bench

    judge: Callable[..., Any] = Bench.judge

    def noted(bench: Bench, question: Any, *following: Any) -> Any:
        reports = judge(bench, question)  # and the next one waits: no child is left with it when the budget is up
        ids.append(question.id)
        return reports

    monkeypatch.setattr(Bench, "judge", noted)
    return ids


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    write_bank(tmp_path / "bank", 3, TRUSTED)
    return tmp_path / "bank"


def check(
    *arguments: object,
    variables: dict[str, str] | None = None,
    command: str = "check",
    clock: Callable[[], float] = time.monotonic,
) -> tuple[int, str, str]:
    out, errors = io.StringIO(), io.StringIO()
    told = {"LANG": "en_US.UTF-8", **(variables or {})}
    environment = Environment(io.StringIO(), out, errors, told, monotonic=clock)
    jobs = ("--jobs", "1") if command == "check" else ()
    code = main([command, *map(str, arguments), *jobs], environment)
    return code, out.getvalue(), errors.getvalue()


def data(*arguments: object) -> dict[str, Any]:
    code, out, errors = check(*arguments, "--format", "json")
    assert (code, errors) == (0, "")
    read: dict[str, Any] = json.loads(out)
    return read


def unmarked(report: dict[str, Any]) -> dict[str, Any]:
    """The report without what caching changes: its marks, the seconds, and what kept programs in, if any were run."""
    for question in report["questions"]:
        question.pop("cached", None)
    for name in ("seconds", "cached", "executed"):
        report["summary"].pop(name)
    return {name: value for name, value in report.items() if name != "sandbox"}


@pytest.mark.usefixtures("warm")
def test_unchanged_questions_are_not_run_again(bank: Path, runs: list[str]) -> None:
    first = data(bank)
    assert len(runs) == 3
    second = data(bank)
    assert len(runs) == 3
    assert [question["cached"] for question in first["questions"]] == [False] * 3
    assert [question["cached"] for question in second["questions"]] == [True] * 3
    assert (second["summary"]["cached"], second["summary"]["executed"]) == (3, 0)
    assert second["sandbox"] is None  # nothing was run
    assert unmarked(first) == unmarked(second)


@pytest.mark.usefixtures("warm")
def test_command_and_api_keep_the_same_for_each_other(bank: Path, tmp_path: Path) -> None:
    def by_the_command(folder: Path) -> int:
        executed: int = data(bank, "--cache-dir", folder)["summary"]["executed"]
        return executed

    def by_the_api(folder: Path) -> int:
        with exam_drill.open_cache(folder) as cache:
            return exam_drill.check(bank, cache=cache, jobs=1).summary.executed

    assert (by_the_api(tmp_path / "one"), by_the_command(tmp_path / "one")) == (3, 0)
    assert (by_the_command(tmp_path / "other"), by_the_api(tmp_path / "other")) == (3, 0)


@pytest.mark.usefixtures("warm")
def test_who_gives_an_option_other_limits_keeps_results_apart(bank: Path, runs: list[str]) -> None:
    data(bank)
    data(bank, "--time", "7")
    data(bank, "--time", "7", "--memory", "400")
    assert len(runs) == 9


@pytest.mark.usefixtures("warm")
def test_one_changed_question_is_the_one_that_is_run(bank: Path, runs: list[str]) -> None:
    data(bank)
    path = bank / "000.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("+ 0 * 1\n", "+ 0 * 7\n"), encoding="utf-8")
    runs.clear()
    report = data(bank)
    assert runs == ["make-1"]
    assert (report["summary"]["cached"], report["summary"]["executed"]) == (2, 1)
    assert [question["cached"] for question in report["questions"]] == [True, False, True]


@pytest.mark.usefixtures("warm")
def test_a_question_that_only_moved_is_not_run(bank: Path, runs: list[str]) -> None:
    before = data(bank)
    path = bank / "000.yaml"
    path.write_text("# above\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    path.rename(bank / "renamed.yaml")
    runs.clear()
    after = data(bank)
    assert runs == []
    assert [question["line"] for question in after["questions"]] == [q["line"] + 2 for q in before["questions"]]
    assert {Path(question["path"]).name for question in after["questions"]} == {"renamed.yaml"}


@pytest.mark.usefixtures("warm")
def test_the_text_and_the_stream_say_so(bank: Path, runs: list[str]) -> None:
    assert "cache" not in check(bank)[1]
    _, out, errors = check(bank)
    assert out.splitlines()[-1].endswith("(questions run 0, from the cache 3)")
    assert errors == ""
    assert "実行 0 問、キャッシュ 3 問" in check(bank, "--lang", "ja")[1]
    lines = [json.loads(line) for line in check(bank, "--format", "jsonl")[1].splitlines()]
    assert [line["cached"] for line in lines[:-1]] == [True] * 3
    assert lines[-1]["summary"]["cached"] == 3
    assert len(runs) == 3


@pytest.mark.usefixtures("warm")
def test_other_settings_are_other_results(bank: Path, runs: list[str]) -> None:
    data(bank)
    for arguments in (["--seed", "1"], ["--trials", "5"], ["--as-printed"], ["--time", "4"]):
        runs.clear()
        data(bank, *arguments)
        assert len(runs) == 3, arguments
        data(bank, *arguments)
        assert len(runs) == 3, arguments


@pytest.mark.usefixtures("warm")
def test_without_a_cache_everything_is_run_and_nothing_kept(bank: Path, runs: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    for _ in range(2):
        assert check(bank, "--no-cache", "--cache-dir", folder)[0] == 0
    assert len(runs) == 6
    assert not folder.exists()


@pytest.mark.usefixtures("warm")
def test_the_folder_can_be_named(bank: Path, runs: list[str], tmp_path: Path) -> None:
    given, variable = tmp_path / "given", tmp_path / "variable"
    check(bank, variables={"EXAM_DRILL_CACHE_DIR": str(variable)})
    check(bank, "--cache-dir", given, variables={"EXAM_DRILL_CACHE_DIR": str(variable)})
    assert (look(given / "check").results, look(variable / "check").results) == (3, 3)
    assert len(runs) == 6


def test_what_timed_out_is_run_again(tmp_path: Path, runs: list[str]) -> None:
    (path,) = write_bank(tmp_path / "bank", 1, TRUSTED)
    text = path.read_text(encoding="utf-8").replace("- (1 - z) * h_bar\n", '- "[0 for _ in iter(int, 1)]"\n')
    path.write_text(text, encoding="utf-8")
    for count in (1, 2):
        report = data(path, "--time", "0.3")
        assert report["questions"][0]["blanks"][0]["warnings"] == ["unjudged"]
        assert len(runs) == count


@pytest.mark.usefixtures("warm")
def test_a_damaged_cache_is_told_once_and_made_anew(bank: Path, runs: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    check(bank, "--cache-dir", folder)
    (folder / "check" / "results.sqlite3").write_bytes(b"torn" * 1000)
    code, out, errors = check(bank, "--cache-dir", folder)
    assert code == 0
    assert "has been made anew" in errors
    assert len(errors.splitlines()) == 1
    assert "cache" not in out
    assert len(runs) == 6
    assert check(bank, "--cache-dir", folder)[2] == ""
    assert len(runs) == 6


@pytest.mark.usefixtures("warm")
def test_a_strangers_database_is_left_alone(bank: Path, runs: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "mine" / "check"
    folder.mkdir(parents=True)
    (folder / "results.sqlite3").write_text("mine")
    code, _, errors = check(bank, "--cache-dir", folder.parent)
    assert (code, len(errors.splitlines())) == (0, 1)
    assert errors.rstrip().endswith("This run goes on without its cache.")
    assert (folder / "results.sqlite3").read_text() == "mine"


def test_a_run_that_left_questions_out_goes_on(bank: Path, runs: list[str]) -> None:
    def clock() -> float:
        return time.monotonic() + 1000.0 * len(runs)  # the first question uses the budget up

    code, out, _ = check(bank, "--budget", "60", clock=clock)
    assert code == 1
    assert out.splitlines()[-1] == "What was judged is in the cache: a second run goes on from there."
    assert runs == ["make-0"]
    report = data(bank, "--budget", "60")
    assert runs == ["make-0", "make-1", "make-2"]
    assert report["left_out"] is None
    assert report["summary"]["cached"] == 1


@pytest.mark.usefixtures("warm")
def test_the_doctor_tells_and_empties_it(bank: Path, runs: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    there = json.loads(check("--format", "json", "--cache-dir", folder, command="doctor")[1])["cache"]
    assert there == {
        "path": str(folder / "check"), "exists": False, "bytes": 0, "results": 0, "files": 0, "problem": None
    }  # fmt: skip
    check(bank, "--cache-dir", folder)
    there = json.loads(check("--format", "json", "--cache-dir", folder, command="doctor")[1])["cache"]
    assert (there["exists"], there["results"], there["files"], there["problem"]) == (True, 3, 1, None)
    code, out, errors = check("--clear-cache", "--cache-dir", folder, command="doctor")
    assert (code, errors) == (0, "The cache has been emptied.\n")
    assert f"{folder / 'check'} (missing)" in out
    (folder / "check" / "CACHEDIR.TAG").unlink()
    code, _, errors = check("--clear-cache", "--cache-dir", folder, command="doctor")
    assert code == 3
    assert errors.startswith("The cache cannot be emptied: ")
