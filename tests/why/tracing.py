"""Runs a program under the job "trace", and tells it plainly."""

from __future__ import annotations

from typing import Any

import numpy as np

from exam_drill.cases import Case
from exam_drill.program import Program
from exam_drill.sandbox import Helpers, Sandbox, trace_program
from exam_drill.traced import Held, Trace

LOOP = """def f(x, n):
    total = np.zeros(2)
    for t in range(n):
        total = total + (あ)
        x[0] = t
    return total
"""


def program(code: str, option: str, inputs: tuple[str, ...] = ("x",), **others: str) -> Program:
    return Program(code, "あ", {1: option}, others, "f", "", inputs)


def traced(sandbox: Sandbox, code: str, option: str, hidden: tuple[str, ...] = (), **inputs: Any) -> Trace:
    others = {"い": "x * 2"} if "(い)" in code else {}
    case = Case(inputs, {}, 1)
    return trace_program(sandbox, program(code, option, tuple(inputs), **others), case, Helpers(), hidden)


def plain(held: Held) -> Any:
    """A value of one piece, arrays as lists."""
    assert len(held.pieces) == 1
    value = held.pieces[0].value
    return value.tolist() if isinstance(value, np.ndarray) else value


def story(trace: Trace) -> list[tuple[int, int, dict[str, Any]]]:
    """Line, pass, and what was bound, of each step."""
    return [(step.line, step.passed, {one.name: plain(one.held) for one in step.changes}) for step in trace.steps]
