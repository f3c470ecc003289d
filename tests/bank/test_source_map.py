"""Every line of a code scalar stands in the file where the loader says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exam_drill.bank import load_bank
from exam_drill.bank.nodes import ListNode, ScalarNode, SourceFile, parse
from exam_drill.bank.source_map import code_of
from exam_drill.question import Code, WrittenReference

LINES = st.lists(st.text("abあ(): ,'\"#", max_size=8).map(str.rstrip), min_size=1, max_size=5)


def check(code: Code, lines: list[str]) -> None:
    assert len(code.lines) == len(code.text.split("\n"))
    for text, place in zip(code.text.split("\n"), code.lines, strict=True):
        found = lines[place.line - 1]
        assert found[place.column - 1 :].startswith(text)
        assert place.column - 1 <= len(found)


def scalars(text: str) -> list[tuple[ScalarNode, Code]]:
    file = SourceFile("bank.yaml", text, text.split("\n"))
    root = parse(file)
    assert isinstance(root, ListNode)
    return [(node, code_of(node, file)) for node in root.items if isinstance(node, ScalarNode)]


@pytest.mark.parametrize("name", ["shortest.yaml", "aliases.yaml", "design.yaml", "everything.yml", "given.yaml"])
def test_fixtures(name: str) -> None:
    path = Path(__file__).parent / "data" / "valid" / name
    lines = path.read_text(encoding="utf-8").replace("（い）\n", "(い)\n").split("\n")
    for question in load_bank([path]).questions:
        codes = [question.code, *(option.code for blank in question.blanks for option in blank.options)]
        codes += [question.call] if question.call else []
        codes += [question.reference.code] if isinstance(question.reference, WrittenReference) else []
        for code in codes:
            check(code, lines)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    lines=LINES,
    blank=st.integers(0, 3),
    indent=st.integers(1, 6),
    indicator=st.booleans(),
    chomp=st.sampled_from(["", "-", "+"]),
    before=st.sampled_from(["", "&a ", "!!str ", "&a !!str ", "!!str\n "]),
    after=st.sampled_from(["", " ", "  # a comment"]),
)
def test_literal_blocks(
    lines: list[str], blank: int, indent: int, indicator: bool, chomp: str, before: str, after: str
) -> None:
    written = [""] * blank + lines
    if not indicator:
        first = next((line for line in lines if line), "")
        if first.startswith(" ") or not first:
            return
    header = f"- {before}|{indent if indicator else ''}{chomp}{after}"
    text = "\n".join([header, *(" " * indent + line if line else "" for line in written), "- end"])
    node, code = scalars(text)[0]
    assert code.text == "\n".join(written).rstrip("\n")
    check(code, text.split("\n"))
    start = header.count("\n") + 2
    assert [place.line for place in code.lines] == list(range(start, start + len(code.lines)))
    assert node.style == "|"


@pytest.mark.parametrize(
    ("text", "expected", "column"),
    [
        ("- x + 1", "x + 1", 3),
        ("-    x + 1   # c", "x + 1", 6),
        ("- 'x + 1'", "x + 1", 4),
        ('- "x + 1"', "x + 1", 4),
        ('- "  x + 1 "', "x + 1", 6),
        ("- &a x + 1", "x + 1", 6),
        ("- !!str  'x'", "x", 11),
        ("- あ + x", "あ + x", 3),
    ],
)
def test_one_line(text: str, expected: str, column: int) -> None:
    _, code = scalars(text)[0]
    assert code.text == expected
    assert [(place.line, place.column) for place in code.lines] == [(1, column)]


def test_folded_lines_stand_at_the_start() -> None:
    (_, code), *_ = scalars("- >\n  x\n\n  y\n")
    assert code.text == "x\ny"
    assert {place.line for place in code.lines} == {1}
    assert len(code.lines) == 2


def test_a_place_within_a_line() -> None:
    (_, code), *_ = scalars("- |\n    ab\n    cd\n")
    assert (code.place(2, 2).line, code.place(2, 2).column) == (3, 6)
