"""`exam-drill stats` as a whole: screens in both languages, JSON, the first screen, what goes wrong."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from learner_histories import BANK, NOW, SIGHTS, TOKYO, counted, fill, golden, made, questions, stats
from rich.cells import cell_len

from exam_drill.attempt import Attempt, Grade
from exam_drill.commands import stats_gathering
from exam_drill.progress import Store, subjects
from exam_drill.question import LANGUAGES, Language
from exam_drill.sandbox import SandboxError
from exam_drill.scheduling.plan import Plan
from exam_drill.stats import misconception_cache as cache

pytestmark = pytest.mark.usefixtures("lent")
ATTEMPTS = made(questions(), 160)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from datetime import date

    folder = tmp_path_factory.mktemp("record")
    fill(folder, ATTEMPTS, Plan(exam=date(2027, 2, 19)))
    return folder


def as_json(folder: Path, *arguments: str) -> dict[str, object]:
    code, out, errors = stats(folder, *arguments, "--format", "json")
    assert (code, errors) == (0, "")
    data: dict[str, object] = json.loads(out)
    return data


@pytest.mark.parametrize(("language", "width"), SIGHTS)
def test_a_screen_is_what_it_was(language: str, width: int, record: Path) -> None:
    code, out, errors = stats(record, BANK, "--lang", language, "--width", str(width))
    assert (code, errors) == (0, "")
    assert out == golden(language, width).read_text(encoding="utf-8")
    assert max(map(cell_len, out.splitlines())) <= width


@pytest.mark.parametrize("width", [40, 47, 100, 200])
def test_no_line_is_wider_than_the_terminal(width: int, record: Path) -> None:
    for language in LANGUAGES:
        out = stats(record, BANK, "--lang", language, "--width", str(width), "--all")[1]
        assert max(map(cell_len, out.splitlines())) <= width


def test_json_says_what_plain_counting_says(record: Path) -> None:
    data = as_json(record, BANK)
    expected = counted(ATTEMPTS, TOKYO)
    assert data["format"] == 1
    assert data["attempts"] == expected["attempts"]
    assert data["undone"] == expected["undone"]
    total = data["total"]
    assert isinstance(total, dict)
    assert {name: total[name] for name in ("right", "wrong", "undecided", "pending")} == {
        name: expected[name] for name in ("right", "wrong", "undecided", "pending")
    }
    assert {
        "due",
        "new",
        "later",
        "unseen",
        "streak",
        "headings",
        "tags",
        "misconceptions",
        "hard",
        "retention",
    } <= set(data)
    assert data["blanks"] == len(subjects(questions()))


def test_all_shares_and_days_of_the_json_are_in_range(record: Path) -> None:
    text = stats(record, BANK, "--format", "json")[1]

    def look(name: str, value: object) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                look(key, inner)
        elif isinstance(value, list):
            for inner in value:
                look(name, inner)
        elif name in ("accuracy", "retention", "seen", "bank") and isinstance(value, float):
            assert 0 <= value <= 1
        elif name in ("day", "last", "today", "since", "until", "exam") and isinstance(value, str):
            assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)

    look("", json.loads(text))


def test_an_empty_history_is_a_friendly_beginning(tmp_path: Path) -> None:
    for language, words in (("ja", "まだ解答の記録がありません"), ("en", "No answers yet")):
        code, out, errors = stats(tmp_path / "none", "--lang", language, "--width", "60")
        assert (code, errors) == (0, "")
        assert words in out
        assert "exam-drill plan --exam 2027-02-20" in out
        assert max(map(cell_len, out.splitlines())) <= 60
    assert not (tmp_path / "none").exists()  # looking makes nothing
    data = as_json(tmp_path / "none", BANK)
    assert (data["attempts"], data["due"], data["began"], data["retention"]) == (0, 0, None, None)
    assert (data["new"], data["unseen"]) == (5, 5)
    assert "chosen questions" in stats(tmp_path / "none", BANK, "--topic", "bank")[1]


def test_an_empty_history_makes_a_page_too(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert stats(tmp_path / "none", BANK, "--html", str(page))[0] == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_only_a_period(record: Path) -> None:
    since = as_json(record, BANK, "--since", "7d")
    recent = [a for a in ATTEMPTS if (NOW.astimezone(TOKYO).date() - a.at.astimezone(TOKYO).date()).days < 7]
    assert since["attempts"] == counted(recent, TOKYO)["attempts"] > 0
    assert since["trend_days"] == 7
    assert since["streak"] == as_json(record, BANK)["streak"]
    code, out, _ = stats(record, BANK, "--since", "1d", now=NOW + timedelta(days=300))
    assert code == 0
    assert "No answers in this period" in out


@pytest.mark.parametrize("since", ["soon", "0d", "2030-01-01", "\x1b[2J"])
def test_what_is_no_period_is_told(since: str, record: Path) -> None:
    code, out, errors = stats(record, BANK, "--since", since)
    assert (code, out) == (2, "")
    assert "2026-10-01" in errors
    assert "\x1b" not in errors


def test_only_some_questions(record: Path) -> None:
    data = as_json(record, BANK, "--tag", "gru")
    own = [a for a in ATTEMPTS if a.subject.question == "gate-mixture"]
    assert data["attempts"] == counted(own, TOKYO)["attempts"]
    assert data["missing"] == []
    code, _, errors = stats(record, BANK, "--id", "nothing-*")
    assert code == 2
    assert "gate-mixture" in errors


def test_a_bank_that_is_not_there(record: Path) -> None:
    code, out, errors = stats(record, str(record / "none.yaml"))
    assert (code, out) == (2, "")
    assert "none.yaml" in errors


def test_a_record_that_cannot_be_read_is_told_and_left(tmp_path: Path) -> None:
    with Store.open(tmp_path):
        pass
    (file,) = (path for path in tmp_path.iterdir() if path.suffix == ".sqlite3")
    file.write_bytes(b"no database" * 100)
    code, out, errors = stats(tmp_path, BANK, "--lang", "ja")
    assert (code, out) == (3, "")
    assert "壊れている" in errors
    assert file.read_bytes() == b"no database" * 100


def test_misconceptions_are_found_once_and_remembered(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = as_json(record, BANK)["misconceptions"]
    assert isinstance(first, list)
    named = {one["misconception"]["name"] for one in first}
    assert {"complement-forgotten", "sigmoid-for-tanh"} <= named

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("looked into again")

    monkeypatch.setattr("exam_drill.suggest.naming.name_options", fail)
    assert as_json(record, BANK)["misconceptions"] == first


def test_without_a_sandbox_mistakes_have_no_names_and_all_else_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, ATTEMPTS)

    def fail(**_: object) -> None:
        raise SandboxError("not-started", "no fork")

    monkeypatch.setattr("exam_drill.sandbox.Sandbox", fail)
    code, out, errors = stats(tmp_path, BANK, "--lang", "en")
    assert (code, errors) == (0, "")
    assert "not-started: no fork" in " ".join(out.split())
    assert "No mistake that has a name yet." in out
    assert "two-blanks" in out


def test_what_there_is_no_time_for_comes_the_next_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, ATTEMPTS)
    monkeypatch.setattr(stats_gathering, "SECONDS", -1.0)
    assert "get names the next time" in " ".join(stats(tmp_path, BANK)[1].split())
    monkeypatch.undo()


def test_a_memory_of_another_version_is_none() -> None:
    text = cache.written({"m": {1: "operator"}})
    assert cache.read(text) == {"m": {1: "operator"}}
    assert cache.read(text.replace('"version": "', '"version": "x')) == {}
    for junk in (
        None,
        "",
        "[]",
        "{",
        "null",
        '{"version": 1}',
        text.replace('"operator"', '"o"').replace('{"1"', '{"x"'),
    ):
        assert cache.read(junk) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_listens_hears_sentences(language: Language, record: Path) -> None:
    from exam_drill.layout import WIDEST
    from exam_drill.stats.compute import Material, compute
    from exam_drill.stats.spoken import spoken_rows

    bank = questions()
    found = compute(Material(ATTEMPTS, bank, subjects(bank)), NOW, TOKYO)
    lines = [row.plain for row in spoken_rows(found, language, everything=True)]
    assert not re.search(r"[█░▁▂▃▄▅▆▇─#|]|  |\.\.", "\n".join(lines))
    assert any(line.startswith("3.5 RNN") and f"{found.total.counts.right}"[0] for line in lines)
    assert len(lines) > 30
    assert WIDEST == 120
    out = stats(record, BANK, "--lang", language, EXAM_DRILL_READER="true")[1]
    assert "3.5 RNN" in out
    assert not re.search(r"[█░▁▂▃▄▅▆▇]", out)


def test_without_blocks_in_the_encoding_signs_are_plain(record: Path) -> None:
    from exam_drill.stats.compute import Material, compute
    from exam_drill.stats.drawing import PLAIN, can_draw
    from exam_drill.stats.screen import Look, screen_rows

    bank = questions()
    found = compute(Material(ATTEMPTS, bank, subjects(bank)), NOW, TOKYO)
    text = "\n".join(row.plain for row in screen_rows(found, Look(80, PLAIN, "en")))
    assert text.isascii() or not re.search(r"[█░▁▂▃▄▅▆▇·─]", re.sub(r" · ", "", text))
    assert "#" in text
    assert can_draw("utf-8")
    assert not can_draw("ascii")
    assert not can_draw("no-such-encoding")


def test_a_hostile_record_reaches_no_terminal(tmp_path: Path) -> None:
    """Ids come from the store: another program may have written them."""
    subject = subjects(questions())["gate-mixture", "あ"]
    evil = "\x1b]0;owned\x07\u202e" + "x" * 300
    attempts = [
        Attempt("1", "s", subject, NOW, 1, 3.0, grade=Grade.WRONG),
        Attempt("2", "s", type(subject)(evil, "あ", "d"), NOW, 1, 3.0, grade=Grade.WRONG),
    ]
    fill(tmp_path, attempts)
    for arguments in (("--lang", "ja"), ("--all", "--lang", "en"), ("--format", "json")):
        code, out, _ = stats(tmp_path, BANK, *arguments)
        assert code == 0
        assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", out)
    page = tmp_path / "page.html"
    assert stats(tmp_path, BANK, "--html", str(page))[0] == 0
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", page.read_text(encoding="utf-8"))


def test_html_and_json_exclude_each_other(record: Path) -> None:
    assert stats(record, BANK, "--format", "json", "--html", "x.html")[0] == 2


def test_a_page_never_takes_the_place_of_something_else(record: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("mine", encoding="utf-8")
    code, _, errors = stats(record, BANK, "--html", str(notes))
    assert code == 2
    assert "notes.txt" in errors
    assert notes.read_text(encoding="utf-8") == "mine"
    assert stats(record, BANK, "--html", str(tmp_path / "no" / "where.html"))[0] == 2


def test_the_sample_of_the_json_has_the_shape_of_the_real_one(record: Path) -> None:
    page = (Path(BANK).parent.parent.parent / "docs" / "stats.md").read_text(encoding="utf-8")
    (sample,) = re.findall(r"^```json\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    real = as_json(record, BANK)

    def same(one: object, other: object, at: str) -> None:
        if isinstance(one, dict):
            assert isinstance(other, dict), at
            for key, value in one.items():
                assert key in other, f"{at}.{key}"
                same(value, other[key], f"{at}.{key}")
        elif isinstance(one, list):
            assert isinstance(other, list), at
            assert other, at
            same(one[0], other[0], f"{at}[0]")
        else:
            assert type(one) is type(other) or other is None, at

    same(json.loads(sample), real, "stats")
    assert set(json.loads(sample)) == set(real)


def test_the_screens_of_the_page_on_statistics_are_real() -> None:
    page = (Path(BANK).parent.parent.parent / "docs" / "stats.md").read_text(encoding="utf-8")
    screen = golden("en", 80).read_text(encoding="utf-8")
    for shown in re.findall(r"^```text\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        assert shown.removesuffix("  …\n").rstrip() in screen
