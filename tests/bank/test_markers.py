"""The textual scanner of code: markers, strings, comments, the same code."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exam_drill.markers import find_lookalike, find_markers, is_label, normalise_markers
from exam_drill.scan import functions, is_balanced, masked, same_code_key

TEXTS = st.text("ab(（あ）)'\"#\\\n \tfrRx=1.e[]{}", max_size=60)


def labels(text: str) -> list[str]:
    return [marker.label for marker in find_markers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("return (こ)", ["こ"]),
        ("return （コ）", ["コ"]),
        ("return （こ)", ["こ"]),
        ("f(こ) + (い)", ["こ", "い"]),
        ("# (こ)\nx = '(い)' + (う)", ["う"]),
        ('"""\n(こ)\n""" + (い)', ["い"]),
        ("rb'(こ)' f\"(い)\" '''(う)'''", []),
        ("'it\\'s (こ)' + (い)", ["い"]),
        ("'open (こ)\n(い)", ["い"]),
        ("'''open (こ)\n(い)", []),
        ("r'\\' + (こ)", []),
        ("(ここ) (a) (こ", []),
        ("(ｱ) (ー) (漢)", []),
        ("", []),
    ],
)
def test_which_markers_count(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


def test_where_a_marker_stands() -> None:
    (marker,) = find_markers("def f(x):\n    return 2 * （こ） + 1\n")
    assert (marker.line, marker.column, marker.start, marker.end) == (2, 16, 25, 28)


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("(こ)", True),
        ("if x:\n    (こ)  # (N, D)\n", True),
        ("x = (こ)", False),
        ("(こ) + 1", False),
        ("(こ); y", False),
        ("f(\n    (こ)\n)", False),
        ("x = [\n(こ)\n]", False),
        ("x = 1 + \\\n(こ)", False),
        ("f(x)\n(こ)", True),
        ("x = '('\n(こ)", True),
    ],
)
def test_whether_a_marker_is_a_whole_statement(text: str, alone: bool) -> None:
    assert [marker.alone for marker in find_markers(text)] == [alone]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = 1\nreturn 2 * (ああ)", ("(ああ)", 2, 12)),
        ("f(A) + (亜)", ("(亜)", 1, 8)),
        ("'(亜)' + (ｱ)  # (亜)", ("(ｱ)", 1, 9)),
        ("'' + '__' + ___", ("___", 1, 13)),
        ("(A) + ______", ("______", 1, 7)),
        ("def f (x): return x + (B)", None),
        ("def f(x):\n    return x + （Ｂ）", ("（Ｂ）", 2, 16)),
        ("x.__init__(1) + f(a)[(1, 2)]", None),
    ],
)
def test_what_is_meant_as_a_marker(text: str, expected: tuple[str, int, int] | None) -> None:
    found = find_lookalike(text)
    assert (found and (found.label, found.line, found.column)) == expected


def test_normalised_text_keeps_every_place() -> None:
    text = "x = （あ） # （あ）\ny = '（あ）' + (い)"
    assert normalise_markers(text) == "x = (あ) # （あ）\ny = '（あ）' + (い)"


@given(TEXTS)
def test_normalising_is_safe_on_any_text(text: str) -> None:
    normal = normalise_markers(text)
    assert len(normal) == len(text)
    assert normalise_markers(normal) == normal
    assert [m[:5] for m in find_markers(normal)] == [m[:5] for m in find_markers(text)]
    for marker in find_markers(text):
        assert text[marker.start + 1 : marker.end - 1] == marker.label
        assert text.split("\n")[marker.line - 1][marker.column - 1 :].startswith(text[marker.start : marker.end])


@given(TEXTS)
def test_masking_keeps_length_and_lines(text: str) -> None:
    code = masked(text)
    assert len(code) == len(text)
    assert [i for i, c in enumerate(code) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]
    assert not set(code) & set("#'\"")


@pytest.mark.parametrize(
    "text", ["'" * 10**5, '"""' * 10**5, "(" * 10**5, "\\" * 10**5, "'\\" * 10**5, "(あ)" * 10**5, "'_' " * 10**4]
)
def test_linear_on_hostile_text(text: str) -> None:
    start = time.perf_counter()
    find_markers(text + "(あ)")
    find_lookalike(text)
    same_code_key(text)
    is_balanced(text)
    functions(text)
    assert time.perf_counter() - start < 3


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("x+1", " ( x + 1 ) ", True),
        ("((x))", "x", True),
        ("x  # a", "x", True),
        ("(a) + (b)", "a) + (b", False),
        ("(a, b)", "a, b", True),
        ("f(x)", "(f)(x)", False),
        ("not x", "notx", False),
        ("'a b'", "'ab'", False),
        ("'#a'", "'#b'", False),
        ("x\ny", "x y", False),
        ("x\n\n# c\ny\n", "x\ny", True),
        ("if x:\n  y\nz", "if x:\n  y\n  z", False),
        ("f(x,\n  y)", "f(x, y)", True),
        ("()", "", False),
    ],
)
def test_same_code(one: str, other: str, same: bool) -> None:
    assert (same_code_key(one) == same_code_key(other)) is same


@pytest.mark.parametrize(
    ("text", "balanced"),
    [
        ("f(x, [1, {2}])", True),
        ("f(x", False),
        ("x)", False),
        ("(]", False),
        ("'a", False),
        ("'('", True),
        ("r'a'", True),
        ('"""a', False),
        ("''", True),
        ("'''a'''", True),
    ],
)
def test_balance(text: str, balanced: bool) -> None:
    assert is_balanced(text) is balanced


def test_functions_of_a_text() -> None:
    assert functions("def a(): pass\n  def b(): pass\n'''\ndef c(): pass\n'''\ndef  d(): pass\n# def e") == ("a", "d")


def test_labels() -> None:
    assert all(is_label(text) for text in "あんゔアンヴ")
    assert not any(is_label(text) for text in ("", "ああ", "a", "ｱ", "漢", "ー", "１"))
