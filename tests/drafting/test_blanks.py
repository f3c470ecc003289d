"""What can be blanked, and what it would mean."""

from __future__ import annotations

import pytest

from exam_drill.drafting.blanks import LABELS, cuttings, occurrences, one_line, put_markers
from exam_drill.drafting.choice import Wish, expressions, fit_together, resolve
from exam_drill.drafting.errors import DraftError
from exam_drill.markers import find_markers, is_label
from exam_drill.sandbox import Sandbox

CODE = '''def f(z, h, h_bar):
    """
    z, h: (N, H)
    """
    a = np.tanh(z + h)  # (N, H) first
    # above
    b = (1 - z) * h + z * h_bar  # z * h_bar
    if a.max() > b.max():
        a *= 2
        b *= 2
    c = np.concatenate([a,  # one
                        b], axis=1)
    return a + b, "z * h_bar", z * h_bar'''


def blanked(sandbox: Sandbox, *wishes: Wish) -> tuple[str, list[str]]:
    found = [(LABELS[n], resolve(sandbox, CODE, wish)) for n, wish in enumerate(wishes)]
    marked = fit_together(sandbox, CODE, found)
    return marked, [cutting.option for _, cutting in found]


@pytest.mark.parametrize(
    ("wish", "line", "option"),
    [
        (Wish("(1-z)*h+z*h_bar"), "b = (あ)  # z * h_bar", "(1 - z) * h + z * h_bar"),
        (Wish("z + h"), "a = np.tanh(あ)  # (N, H) first", "z + h"),
        (Wish("1 - z"), "b = (あ) * h + z * h_bar  # z * h_bar", "1 - z"),
        (Wish("z * h_bar", line=7), "b = (1 - z) * h + (あ)  # z * h_bar", "z * h_bar"),
        (Wish("z * h_bar", line=13), 'return a + b, "z * h_bar", (あ)', "z * h_bar"),
        (Wish("h_bar", line=7), "b = (1 - z) * h + z * (あ)  # z * h_bar", "h_bar"),
        (Wish("2", line=9), "a *= (あ)", "2"),
        (Wish("a *= 2"), "(あ)", "a *= 2"),
        (Wish("[a, b]"), "c = np.concatenate((あ), axis=1)", "[a, b]"),
        (Wish(first=9, last=10), "(あ)", "a *= 2\nb *= 2"),
        (Wish(first=6, last=7), "(あ)  # z * h_bar", "b = (1 - z) * h + z * h_bar"),
        (Wish(first=11, last=12), "(あ)", "c = np.concatenate([a,\n                    b], axis=1)"),
        (Wish(first=8, last=10), "(あ)", "if a.max() > b.max():\n    a *= 2\n    b *= 2"),
    ],
)
def test_a_blank_takes_the_place_of_what_was_named(sandbox: Sandbox, wish: Wish, line: str, option: str) -> None:
    marked, options = blanked(sandbox, wish)
    assert options == [option]
    assert line in [text.strip() for text in marked.split("\n")]
    (marker,) = find_markers(marked)
    assert marker.alone == (line.split("  #")[0] == "(あ)")


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Wish("h + z"), "blank-part"),
        (Wish("h + z * h_bar"), "blank-part"),
        (Wish("z) * h"), "blank-part"),
        (Wish("z_bar"), "blank-absent"),
        (Wish("a"), "blank-several"),
        (Wish("z", line=7), "blank-several-on-line"),
        (Wish("z", line=9), "blank-not-there"),
        (Wish("z", line=7, number=3), "blank-not-there"),
        (Wish("def f"), "blank-part"),
        (Wish("a ="), "blank-part"),
        (Wish("'"), "blank-absent"),
        (Wish("   # x"), "blank-absent"),
        (Wish(first=8, last=9), "blank-lines"),
        (Wish(first=9, last=11), "blank-lines"),
        (Wish(first=12, last=12), "blank-lines"),
        (Wish(first=0, last=1), "blank-lines"),
        (Wish(first=13, last=99), "blank-lines"),
        (Wish(first=90, last=99), "blank-lines"),
    ],
)
def test_what_cannot_be_a_blank_is_refused(sandbox: Sandbox, wish: Wish, code: str) -> None:
    if wish == Wish(first=13, last=99):
        assert blanked(sandbox, wish)[1] == ['return a + b, "z * h_bar", z * h_bar']
        return
    with pytest.raises(DraftError) as refused:
        resolve(sandbox, CODE, wish)
    assert refused.value.code == code


def test_the_second_of_a_line_can_be_chosen(sandbox: Sandbox) -> None:
    marked, _ = blanked(sandbox, Wish("z", line=7, number=2))
    assert "b = (1 - z) * h + (あ) * h_bar" in marked


def test_several_blanks_go_together_unless_they_overlap(sandbox: Sandbox) -> None:
    marked, options = blanked(sandbox, Wish("z + h"), Wish("1 - z"), Wish("a *= 2"))
    assert [marker.label for marker in find_markers(marked)] == ["あ", "い", "う"]
    assert options == ["z + h", "1 - z", "a *= 2"]
    for other in (Wish("1 - z"), Wish("(1 - z) * h + z * h_bar"), Wish(first=7, last=7)):
        with pytest.raises(DraftError) as refused:
            blanked(sandbox, Wish("(1 - z) * h + z * h_bar"), other)
        assert refused.value.code == "blanks-overlap"


def test_expressions_are_offered_in_order(sandbox: Sandbox) -> None:
    offered = [CODE[start:end] for start, end in expressions(sandbox, CODE)]
    assert offered[:3] == ["np.tanh(z + h)", "(1 - z) * h + z * h_bar", "a.max() > b.max()"]
    assert "2" not in offered


def test_tokens_are_whole_and_strings_are_no_code() -> None:
    assert occurrences("h_bar + xh + h", "h") == [(13, 14)]
    assert occurrences("'h' # h", "h") == []
    assert occurrences("f( a,b )", "f(a, b)") == [(0, 8)]
    assert occurrences("x", "") == occurrences("", "x") == []


def test_an_expression_of_several_lines_goes_on_one() -> None:
    assert one_line("f(\n    a,  # one\n    b\n)") == "f(a, b)"
    assert one_line("a  +  b") == "a  +  b"
    assert one_line('f("x  y",\n  {"a":  1})') == 'f("x  y", {"a": 1})'


def test_markers_stand_where_the_stretches_stood() -> None:
    spans = occurrences("a + a", "a")
    chosen = [(label, list(cuttings("a + a", span))[-1]) for label, span in zip("いあ", spans, strict=True)]
    assert put_markers("a + a", chosen) == "(い) + (あ)"


def test_labels_are_kana() -> None:
    assert all(map(is_label, LABELS))
    assert len(set(LABELS)) == len(LABELS)
