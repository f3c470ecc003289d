"""The commands `quiz` and `show`: what they select, refuse and print."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from quiz_fakes import FakeJudge, report

from exam_drill.cli import build_parser
from exam_drill.commands import quiz, show
from exam_drill.environment import Environment
from exam_drill.problem import Problem
from exam_drill.question import Place, Question
from exam_drill.quiz.reports import TooLongError

BANK = str(Path(__file__).with_name("bank.yaml"))


def run(
    command: str, *arguments: str, typed: str = "", judge: Callable[[Question], object] = report
) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    environment = Environment(io.StringIO(typed), io.StringIO(), io.StringIO(), {"LANG": "en_US.UTF-8"}, lambda: 12.345)
    module = {"quiz": quiz, "show": show}[command]
    parsed = build_parser(command).parse_args(list(arguments))
    code = module.run(parsed, environment, open_judge=lambda: FakeJudge(judge))
    return int(code), environment.stdout.getvalue(), environment.stderr.getvalue()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--topic", "transformer"), "There is no question of the topic “transformer”.\nThere are: bank, quiz\n"),
        (("--tag", "toys"), "There are: toy\n"),
        (("--id", "dubling"), "There are: doubling, tripling\n"),
        (("--id", "tripling", "--tag", "toy"), "No question fulfils all conditions together"),
        (("--tag", "\x1b[2J"), "“␛[2J”"),
    ],
)
def test_a_selection_that_matches_nothing_is_wrong_usage(arguments: tuple[str, ...], words: str) -> None:
    code, out, errors = run("quiz", BANK, *arguments)
    assert code == 2
    assert out == ""
    assert words in errors


def test_a_selection_asks_only_what_it_names() -> None:
    code, out, _ = run("quiz", BANK, "--tag", "toy", "--no-shuffle", typed="2\n")
    assert code == 0
    assert "1/1 · doubling" in out
    assert "1 of 1 right" in out


def test_the_seed_asks_the_same_again() -> None:
    outputs = {run("quiz", BANK, "--seed", "5", "--no-record", typed="1\n1\n")[1] for _ in range(2)}
    assert len(outputs) == 1
    assert "\nseed 5\n" in outputs.pop()
    assert "\nseed 12345\n" in run("quiz", BANK, "--order", "random")[1]  # from the clock
    assert "seed" not in run("quiz", BANK, "--order", "bank", "--no-shuffle")[1]


def test_fewer_questions_than_asked_for_are_told_once() -> None:
    out = run("quiz", BANK, "-n", "5", typed="1\n1\n")[1]
    assert out.count("5 questions were asked for, 2 found.") == 1
    assert "asked for" not in run("quiz", BANK, "-n", "2")[1]


@pytest.mark.parametrize("number", ["0", "-3", "x"])
def test_a_number_of_questions_is_at_least_one(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        run("quiz", BANK, "--number", number)
    assert end.value.code == 2
    assert f"argument -n/--number: {number} is not a whole number of 1 or more" in capsys.readouterr().err


def test_show_needs_only_an_id(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("show")
    assert "the following arguments are required: ID\n" in capsys.readouterr().err


def test_problems_are_told_and_the_valid_questions_are_asked(tmp_path: Path) -> None:
    text = Path(BANK).read_text(encoding="utf-8").replace("    answer: 3\n", "    answer: 9\n")
    broken = tmp_path / "broken.yaml"
    broken.write_text(text, encoding="utf-8")
    code, out, errors = run("quiz", str(broken), "--no-shuffle", typed="2\n")
    assert code == 0
    assert f"{broken}:29:13: answer-no-option: " in errors
    assert "1/1 · doubling" in out
    broken.write_text(text.replace("    answer: 2\n", "    answer: 9\n"), encoding="utf-8")
    code, out, errors = run("quiz", str(broken))
    assert (code, out) == (2, "")
    assert "There is no question to ask." in errors


def test_show_tells_everything_about_a_question() -> None:
    code, out, errors = run("show", "doubling", BANK, "--lang", "ja")
    assert (code, errors) == (0, "")
    for words in (
        "doubling\n二倍する  シラバス 3.1 · toy\n",
        "bank.yaml:3:5 · 参照実装 f",
        "    # a < b, x[bold], C:\\new, z * h * g\n",
        "    return 【(あ)】\n",
        "ヒント  足し算でもよい。",
        "公表されている答え: 2",
        "実行で確かめた答え: 2",
        " 2 ○ 12 回の試行すべてで参照実装と一致しました",
        "     何もしていない。",
        "[書き下ろし] テスト",
    ):
        assert words in out


def test_show_without_running() -> None:
    def never(_: Question) -> None:
        raise AssertionError("nothing is to be run")

    code, out, _ = run("show", "doubling", BANK, "--no-run", judge=never)
    assert code == 0
    assert "Answer by execution: not run" in out
    assert "Nothing is done." in out


def test_show_with_a_broken_sandbox_is_our_own_failure() -> None:
    code, out, _ = run("show", "doubling", BANK, judge=lambda _: OSError("no fork"))
    assert code == 3
    assert "OSError: no fork" in out


def test_show_gives_up_what_takes_too_long() -> None:
    code, out, _ = run("show", "doubling", BANK, "--lang", "ja", judge=lambda _: TooLongError(30.0))
    assert code == 0  # that is the question's fault, and it is told like any other
    assert "選択肢の実行が 30 秒以内に終わらず打ち切ったため、公表されている答え 2 で採点しました。" in out


def test_show_names_the_nearest_ids() -> None:
    code, out, errors = run("show", "dubling\x1b", BANK)
    assert (code, out) == (2, "")
    assert "“dubling␛”" in errors
    assert "Nearest: doubling\n" in errors


def test_show_lists_ids_where_none_is_near() -> None:
    assert "There are: doubling, tripling\n" in run("show", "xyz", BANK)[2]


def test_a_problem_is_told_once(tmp_path: Path) -> None:
    place = Place(str(tmp_path / "bank.yaml"), 3, 5)
    streams = Environment(io.StringIO(), io.StringIO(), io.StringIO(), {}, lambda: 0.0)
    twice = (Problem("answer-no-option", place, {"answer": 9, "last": 3}, "a"),) * 2
    quiz.write_problems(twice, streams, "en")
    assert streams.stderr.getvalue().count("answer-no-option") == 1


def test_show_tells_why_a_question_is_invalid(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    text = Path(BANK).read_text(encoding="utf-8").replace("    answer: 2\n", "    answer: 9\n")
    broken.write_text(text, encoding="utf-8")
    code, out, errors = run("show", "doubling", str(broken))
    assert (code, out) == (2, "")
    assert "is invalid" in errors
    assert f"{broken}:21:13: answer-no-option: " in errors
