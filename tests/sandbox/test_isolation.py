"""Options that share a process: whatever one does, the next one computes what it computes alone."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exam_drill.cases import Case
from exam_drill.outcome import Ending, Outcome
from exam_drill.program import Program
from exam_drill.sandbox import Helpers, Sandbox

# What is computed after the sabotage: NumPy, Python, random numbers, errors, warnings, texts, helpers, inputs.
CANARY = """
class Cell:
    step = 1

    def __init__(self, w):
        self.w = w

    def forward(self, x):
        return np.tanh(x @ self.w) + self.step

def canary(x):
    found = [np.tanh(x), np.exp(x).sum(), x.mean(axis=0), np.sort(x, axis=0), np.linalg.norm(x), np.linalg.svd(x)[1]]
    found += [np.einsum("ij,kj->ik", x, x, optimize=True), np.concatenate([x, x]).shape, np.r_[1, 2], np.pi, np.inf]
    np.random.seed(1)
    found += [np.random.rand(2), np.random.RandomState(2).randn(2), np.random.default_rng(3).random(2)]
    found += [np.zeros(3), np.ones((2, 2), dtype=np.float32), np.arange(4).dtype.name, np.finfo(np.float64).eps]
    found += [np.log(np.zeros(1)), np.zeros(1) / 0, str(x), repr(np.float64(1.5)), f"{x[0, 0]:.3f}", np.array2string(x)]
    found += [len([1]), sum([1, 2]), sorted([2, 1]), max(1, 2), isinstance(x, np.ndarray), str(3), int("4"), list("ab")]
    found += [Cell(x.T).forward(x), helper(x), helper(x), issubclass(ValueError, Exception), type(x).__name__]
    try:
        raise ValueError("as usual")
    except ValueError as error:
        found.append(str(error))
    try:
        x @ np.ones(99)
    except ValueError as error:
        found.append(str(error))
    def depth(n):
        return n if n == 400 else depth(n + 1)
    found.append(depth(0))
    found.append([n for n in map(lambda v: v * 2, filter(None, [0, 1, 2]))])
    return found

def f(x):
    sabotage(x)
    return canary(x)

def sabotage(x):
    (あ)
    return x
"""
HELPERS = Helpers(
    ("helper", "table"),
    "TABLE = np.arange(3.0)\ndef table():\n    return TABLE\n"
    "def helper(x, cache=[1.0]):\n    return x * TABLE[1] * cache[0]\n",
)
X = np.array([[0.5, -1.0], [2.0, 0.25], [1.0, 3.0]])


def snippets(file: str) -> dict[str, str]:
    text = Path(__file__).with_name(file).read_text(encoding="utf-8")
    return {name: source.strip() for name, _, source in (part.partition("\n") for part in text.split("=== ")[1:])}


REFUSED, RUN = snippets("sabotage_refused.txt"), snippets("sabotage_run.txt")


def program(*options: str) -> Program:
    return Program(CANARY, "あ", dict(enumerate(options, 1)), {}, "f", "", ("x",))


def run(sandbox: Sandbox, *options: str) -> list[Outcome]:
    outcomes = sandbox.run_options(program(*options), [Case({"x": X}, {}, 0)] * 2, HELPERS)
    return [outcome for number in sorted(outcomes) for outcome in outcomes[number][:1]]


def flat(value: Any) -> list[Any]:
    if isinstance(value, (list, tuple)):
        return [leaf for item in value for leaf in flat(item)]
    return [value]


def assert_unchanged(outcome: Outcome, alone: Outcome) -> None:
    assert outcome.ending is Ending.RETURNED, outcome
    np.testing.assert_equal(flat(outcome.value), flat(alone.value))
    assert (outcome.warning, dict(outcome.arguments)) == (alone.warning, dict(alone.arguments))


@pytest.fixture(scope="module")
def alone(sandbox: Sandbox) -> Outcome:
    """What the canary gives where nothing was before it."""
    (outcome,) = run(sandbox, "pass")
    assert outcome.ending is Ending.RETURNED, outcome
    assert outcome.warning is not None
    return outcome


def test_there_are_enough_attempts() -> None:
    assert len(REFUSED) + len(RUN) >= 75


@pytest.mark.parametrize("name", REFUSED)
def test_what_must_not_run_is_refused(name: str, sandbox: Sandbox, alone: Outcome) -> None:
    sabotage, canary = run(sandbox, REFUSED[name], "pass")
    assert (sabotage.ending, sabotage.limit) == (Ending.REFUSED, "policy")
    assert_unchanged(canary, alone)


@pytest.mark.parametrize("name", RUN)
def test_what_runs_changes_nothing_for_the_next(name: str, sandbox: Sandbox, alone: Outcome) -> None:
    sabotage, canary, again = run(sandbox, RUN[name], "pass", "pass")
    assert sabotage.ending in (Ending.RETURNED, Ending.RAISED), sabotage
    assert_unchanged(canary, alone)
    assert_unchanged(again, alone)


def test_without_the_policy_much_of_it_does_change_the_next(kernel: Sandbox, alone: Outcome) -> None:
    # Otherwise the tests above would prove nothing.
    changed = set()
    for name in ("replace a function of numpy", "set by name", "settings of printing"):
        _, canary = run(kernel, REFUSED[name], "pass")
        try:
            assert_unchanged(canary, alone)
        except AssertionError:
            changed.add(name)
    assert len(changed) == 3


def test_an_option_that_runs_unasked_is_alone(sandbox: Sandbox, alone: Outcome) -> None:
    unasked = "class A:\n    def __len__(self): return 1\nglobal seen\nseen = len(A())"
    outcomes = run(sandbox, "pass", unasked, "pass", unasked)
    assert [outcome.ending for outcome in outcomes] == [Ending.RETURNED] * 4
    for outcome in outcomes:
        assert_unchanged(outcome, alone)


def test_memory_that_an_option_leaves_in_use_is_not_anothers_fault(sandbox: Sandbox, alone: Outcome) -> None:
    hoard = "a = np.empty(2, dtype=object)\na[0], a[1] = a, np.ones(5 * 10**7)"
    hungry = "np.ones(3 * 10**7)"
    outcomes = run(sandbox, hoard, hungry, hungry)
    for outcome in outcomes[1:]:
        assert_unchanged(outcome, alone)


DOORS = st.sampled_from(
    [
        *(
            "np",
            "x",
            "helper",
            "table()",
            "np.tanh",
            "np.random",
            "np.linalg",
            "np.r_",
            "type(x)",
            "ValueError",
            "print",
        ),
        *(
            "np.errstate(all='raise')",
            "np.vectorize(helper)",
            "np.dtype('f8')",
            "np.finfo(float)",
            "(i for i in x)",
            "[]",
        ),
        *(
            "np.random.RandomState(0)",
            "np.nditer(x)",
            "np.array([None])",
            "np.poly1d([1, 2])",
            "x.flat",
            "np.add",
            "{}",
        ),
    ]
)
TAILS = st.sampled_from(
    [
        *("", ".T", ".base", "[0]", "[...]", "()", "(x)", ".sum", ".at", ".__class__", ".__name__", ".copy()", ".flat"),
        *(
            ".real",
            ".fill(7)",
            ".sort()",
            ".put(0, 9)",
            ".update({1: 2})",
            ".append(1)",
            ".seed(0)",
            ".dtype",
            ".shape",
        ),
    ]
)
ACTIONS = st.sampled_from(
    [
        *(
            "y = {}",
            "y = {}\ny[...] = 0",
            "y = {}\ny[0] = 0",
            "y = {}\ny.note = 1",
            "y = {}\ny.sum = None",
            "del {}[0]",
        ),
        *("for y in {}: break", "with {}: np.log(np.ones(1))", "y = {}\ny += 1", "{}(1)", "y = {}\ny.clear()"),
    ]
)
sabotages = st.lists(
    st.builds(
        lambda action, door, tails: action.format(door + "".join(tails)), ACTIONS, DOORS, st.lists(TAILS, max_size=3)
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=sabotages)
def test_anything_is_refused_or_harmless(lines: list[str], sandbox: Sandbox, alone: Outcome) -> None:
    tried = "\n".join("try:\n    " + line.replace("\n", "\n    ") + "\nexcept Exception: pass" for line in lines)
    sabotage, canary = run(sandbox, tried, "pass")
    assert sabotage.ending in (Ending.RETURNED, Ending.RAISED, Ending.REFUSED), sabotage
    assert_unchanged(canary, alone)
