"""Breaking rows into lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from exam_drill.cells import cell_len
from exam_drill.layout import Row, fit, prose, wrap
from exam_drill.markers import find_markers
from exam_drill.quiz.listing import listing
from exam_drill.visible import visible

LINES = st.text(st.characters(codec="utf-8"), max_size=120).map(visible) | st.text(
    "ab (,[）。、ーあ漢０　", max_size=120
)


@given(LINES, st.integers(2, 90), st.sampled_from(["", " 1 │ ", "      "]), st.booleans())
def test_no_line_is_wider_than_the_terminal_and_no_character_is_lost(
    text: str, width: int, lead: str, code: bool
) -> None:
    lines = wrap([Row(Text(text), Text(lead), code=code)], width)
    assert all(line.cell_len <= width for line in lines)
    joined = "".join("".join(line.plain for line in lines).split())
    assert joined.removeprefix("".join(lead.split())) == "".join(text.split())


@given(st.text("ab_.,()[]*+ ", max_size=150), st.integers(30, 60))
def test_broken_code_is_the_code_again_when_its_indentation_is_taken_away(text: str, width: int) -> None:
    lines = [line.plain for line in wrap([Row(Text(text), Text("1 │ "), code=True)], width)]
    indent = len(lines[1]) - len(lines[1].lstrip(" ")) if len(lines) > 1 else 0
    assert lines[0].startswith("1 │ ")
    parts = [lines[0][4:], *(line[indent:] for line in lines[1:])]
    assert "".join(parts).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("width", range(8, 40))
def test_japanese_punctuation_never_begins_a_line_and_no_bracket_ends_one(width: int) -> None:
    text = "更新ゲート（z）は「候補」をどれだけ採るか、を表す。(こ) に入る式はどれですか。チャッキョー。"
    for line in (line.plain for line in wrap(prose(text), width)):
        assert line[0] not in "、。）」ーャッョ)"
        assert line[-1] not in "（「("


def test_words_stay_whole_where_they_fit() -> None:
    assert [line.plain for line in wrap(prose("the update gate", lead="? "), 12)] == ["? the update", "  gate"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("it took 1.6 s", ["it took", "1.6 s"]),
        ("it takes 64 MB.", ["it takes", "64 MB."]),
        ("all of 12 some", ["all of 12", "some"]),
        ("実行は 120 問", ["実行は", "120 問"]),
    ],
)
def test_a_number_stays_with_its_unit(text: str, lines: list[str]) -> None:
    assert [line.plain for line in wrap(prose(text), cell_len(text) - 1)] == lines


def test_long_code_hangs_below_its_own_indentation() -> None:
    row = Row(Text("    return np.concatenate([h_f, h_b[::-1]], axis=1)"), Text("4 │ "), code=True)
    lines = [line.plain for line in wrap([row], 40)]
    assert lines == ["4 │     return np.concatenate([h_f, ", "            h_b[::-1]], axis=1)"]


@given(LINES, st.integers(0, 40))
def test_fit_is_exact(text: str, width: int) -> None:
    assert fit(Text(text), width).cell_len == width


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("c = (あ) * x          # (N, H)", "c = 【(あ)】 * x      # (N, H)"),
        ("c = (あ) * x    # (N, H)", "c = 【(あ)】 * x  # (N, H)"),  # no room for all of it
        ("c = (あ) * x  # (N, H)", "c = 【(あ)】 * x  # (N, H)"),
        ("c = (あ) + (い)              # sum", "c = 【(あ)】 + 【(い)】      # sum"),
        ("c = (あ) * '     # no comment'", "c = 【(あ)】 * '     # no comment'"),
        ("c = x * 2             # (N, H)", "c = x * 2             # (N, H)"),
    ],
)
def test_the_brackets_of_a_blank_do_not_push_a_comment_away(code: str, shown: str) -> None:
    (row,) = listing(code, find_markers(code), {"あ", "い"})
    assert row.body.plain == shown
