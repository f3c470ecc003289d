"""What options that shared a child showed is believed only where no option can have changed it for its own good."""

from __future__ import annotations

import dataclasses
from collections.abc import Generator, Sequence
from typing import Any

import builders
import pytest
from judging import PROGRAM, judged

from exam_drill.cases import Case
from exam_drill.outcome import Ending, Error, Outcome
from exam_drill.program import Program
from exam_drill.quality import Finding
from exam_drill.sandbox import Helpers, Layer, Limits, OptionsRun, Outcomes, Sandbox

SPOILT = (Outcome(Ending.RAISED, error=Error("ValueError", "another option's doing")),)


class Spoiling(Sandbox):
    """Where options share a child, option `of` shows what option `shown` shows (None: an error); apart, its own."""

    def __init__(self, of: int = 0, shown: int | None = None, limits: Limits | None = None) -> None:
        super().__init__(limits)
        self.of, self.shown = of, shown
        self.runs: list[tuple[list[int], bool]] = []  # each one's options, in order, and whether they ran apart

    def options(self, program: Program, cases: Sequence[Case], helpers: Helpers, apart: bool = False) -> OptionsRun:
        self.runs.append((list(program.options), apart))
        run = super().options(program, cases, helpers, apart)
        spoilt: Any = _Spoilt(run, self.of, self.shown)
        if self.of and not apart:
            run = spoilt
        return run


class _Spoilt:
    def __init__(self, run: OptionsRun, of: int, shown: int | None) -> None:
        self._run, self._of, self._shown = run, of, shown

    def __iter__(self) -> Generator[tuple[int, Outcomes]]:
        seen = dict(self._run)
        trials = len(next(iter(seen.values())))
        for number, outcomes in seen.items():
            if number == self._of:
                outcomes = SPOILT * trials if self._shown is None else seen[self._shown]
            yield number, outcomes

    def __getattr__(self, name: str) -> Any:
        return getattr(self._run, name)


@pytest.mark.parametrize(
    ("of", "shown"),
    [(2, None), (1, 2), (2, 1)],
    ids=["the published one was spoilt", "another one seems right too", "the published one seems wrong"],
)
def test_any_finding_but_a_proof_is_made_again_apart(of: int, shown: int | None) -> None:
    with Spoiling(of, shown) as sandbox:
        report = judged(builders.question(PROGRAM, ["x + 1", "2 * x", "x"], answer=2), sandbox)
        assert report.finding is Finding.PROVEN
        assert [apart for _, apart in sandbox.runs] == [False, True]


def test_a_proof_is_believed_and_costs_one_run() -> None:
    with Spoiling() as sandbox:
        assert judged(builders.question(PROGRAM, ["x + 1", "2 * x"], answer=2), sandbox).finding is Finding.PROVEN
        assert [apart for _, apart in sandbox.runs] == [False]


def test_the_published_option_runs_first_in_every_blank() -> None:
    program = "def f(x):\n    y = （あ）\n    return y + （い）\n"
    blanks = [builders.blank(["x", "x + 1", "2 * x"], 3), builders.blank(["x", "0 * x", "x + 1"], 2, "い")]
    with Spoiling() as sandbox:
        assert judged(builders.question(program, blanks), sandbox).finding is Finding.PROVEN
        assert [options for options, _ in sandbox.runs] == [[3, 1, 2], [2, 1, 3]]


def test_without_the_policy_no_options_share_a_child() -> None:
    with Spoiling(limits=dataclasses.replace(Limits(), layers=frozenset(Layer) - {Layer.POLICY})) as sandbox:
        assert judged(builders.question(PROGRAM, ["x", "2 * x"], answer=2), sandbox).finding is Finding.PROVEN
        assert [apart for _, apart in sandbox.runs] == [True]
