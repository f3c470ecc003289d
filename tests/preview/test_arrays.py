"""Arrays as lines: aligned, none too wide, one form for both sides, a sign at what differs."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from exam_drill.compare import Tolerance
from exam_drill.excerpt import Excerpt, excerpt, pairs
from exam_drill.preview.arrays import Room, draw
from exam_drill.preview.numbers import form_for

ROOM = Room(80, 12, 6)


def alone(value: Any, room: Room = ROOM) -> list[str]:
    shown = excerpt(np.asarray(value))
    return [line.plain for line in draw(shown, (), form_for([shown]), room).lines]


def beside(expected: Any, got: Any, room: Room = ROOM) -> tuple[list[str], list[str]]:
    """The lines of an expected value, and those of what was got."""
    (pair,) = pairs(np.asarray(expected), np.asarray(got), Tolerance()).parts
    both: list[Excerpt] = [one for side in (pair.expected, pair.got) for one in (side.parts[0].excerpt,) if one]
    form = form_for(both)
    left = draw(both[0], both[1:], form, room, signs=False).lines
    right = draw(both[1], both[:1], form, room).lines
    return [line.plain for line in left], [line.plain for line in right]


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        (1.5, ["1.5000"]),
        (3, ["3"]),
        (True, ["True"]),
        (1 - 2j, ["1.0-2.0j"]),
        (-0.0, ["0.0"]),
        ([1.0, -2.0], ["[ 1.0 -2.0]"]),
        ([0.25, np.nan, -np.inf], ["[0.2500    nan   -inf]"]),
        ([1e-300, 1e300], ["[1.000e-300 1.000e+300]"]),
        ([1e-9, -3e-7], ["[ 1.000e-09 -3.000e-07]"]),
        ([[1, 20], [300, 4]], ["[  1  20]", "[300   4]"]),
        (np.zeros((0, 3)), ["[]"]),
        ([[[1, 2]], [[3, 4]]], ["[0]", "[1 2]", "[1]", "[3 4]"]),
        (np.float16(0.1), ["0.1000"]),
        (np.array([2**63], np.uint64), ["[9223372036854775808]"]),
    ],
)
def test_numbers_are_written_plainly(value: Any, lines: list[str]) -> None:
    assert alone(value) == lines


@pytest.mark.parametrize(
    ("expected", "got", "lines"),
    [
        ([1.0, 2.0], [1.0, 2.5], ("[ 1.0000  2.0000]", "[ 1.0000 *2.5000]")),
        ([1.0, 2.0], [1.0, 2.0000003], ("[ 1.0000000  2.0000000]", "[ 1.0000000 *2.0000003]")),
        ([1.0], [1.0 + 3e-9], ("[1.0000]", "[1.0000]")),
        (0.0, 2.001e-09, (" 0.000e+00", "*2.001e-09")),
        ([True, False], [True, True], ("[  True  False]", "[  True  *True]")),
        (3, 4, (" 3", "*4")),
        ([1, 2], [1.0, 2.0], ("[1 2]", "[1.0 2.0]")),
        ([np.nan, 1.0], [np.nan, np.inf], ("[ nan  1.0]", "[ nan *inf]")),
        (
            [1j, 1.0],
            [1j, 1.0 + 1e-5j],
            ("[ 0.00000+1.00000j  1.00000+0.00000j]", "[ 0.00000+1.00000j *1.00000+0.00001j]"),
        ),
    ],
)
def test_what_differs_has_a_sign_and_is_seen_to_differ(expected: Any, got: Any, lines: tuple[str, str]) -> None:
    assert beside(expected, got) == ([lines[0]], [lines[1]])


def test_a_long_row_is_broken_and_a_longer_one_elided() -> None:
    broken = alone(np.arange(16.0), Room(40, 12, 6))
    assert [len(line) for line in broken] == [35, 35, 11]
    assert " ".join(broken).split() == ["[", *(f"{n}.0" for n in range(15)), "15.0]"]
    indices, row = alone(np.arange(3000), Room(60, 12, 6))
    assert "…" in row
    assert indices.split()[0] == "0"
    assert row.endswith("2999]")


def test_a_large_matrix_shows_where_it_first_differs_with_its_indices() -> None:
    expected = np.zeros((100, 80))
    got = expected.copy()
    got[41, 33] = 5
    got[90, 2] = 5
    for room in (Room(40, 7, 1), Room(24, 3, 1), Room(80, 12, 1)):
        left, right = beside(expected, got, room)
        assert [line.count("*") for line in right].count(1) >= 1
        row = next(line for line in right if "*" in line)
        assert row.split()[0] == "41"
        assert right[0].index("33") + 2 == row.index("*5.0000") + 7 if "*5.0000" in row else row.index("*5.0") + 4
        assert len(left) == len(right) <= room.rows + 4
        assert "*" not in "".join(left)


@given(
    arrays.arrays(np.float64, arrays.array_shapes(min_dims=0, max_dims=3, max_side=30)),
    st.integers(10, 120),
    st.integers(1, 12),
    st.randoms(use_true_random=False),
)
def test_no_line_is_too_wide_and_both_sides_have_the_same_lines(value: Any, width: int, rows: int, random: Any) -> None:
    got = value.copy()
    if got.size:
        got.flat[random.randrange(got.size)] = 12345.678
    room = Room(width, rows, 2)
    for lines in (alone(value, room), *beside(value, got, room)):
        assert all(len(line) <= width for line in lines), lines
    left, right = beside(value, got, room)
    assert [len(line) for line in left] == [len(line) for line in right]


@given(arrays.arrays(np.float64, 4), st.integers(0, 3), st.sampled_from([1e-6, -1e-4, 0.5, 1e9]))
def test_a_difference_is_always_seen(value: Any, place: int, by: float) -> None:
    got = value.copy()
    with np.errstate(all="ignore"):
        got[place] = got[place] * (1 + by) + by
    left, right = beside(value, got)
    if "*" in "".join(right):
        assert "".join(left).split() != "".join(right).replace("*", "").split()
