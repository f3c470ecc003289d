"""Drawing inputs: stable, of different sizes, with edges, inside their domains."""

import subprocess
import sys
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam_drill.cases import Case, CaseError, draw_cases
from exam_drill.domain import parse_input
from exam_drill.reference import load_module


def drawn(inputs: Mapping[str, str], trials: int = 12, **arguments: Any) -> tuple[Case, ...]:
    specs = {name: parse_input(text, frozenset(arguments.get("draws", ()))) for name, text in inputs.items()}
    ranges = arguments.pop("ranges", {})
    seed, question = arguments.pop("seed", 0), arguments.pop("question", "q")
    return draw_cases(specs, ranges, seed=seed, question=question, trials=trials, **arguments)


ALL = {
    "x": "N D",
    "ids": "integer(0, V) N T",
    "one": "onehot T V",
    "p": "probability N V",
    "b": "boolean N",
    "m": "mask N T",
    "n": "lengths(T) N",
    "order": "permutation T",
    "u": "uniform(-1, 2) D",
    "rate": "positive",
    "c": "constant(0.5)",
    "k": "integer(1, 5)",
}


def same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and np.array_equal(one, other)


def test_the_same_seed_draws_the_same_in_another_process() -> None:
    script = (
        "import hashlib; from test_cases import ALL, drawn\n"
        "digest = hashlib.sha256()\n"
        "for case in drawn(ALL):\n"
        "    for name in sorted(case.inputs):\n"
        "        value = case.inputs[name]\n"
        "        digest.update(value.tobytes() if hasattr(value, 'tobytes') else repr(value).encode())\n"
        "print(digest.hexdigest())"
    )
    paths = {"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": "random"}
    runs = {
        subprocess.run([sys.executable, "-c", script], env=paths, check=True, capture_output=True).stdout
        for _ in range(2)
    }
    assert len(runs) == 1


def test_the_stream_is_frozen() -> None:
    # Inputs of a published proof must be drawn again by any later version: these numbers may never change.
    case = drawn({"x": "N", "rate": "positive"}, question="frozen")[0]
    assert case.sizes == {"N": 7}
    np.testing.assert_allclose(case.inputs["x"][:3], [0.4633218091576938, 0.17840201396497526, 1.582056926133333])
    assert case.inputs["rate"] == pytest.approx(0.16306156028259908)


def test_another_question_or_seed_draws_other_inputs() -> None:
    first, other, seeded = drawn(ALL), drawn(ALL, question="r"), drawn(ALL, seed=1)
    assert not same(first[0].inputs["u"], other[0].inputs["u"])
    assert not same(first[0].inputs["u"], seeded[0].inputs["u"])


def test_more_trials_change_no_earlier_ordinary_trial() -> None:
    few, many = drawn({"x": "N D"}, 8), drawn({"x": "N D"}, 16)
    assert all(same(one.inputs["x"], other.inputs["x"]) for one, other in zip(few, many, strict=False))


@given(letters=st.integers(1, 6), seed=st.integers(0, 2**32))
@settings(max_examples=40)
def test_different_letters_have_different_sizes(letters: int, seed: int) -> None:
    names = "ABCDEF"[:letters]
    for case in drawn({"x": " ".join(names)}, seed=seed):
        assert len(set(case.sizes.values())) == letters
        assert case.inputs["x"].shape == tuple(case.sizes[name] for name in names)


def test_every_letter_is_at_its_least_size_once() -> None:
    cases = drawn({"x": "N T D"}, ranges={"D": (3, 6)})
    assert [min(case.sizes[letter] for case in cases) for letter in "NTD"] == [1, 1, 3]
    # … and no other trial has a size of 1, where broadcasting hides mistakes.
    assert sum(1 in case.sizes.values() for case in cases) == 2


def test_every_trial_draws_new_sizes() -> None:
    sizes = [tuple(case.sizes.values()) for case in drawn({"x": "N D"})]
    assert len(set(sizes)) > 6


def test_values_stay_inside_their_domains() -> None:
    for case in drawn(ALL, trials=30):
        n, t, v = case.sizes["N"], case.sizes["T"], case.sizes["V"]
        values = case.inputs
        assert values["ids"].dtype == np.int64
        assert values["ids"].min() >= 0
        assert values["ids"].max() < v
        assert np.array_equal(values["one"].sum(axis=-1), np.ones(t))
        assert set(np.unique(values["one"])) <= {0.0, 1.0}
        np.testing.assert_allclose(values["p"].sum(axis=-1), np.ones(n))
        assert values["p"].min() > 0
        assert values["b"].dtype == np.bool_
        assert set(np.unique(values["m"])) <= {0.0, 1.0}
        assert values["n"].min() >= 1
        assert values["n"].max() <= t
        assert sorted(values["order"]) == list(range(t))
        assert values["u"].min() >= -1
        assert values["u"].max() <= 2
        assert 0.1 <= values["rate"] <= 10
        assert values["c"] == 0.5
        assert type(values["k"]) is int
        assert 1 <= values["k"] < 5


def test_scalars_visit_their_whole_range() -> None:
    # Both sides of any threshold that is not at the very edge.
    rates = [case.inputs["rate"] for case in drawn({"rate": "positive"})]
    assert sum(rate < 0.3 for rate in rates) >= 2
    assert sum(rate > 3.0 for rate in rates) >= 2
    levels = sorted(case.inputs["u"] for case in drawn({"u": "uniform"}))
    assert max(after - before for before, after in pairwise(levels)) < 0.25
    assert {case.inputs["b"] for case in drawn({"b": "boolean"})} == {True, False}
    assert {case.inputs["k"] for case in drawn({"k": "integer(0, 4)"})} == {0, 1, 2, 3}


def test_a_reference_may_draw_by_itself() -> None:
    def draw(rng: np.random.RandomState, sizes: tuple[int, ...]) -> dict[str, Any]:
        return {"left": rng.standard_normal(sizes), "right": 1.0}

    case = drawn({"tree": "tree D"}, draws={"tree": draw})[0]
    assert case.inputs["tree"]["left"].shape == (case.sizes["D"],)


@pytest.mark.parametrize(
    ("text", "ranges", "code"),
    [
        ("N-3", {"N": (1, 2)}, "size-negative"),
        ("N D H", {"N": (400, 400), "D": (400, 400), "H": (400, 400)}, "input-too-large"),
        ("integer(0, V) 3", {"V": (0, 0)}, "range-empty"),
        ("integer(2, 1)", {}, "range-empty"),
        ("lengths(T) 2", {"T": (0, 0)}, "range-empty"),
        ("lengths(1000000*N*N*N*N*N) 2", {"N": (1000, 1000)}, "range-too-large"),
        ("integer(0, 1000000*N*N*N*N*N) 2", {"N": (1000, 1000)}, "range-too-large"),
        ("integer(0-1000000*N*N*N*N*N, 2)", {"N": (1000, 1000)}, "range-too-large"),
        ("1000000 1000000 0", {}, "input-too-large"),
        ("1000000 1000000 1000000 1000000 0", {}, "input-too-large"),
        ("onehot 0 1000000 1000000", {}, "input-too-large"),
        ("tree 1000000", {}, "input-too-large"),
        ("tree(1000000) 1000000", {}, "input-too-large"),
        ("tree(0-1) 2", {}, "size-negative"),
        ("tree 1000 400", {}, "draw-too-large"),
    ],
)
def test_senseless_sizes_have_codes(text: str, ranges: dict[str, tuple[int, int]], code: str) -> None:
    with pytest.raises(CaseError) as failure:
        drawn({"x": text}, ranges=ranges, draws={"tree": load_module("recursive").DRAW["tree"]})
    assert failure.value.code == code


def test_a_onehot_axis_may_be_long_or_empty() -> None:
    # No square matrix is made on the way: that of this one would take 7 TB.
    long = drawn({"x": "onehot 1 1000000"}, trials=1)[0].inputs["x"]
    assert long.shape == (1, 1_000_000)
    assert (long.sum(), long.max(), long.dtype) == (1.0, 1.0, np.float64)
    assert drawn({"x": "onehot 2 0"}, trials=1)[0].inputs["x"].shape == (2, 0)


def test_too_much_in_one_trial_is_told_before_all_of_it_is_drawn() -> None:
    asked = []

    def draw(rng: np.random.RandomState, sizes: tuple[int, ...]) -> list[Any]:
        asked.append(sizes)
        return [np.empty((8 << 20) // 8)]

    with pytest.raises(CaseError, match="draw-too-large"):
        drawn({f"x{number}": "big 1" for number in range(50)}, trials=1, draws={"big": draw})
    assert len(asked) == 9


def test_scalars_move_independently_of_each_other() -> None:
    # Which of two scalars is larger, and every combination of two booleans, is met in nearly every question.
    orders = [
        {case.inputs["a"] < case.inputs["b"] for case in drawn({"a": "positive", "b": "positive"}, question=f"q{n}")}
        for n in range(300)
    ]
    assert sum(order == {True, False} for order in orders) >= 297
    pairs = [
        {(case.inputs["a"], case.inputs["b"]) for case in drawn({"a": "boolean", "b": "boolean"}, question=f"q{n}")}
        for n in range(300)
    ]
    assert sum(len(pair) == 4 for pair in pairs) >= 290


def test_many_letters_still_have_room_to_differ() -> None:
    for case in drawn({"x": "A B", "y": "C D E", "z": "F G H"}):
        assert len(set(case.sizes.values())) == 8
