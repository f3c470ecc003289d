"""Annotations of GitHub Actions, read back as its runner reads them."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from told import bank, reported, summed, written

from exam_drill.problem import Problem
from exam_drill.question import Place, Question

COMMAND = re.compile(r"^::(?P<command>\w+) (?P<properties>[^\n]*?)::(?P<message>.*)$")


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """What the runner makes of each line: it looks for `::` at its beginning, and undoes the escapes."""
    found = []
    for line in text.splitlines():
        if match := COMMAND.match(line.lstrip()):
            pairs = (item.partition("=") for item in match["properties"].split(","))
            properties = {name: undone(value, ":,") for name, _, value in pairs}
            found.append((match["command"], properties, undone(match["message"])))
    return found


def undone(text: str, more: str = "") -> str:
    for character in f"\r\n{more}%":
        text = text.replace(f"%{ord(character):02X}", character)
    return text


@pytest.fixture
def questions(tmp_path: Path) -> list[Question]:
    return bank(tmp_path, name="問題/a,b 100%.yaml")


def test_an_annotation_stands_at_the_option(questions: list[Question], tmp_path: Path) -> None:
    text = written("github", [reported(questions[0], {"あ": "dmdd"})], root=tmp_path)
    ((command, properties, message),) = commands(text)
    assert command == "error"
    option = questions[0].blanks[0].options[0].code.lines[0]
    assert properties == {
        "file": "問題/a,b 100%.yaml",
        "line": str(option.line),
        "col": str(option.column),
        "endColumn": str(option.column + len("x + x * 0")),
        "title": "wrong_key: doubled（あ）",
    }
    sentence, detail, advice = message.split("\n")
    assert "only option 2" in sentence
    assert detail.startswith("Option 1: ")
    assert "answer" in advice


def test_what_separates_properties_and_message_is_escaped_within_them() -> None:
    name = "a::b, c=d%3A%2C.yaml"
    ((_, properties, message),) = commands(
        written("github", [], summed([], [Problem("id-form", Place(name, 1), {"id": "x::%0A", "suggestion": "y"})]))
    )
    assert properties["file"].endswith(name)
    assert properties["title"] == "id-form"
    assert "x::%0A" in message.split("\n")[0]


def test_an_option_of_several_lines_has_lines_and_no_columns(questions: list[Question]) -> None:
    ((_, properties, _),) = commands(written("github", [reported(questions[0], {"あ": "mdmd"})]))
    assert int(properties["endLine"]) == int(properties["line"]) + 2
    assert not {"col", "endColumn"} & properties.keys()


def test_warnings_and_strictness(questions: list[Question]) -> None:
    report = reported(questions[0], {"あ": "mddd"}, alike=((2, 3),))
    assert [command for command, _, _ in commands(written("github", [report]))] == ["warning"]
    assert [command for command, _, _ in commands(written("github", [report], strict=True))] == ["error"]


def test_what_github_would_not_show_stands_in_the_log_and_is_counted(questions: list[Question]) -> None:
    wrong = reported(questions[0], {"あ": "dmdd"})
    weak = reported(questions[0], {"あ": "mddd"}, alike=((2, 3),))
    text = written("github", [wrong] * 12 + [weak] * 11)
    told = [command for command, _, _ in commands(text)]
    assert told == ["error"] * 10 + ["warning"] * 10 + ["notice"]
    plain = [line for line in text.splitlines() if not line.startswith("::")]
    assert [line.split(":")[0] for line in plain] == ["error", "error", "warning"]
    assert "wrong_key: doubled（あ）: The published answer is 1" in plain[0]
    notice = commands(text)[-1][2]
    assert "2 more errors" in notice
    assert "1 more warning." in notice


def test_problems_and_what_was_left_out_are_errors(questions: list[Question]) -> None:
    problem = Problem("file-empty", Place("b.yaml", 0))
    told = commands(written("github", [], summed([], [problem], questions), "ja", root="/nowhere"))
    assert [(command, properties.get("file")) for command, properties, _ in told] == [
        ("error", "b.yaml"),
        ("error", None),
    ]
    assert "line" not in told[0][1]
    assert "doubled, two-blanks" in told[1][2]


def test_no_text_of_a_stranger_is_a_command(questions: list[Question]) -> None:
    name = "x\n::add-mask::a\r##[add-mask]b::error::"
    code = replace(questions[0].code, lines=(Place(name, 9, 3),))
    option = replace(questions[0].blanks[0].options[0], code=replace(code, text="1"))
    blank = replace(questions[0].blanks[0], options=(option, *questions[0].blanks[0].options[1:]))
    report = reported(replace(questions[0], id="::error::##[x]", blanks=(blank,)), {"あ": "dmdd"})
    text = written("github", [report] * 11)
    assert {command for command, _, _ in commands(text)} == {"error", "notice"}
    lines = text.splitlines()
    assert len(lines) == 12
    assert not [line for line in lines if not line.startswith("::") and "##[" in line]
    assert not [line for line in lines[10:11] if line.lstrip().startswith("::")]
