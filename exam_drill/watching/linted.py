"""What is wrong with a bank before anything is run."""

from __future__ import annotations

from exam_drill.problem import Problem
from exam_drill.watching.live import LiveBank


def linted(bank: LiveBank) -> tuple[Problem, ...]:
    """All of it, sorted by place."""
    return bank.problems()
