"""What somebody typed, as the text that was meant."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exam_drill.scan import masked
from exam_drill.typed import LONGEST, MOST_LINES, Change, Fault, Typed, read, typeable


def meant(text: str) -> str:
    typed = read(text)
    assert isinstance(typed, Typed), typed
    return typed.text


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("h + z", "h + z"),
        ("（１ − ｚ）＊　ｈ", "(1 - z)* h"),
        ("ｘーｙ", "x-y"),
        ("x・y", "x/y"),
        ("データー", "データー"),  # in a word it is a letter
        ("「１、２」［：，０］", "[1,2][:,0]"),
        ("【x｡T】", "[x.T]"),
        ("a≦b≠c≥d×e÷f", "a<=b!=c>=d*e/f"),
        ("ｎｐ．ｔａｎｈ（ｘ＠Ｗ）", "np.tanh(x@W)"),
        ("‘a’ + “b” + ＂c＂", '\'a\' + "b" + "c"'),
        ("'（そのまま）“”' + （x）", "'（そのまま）“”' + (x)"),
        ('"""（\n１"""', '"""（\n１"""'),
        ("'（' ＋ '）'", "'（' + '）'"),
        (r"'\'（' ＋ x", r"'\'（' + x"),
        ("x ＃ （コメント）＋", "x # （コメント）＋"),
        ("'開いたまま（\n（x", "'開いたまま（\n(x"),
        ("x\u200b + \ufeffy", "x + y"),
        ("x\u00a0+\u2003y", "x + y"),
        ("x ＋￥\n1", "x +\\\n1"),
        ("\tx", "x"),
        ("if x:\n\ty", "if x:\n    y"),
        ("a = 1\r\nb = 2\rc = 3\u2028d = 4", "a = 1\nb = 2\nc = 3\nd = 4"),
        ("\n\n    a\n      b\n\n", "a\n  b"),
        ("a\n        b\n        c", "a\nb\nc"),
        ("if a:\n    b", "if a:\n    b"),
        ("f(\n    a)", "f(\n    a)"),
        ("    a\nb", "a\nb"),
        ("a  \n", "a"),
    ],
)
def test_what_is_meant(typed: str, text: str) -> None:
    assert meant(typed) == text


def test_each_change_is_told_once_and_a_tab_is_none() -> None:
    typed = read("（（１）） ＋ \tx\u200b")
    assert isinstance(typed, Typed)
    assert typed.changes == (
        Change("（", "("), Change("１", "1"), Change("）", ")"), Change("＋", "+"), Change("\u200b", ""),
    )  # fmt: skip
    assert read("(1) + x") == Typed("(1) + x", "(1) + x", tuple(range(8)))


@pytest.mark.parametrize(
    ("typed", "line", "column", "place"),
    [
        ("  x ≦ y", 1, 1, (1, 3)),
        ("  x ≦ y", 1, 6, (1, 7)),  # behind the two characters that one became
        ("\n\n    a\n      b", 2, 3, (4, 7)),
        ("\tx", 1, 1, (1, 2)),
        ("ab", 9, 9, (1, 3)),
        ("ab", 0, 0, (1, 1)),
        ("a\n        b", 2, 1, (2, 9)),
    ],
)
def test_places_are_those_of_what_was_typed(typed: str, line: int, column: int, place: tuple[int, int]) -> None:
    found = read(typed)
    assert isinstance(found, Typed)
    assert found.place(line, column) == place


@pytest.mark.parametrize(
    ("typed", "code", "place"),
    [
        ("", "empty", (0, 0)),
        (" \n\t　\u200b\n", "empty", (0, 0)),
        ("x" * (LONGEST + 1), "too-long", (0, 0)),
        ("x\n" * (MOST_LINES + 1), "too-many-lines", (0, 0)),
        ("x\0", "character", (1, 2)),
        ("x\n'\x1b[2J'", "character", (2, 2)),
        ("# \u202e", "character", (1, 3)),
        ("'\u2066'", "character", (1, 2)),
        ("\ud800", "character", (1, 1)),
        ("\ue000", "character", (1, 1)),
        ("x\x0b", "character", (1, 2)),
    ],
)
def test_what_is_no_answer(typed: str, code: str, place: tuple[int, int]) -> None:
    fault = read(typed)
    assert isinstance(fault, Fault)
    assert (fault.code, (fault.line, fault.column)) == (code, place)


def test_the_longest_answers_are_answers() -> None:
    assert len(meant("x" * LONGEST)) == LONGEST
    assert meant("x\n" * MOST_LINES).count("\n") == MOST_LINES - 1


@given(st.text(st.characters(codec="utf-8"), max_size=80) | st.text("（）“”'\"\\＃#\n\t ｘー", max_size=40))
def test_any_text_is_read_and_every_character_has_its_place(given_text: str) -> None:
    found = read(given_text)
    if isinstance(found, Fault):
        return
    assert len(found.offsets) == len(found.text) + 1
    assert list(found.offsets) == sorted(found.offsets)
    assert found.text == found.text.strip("\n")
    for line in range(1, found.text.count("\n") + 2):
        row, column = found.place(line)
        assert 1 <= row <= found.given.count("\n") + 1
        assert column >= 1


@given(st.text("ab1 ()+*'\"#\\\n", max_size=60))
def test_plain_code_stays_what_it_is(text: str) -> None:
    found = read(text)
    if isinstance(found, Typed):
        assert found.changes == ()
        assert [line.strip() for line in found.text.split("\n")] == [
            line.strip() for line in text.strip("\n ").split("\n")
        ] or not text.strip()


@given(st.text("（＋ｘ'\"#\n１", max_size=40))
def test_what_is_in_plain_strings_and_comments_stays(text: str) -> None:
    found = read(text)
    if isinstance(found, Typed) and len(masked(found.given)) == len(found.text):
        for before, after, code in zip(found.given, found.text, masked(found.given), strict=True):
            assert before == after or code == before


@pytest.mark.parametrize("piece", ["(", "'", '"""', "“", "\\", "\n ", "ー", "＃\n", "'“"])
def test_reading_takes_linear_time(piece: str) -> None:
    start = time.process_time()
    read((piece * LONGEST)[:LONGEST].replace("\n", "x", LONGEST - MOST_LINES + 2))
    assert time.process_time() - start < 2.0


def test_what_cannot_be_seen_never_gets_into_the_editor() -> None:
    assert typeable("a\r\nb\tc\x1b[2J\u202e\u200b\0d") == "a\nb    c[2Jd"
