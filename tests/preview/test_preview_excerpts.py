"""What is kept of a value: little, the first difference always, and as differing exactly what `compare` says."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from exam_drill.compare import Tolerance, compare
from exam_drill.excerpt import EDGE, Leaf, Pairs, leaves, pairs
from exam_drill.verdict import ReasonKind

TOLERANCE = Tolerance()
NUMBERS = [0.0, -0.0, 1.0, 1.0 + 1e-9, 1.0 + 1e-5, -2.5, 1e300, 1e-300, np.inf, -np.inf, np.nan]
DTYPES = st.sampled_from(["float64", "float32", "float16", "int64", "int8", "bool", "complex128"])


@st.composite
def arrays_like_each_other(draw: Any) -> tuple[Any, Any]:
    """Two arrays of one shape, mostly of one dtype, whose elements often agree."""
    shape = draw(arrays.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4))
    first = draw(DTYPES)
    second = draw(st.sampled_from([first, first, first, draw(DTYPES)]))

    def drawn(dtype: str) -> Any:
        with np.errstate(all="ignore"):
            if dtype in ("bool", "int64", "int8"):
                return draw(arrays.arrays(np.int64, shape, elements=st.integers(0, 2))).astype(dtype)
            return draw(arrays.arrays(np.float64, shape, elements=st.sampled_from(NUMBERS))).astype(dtype)

    expected = drawn(first)
    return expected, draw(st.sampled_from([expected.copy(), drawn(second)]))


@given(arrays_like_each_other())
def test_exactly_what_compare_finds_differing_is_marked(both: tuple[Any, Any]) -> None:
    expected, got = both
    found = compare(expected, got, TOLERANCE)
    (pair,) = pairs(expected, got, TOLERANCE).parts
    assert pair.difference == found.difference
    for side in (pair.expected, pair.got):
        shown = side.parts[0].excerpt
        assert shown is not None
        if found.difference is None or found.difference.kind is not ReasonKind.VALUE:
            assert shown.differing == 0
            continue
        assert shown.differing == found.difference.parameters["differing"]
        marked = set()
        for plane in shown.planes:
            for row, column in np.argwhere(plane.marked):
                index = (*plane.index, plane.rows[row], plane.columns[column])
                marked.add(index[len(index) - expected.ndim :])
        one_by_one = {
            index
            for index in np.ndindex(expected.shape)
            if compare(expected[index], got[index], TOLERANCE).difference is not None
        }
        assert marked <= one_by_one
        if shown.left_out == 0:
            assert marked == one_by_one
        first = tuple(json.loads(str(found.difference.parameters["index"]) or "[]"))
        assert first in marked


LEAF = (
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.just(2**80)
    | st.sampled_from([0.0, 1.5, np.nan])
    | st.text(max_size=3)
    | st.builds(np.float64, st.floats(-2, 2))
    | arrays.arrays(np.float64, st.sampled_from([(), (2,), (2, 3), (0,)]), elements=st.sampled_from([0.0, 1.0]))
)
VALUE = st.recursive(
    LEAF,
    lambda part: (
        st.lists(part, max_size=3)
        | st.lists(part, max_size=3).map(tuple)
        | st.dictionaries(st.sampled_from("abc"), part, max_size=2)
    ),
    max_leaves=6,
)


@given(VALUE, VALUE | st.none(), st.booleans())
def test_structures_agree_part_by_part_where_compare_says_so(expected: Any, other: Any, same: bool) -> None:
    got = expected if same else other
    found = compare(expected, got, TOLERANCE).difference
    parts = pairs(expected, got, TOLERANCE)
    assert parts.agree == (found is None)
    if found is not None:
        kinds = [part.difference.kind for part in parts.parts if part.difference is not None]
        assert found.kind in kinds


def only(result: Pairs) -> tuple[Leaf, Leaf]:
    (pair,) = result.parts
    return pair.expected.parts[0], pair.got.parts[0]


@pytest.mark.parametrize("index", [(0, 0), (57, 131), (99, 199), (5, 190)])
def test_of_a_large_array_the_edges_and_the_first_difference_are_kept(index: tuple[int, int]) -> None:
    expected = np.zeros((100, 200))
    got = expected.copy()
    got[index] = 1
    for leaf in only(pairs(expected, got, TOLERANCE)):
        assert leaf.kind == "float64 (100, 200)"
        assert leaf.excerpt is not None
        (plane,) = leaf.excerpt.planes
        assert plane.elements.size <= (2 * EDGE + 5) ** 2
        assert plane.marked[plane.rows.index(index[0]), plane.columns.index(index[1])]
        assert plane.marked.sum() == leaf.excerpt.differing == 1
        assert {0, 99} <= set(plane.rows)
        assert {0, 199} <= set(plane.columns)
        assert plane.elements.base is None  # it does not keep the array alive


def test_of_many_matrices_the_first_that_differs_is_kept() -> None:
    expected = np.zeros((10, 20, 3, 2))
    got = expected.copy()
    got[7, 13, 2, 1] = 1
    leaf = only(pairs(expected, got, TOLERANCE))[1]
    assert leaf.excerpt is not None
    assert (7, 13) in [plane.index for plane in leaf.excerpt.planes]
    assert leaf.excerpt.left_out == 200 - len(leaf.excerpt.planes) > 190


def test_of_a_large_structure_the_first_differing_parts_are_kept() -> None:
    expected = [{"a": np.arange(3.0), "b": "x"} for _ in range(500)]
    got = [dict(one) for one in expected]
    got[400] = {"a": np.arange(3.0), "b": "y"}
    found = pairs(expected, got, TOLERANCE)
    assert [part.expected.parts[0].at for part in found.parts if part.difference] == ["[400]['b']"]
    assert not found.agree
    assert len(found.parts) + found.left_out == 1000


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (None, "None", ""),
        ("a\nb", "str", "'a\\nb'"),
        ("x" * 10**6, "str", "…"),
        (2**5000, "int of 5001 bits", ""),
        ([], "list of 0", "[]"),
        ({}, "dict of 0", "{}"),
        ((), "tuple of 0", "()"),
    ],
)
def test_what_is_no_number_is_told_in_words(value: object, kind: str, text: str) -> None:
    (leaf,) = leaves(value).parts
    assert (leaf.kind, leaf.excerpt) == (kind, None)
    assert leaf.text.endswith(text)
    assert len(leaf.text) <= 200


@pytest.mark.parametrize(
    ("value", "kinds"),
    [
        ([1.5, 2.5], ["list of 2"]),
        ([1, 2.5], ["int", "float"]),
        ((True, False), ["tuple of 2"]),
        ([[1, 2], [3]], ["list of 2", "list of 1"]),
        (np.float32(1), ["float32"]),
        (np.zeros((2, 0)), ["float64 (2, 0)"]),
        (np.array(3), ["int64 ()"]),
        ({"a": 1j, "b": (None, [2])}, ["complex", "None", "list of 1"]),
    ],
)
def test_lists_of_numbers_are_shown_as_one(value: object, kinds: list[str]) -> None:
    assert [leaf.kind for leaf in leaves(value).parts] == kinds
