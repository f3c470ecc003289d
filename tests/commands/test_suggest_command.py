"""`exam-drill suggest`: what it prints, what it refuses, and what it writes."""

import io
import json
import tempfile
from pathlib import Path

import generated_banks
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam_drill.bank import load_bank
from exam_drill.cli import Exit, main
from exam_drill.commands.suggest_write import UnwrittenError, read_numbers, write_suggestions
from exam_drill.editing import harm
from exam_drill.environment import Environment
from exam_drill.question import Blank, Question, Text
from exam_drill.suggest import Suggestion
from exam_drill.verdict import Verdict, VerdictKind

BANK = """\
format: 1  # a bank of its own
questions:
  # about doubling
  - id: double
    reference: {code: "def f(x, y): return 2 * x + y", inputs: {x: N, y: N}}
    code: |
      def f(x, y):
          return (あ)
    options:
      # the key
      - 2 * x + y
      - code: x + y
        why: {ja: 2 倍していない。, en: This is not doubled.}
    answer: 1
    # behind the options
  - id: wrong
    reference: {code: "def f(x): return 2 * x", inputs: {x: N}}
    code: |
      def f(x):
          return (あ)
    options: [x, 3 * x]
    answer: 1
  - id: two
    reference: {code: "def f(x): return 2 * x, -x", inputs: {x: N}}
    code: |
      def f(x):
          return (あ), (い)
    blanks:
      あ: {options: [2 * x, x], answer: 1}
      い: {options: [-x, x], answer: 1}
  - id: broken
    reference: nowhere.nothing
    code: |
      (あ)
    options: [a, b]
    answer: 1
"""


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "bank.yaml"
    path.write_text(BANK, encoding="utf-8")
    return path


def suggest(*arguments: object, typed: str | None = None, language: str = "en") -> tuple[int, str, str]:
    """(exit code, standard output, standard error); `typed` is what somebody types at a terminal."""
    stdin, out = (io.StringIO(), io.StringIO()) if typed is None else (Terminal(typed), Terminal())
    errors = io.StringIO()
    environment = Environment(stdin, out, errors, {"LANG": "en_US.UTF-8", "COLUMNS": "100", "NO_COLOR": "1"})
    words = ["suggest", *map(str, arguments), "--trust", "--lang", language]
    return main(words, environment), out.getvalue(), errors.getvalue()


def test_the_list_has_code_misconception_result_and_reason(bank: Path) -> None:
    code, out, errors = suggest("double", bank, "--count", "3")
    assert code == Exit.FINE
    assert "Traceback" not in errors
    assert "key  2 * x + y" in out
    assert "\n  1  " in out
    assert "\n  3  " in out
    assert "\n  4  " not in out
    assert "instead of" in out
    assert "200 fresh trials" in out
    assert "--write 1,2,3" in out
    assert bank.read_text(encoding="utf-8") == BANK


def test_it_speaks_japanese(bank: Path) -> None:
    out = suggest("double", bank, "--count", "3", language="ja")[1]
    assert "実行結果" in out
    assert "why の下書き" in out
    assert "。" in out


def test_json_holds_all_of_it_in_both_languages(bank: Path) -> None:
    code, out, _ = suggest("two", bank, "--format", "json", "--count", "2")
    told = json.loads(out)
    assert code == Exit.FINE
    assert (told["id"], told["written"]) == ("two", None)
    assert [blank["label"] for blank in told["blanks"]] == ["あ", "い"]
    for blank in told["blanks"]:
        assert blank["tried"] <= blank["made"]
        for number, one in enumerate(blank["suggestions"], 1):
            assert one["number"] == number
            assert one["verdict"] == "differs"
            assert one["trials"] == 200
            assert set(one["why"]) == set(one["misconception"]["title"]) == {"ja", "en"}


def test_chosen_ones_are_written_behind_the_options_and_nothing_else_changes(bank: Path) -> None:
    told = json.loads(suggest("double", bank, "--format", "json")[1])["blanks"][0]["suggestions"]
    code, out, errors = suggest("double", bank, "--write", "1,３")
    assert (code, "checked again: proven" in out) == (Exit.FINE, True), errors
    after = bank.read_text(encoding="utf-8")
    kept = iter(after.splitlines())
    assert all(line in kept for line in BANK.splitlines())
    question = next(question for question in load_bank([bank]).questions if question.id == "double")
    options = question.blanks[0].options
    assert [option.code.text for option in options] == ["2 * x + y", "x + y", told[0]["code"], told[2]["code"]]
    assert question.blanks[0].answer == 1
    assert options[2].why == Text(**told[0]["why"])
    assert harm(str(bank), BANK, after, ["double"]) == ()


def test_one_of_two_blanks_is_written(bank: Path) -> None:
    assert suggest("two", bank, "--write", "1")[0] == Exit.USAGE
    assert bank.read_text(encoding="utf-8") == BANK
    assert suggest("two", bank, "--blank", "（い）", "--write", "1")[0] == Exit.FINE
    question = next(question for question in load_bank([bank]).questions if question.id == "two")
    assert [len(blank.options) for blank in question.blanks] == [2, 3]


def test_a_terminal_is_asked_and_enter_is_none(bank: Path) -> None:
    assert suggest("double", bank, typed="\n")[0] == Exit.FINE
    assert suggest("double", bank, typed="")[0] == Exit.FINE
    assert bank.read_text(encoding="utf-8") == BANK
    code, out, _ = suggest("double", bank, typed="2\n")
    assert code == Exit.FINE
    assert ": 1; go over" in " ".join(out.split())
    assert bank.read_text(encoding="utf-8") != BANK


@pytest.mark.parametrize("wish", ["0", "99", "a", "1,", "1-2", "", ","])
def test_numbers_that_are_none_write_nothing(wish: str, bank: Path) -> None:
    assert read_numbers(wish, 5) is None or wish == "1,"
    if wish in ("0", ""):
        code, _, errors = suggest("double", bank, "--count", "2", "--write", wish)
        assert (code, "--write takes numbers" in errors) == (Exit.USAGE, True)
        assert bank.read_text(encoding="utf-8") == BANK


def test_numbers_may_be_typed_in_many_ways() -> None:
    assert read_numbers("1,3,4", 5) == read_numbers(" 1、３ ４ ", 5) == read_numbers("1 3,4,1", 5) == (1, 3, 4)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("doubel",), Exit.USAGE, "double"),
        (("broken",), Exit.USAGE, "nowhere"),
        (("wrong",), Exit.FINDINGS, "no_match"),
        (("two", "--blank", "う"), Exit.USAGE, "あ い"),
        (("double", "--count", "0"), Exit.USAGE, "whole number"),
        (("double", "--time", "nan"), Exit.USAGE, "seconds"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: tuple[str, ...], code: Exit, said: str, bank: Path) -> None:
    got, _, errors = suggest(arguments[0], bank, *arguments[1:])
    assert got == code
    assert said in errors
    assert "Traceback" not in errors


def test_a_file_that_cannot_be_written_is_said(bank: Path) -> None:
    question = next(question for question in load_bank([bank]).questions if question.id == "double")
    bank.unlink()
    with pytest.raises(UnwrittenError):
        write_suggestions(question, question.blanks[0], [suggestion("x", "a")])


def suggestion(code: str, why: str) -> Suggestion:
    verdict = Verdict(0, VerdictKind.DIFFERS, 1, 1, 1, 1e9)
    return Suggestion(code, "name", Text(why, why), "name", verdict, (), 0.5, True, 200)


WHYS = st.text("aあ1:#-'\"\\[]{},|>&*!%@`?~. ", min_size=1, max_size=20).filter(str.strip)


@settings(max_examples=25)
@given(generated_banks.texts(2), st.data())
def test_a_written_option_harms_nothing_in_any_bank(text: str, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bank.yaml"
        path.write_text(text, encoding="utf-8", newline="")
        before = load_bank([path])
        question: Question = data.draw(st.sampled_from(before.questions))
        blank: Blank = data.draw(st.sampled_from(question.blanks))
        made = [suggestion(f"suggested_{number}(x)", data.draw(WHYS)) for number in range(2)]
        try:
            write_suggestions(question, blank, made)
        except UnwrittenError:
            assert path.read_text(encoding="utf-8") == text
            return
        after = load_bank([path])
        assert after.problems == ()
        now = next(one for one in after.questions if one.id == question.id)
        options = now.blank(blank.label).options
        codes = [option.code.text for option in blank.options]
        assert [option.code.text for option in options] == [*codes, *(one.code for one in made)]
        assert [one.why.ja for one in made] == [option.why.ja for option in options[-2:] if option.why]
        assert now.blank(blank.label).answer == blank.answer
        assert harm(str(path), text, path.read_text(encoding="utf-8"), [question.id]) == ()
