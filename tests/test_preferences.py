"""Settings: what counts, what is told of mistakes, and that nothing is an error."""

import io
import os
from pathlib import Path

import pytest

from exam_drill.cli import build_parser, main, prefer
from exam_drill.commands.settings import sample
from exam_drill.environment import Environment
from exam_drill.i18n import table
from exam_drill.preferences import KINDS, Preferences, Settings, read_settings


def read(tmp_path: Path, text: str | bytes, **variables: str) -> Settings:
    path = tmp_path / "settings.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_settings({"EXAM_DRILL_CONFIG": str(path), **variables})


def told(settings: Settings) -> list[tuple[str, str]]:
    return [(problem.code, str(problem.place).rpartition("/")[2]) for problem in settings.problems]


def test_a_file_a_variable_and_the_defaults(tmp_path: Path) -> None:
    settings = read(tmp_path, 'theme = "dark"\nminutes = 10\n', EXAM_DRILL_THEME="light", EXAM_DRILL_READER="on")
    assert settings.preferences == Preferences(theme="light", minutes=10, reader=True)
    assert settings.origins["theme"] == "EXAM_DRILL_THEME"
    assert str(settings.origins["minutes"]).endswith("settings.toml:2:1")
    assert settings.problems == ()
    assert "order" not in settings.origins


def test_without_a_file_nothing_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    settings = read_settings({})
    assert (settings.found, settings.problems, settings.preferences) == (False, (), Preferences())


def test_all_mistakes_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    text = 'theme = "drak"\n\nminuets = 10\nminutes = "ten"\nreader = 1\nnumber = 0\n'
    text += "data_dir = 3\nzzz = 1\n[colours]\na = 1\n"
    settings = read(tmp_path, text, EXAM_DRILL_ORDER="any")
    assert told(settings) == [
        ("choice", "settings.toml:1:1"),
        ("unknown-nearest", "settings.toml:3:1"),
        ("whole", "settings.toml:4:1"),
        ("switch", "settings.toml:5:1"),
        ("whole", "settings.toml:6:1"),
        ("words", "settings.toml:7:1"),
        ("unknown", "settings.toml:8:1"),
        ("table", "settings.toml:9:2"),
        ("choice", "EXAM_DRILL_ORDER"),
    ]
    assert settings.preferences == Preferences()
    assert settings.problems[1].parameters["nearest"] == "minutes"


def test_what_is_right_beside_a_mistake_counts(tmp_path: Path) -> None:
    settings = read(tmp_path, "minutes = 0\nnumber = 7\n")
    assert settings.preferences == Preferences(number=7)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("minutes = \n", "no-toml", "settings.toml:1:11"),
        ("minutes = 1\nminutes = 2\n", "no-toml", "settings.toml:2:12"),
        ("a = " + "[" * 5000, "no-toml", "settings.toml:1:1"),
        (b"# \xff\n", "no-utf-8", "settings.toml:1:0"),
        (b"#" * 70_000, "too-large", "settings.toml"),
    ],
)
def test_what_is_no_settings_file(tmp_path: Path, text: str | bytes, code: str, place: str) -> None:
    settings = read(tmp_path, text)
    assert told(settings) == [(code, place)]
    assert settings.preferences == Preferences()


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    assert told(read_settings({"EXAM_DRILL_CONFIG": str(tmp_path)}))[0][0] == "no-file"
    assert told(read_settings({"EXAM_DRILL_CONFIG": str(tmp_path / "none")}))[0][0] == "missing"
    assert told(read_settings({"EXAM_DRILL_CONFIG": "a\0b"}))[0][0] == "unreadable"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert told(read_settings({"EXAM_DRILL_CONFIG": str(tmp_path / "pipe")}))[0][0] == "no-file"


def test_numbers_of_variables_may_be_full_width(tmp_path: Path) -> None:
    assert read(tmp_path, "", EXAM_DRILL_MINUTES="１０").preferences.minutes == 10


def test_a_relative_folder_begins_at_the_file(tmp_path: Path) -> None:
    assert read(tmp_path, 'data_dir = "data"').preferences.data_dir == str(tmp_path / "data")
    assert read(tmp_path, 'data_dir = "~"').preferences.data_dir == os.path.expanduser("~")


def test_every_problem_and_every_setting_has_its_sentence() -> None:
    codes = {"missing", "no-file", "unreadable", "too-large", "no-utf-8", "no-toml", "table", "unknown", "choice"}
    codes |= {"unknown-nearest", "whole", "switch", "words", *(f"about-{name}" for name in KINDS)}
    assert codes <= set(table("preferences"))
    assert set(KINDS) == set(Preferences.__dataclass_fields__)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_new_file_says_nothing_until_its_signs_are_taken_off(tmp_path: Path, language: str) -> None:
    text = sample("ja" if language == "ja" else "en")
    assert read(tmp_path, text).origins == {}
    lines = [line.removeprefix("# ") for line in text.splitlines() if " = " in line]
    settings = read(tmp_path, "\n".join(lines))
    assert settings.problems == ()
    assert set(settings.origins) == set(KINDS)


def test_an_argument_is_stronger_than_what_is_preferred() -> None:
    parser = build_parser("quiz")
    prefer(parser, "quiz", Preferences(number=7, order="bank", shuffle=False))
    plain, given = parser.parse_args([]), parser.parse_args(["-n", "3", "--order", "random"])
    assert (plain.number, plain.order, plain.no_shuffle) == (7, "bank", True)
    assert (given.number, given.order) == (3, "random")


def run(*words: str, **variables: str) -> tuple[int, str, str]:
    out, errors = io.StringIO(), io.StringIO()
    environment = Environment(
        stdin=io.StringIO(), stdout=out, stderr=errors, variables={"LANG": "en_US.UTF-8", **variables}
    )
    return main(words, environment), out.getvalue(), errors.getvalue()


def test_settings_are_begun_once_and_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.toml"
    code, out, _ = run("settings", "--init", EXAM_DRILL_CONFIG=str(path))
    assert code == 0
    assert str(path) in out
    path.write_text("minutes = 5\n", encoding="utf-8")
    code, _, errors = run("settings", "--init", EXAM_DRILL_CONFIG=str(path))
    assert code == 2
    assert "left as it is" in errors
    assert path.read_text(encoding="utf-8") == "minutes = 5\n"
    code, out, _ = run("settings", EXAM_DRILL_CONFIG=str(path))
    assert code == 0
    assert "minutes = 5" in out
    assert f"{path}:1:1" in out


def test_settings_that_cannot_be_understood_are_findings_and_keep_nobody_from_anything(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("minuets = 5\nlanguage = 'ja'\n", encoding="utf-8")
    code, out, _ = run("settings", EXAM_DRILL_CONFIG=str(path))
    assert code == 1
    assert "settings.toml:1:1" in out
    assert "minutes" in out
    code, out, errors = run("schema", EXAM_DRILL_CONFIG=str(path))
    assert code == 0
    assert out.startswith("{")
    assert "settings.toml:1:1" in errors
    assert "ではありませんか" in errors  # in the language that the file asks for
    assert "既定の値" in errors


def test_every_complaint_is_in_the_preferred_language() -> None:
    assert "というコマンドはありません" in run("chek", EXAM_DRILL_LANGUAGE="ja")[2]
    assert "is no command" in run("chek")[2]
    assert "使い方" in run("--help", EXAM_DRILL_LANGUAGE="ja")[1]
    assert "usage" in run("--help", "--lang", "en", EXAM_DRILL_LANGUAGE="ja")[1]


@pytest.mark.parametrize("text", ["１２", "12", " 12 "])
def test_numbers_of_arguments_may_be_full_width(text: str) -> None:
    assert build_parser("check").parse_args(["--trials", text]).trials == 12
    assert build_parser("check").parse_args(["--time", text.strip() + "．５"]).time == 12.5
    assert build_parser("quiz").parse_args(["-n", text]).number == 12
