"""`exam-drill progress` as a learner meets it."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from learner import CELL, GATE, START, attempt, card, review

from exam_drill.attempt import Grade, Mode, Rating
from exam_drill.cli import main
from exam_drill.environment import Environment
from exam_drill.progress import Store, StoredSession

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a command line in English with a data folder of its own; exit code, output and errors."""

    def call(*words: object, data: str = "data", stdin: str = "", lang: str = "en") -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        environment = Environment(
            io.StringIO(stdin), out, err, {"EXAM_DRILL_DATA_DIR": str(tmp_path / data), "LANG": "en_US.UTF-8"}
        )
        code = main(["progress", *map(str, words), "--lang", lang], environment)
        return code, out.getvalue(), err.getvalue()

    return call


def fill(folder: Path) -> None:
    with Store.open(folder) as store:
        for number, subject in enumerate((GATE, CELL, GATE)):
            answer = attempt(f"key-{number}", subject, 60 * 24 * number)
            store.answer(answer)
            store.reviewed(answer.key, Grade.RIGHT, review(answer), card(subject))
        store.answer(attempt("slip"))
        store.undo("slip", START + timedelta(minutes=1))
        store.save_session(StoredSession("monday", Mode.QUIZ, START, START, None, "{}"))


def test_before_the_first_answer_it_says_where_the_record_will_be(run: Run, tmp_path: Path) -> None:
    for lang in ("ja", "en"):
        code, out, err = run(lang=lang)
        assert (code, err) == (0, "")
        assert str(tmp_path / "data") in out.replace("\n", "")
    assert json.loads(run("--format", "json")[1])["there"] is False
    assert not (tmp_path / "data").exists()


def test_it_tells_what_is_in_the_record(run: Run, tmp_path: Path) -> None:
    fill(tmp_path / "data")
    _, out, _ = run()
    assert "3 answers to 2 different blanks (1 more taken back)" in out
    assert "1 session (1 unfinished), 2 blanks on schedule" in out
    assert "回答: 3 件（ほかに取り消したもの 1 件）" in run(lang="ja")[1]
    data = json.loads(run("--format", "json")[1])
    assert data["path"] == str(tmp_path / "data" / "progress.sqlite3")
    expected = {"attempts": 3, "undone": 1, "blanks": 2, "reviews": 3, "cards": 2, "sessions": 1, "journal": "wal"}
    assert {name: data[name] for name in expected} == expected
    assert data["first"] == START.isoformat()


def test_the_argument_comes_before_the_variable(run: Run, tmp_path: Path) -> None:
    fill(tmp_path / "other")
    assert "3 answers" in run("--data-dir", tmp_path / "other")[1]
    assert "not there yet" in run()[1].replace("\n", " ")


def test_a_record_goes_from_one_machine_to_the_other(run: Run, tmp_path: Path) -> None:
    fill(tmp_path / "laptop")
    file = tmp_path / "progress.jsonl"
    code, out, err = run("export", file, data="laptop")
    assert (code, out, err) == (0, f"{file}: 10 records written\n", "")
    code, out, err = run("import", file, data="phone")
    assert (code, out, err) == (0, f"{file}: 4 new answers taken in (0 already there)\n", "")
    assert run("import", file, data="phone")[1] == f"{file}: 0 new answers taken in (4 already there)\n"
    assert run("export", data="phone")[1] == run("export", "-", data="laptop")[1] == file.read_text(encoding="utf-8")
    assert run("export", file, data="phone")[0] == 0  # over an older export
    assert file.stat().st_mode & 0o777 == 0o600 or sys.platform == "win32"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["progress.jsonl"]
    assert run("import", "-", data="tablet", stdin=file.read_text(encoding="utf-8"))[0] == 0


def test_schedules_of_two_machines_are_made_anew_from_the_answers_of_both(run: Run, tmp_path: Path) -> None:
    from exam_drill.scheduling.schedule import Schedule

    answers = [attempt(f"day {number}", minute=60 * 24 * number) for number in range(4)]
    reviews = [review(answer, Rating.GOOD if number else Rating.AGAIN) for number, answer in enumerate(answers)]
    for machine, chosen in (("laptop", (0, 1, 3)), ("phone", (0, 2))):
        with Store.open(tmp_path / machine) as store:
            for number in chosen:
                store.answer(answers[number])
                store.reviewed(answers[number].key, Grade.RIGHT, reviews[number], None)
            store.replace_cards(Schedule().replay(store.reviews()).values())
    for machine, other in (("laptop", "phone"), ("phone", "laptop")):
        run("export", tmp_path / "file", data=other)
        assert run("import", tmp_path / "file", data=machine)[0] == 0
        with Store.open(tmp_path / machine) as store:
            assert store.cards() == Schedule().replay(reviews)


def test_nothing_but_an_export_is_overwritten(run: Run, tmp_path: Path) -> None:
    fill(tmp_path / "data")
    bank = tmp_path / "bank.yaml"
    bank.write_text("format: 1\n")
    code, out, err = run("export", bank)
    assert (code, out) == (2, "")
    assert str(bank) in err
    assert bank.read_text() == "format: 1\n"
    store = tmp_path / "data" / "progress.sqlite3"
    before = store.read_bytes()
    assert run("export", store)[0] == 2
    assert store.read_bytes() == before
    assert run("export", tmp_path)[0] == 3
    assert run("export", tmp_path / "nowhere" / "x")[0] == 3


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_what_is_asked_for_in_vain(run: Run, tmp_path: Path, lang: str) -> None:
    (tmp_path / "junk").write_text('{"kind": "progress", "format": 1}\n{"kind": "attempt"}\nx\n')
    for words, code in (
        (["export"], 2),  # there is nothing yet
        (["import"], 2),
        (["import", tmp_path / "none"], 2),
        (["import", tmp_path], 2),
        (["import", "nul\0"], 2),
        (["show", "x"], 2),
        (["--data-dir", tmp_path / "junk" / "below"], 3),
    ):
        found, out, err = run(*words, lang=lang)
        assert (found, out) == (code, ""), words
        assert err.count("\n") == 1, words
    code, out, err = run("import", tmp_path / "junk", lang=lang)
    assert (code, out) == (2, "")
    assert [line.split(":")[1] for line in err.splitlines()[:2]] == ["2", "3"]
    assert not (tmp_path / "data").exists()


def test_a_damaged_record_is_told_and_left_alone(run: Run, tmp_path: Path) -> None:
    fill(tmp_path / "data")
    path = tmp_path / "data" / "progress.sqlite3"
    path.write_bytes(b"SQLite format 3\0" + bytes(5000))
    before = path.read_bytes()
    run("export", tmp_path / "good.jsonl", data="empty")
    (tmp_path / "good.jsonl").write_text('{"kind": "progress", "format": 1}\n{"kind": "end", "records": 0}\n')
    for words in ([], ["export"], ["export", tmp_path / "new.jsonl"], ["import", tmp_path / "good.jsonl"]):
        code, out, err = run(*words)
        assert (code, out) == (3, "")
        assert str(path) in err
    assert path.read_bytes() == before
    assert not (tmp_path / "new.jsonl").exists()


def test_lines_come_out_whole_whatever_the_terminal_takes(tmp_path: Path) -> None:
    fill(tmp_path)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "exam_drill", "progress", "export", "--data-dir", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, env=environment, timeout=60)
    assert run.returncode == 0, run.stderr
    lines = [json.loads(line) for line in run.stdout.decode().splitlines()]
    assert lines[1]["label"] == GATE.label
    assert len(lines) == 12
