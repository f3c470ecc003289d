"""`--fix`: what it mends, what it leaves, and that it never loses a comment or changes another question."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from fuzzing import examples
from generated_banks import comments, texts
from hypothesis import given
from hypothesis import strategies as st
from lint.samples import question
from yaml import YAMLError

from exam_drill.editing import BankText, harm
from exam_drill.lint.mend import Mended, mend
from exam_drill.lint.rules import MENDED

HEAD = "format: 1\nquestions:\n"
OTHER = "code: |\n  def f(x):  # (N, D)\n      return np.exp(あ)\n"
THIRD = "code: |\n  def f(x):  # (N, D)\n      return np.abs(あ)\n"


def everything(code: str) -> bool:
    return code in MENDED


def mending(text: str, wanted: Callable[[str], bool] = everything) -> Mended:
    return mend(BankText("bank.yaml", text, None), wanted)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("hint: {ja: 符号。, en: The sign.}  \n", "hint: {ja: 符号。, en: The sign.}\n"),
        ("hint: {ja: 符号。, en: The sign.}  # a note \t\n", "hint: {ja: 符号。, en: The sign.}  # a note\n"),
        ('hint: {ja: "符号,形.", en: Signs.}\n', 'hint: {ja: "符号、形。", en: Signs.}\n'),
        ("hint: {ja: ＲＮＮ の形, en: Ｎ and T}\n", "hint: {ja: RNN の形, en: N and T}\n"),
        ("hint: {ja: '形 (N, 時刻, H) を見よ。', en: x}\n", None),
        ("syllabus: 3.10  # ten\n", 'syllabus: "3.10"  # ten\n'),
        ("syllabus: 3.5\n", None),
        (
            "code: |\n  def f(x):  # (N, D)\n  \tif True:\n  \t\treturn (あ)\t # so\n",
            "code: |\n  def f(x):  # (N, D)\n      if True:\n          return (あ)  # so\n",
        ),
        ("code: |\n  def f(x):  # (N, D)\n      if x:\n  \t    return (あ)\n", None),
        ("code: |\n  def f(x):  # (N, D)\n      return (あ) + len('\t')\n", None),
        ("code: |\n  def f(x):  # (N, D)\n      return (あ) + \\ \n        0\n", None),
    ],
)
def test_what_is_mended(before: str, after: str | None) -> None:
    text = HEAD + question(before)
    assert mending(text).after == (text if after is None else HEAD + question(after))


def test_only_what_is_asked_for_is_mended() -> None:
    text = HEAD + question("syllabus: 3.10 \n")
    assert mending(text, lambda code: code == "trailing-space").after == HEAD + question("syllabus: 3.10\n")


def test_what_is_silenced_is_left() -> None:
    text = HEAD + question("syllabus: 3.10   # lint: off syllabus-without-quotes – read by us only\n")
    assert mending(text).after == text


def test_what_two_questions_share_is_mended_where_both_are_accused() -> None:
    text = HEAD + question("title: &same {ja: ＲＮＮ, en: RNN}\n") + question(f"id: other\ntitle: *same\n{OTHER}")
    result = mending(text)
    assert "&same {ja: RNN" in result.after
    assert not result.refused


def test_an_edit_that_would_change_another_question_is_refused() -> None:
    text = (
        HEAD
        + question("title: &same {ja: ＲＮＮ, en: RNN}\n")
        + question(f"id: other\nsource: {{kind: note, title: *same}}\n{OTHER}")  # whose titles no rule looks at
        + question(f"id: third\nhint: {{ja: 符号。, en: x}} \n{THIRD}")
    )
    result = mending(text)
    assert result.after == text.replace("x} \n", "x}\n")
    assert (result.made, result.refused) == (1, 1)
    assert [one.code for one in result.harms] == ["question-changed"]


@st.composite
def careless(draw: st.DrawFn) -> str:
    """A bank as authors write them, with what `--fix` mends put in: spaces at line ends, full-width letters, …"""
    lines = draw(texts()).split("\n")
    changes = (("", " "), ("", "   "), ("。", "."), ("N", "Ｎ"), ("、", ","), ("T", "Ｔ１"))
    for _ in range(draw(st.integers(1, 6))):
        number = draw(st.integers(0, len(lines) - 1))
        old, new = draw(st.sampled_from(changes))
        lines[number] = lines[number].replace(old, new) if old else lines[number] + new
    return "\n".join(lines)


@given(text=careless())
@examples(12)
def test_no_comment_is_lost_and_nothing_else_changes(text: str) -> None:
    result = mending(text)
    accused = frozenset(f"question-{number}" for number in range(10))
    assert not [one for one in harm("bank.yaml", text, result.after, accused) if one.code != "question-changed"]
    assert mending(result.after).after == result.after
    with suppress(YAMLError):  # PyYAML's scanner in Python, by which comments are found here, knows less of tabs
        before = [comment.text.rstrip() for comment in comments(text)]
        assert [comment.text.rstrip() for comment in comments(result.after)] == before
