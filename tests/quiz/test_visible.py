"""What a stranger's text may look like on a terminal."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exam_drill.visible import ORDINARY, shortened, visible, visible_text

ANY_TEXT = st.text(st.characters())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[2J", "a␛[2J"),
        ("a\tb\nc\r", "a␉b␊c␍"),
        ("\x00\x07\x7f", "␀␇␡"),
        ("x\u202ey\u2066", "x\\u202ey\\u2066"),
        ("a\u200bb\ufeff\xad\xa0", "a\\u200bb\\ufeff\\xad\\xa0"),
        ("\x9b31m", "\\x9b31m"),
        ("\ud800", "\\ud800"),
        ("\u2028\u3164\u2800\U000e0041\ufe0f", "\\u2028\\u3164\\u2800\\U000e0041\\ufe0f"),
        ("Z\u0301\u0301\u0301\u0301\u0301", "Z\u0301\u0301\u0301\\u0301\\u0301"),
        ("日本語　α² — “x” 🙂 か\u3099", "日本語　α² — “x” 🙂 か\u3099"),
        ("[bold]x[/bold] \\ :smile:", "[bold]x[/bold] \\ :smile:"),
    ],
)
def test_what_cannot_be_seen_is_shown_and_the_rest_stays(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_what_is_told_at_once_is_what_would_be_told_one_by_one() -> None:
    for code in range(sys.maxunicode + 1):
        if ORDINARY.fullmatch(chr(code)):
            assert visible("\x1b" + chr(code) * 5) == "␛" + chr(code) * 5


def test_lines_and_tabs_of_a_text_stay_what_they_are() -> None:
    assert visible_text("\tif x:\n\t\ty\x1b\r\n") == "    if x:\n        y␛␍\n"


@given(ANY_TEXT)
def test_nothing_invisible_is_left(text: str) -> None:
    shown = visible(text)
    assert all(character.isprintable() or character == "\u3000" for character in shown)
    assert visible(shown) == shown


@given(ANY_TEXT)
def test_a_text_keeps_its_number_of_lines(text: str) -> None:
    assert visible_text(text).count("\n") == text.count("\n")


def test_shortened_says_that_it_cut() -> None:
    assert shortened("abcdef", 6) == "abcdef"
    assert shortened("abcdefg", 6) == "abcde…"
