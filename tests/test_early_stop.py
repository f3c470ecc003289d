"""An option that is wrong beyond doubt runs on the first trials only; nothing but the number of its trials changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import builders
import pytest
from hypothesis import given
from hypothesis import strategies as st
from judging import PROGRAM, judged

import exam_drill.judging
from exam_drill.bank import load_bank
from exam_drill.catalogue import built_in_bank
from exam_drill.evaluate import evaluate
from exam_drill.outcome import Ending
from exam_drill.quality import (
    FRAGILE,
    WEAK_MARGIN,
    WEAK_SHARE,
    Finding,
    WarningKind,
    is_settled,
    judge_question,
    telling_trials,
)
from exam_drill.question import Question
from exam_drill.sandbox import Sandbox
from exam_drill.sandbox.answers import read_option
from exam_drill.sandbox.wire import Frame
from exam_drill.verdict import Verdict, VerdictKind

FEW = 4  # of twelve trials


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as made:
        yield made


@pytest.mark.parametrize(
    ("option", "trials"),
    [
        ("x", FEW),
        ("x[:, None] * x", FEW),
        ("unknown", FEW),
        ("x + x", 12),  # right
        ("6 * x / 3 + 1e-15", 12),  # right, and yet never the same to the last bit
        ("2 * x + 1e-5 * (1 + x)", 12),  # by little more than the tolerance
        ("2 * x if x.sum() > 0 else x", 12),  # right on some trials
        ("2 * x if len(x) != 1 else x", 12),
        ("0", FEW),
        ("None", FEW),
        ("unknown if x.size > 5 else 2 * x", 12),
    ],
)
def test_only_what_is_beyond_doubt_stops(option: str, trials: int, sandbox: Sandbox) -> None:
    report = judged(builders.question(PROGRAM, ["2 * x", option]), sandbox)
    assert [verdict.trials for verdict in report.verdicts] == [12, trials]


def test_few_trials_are_all_run(sandbox: Sandbox) -> None:
    for trials in (1, 2, 3):
        report = judged(builders.question(PROGRAM, ["2 * x", "x"], trials=trials), sandbox)
        assert [verdict.trials for verdict in report.verdicts] == [trials, trials]
    report = judged(builders.question(PROGRAM, ["2 * x", "x"], trials=40), sandbox)
    assert [verdict.trials for verdict in report.verdicts] == [40, 11]


def test_twins_are_followed_to_the_end(sandbox: Sandbox) -> None:
    alike = builders.question(PROGRAM, ["2 * x", "3 * x", "x + x + x", "x"])
    report = judged(alike, sandbox)
    assert [verdict.trials for verdict in report.verdicts] == [12, 12, 12, FEW]
    assert [warning.options for warning in report.warnings if warning.kind is WarningKind.TWIN_DISTRACTORS] == [(2, 3)]


def test_where_the_published_answer_is_wrong_the_finding_is_the_same(sandbox: Sandbox) -> None:
    report = judged(builders.question(PROGRAM, ["x", "2 * x", "0 * x"]), sandbox)
    assert (report.finding, report.executed) == (Finding.WRONG_KEY, (2,))
    report = judged(builders.question(PROGRAM, ["x", "2 * x", "x + x"]), sandbox)
    assert (report.finding, report.executed) == (Finding.AMBIGUOUS, (2, 3))


def found(question: Question, sandbox: Sandbox) -> list[object]:
    """All that a report says, but for how often, by how much and how an option failed: a later trial may show more."""
    return [
        (
            blank.finding,
            blank.executed,
            blank.alike,
            [(warning.kind, warning.options) for warning in blank.warnings],
            [verdict.kind for verdict in blank.verdicts],
        )
        for blank in judge_question(evaluate(question, sandbox)).blanks
    ]


def test_reports_on_the_built_in_bank_are_those_of_all_trials(sandbox: Sandbox) -> None:
    with Apart() as apart:
        for question in load_bank([built_in_bank()]).questions:
            assert found(question, sandbox) == found(question, apart), question.id


class Apart(Sandbox):
    """Every option has a child of its own, and runs on all trials."""

    @property
    def can_share(self) -> bool:
        return False


class Counting(Sandbox):
    """Counts the runs of options."""

    runs = 0

    def options(self, *arguments: Any, **named: Any) -> Any:
        self.runs += 1
        return super().options(*arguments, **named)


def test_in_the_built_in_bank_nothing_runs_twice() -> None:
    with Counting() as counting:
        questions = load_bank([built_in_bank()]).questions
        for question in questions:
            evaluate(question, counting)
        assert counting.runs == len(questions)


@given(st.integers(1, 1000))
def test_what_is_settled_can_be_no_weak_option(trials: int) -> None:
    few = telling_trials(trials)
    assert 1 <= few <= trials
    assert few == trials or few > WEAK_SHARE * trials  # however many of the others reach the blank and agree


@pytest.mark.parametrize(
    ("verdict", "settled"),
    [
        (Verdict(1, VerdictKind.DIFFERS, 4, 4, 4, 2 * WEAK_MARGIN), True),
        (Verdict(1, VerdictKind.RAISES, 4, 4, 0, float("inf")), True),
        (Verdict(1, VerdictKind.DIFFERS, 4, 3, 4, 2 * WEAK_MARGIN), False),
        (Verdict(1, VerdictKind.DIFFERS, 4, 4, 4, WEAK_MARGIN), False),
        (Verdict(1, VerdictKind.DIFFERS, 4, 4, 4, FRAGILE), False),
        (Verdict(1, VerdictKind.DIFFERS, 3, 3, 3, 2 * WEAK_MARGIN), False),
        (Verdict(1, VerdictKind.MATCHES, 4, 0, 4, 0.0), False),
        (Verdict(1, VerdictKind.UNREACHED, 4, 0, 0, 0.0), False),
        (Verdict(1, VerdictKind.MATCHES, 12, 0, 12, 0.0), True),
    ],
)
def test_what_is_settled(verdict: Verdict, settled: bool) -> None:
    assert is_settled(verdict, 12) is settled


def test_an_option_cannot_decide_by_itself_to_show_less() -> None:
    outcome = {"ending": "raised", "error": ["E", "", "option", "あ", 1, 1, ""]}
    frame = Frame({"option": 2, "outcomes": [outcome] * 4}, b"")
    assert len(read_option(frame, 2, 12, enough=4)) == 4
    for enough in (0, 3, 5):
        assert [found.ending for found in read_option(frame, 2, 12, enough)] == [Ending.REFUSED]


def test_outputs_that_are_too_large_to_keep_are_judged_and_forgotten(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = builders.question(PROGRAM, ["2 * x", "3 * x", "x + x + x", "x", "4 * x - x"])
    size = 8 * 12 * 7  # bytes at most of what an option returns on all trials
    for most, alike in ((10 * size, ((2, 3), (2, 5), (3, 5))), (size // 4, ())):
        monkeypatch.setattr(exam_drill.judging, "MOST_KEPT", most)
        report = judged(question, sandbox)
        assert (report.finding, report.executed, report.alike) == (Finding.PROVEN, (1,), alike)
