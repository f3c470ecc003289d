"""Trials that ended alike are told at once, and read back as if each had been told alone."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from fuzzing import examples
from hypothesis import given
from hypothesis import strategies as st

from exam_drill.outcome import Ending, Outcome
from exam_drill.sandbox.answers import read_option
from exam_drill.sandbox.inside.once import with_value
from exam_drill.sandbox.inside.options import run_options
from exam_drill.sandbox.inside.told import Told
from exam_drill.sandbox.wire import Frame, Packer, read_frame

WARNING = ["RuntimeWarning", "divide by zero", "code", "", 1, 1, ""]
ERROR = ["ValueError", "no", "code", "", 1, 1, ""]
REFUSED = (Outcome(Ending.REFUSED, limit="answer", reached=True),)


def sent(packer: Packer, outcomes: list[Any]) -> Frame:
    frame = read_frame(io.BytesIO(packer.frame({"option": 1, "outcomes": outcomes})).read, 1 << 24)
    assert frame is not None
    return frame


def seen(outcome: Outcome) -> Any:
    """All that an outcome says, down to the types."""
    return [(name, _seen(getattr(outcome, name))) for name in Outcome.__slots__]


def _seen(value: Any) -> Any:
    if isinstance(value, (np.ndarray, np.generic)):
        return type(value), value.dtype.str, value.shape, value.tobytes()
    if isinstance(value, (tuple, list)):
        return type(value), list(map(_seen, value))
    return type(value), repr(value)


returned = st.fixed_dictionaries(
    {"ending": st.just("returned"), "reached": st.sampled_from([[], ["あ"], ["あ", "い"]])},
    optional={"warning": st.just(WARNING), "arguments": st.just({"x": ["f", 2.0]})},
)
raised = st.just({"ending": "raised", "error": ERROR, "reached": ["あ"]})
numbers = st.floats() | st.integers(-3, 3)
values = st.recursive(
    st.one_of(
        numbers,
        st.none(),
        st.just({"a": 1.0}),
        st.just({1}),
        numbers.map(np.asarray),
        numbers.map(np.float64),
        st.lists(st.floats(), max_size=3).map(np.array),
    ),
    lambda inner: st.lists(inner, max_size=2) | st.tuples(inner, inner),
    max_leaves=3,
)
steps = st.lists(st.tuples(returned | raised, values), min_size=1, max_size=6) | st.builds(
    lambda outcome, rows: [(outcome, row) for row in rows], returned, st.lists(values, min_size=1, max_size=6)
)


@given(steps=steps)
@examples(150)
def test_what_is_told_at_once_reads_like_what_is_told_alone(steps: list[tuple[dict[str, Any], Any]]) -> None:
    packer, alone = Packer(), Packer()
    told = Told(packer)
    for outcome, value in steps:
        told.add(dict(outcome), value)
    found = read_option(sent(packer, told.outcomes()), 1, len(steps))
    expected = read_option(sent(alone, [with_value(*step, alone) for step in steps]), 1, len(steps))
    assert list(map(seen, found)) == list(map(seen, expected))
    assert found[0].limit != "answer"


def test_what_is_common_is_told_once() -> None:
    packer = Packer()
    told = Told(packer)
    for number in range(4):
        told.add({"ending": "returned", "reached": ["あ"], "warning": WARNING}, (np.full((number, 2), 1.0), 1.5))
    told.add({"ending": "raised", "error": ERROR, "reached": ["あ"]}, None)
    told.add({"ending": "returned", "reached": ["あ"]}, (np.zeros((2, 2)), 1.5))
    assert [len(one["values"][1][0][2]) if "values" in one else 0 for one in told.outcomes()] == [4, 0, 1]


def test_a_value_is_taken_before_it_changes() -> None:
    packer = Packer()
    told = Told(packer)
    kept = np.zeros(3)
    for number in range(3):
        kept += number
        told.add({"ending": "returned", "reached": ["あ"]}, [kept, kept[:1]])
    kept[:] = 9
    found = read_option(sent(packer, told.outcomes()), 1, 3)
    assert [outcome.value[0].tolist() for outcome in found] == [[0.0] * 3, [1.0] * 3, [3.0] * 3]
    assert [outcome.value[1].tolist() for outcome in found] == [[0.0], [1.0], [3.0]]


def test_what_a_program_returns_may_change_in_the_next_trial(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(np, "kept_by_a_test", np.zeros(2), raising=False)
    header = {
        "job": "options",
        "code": "def f(x):\n    np.kept_by_a_test += 1\n    x += 1\n    x -= 1\n    return (あ)\n",
        "function": "f",
        "call": "",
        "helpers": "",
        "given": [],
        "trusted": False,
        "inputs": ["x"],
        "policy": False,
        "strangers": False,
        "texts": [("あ", "x")],
        "options": [(1, "あ", "np.kept_by_a_test"), (2, "あ", "(x, np.kept_by_a_test)")],
        "output": 1 << 20,
        "enough": 0,
    }
    frames: list[bytes] = []
    run_options(header, [(seed, (np.full(2, float(seed)),)) for seed in range(3)], frames.append)
    first, second = [read_frame(io.BytesIO(data).read, 1 << 20) for data in frames]
    assert first is not None
    assert second is not None
    assert [outcome.value.tolist() for outcome in read_option(first, 1, 3)] == [[1, 1], [2, 2], [3, 3]]
    found = [[array.tolist() for array in outcome.value] for outcome in read_option(second, 2, 3)]
    assert found == [[[0, 0], [4, 4]], [[1, 1], [5, 5]], [[2, 2], [6, 6]]]


def column(count: int) -> list[Any]:
    return ["A", "<f8", [[1]] * count, 0]


@pytest.mark.parametrize(
    "outcomes",
    [
        [{"ending": "returned", "values": column(4)}],
        [{"ending": "returned", "values": column(2)}],
        [{"ending": "returned", "values": column(0)}],
        [{"ending": "returned", "values": ["v", []]}] * 4,
        [{"ending": "returned", "values": column(2)}, {"ending": "returned", "values": column(2)}],
        [{"ending": "returned", "values": column(2)}, {"ending": "returned", "values": ["A", "<f8", [[1 << 70]], 0]}],
        [{"ending": "returned", "values": column(3), "warning": 1}],
        [{"ending": "returned", "values": column(3), "reached": 1}],
        [{"ending": "raised", "values": column(3), "error": ERROR}],
        [{"ending": "unheard-of", "values": column(3)}],
        [{"values": column(3)}],
        [{"ending": "returned", "values": None}],
        ["values"] * 3,
        [None] * 3,
        "values",
        {"values": column(3)},
        None,
    ],
)
def test_what_nobody_honest_tells_is_the_options_own_doing(outcomes: Any) -> None:
    frame = Frame({"option": 1, "outcomes": outcomes}, bytes(24))
    assert read_option(frame, 1, 3) == REFUSED
