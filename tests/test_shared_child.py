"""What options that shared a child showed is believed only where no option can have changed it for its own good."""

from __future__ import annotations

import dataclasses
from collections.abc import Generator, Sequence
from typing import Any

import builders
import pytest
from judging import PROGRAM, judged

from exam_drill.cases import Case
from exam_drill.evaluate import evaluate
from exam_drill.outcome import Ending, Error, Outcome
from exam_drill.program import PUBLISHED, Choice
from exam_drill.quality import Finding, judge_question
from exam_drill.sandbox import Helpers, Layer, Limits, Outcomes, Sandbox

SPOILT = (Outcome(Ending.RAISED, error=Error("ValueError", "another option's doing")),)


class Spoiling(Sandbox):
    """Where options share a child, option `of` shows what option `shown` shows (None: an error); apart, its own."""

    def __init__(self, of: Choice | None = None, shown: Choice | None = None, limits: Limits | None = None) -> None:
        super().__init__(limits)
        self.of, self.shown = of, shown
        self.runs: list[tuple[list[Any], bool]] = []  # each one's options, in order, and whether they ran apart

    def options(self, program: Any, cases: Sequence[Case], helpers: Helpers, apart: bool = False) -> Any:
        self.runs.append((list(program.choices), apart))
        run: Any = super().options(program, cases, helpers, apart)
        return _Spoilt(run, self.of, self.shown) if self.of and not apart else run


class _Spoilt:
    def __init__(self, run: Any, of: Choice, shown: Choice | None) -> None:
        self._run, self._of, self._shown = run, of, shown

    def __iter__(self) -> Generator[tuple[Choice, Outcomes]]:
        seen = dict(self._run)
        trials = len(next(iter(seen.values())))
        for choice, outcomes in seen.items():
            if choice == self._of:
                outcomes = SPOILT * trials if self._shown is None else seen[self._shown]
            yield choice, outcomes

    def __getattr__(self, name: str) -> Any:
        return getattr(self._run, name)


@pytest.mark.parametrize(
    ("of", "shown"),
    [(PUBLISHED, None), (("あ", 1), PUBLISHED), (PUBLISHED, ("あ", 1))],
    ids=["the published one was spoilt", "another one seems right too", "the published one seems wrong"],
)
def test_any_finding_but_a_proof_is_made_again_apart(of: Choice, shown: Choice | None) -> None:
    with Spoiling(of, shown) as sandbox:
        report = judged(builders.question(PROGRAM, ["x + 1", "2 * x", "x"], answer=2), sandbox)
        assert report.finding is Finding.PROVEN
        assert [apart for _, apart in sandbox.runs] == [False, True]


def test_a_proof_is_believed_and_costs_one_run() -> None:
    with Spoiling() as sandbox:
        assert judged(builders.question(PROGRAM, ["x + 1", "2 * x"], answer=2), sandbox).finding is Finding.PROVEN
        assert [apart for _, apart in sandbox.runs] == [False]


def test_the_published_options_run_first_and_once_for_all_blanks() -> None:
    program = "def f(x):\n    y = （あ）\n    return y + （い）\n"
    blanks = [builders.blank(["x", "x + 1", "2 * x"], 3), builders.blank(["x", "0 * x", "x + 1"], 2, "い")]
    with Spoiling() as sandbox:
        assert judged(builders.question(program, blanks), sandbox).finding is Finding.PROVEN
        assert [options for options, _ in sandbox.runs] == [[PUBLISHED, ("あ", 1), ("あ", 2), ("い", 1), ("い", 3)]]


def test_a_blank_that_only_others_are_reached_beside_is_unreached() -> None:
    program = "def f(x):\n    y = （あ）\n    return y if True else （い）\n"
    blanks = [builders.blank(["2 * x", "x"], 1), builders.blank(["x", "0 * x"], 2, "い")]
    with Sandbox() as sandbox:
        reports = judge_question(evaluate(builders.question(program, blanks), sandbox)).blanks
        assert [report.finding for report in reports] == [Finding.PROVEN, Finding.UNREACHED]


def test_without_the_policy_no_options_share_a_child() -> None:
    with Spoiling(limits=dataclasses.replace(Limits(), layers=frozenset(Layer) - {Layer.POLICY})) as sandbox:
        assert judged(builders.question(PROGRAM, ["x", "2 * x"], answer=2), sandbox).finding is Finding.PROVEN
        assert [apart for _, apart in sandbox.runs] == [True]
