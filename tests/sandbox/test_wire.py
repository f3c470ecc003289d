"""Values survive the wire; hostile frames end in WireError."""

import contextlib
import io
import json
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from exam_drill.sandbox.wire import LONGEST_HEADER, PREFIX, Frame, Opaque, Packer, WireError, read_frame

LARGEST = 1 << 20


def round_trip(value: Any) -> Any:
    packer = Packer()
    data = packer.frame({"v": packer.value(value)})
    frame = read_frame(io.BytesIO(data).read, LARGEST)
    assert frame is not None
    return frame.value(frame.header["v"])


def alike(one: Any, other: Any) -> bool:
    if isinstance(one, np.ndarray):
        return (
            isinstance(other, np.ndarray)
            and one.dtype == other.dtype
            and one.tobytes() == other.tobytes()
            and one.shape == other.shape
        )
    if isinstance(one, (list, tuple)):
        return type(one) is type(other) and len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, dict):
        return (
            isinstance(other, dict) and one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
        )
    if isinstance(one, float) and math.isnan(one):
        return isinstance(other, float) and math.isnan(other)
    return type(one) is type(other) and bool(one == other)


arrays = hnp.arrays(
    st.sampled_from(["<f8", "<f4", "<i8", "|b1", "<c16", "|u1", ">f8"]),
    hnp.array_shapes(min_dims=0, max_dims=3, min_side=0),
)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.complex_numbers(allow_nan=False)
    | arrays,
    lambda inner: (
        st.lists(inner, max_size=3) | st.tuples(inner, inner) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(values)
@settings(max_examples=150)
def test_values_survive(value: Any) -> None:
    assert alike(value, round_trip(value))


def test_arrays_come_back_writable_and_on_their_own() -> None:
    array = np.arange(6.0).reshape(2, 3)
    first, second = round_trip([array, array])
    first[0, 0] = 9
    assert second[0, 0] == 0


def test_odd_layouts_come_back_as_they_look() -> None:
    array = np.arange(12.0).reshape(3, 4)
    assert alike(round_trip(array.T), np.ascontiguousarray(array.T))
    assert alike(round_trip(array[::2, ::-1]), np.ascontiguousarray(array[::2, ::-1]))
    assert round_trip(np.float32(1.5)) == np.float32(1.5)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ({1, 2}, "set"),
        (len, "builtin_function_or_method"),
        (np.array([None]), "array of object"),
        (np.array(["a"]), "array of str32"),
        (np.ma.masked_array([1.0], [True]), "array of float64"),
        ({1: 2}, "dict"),
        (type("Fake", (float,), {})(1.0), "Fake"),
    ],
)
def test_other_values_leave_only_the_name_of_their_type(value: Any, name: str) -> None:
    assert round_trip(value) == Opaque(name)


def test_endless_nesting_is_cut() -> None:
    endless: list[Any] = []
    endless.append(endless)
    value = round_trip(endless)
    for _ in range(40):
        value = value[0]
    assert value == Opaque("list")


def frame_of(tagged: Any, body: bytes = b"x" * 64) -> Frame:
    return Frame({}, body)


@pytest.mark.parametrize(
    "tagged",
    [
        None,
        [],
        {},
        "a",
        ["?"],
        ["a"],
        ["a", "<f8", [2], 60],
        ["a", "<f8", [-1], 0],
        ["a", "<f8", [10**30], 0],
        ["a", "O", [1], 0],
        ["a", "V8", [1], 0],
        ["a", "<f8,<f8", [1], 0],
        ["a", "garbage", [1], 0],
        ["a", "a", [1], 0],  # of which NumPy warns
        ["a", "<f8", [1], -8],
        ["a", "<f8", [1.5], 0],
        ["a", "<f8", [True, "1"], 0],
        ["a", "<f8", [1] * 100, 0],
        ["i", "xyz"],
        ["i", 5],
        ["f", "1"],
        ["s", 1],
        ["l", 1],
        ["d", [["a"]]],
        ["d", [[1, ["n"], 2]]],
        ["c", 1, 2],
        ["g", "O", 0],
        ["o", 1],
        ["b", 1],
    ],
)
def test_malformed_values_are_refused(tagged: Any) -> None:
    with pytest.raises(WireError):
        frame_of(tagged).value(tagged)


def test_nesting_and_repetition_are_bounded() -> None:
    deep: Any = ["n"]
    for _ in range(100):
        deep = ["l", [deep]]
    with pytest.raises(WireError):
        frame_of(deep).value(deep)
    again = ["l", [["a", "<f8", [8], 0]] * 1000]  # the same bytes a thousand times
    with pytest.raises(WireError):
        frame_of(again).value(again)


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["a", "<f8", "O", "l", "d", "i", "f", "g", "s"]),
    lambda inner: st.lists(inner, max_size=5),
    max_leaves=12,
)


@given(json_values)
@settings(max_examples=200)
def test_any_tagged_value_is_read_or_refused(tagged: Any) -> None:
    with contextlib.suppress(WireError):
        frame_of(tagged).value(tagged)


@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(WireError):
        read_frame(io.BytesIO(data).read, LARGEST)


@pytest.mark.parametrize(
    "data",
    [
        PREFIX.pack(LONGEST_HEADER + 1, 0),
        PREFIX.pack(2, LARGEST + 1) + b"{}",
        PREFIX.pack(10, 0) + b"{}",
        PREFIX.pack(2, 5) + b"{}abc",
        PREFIX.pack(3, 0) + b"{]}",
        b"abc",
        PREFIX.pack(200_000, 0) + b"[" * 200_000,
        PREFIX.pack(4, 0) + b"\xff\xfe\x00\x01",
    ],
)
def test_bad_frames_are_refused_before_they_cost_anything(data: bytes) -> None:
    with pytest.raises(WireError):
        read_frame(io.BytesIO(data).read, LARGEST)


def test_the_end_of_the_stream_is_no_error() -> None:
    assert read_frame(io.BytesIO(b"").read, LARGEST) is None
    assert json.dumps({}) == "{}"


def test_too_much_is_refused_while_it_is_packed() -> None:
    for value in ([0] * 200_000, "x" * 200_000, 1 << 500_000, np.zeros(200)):
        with pytest.raises(WireError):
            Packer(largest=1000).value(value)
