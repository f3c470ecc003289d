"""The budget of a bank as a value, and what a report says of the questions that it left out."""

import io
import json
import math

import builders
import pytest
from reports import Result, print_result, to_json

from exam_drill.commands.budget import Budget
from exam_drill.question import Language


class Clock:
    """A clock that a test moves."""

    def __init__(self, now: float = 100.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def test_a_budget_counts_from_its_beginning() -> None:
    clock = Clock()
    budget = Budget.begin(2.0, clock)
    assert (budget.end, budget.left()) == (102.0, 2.0)
    clock.now = 101.5
    assert (budget.end, budget.left()) == (102.0, 0.5)
    clock.now = 102.0
    assert budget.left() == 0.0
    clock.now = 1000.0
    assert budget.left() == 0.0


def test_no_budget_never_ends() -> None:
    clock = Clock()
    budget = Budget.begin(None, clock)
    clock.now = 1e9
    assert (budget.end, budget.left()) == (None, math.inf)


def left_out(count: int, blanks: int = 1) -> Result:
    """The result of a check that came to nothing."""
    parts = [builders.blank(["x", "y"], label=label) for label in "あい"[:blanks]]
    questions = (builders.question("", parts, id=f"question-{number}") for number in range(1, count + 1))
    return Result((), (), 2.5, left_out=tuple(questions), budget=2.0)


def text(result: Result, language: Language) -> list[str]:
    from rich.console import Console

    out = io.StringIO()
    print_result(result, Console(file=out, width=400, soft_wrap=True, markup=False, highlight=False), language)
    return [line.rstrip() for line in out.getvalue().splitlines()]


def test_the_text_names_what_was_left_out() -> None:
    assert text(left_out(2, blanks=2), "en")[-2:] == [
        "questions 0, blanks 0, options 0, warnings 0, problems 0, 2.5 s",
        "The budget of 2 s (--budget) was used up. Left out, not judged: questions 2, blanks 4: question-1, question-2",
    ]
    assert text(left_out(1), "ja")[-1] == (
        "問題集全体の制限時間 2 秒（--budget）を使い切ったため、1 問（空欄 1）は判定していません: question-1"
    )


def test_with_a_cache_it_is_told_that_a_second_run_goes_on() -> None:
    questions = [builders.question("", ["x", "y"], id=f"question-{number}") for number in range(7)]
    result = Result((), (), 2.5, left_out=questions, budget=2.0, resumable=True)
    english, japanese = text(result, "en"), text(result, "ja")
    assert english[-2].endswith("and 2 more")
    assert english[-1] == "What was judged is in the cache: a second run goes on from there."
    assert japanese[-1] == "判定した分はキャッシュにあります。もう一度実行すると、続きから判定します。"
    assert text(Result((), (), 2.5, budget=2.0, resumable=True), "en")[-1].startswith("questions 0")


@pytest.mark.parametrize(
    ("count", "english", "japanese"),
    [
        (5, "question-4, question-5", "question-4, question-5"),
        (6, "question-4, question-5 and 1 more", "question-4, question-5 ほか 1 問"),
        (10_000, "question-4, question-5 and 9995 more", "question-4, question-5 ほか 9995 問"),
    ],
)
def test_of_many_the_first_are_named(count: int, english: str, japanese: str) -> None:
    assert text(left_out(count), "en")[-1].endswith(english)
    assert text(left_out(count), "ja")[-1].endswith(japanese)


def test_machines_get_all_of_them() -> None:
    report = json.loads(to_json(left_out(7, blanks=2), "en"))
    assert report["summary"]["left_out"] == 7
    assert report["left_out"] == {
        "reason": "budget",
        "seconds": 2.0,
        "blanks": 14,
        "questions": [f"question-{number}" for number in range(1, 8)],
    }


def test_where_nothing_was_left_out_nothing_is_said() -> None:
    result = Result((), (), 2.5, budget=600.0)
    assert len(text(result, "en")) == 2
    report = json.loads(to_json(result, "en"))
    assert report["summary"]["left_out"] == 0
    assert report["left_out"] is None
