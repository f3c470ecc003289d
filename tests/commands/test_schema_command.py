"""`exam-drill schema`: what is printed, what is written, and what is left as it is."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from exam_drill.cli import Exit, main
from exam_drill.environment import Environment


class Run:
    """The command, run with these arguments."""

    def __init__(self, *arguments: str, encoding: str = "utf-8", **variables: str) -> None:
        out = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        err = io.StringIO()
        self.code = main(["schema", *arguments], Environment(io.StringIO(), out, err, variables))
        out.flush()
        self.out = out.buffer.getvalue().decode(encoding)
        self.err = err.getvalue()


def title(text: str) -> str:
    named: str = json.loads(text)["properties"]["questions"]["title"]
    return named


def test_the_schema_is_printed_in_the_language_asked_for() -> None:
    english, japanese = Run("--lang", "en"), Run("--lang", "ja")
    assert (english.code, english.err) == (japanese.code, japanese.err) == (Exit.FINE, "")
    assert title(english.out) == title(Run(LANG="en_US.UTF-8").out) == "questions"
    assert title(japanese.out) == title(Run(LANG="ja_JP.UTF-8").out) == "問題の一覧"
    assert english.out.endswith("}\n")
    assert Run("--lang", "en").out == english.out


def test_where_the_output_lacks_letters_it_is_the_same_schema() -> None:
    narrow, wide = Run("--lang", "ja", encoding="ascii"), Run("--lang", "ja")
    assert narrow.code == Exit.FINE
    assert json.loads(narrow.out) == json.loads(wide.out)
    assert title(Run(encoding="ascii").out) == "questions"


def test_a_file_is_written_and_the_line_that_names_it_is_told(tmp_path: Path) -> None:
    path = tmp_path / "bank.schema.json"
    first = Run("--lang", "ja", "--output", str(path))
    assert first.code == Exit.FINE
    assert path.read_text(encoding="utf-8") == Run("--lang", "ja").out
    assert first.out.splitlines()[1:] == [f"# yaml-language-server: $schema={path.as_posix()}"]
    assert Run("--lang", "en", "--output", str(path)).code == Exit.FINE  # an older schema is replaced
    assert path.read_bytes() == Run("--lang", "en").out.encode()
    assert list(tmp_path.iterdir()) == [path]


def test_an_empty_file_is_written(tmp_path: Path) -> None:
    path = tmp_path / "new.json"
    path.touch()
    assert Run("--output", str(path)).code == Exit.FINE
    assert json.loads(path.read_bytes())


@pytest.mark.parametrize("content", ["format: 1\nquestions: []\n", '{"a": 1}', "x" * 300 + '"$schema"'])
def test_any_other_file_is_left_as_it_is(content: str, tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    path.write_text(content)
    run = Run("--lang", "en", "--output", str(path))
    assert (run.code, run.out) == (Exit.USAGE, "")
    assert str(path) in run.err
    assert path.read_text() == content


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "no" / "folder.json", tmp_path):
        run = Run("--lang", "en", "--output", str(path))
        assert (run.code, run.out) == (Exit.USAGE, "")
        assert str(path) in run.err
        assert run.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_a_full_disk_is_no_success() -> None:
    assert Run("--output", "/dev/full").code == Exit.FAILURE


def test_a_name_with_control_characters_is_shown(tmp_path: Path) -> None:
    run = Run("--lang", "en", "--output", str(tmp_path / "\x1b[2J" / "x.json"))
    assert run.code == Exit.USAGE
    assert "\x1b" not in run.err
