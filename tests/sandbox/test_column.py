"""Many values travel as columns: exactly, as they were when they were added, and hostile columns end in WireError."""

import contextlib
import io
import json
import tracemalloc
from typing import Any

import numpy as np
import pytest
from fuzzing import examples
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from exam_drill.sandbox.column import Column, column
from exam_drill.sandbox.wire import MOST_VALUES, Frame, Packer, TooLargeError, WireError, read_frame


def sent(tagged: Any, packer: Packer) -> Frame:
    frame = read_frame(io.BytesIO(packer.frame(tagged)).read, 1 << 24)
    assert frame is not None
    return frame


def round_trip(values: list[Any], tags: str, fresh: bool = True) -> list[Any]:
    packer = Packer()
    tagged = column(packer, values)
    assert tagged[0] in tags
    frame = sent(tagged, packer)
    return frame.column(frame.header, fresh=fresh)


def alike(one: Any, other: Any) -> bool:
    """Whether two values are the same to the last bit."""
    if type(one) is not type(other):
        return False
    if isinstance(one, (tuple, list)):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, (np.ndarray, np.generic)):
        return one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()
    return repr(one) == repr(other)  # NaN, and the sign of zero


dtypes = st.sampled_from(["<f8", "<f8", "<f4", "<f2", ">f8", "<i8", "|u1", "|b1", "<c16", np.dtype(np.longdouble).str])
shapes = hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3)
plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3)


def arrays(dtype: str) -> st.SearchStrategy[Any]:
    made = hnp.arrays(dtype, shapes)
    return made | made.map(np.asfortranarray) | made.map(lambda array: array[::-1] if array.ndim else array)


def of_one_form(form: Any) -> st.SearchStrategy[Any]:
    """Values of a form: a dtype and whether it is of a scalar, None for Python's own, or a type and forms."""
    if form is None:
        return plain
    if form[0] in (tuple, list):
        return st.tuples(*map(of_one_form, form[1])).map(form[0])
    dtype, scalar = form
    return hnp.arrays(dtype, 1).map(lambda array: array.copy()[0]) if scalar else arrays(dtype)


forms = st.recursive(
    st.none() | st.tuples(dtypes, st.booleans()),
    lambda inner: st.tuples(st.sampled_from([tuple, list]), st.lists(inner, min_size=1, max_size=3)),
    max_leaves=5,
)


@given(rows=forms.flatmap(lambda form: st.lists(of_one_form(form), min_size=1, max_size=4)), fresh=st.booleans())
@examples(150)
def test_values_of_one_form_come_back_to_the_last_bit(rows: list[Any], fresh: bool) -> None:
    assert alike(round_trip(rows, "AGTLv", fresh), rows)


PAYLOAD = np.array([0x7FF8000000001234], np.uint64).view(np.float64)


@pytest.mark.parametrize(
    ("tag", "values"),
    [
        ("A", [PAYLOAD, -PAYLOAD]),
        ("A", [np.array([-0.0, 0.0]), np.array(-0.0), np.empty((0, 3)), np.empty((2, 0, 1))]),
        ("A", [np.arange(6.0).reshape(2, 3, order="F"), np.arange(6.0).reshape(2, 3).T]),
        ("A", [np.array([1 + 2j, complex("nan-infj")]), np.array(1j)]),
        ("A", [np.array([1, 3], np.longdouble) / 3, np.array(0.1, np.longdouble)]),
        ("A", [np.array([True, False]), np.array(True)]),
        ("G", [PAYLOAD[0], np.float64(-0.0), np.float64(1.5)]),
        ("G", [np.True_, np.False_]),
        ("G", [np.longdouble(1) / 3]),
        ("G", [np.complex64(1 - 0j)]),
        ("v", [1.5, -0.0, float("nan"), float("inf"), 3, True, None, 1j, "x", 10**30]),
        ("v", [np.array(1.5), np.float64(1.5), 1.5]),  # an array, NumPy's scalar, Python's: three things
        ("v", [np.zeros(2), np.zeros(2, np.float32)]),
        ("v", [np.zeros(2), np.zeros(2, ">f8")]),
        ("v", [(1.0, np.zeros(1)), [1.0, np.zeros(1)]]),
        ("v", [(np.zeros(1),), (np.zeros(1), np.zeros(1))]),
        ("v", [{"a": np.zeros(2)}, {"a": np.ones(2)}]),
        ("v", [(), []]),
        ("v", []),
        ("T", [(np.zeros((2, 1)), 1.0, [np.int8(1), "a"]), (np.ones(3), 2, [np.int8(2), None])]),
        ("L", [[np.zeros(2)], [np.zeros(3)]]),
    ],
)
def test_what_values_are_stays_what_it_is(tag: str, values: list[Any]) -> None:
    assert alike(round_trip(values, tag), values)


def test_fresh_arrays_are_writable_and_on_their_own() -> None:
    first, second = round_trip([np.zeros(3), np.zeros((2, 2))], "A")
    first[:] = 1
    second[0] = 2
    assert first.tolist() == [1, 1, 1]
    assert second.tolist() == [[2, 2], [0, 0]]


def test_fresh_arrays_do_not_hold_what_else_was_sent() -> None:
    body = bytes(1 << 20)
    (array,) = Frame({}, body).column(["A", "<f8", [[2]], 0], fresh=True)
    while array.base is not None:
        array = array.base
    assert array.nbytes == 16


def test_others_are_read_only() -> None:
    (array,) = round_trip([np.zeros(3)], "A", fresh=False)
    assert not array.flags.writeable


def test_what_an_array_holds_is_taken_when_it_is_added() -> None:
    packer = Packer()
    collected = Column(packer)
    kept = np.zeros(2)
    for number in range(3):
        kept[:] = number
        assert collected.add((kept, [kept[::-1]]))
    kept[:] = 9
    frame = sent(collected.tagged(), packer)
    found = frame.column(frame.header, fresh=True)
    assert [(one.tolist(), other[0].tolist()) for one, other in found] == [([n, n], [n, n]) for n in (0.0, 1.0, 2.0)]


def test_a_column_is_followed_by_another_of_the_same_form() -> None:
    packer = Packer()
    collected = Column(packer)
    assert collected.add(np.zeros(2))
    first = collected.tagged()
    alone = packer.value(np.ones(1))
    assert not collected.add(np.zeros(2, np.int64))
    assert collected.add(np.full(3, 2.0))
    frame = sent([first, alone, collected.tagged()], packer)
    assert alike(frame.column(frame.header[0]), [np.zeros(2)])
    assert alike(frame.value(frame.header[1]), np.ones(1))
    assert alike(frame.column(frame.header[2]), [np.full(3, 2.0)])


class Fake(float):
    """No number that is known to travel whole."""


def nested(value: Any, depth: int) -> Any:
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value",
    [
        {1, 2},
        len,
        {"a": 1},
        (),
        (1.0, {}),
        np.array([None]),
        np.array(["a"]),
        np.datetime64(1, "s"),
        np.ma.masked_array([1.0], [True]),
        Fake(1.0),
        [0.0] * 65,
        [[0.0] * 40] * 2,
        nested(1.0, 30),
    ],
)
def test_other_values_are_not_taken(value: Any) -> None:
    packer = Packer()
    assert not Column(packer).add(value)
    assert packer.size == 0


def test_there_is_no_more_room_in_columns_than_elsewhere() -> None:
    with pytest.raises(TooLargeError):
        Column(Packer(largest=1000)).add(np.zeros(126))
    packer = Packer(largest=1000)
    collected = Column(packer)
    assert collected.add(np.zeros(100))
    with pytest.raises(TooLargeError):
        packer.value(np.zeros(26))  # what is held is taken, though not kept yet
    with pytest.raises(TooLargeError):
        collected.add(np.zeros(26))
    assert collected.add(np.zeros(25))
    collected.drop()
    assert packer.value(np.zeros(125))[0] == "a"
    with pytest.raises(TooLargeError):
        Column(Packer()).add((1.0, "x" * 200_000))


@pytest.mark.parametrize("value", [np.zeros(0), np.float64(1), 1.0, (np.zeros(1),), [1.0, None]])
def test_as_many_values_are_counted_as_one_by_one(value: Any) -> None:
    def count(take: Any) -> int:
        for taken in range(MOST_VALUES + 1):
            try:
                take(value)
            except TooLargeError:
                return taken
        return -1

    assert count(Column(Packer()).add) == count(Packer().value) > 0


BODY = b"x" * 64


@pytest.mark.parametrize(
    "tagged",
    [
        None,
        [],
        {},
        "A",
        ["?"],
        ["A"],
        ["A", "<f8", [[2]], 56],
        ["A", "<f8", [[8], [1]], 0],
        ["A", "<f8", [[-1]], 0],
        ["A", "<f8", [[-1], [1]], 0],
        ["A", "<f8", [[-2, -2]], 0],
        ["A", "<f8", [[2, -1], [2]], 8],
        ["A", "<f8", [[1.0]], 0],
        ["A", "<f8", [[True]], 0],
        ["A", "<f8", [["1"]], 0],
        ["A", "<f8", [[None]], 0],
        ["A", "<f8", [1], 0],
        ["A", "<f8", ["1"], 0],
        ["A", "<f8", [{}], 0],
        ["A", "<f8", [[1] * 33], 0],
        ["A", "<f8", [[0] * 33], 0],
        ["A", "<f8", [[1 << 32, 1 << 32]], 0],
        ["A", "<f8", [[1 << 62, 4]], 0],
        ["A", "<f8", [[10**300] * 30], 0],
        ["A", "<f8", [[0, 1 << 62, 1 << 62]], 0],
        ["A", "<f8", [[0, 10**30]], 0],
        ["A", "<f8", [[1]], -8],
        ["A", "<f8", [[1]], 1 << 70],
        ["A", "<f8", [[1]], 0.0],
        ["A", "O", [[1]], 0],
        ["A", "V8", [[1]], 0],
        ["A", "<M8", [[1]], 0],
        ["A", "<f8,<f8", [[1]], 0],
        ["A", "(2,)f8", [[1]], 0],
        ["A", "garbage", [[1]], 0],
        ["A", "<f8", 1, 0],
        ["A", "|u1", [[0]] * (MOST_VALUES + 1), 0],
        ["G", "<f8", 9, 0],
        ["G", "<f8", -1, 0],
        ["G", "<f8", True, 0],
        ["G", "<f8", 1 << 70, 0],
        ["G", "O", 1, 0],
        ["G", "<f8", 1, -1],
        ["G", "<f8", 1],
        ["T", []],
        ["L", []],
        ["T", 1],
        ["T", [["n"]]],
        ["T", [["v", [["n"]]], ["v", []]]],
        ["L", [["A", "<f8", [[1]], 0], ["A", "<f8", [[1], [1]], 0]]],
        ["T", [["A", "<f8", [[8]], 0], ["A", "<f8", [[1]], 0]]],  # the same bytes again
        ["v", 1],
        ["v", [1]],
        ["v", [["?"]]],
        ["v", [["n"]] * (MOST_VALUES + 1)],
        ["v", [nested(["n"], 50)]],
    ],
)
@pytest.mark.parametrize("fresh", [False, True])
def test_malformed_columns_are_refused(tagged: Any, fresh: bool) -> None:
    with pytest.raises(WireError):
        Frame({}, BODY).column(tagged, fresh=fresh)


def test_nesting_is_bounded_and_counted() -> None:
    deep: Any = ["v", [["n"]]]
    for _ in range(100):
        deep = ["T", [deep]]
    with pytest.raises(WireError):
        Frame({}, b"").column(deep)
    wide: Any = ["v", [["n"]] * (MOST_VALUES // 10)]
    for _ in range(30):
        wide = ["L", [wide]]  # each of the values in thirty lists
    with pytest.raises(WireError):
        Frame({}, b"").column(wide)


def test_what_several_columns_hold_is_counted_together() -> None:
    frame = Frame({}, b"")
    half: Any = ["v", [["n"]] * (MOST_VALUES // 2)]
    frame.column(half)
    frame.column(half)
    with pytest.raises(WireError):
        frame.column(["v", [["n"]]])


words = st.sampled_from(["A", "G", "T", "L", "v", "<f8", "|b1", "<c16", "O", "n", "f", "a"])
numbers = st.integers(-2, 9) | st.integers() | st.booleans() | st.floats() | st.none()
junk = st.recursive(words | numbers, lambda inner: st.lists(inner, max_size=5), max_leaves=12)
odd_shapes = st.lists(st.lists(st.integers(0, 4) | numbers, max_size=4) | junk, max_size=5)
columns = st.recursive(
    st.one_of(
        st.tuples(st.just("A"), words, odd_shapes, st.integers(-8, 70)),
        st.tuples(
            st.just("A"), st.just("<f8"), st.lists(st.lists(st.integers(0, 2), max_size=3), max_size=3), st.just(0)
        ),
        st.tuples(st.just("G"), words, numbers, st.integers(-8, 70)),
        st.tuples(st.just("v"), st.lists(st.just(["n"]) | junk, max_size=4)),
        junk,
    ),
    lambda inner: st.tuples(st.sampled_from("TL"), st.lists(inner, max_size=3)),
    max_leaves=5,
).map(lambda made: json.loads(json.dumps(made)))  # as a frame holds them


@given(tagged=columns, fresh=st.booleans())
@examples(300)
def test_any_column_is_read_or_refused(tagged: Any, fresh: bool) -> None:
    tracemalloc.start()
    try:
        with contextlib.suppress(WireError):
            assert isinstance(Frame({}, BODY).column(tagged, fresh=fresh), list)
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    finally:
        tracemalloc.stop()
