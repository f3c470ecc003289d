"""The screen-reader mode: nothing but lines, and every mark a word."""

import io
import re

import pytest

from exam_drill.cli import main
from exam_drill.environment import Environment
from exam_drill.reader import spoken

ESCAPES = re.compile(r"\x1b|\r|\x08")
MARKS = re.compile(r"^\s*(\d+ +)?[○×▸!] |[│─╭╮╰╯←]", re.MULTILINE)


@pytest.mark.parametrize(
    ("text", "japanese", "english"),
    [
        ("○ 正解です。", "正しい: 正解です。", "correct: 正解です。"),
        (" 3 × 値が違います", "3 誤り: 値が違います", "3 incorrect: 値が違います"),
        ("! 注意", "注意: 注意", "note: 注意"),
        ("▸  2  h", "選択: 2: h", "chosen: 2: h"),
        (" 2 │     return 【(こ)】  # x", "2:     return 【(こ)】  # x", "2:     return 【(こ)】  # x"),
        ("12 |  a  b", "12:  a  b", "12:  a  b"),
        ("○  1  h + h  ← 正解", "正しい: 1: h + h、正解", "correct: 1: h + h, 正解"),
        ("\n== 1/2 · 名前 ==\n", "\n1/2、名前\n", "\n1/2, 名前\n"),
        ("3 × 4 は 12、a → b", "3 × 4 は 12、a → b", "3 × 4 は 12、a → b"),
        ("╭──────╮", "", ""),
        ("解答（1–4）: ", "解答（1–4）: ", "解答（1–4）: "),
        ("  名前      ○ 有効 5 s", "  名前: 有効 5 s", "  名前: 有効 5 s"),
    ],
)
def test_marks_are_said_in_words(text: str, japanese: str, english: str) -> None:
    if text.startswith("3 × 4"):
        text = "積は " + text
        japanese = english = "積は " + japanese
    assert spoken(text, "ja") == japanese
    assert spoken(text, "en") == english


def run(*words: str, typed: str = "", **variables: str) -> tuple[int, str, str]:
    out, errors = io.StringIO(), io.StringIO()
    environment = Environment(io.StringIO(typed), out, errors, {"LANG": "ja_JP.UTF-8", "TERM": "xterm", **variables})
    return main(words, environment), out.getvalue(), errors.getvalue()


@pytest.mark.parametrize(
    "words",
    [
        ("quiz", "--id", "gru-state-update", "--no-shuffle"),
        ("show", "gru-state-update", "--no-run"),
        ("lint", "--list"),
    ],
)
def test_every_command_can_be_listened_to(words: tuple[str, ...]) -> None:
    code, out, errors = run(*words, "--reader", typed="?\n1\nq\n", FORCE_COLOR="1")
    assert code == 0, errors
    assert len(out.splitlines()) > 5
    assert not ESCAPES.search(out)
    assert not MARKS.search(out), MARKS.search(out)


def test_the_feedback_is_said_in_words() -> None:
    out = run("quiz", "--id", "gru-state-update", "--no-shuffle", "--reader", typed="1\n")[1]
    assert "誤り: 不正解です。" in out
    assert "1: z * h_bar、あなたの解答" in out.replace("誤り: ", "")
    assert re.search(r"^正しい: 4: .*、正解$", out, re.MULTILINE)


def test_a_variable_asks_for_it_and_an_argument_takes_it_back() -> None:
    arguments = ("show", "gru-state-update", "--no-run")
    assert "│" not in run(*arguments, EXAM_DRILL_READER="1")[1]
    assert "│" in run(*arguments, "--no-reader", EXAM_DRILL_READER="1")[1]
    assert "│" in run(*arguments)[1]
