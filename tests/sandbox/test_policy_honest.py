"""Whatever an honest program uses is accepted, and gives under the policy what it gives without it."""

import ast
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from exam_drill import catalogue
from exam_drill.cases import Case
from exam_drill.outcome import Ending, Outcome
from exam_drill.program import Program
from exam_drill.sandbox import Helpers, Sandbox
from exam_drill.sandbox.inside.policy import Checked, check, settle

_TEXT = Path(__file__).with_name("honest_programs.txt").read_text(encoding="utf-8")
SNIPPETS = {name: source for name, _, source in (part.partition("\n") for part in _TEXT.split("=== ")[1:])}
INPUTS = {
    "x": np.random.RandomState(0).randn(5, 4),
    "w": np.random.RandomState(1).randn(4, 3),
    "t": np.array([0, 2, 1, 1, 2]),
}
# What runs unasked has a process of its own: these define methods that Python or NumPy call.
ALONE = {
    "inheritance and super",
    "a data set with a length and items",
    "variables that remember their operations",
    "batch normalisation",  # it has an attribute of an array's method's name
}


def run(sandbox: Sandbox, source: str) -> Outcome:
    program = Program(
        source + "\ndef last(x, w, t):\n    return (あ)\n", "あ", {1: "f(x, w, t)"}, {}, "last", "", tuple(INPUTS)
    )
    return sandbox.run_options(program, [Case(INPUTS, {}, 0)], Helpers())[1][0]


def same(one: Any, other: Any) -> bool:
    if isinstance(one, (list, tuple)):
        return type(one) is type(other) and len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return isinstance(other, dict) and same(list(one.items()), list(other.items()))
    if isinstance(one, np.ndarray):
        return (
            type(other) is np.ndarray
            and one.dtype == other.dtype
            and np.array_equal(one, other, equal_nan=one.dtype.kind in "fc")
        )
    return type(one) is type(other) and (one == other or one != one)


def looked_through(source: str) -> Checked:
    checked = check(ast.parse(source), source, "code", "")
    settle(checked)
    return checked


def test_there_are_enough_of_them() -> None:
    assert len(SNIPPETS) >= 60


@pytest.mark.parametrize("name", SNIPPETS)
def test_it_gives_what_it_gives_without_the_policy(name: str, sandbox: Sandbox, kernel: Sandbox) -> None:
    with_policy, without = run(sandbox, SNIPPETS[name]), run(kernel, SNIPPETS[name])
    assert with_policy.ending is Ending.RETURNED, with_policy
    assert without.ending is Ending.RETURNED, without
    assert same(with_policy.value, without.value)
    assert same(dict(with_policy.arguments), dict(without.arguments))


@pytest.mark.parametrize("name", SNIPPETS)
def test_nearly_all_may_share_a_process(name: str) -> None:
    assert looked_through(SNIPPETS[name]).shareable == (name not in ALONE)


@pytest.mark.parametrize("path", sorted(catalogue.reference_folder().glob("[a-z]*.py")), ids=lambda path: path.stem)
def test_our_own_references_are_honest_programs(path: Path) -> None:
    looked_through(path.read_text(encoding="utf-8"))
