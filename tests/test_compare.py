"""The comparator against values that programs really return, and against junk."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import exam_drill.compare
from exam_drill.compare import Tolerance, compare, describe, is_comparable, margins_at_once, number_text
from exam_drill.sandbox.wire import Opaque
from exam_drill.verdict import ReasonKind

EXPECTED = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
TOLERANCE = Tolerance()

JUNK: list[tuple[Any, ReasonKind]] = [
    (None, ReasonKind.STRUCTURE),
    ("text", ReasonKind.STRUCTURE),
    ([], ReasonKind.STRUCTURE),
    (EXPECTED.tolist(), ReasonKind.STRUCTURE),
    ((EXPECTED,), ReasonKind.STRUCTURE),
    ({"a": EXPECTED}, ReasonKind.STRUCTURE),
    (Opaque("function"), ReasonKind.STRUCTURE),
    (np.array([[1, 2, 3]], dtype=object), ReasonKind.STRUCTURE),
    (np.array("text"), ReasonKind.STRUCTURE),
    (10**400, ReasonKind.STRUCTURE),
    (1.0, ReasonKind.SHAPE),
    (math.nan, ReasonKind.SHAPE),
    (True, ReasonKind.SHAPE),
    (EXPECTED.T, ReasonKind.SHAPE),
    (EXPECTED[None], ReasonKind.SHAPE),
    (EXPECTED[:0], ReasonKind.SHAPE),
    (EXPECTED.ravel(), ReasonKind.SHAPE),
    (EXPECTED.astype(int), ReasonKind.DTYPE),
    (EXPECTED > 2, ReasonKind.DTYPE),
    (EXPECTED.astype(complex), ReasonKind.DTYPE),
    (EXPECTED + 1e-3, ReasonKind.VALUE),
    (np.full_like(EXPECTED, math.nan), ReasonKind.VALUE),
    (np.full_like(EXPECTED, math.inf), ReasonKind.VALUE),
    (-EXPECTED, ReasonKind.VALUE),
]


@pytest.mark.parametrize(("junk", "kind"), JUNK, ids=[describe(junk) for junk, _ in JUNK])
def test_junk_differs_and_says_how(junk: Any, kind: ReasonKind) -> None:
    comparison = compare(EXPECTED, junk, TOLERANCE)
    assert comparison.difference is not None
    assert comparison.difference.kind is kind
    assert comparison.margin > 1


WHOLE = [junk for junk, _ in JUNK if is_comparable(junk)]


@pytest.mark.parametrize("junk", WHOLE, ids=map(describe, WHOLE))
def test_every_value_equals_itself_and_nothing_else(junk: Any) -> None:
    assert compare(junk, junk, TOLERANCE).difference is None
    assert compare(junk, EXPECTED, TOLERANCE).difference is not None


def test_the_first_differing_value_is_named() -> None:
    got = EXPECTED.copy()
    got[1, 0], got[1, 2] = 4.5, 9.0
    difference = compare(EXPECTED, got, TOLERANCE).difference
    assert difference is not None
    assert difference.parameters == {
        "at": "",
        "index": "[1, 0]",
        "expected": "4",
        "got": "4.5",
        "max_abs_error": 3.0,
        "differing": 2,
        "total": 6,
    }


def test_scalars_of_python_and_numpy_are_alike() -> None:
    for one in (1.5, np.float64(1.5), np.array(1.5)):
        for other in (1.5, np.float64(1.5), np.array(1.5)):
            assert compare(one, other, TOLERANCE).difference is None
    assert compare(1.5, 1, TOLERANCE).difference.kind is ReasonKind.DTYPE


def test_integers_and_booleans_are_exact() -> None:
    large = np.array([10**15])
    assert compare(large, large + 1, TOLERANCE).margin == math.inf
    assert compare(np.array([True]), np.array([False]), TOLERANCE).difference is not None
    assert compare(np.array([1], np.int32), np.array([1], np.int64), TOLERANCE).difference is None


def test_nan_and_infinity_only_where_they_are_expected() -> None:
    expected = np.array([math.nan, math.inf, -math.inf, 1.0])
    assert compare(expected, expected.copy(), TOLERANCE).difference is None
    for got in (
        [0.0, math.inf, -math.inf, 1.0],
        [math.nan, -math.inf, -math.inf, 1.0],
        [math.nan, 1e308, -math.inf, 1.0],
    ):
        assert compare(expected, np.array(got), TOLERANCE).margin == math.inf


def test_narrow_floats_are_allowed_their_own_rounding() -> None:
    narrow = EXPECTED.astype(np.float32)
    assert compare(narrow, narrow * np.float32(1 + 2e-6), TOLERANCE).difference is None
    assert compare(narrow, EXPECTED * (1 + 2e-6), TOLERANCE).difference is None
    # … but an option cannot loosen the tolerance by rounding its own numbers.
    assert compare(EXPECTED, narrow * np.float32(1 + 2e-6), TOLERANCE).difference is not None
    assert compare(EXPECTED, (EXPECTED * 1.004).astype(np.float16), TOLERANCE).difference is not None


def test_what_did_not_come_over_whole_equals_nothing() -> None:
    for value in (Opaque("set"), np.array(["a"]), b"bytes", {1, 2}):
        assert compare(value, value, TOLERANCE).difference is not None
        assert not is_comparable([value])
    assert is_comparable({"a": (1, None, "text", EXPECTED, 10**400, True)})


def test_parts_of_complex_numbers_are_compared_one_by_one() -> None:
    assert compare(np.array([complex(math.nan, 1)]), np.array([complex(5, math.nan)]), TOLERANCE).margin == math.inf
    assert compare(np.array([complex(math.nan, 1)]), np.array([complex(math.nan, 1)]), TOLERANCE).margin == 0


def test_places_in_structures_are_named_and_the_earliest_kind_wins() -> None:
    comparison = compare((EXPECTED, [1.0, EXPECTED]), (EXPECTED + 1, [1.0, EXPECTED.T]), TOLERANCE)
    assert comparison.difference is not None
    assert comparison.difference.kind is ReasonKind.SHAPE
    assert comparison.difference.parameters["at"] == "[1][1]"
    nested = compare({"h": EXPECTED}, {"h": EXPECTED + 1}, TOLERANCE).difference
    assert nested is not None
    assert nested.parameters["at"] == "['h']"


@given(
    hnp.arrays(np.float64, hnp.array_shapes(max_dims=3), elements=st.floats(-1e6, 1e6)),
    st.floats(0.01, 100),
    st.sampled_from([-1, 1]),
)
def test_the_margin_counts_tolerances(expected: Any, units: float, sign: int) -> None:
    got = expected + sign * units * (TOLERANCE.atol + TOLERANCE.rtol * np.abs(expected))
    comparison = compare(expected, got, TOLERANCE)
    assert comparison.margin == pytest.approx(units, rel=1e-2, abs=1e-2)
    if abs(units - 1) > 0.02:
        assert (comparison.difference is None) == (units < 1)


def test_a_tolerance_of_zero_asks_for_equality() -> None:
    exact = Tolerance(0.0, 0.0)
    assert compare(EXPECTED, EXPECTED.copy(), exact).difference is None
    assert compare(EXPECTED, EXPECTED * (1 + 1e-15), exact).difference is not None


def test_the_bounds_are_exact() -> None:
    tolerance = Tolerance(rtol=0.5, atol=0.0)
    assert compare(2.0, 3.0, tolerance).difference is None  # exactly one tolerance away
    assert compare(2.0, np.nextafter(3.0, 4.0), tolerance).difference is not None
    # The tolerance hangs on the expected value, not on what was given.
    assert compare(1.0, 1.9, tolerance).difference is not None
    assert compare(1.9, 1.0, tolerance).difference is None


def test_structures_must_be_the_same() -> None:
    for expected, got in (((1.0,), [1.0]), ([1.0], (1.0,)), ({"a": 1.0}, {"a": 1.0, "b": 2.0}), ([1.0], [1.0, 2.0])):
        difference = compare(expected, got, TOLERANCE).difference
        assert difference is not None
        assert difference.kind is ReasonKind.STRUCTURE


def test_of_several_parts_the_largest_margin_and_the_first_difference_are_told() -> None:
    comparison = compare([1.0, 1.0, 1.0], [1.1, 2.0, 1.0], TOLERANCE)
    assert comparison.margin == pytest.approx(1.0 / (1e-7 + 1e-9), rel=1e-3)
    assert comparison.difference is not None
    assert comparison.difference.parameters["at"] == "[0]"


@pytest.mark.parametrize("tolerance", [Tolerance(10.0, 0.0), Tolerance(0.5, 1.7e308)])
def test_a_difference_and_a_tolerance_beyond_all_floats_are_a_difference(tolerance: Tolerance) -> None:
    found = compare(np.array([1e308, 1.0]), np.array([-1e308, 1.0]), tolerance)
    assert found.margin == math.inf
    assert found.difference is not None
    assert found.difference.parameters["differing"] == 1


NUMBERS = st.sampled_from([0.0, -0.0, 1.0, 1 + 1e-7, 1 + 1e-12, 1e308, -1e308, 5e-324, math.inf, -math.inf, math.nan])
ARRAYS = st.builds(
    lambda numbers, kind, rows: np.array(numbers).astype(kind).reshape(rows),
    st.lists(NUMBERS, min_size=2, max_size=2),
    st.sampled_from(["f8", "f8", "f8", ">f8", "c16", "g"]),
    st.sampled_from([(2,), (2,), (1, 2), (2, 1)]),
)
VALUES = st.recursive(
    ARRAYS | NUMBERS | st.none() | st.just(np.empty((0, 2))),
    lambda inner: st.lists(inner, max_size=2) | st.tuples(inner, inner),
    max_leaves=3,
)
TOLERANCES = st.sampled_from(
    [Tolerance(), Tolerance(0, 0), Tolerance(0, 1e-9), Tolerance(1e-300, 5e-324), Tolerance(9)]
)


@given(st.lists(st.tuples(VALUES, VALUES) | VALUES.map(lambda value: (value, value)), max_size=4), TOLERANCES)
def test_what_is_compared_at_once_is_judged_as_one_by_one(pairs: list[tuple[Any, Any]], tolerance: Tolerance) -> None:
    for (expected, got), margin in zip(pairs, margins_at_once(pairs, tolerance), strict=True):
        if not math.isnan(margin):
            found = compare(expected, got, tolerance)
            assert (margin <= 1.0) == (found.difference is None)
            assert margin == found.margin


def test_margins_at_once_belong_to_their_pairs_and_are_relative_to_what_was_expected() -> None:
    one, three = np.array([1.0, 1.0]), np.array([3.0, 1.0])
    # The first pair begins alike and cannot be told at once, which must not move the others.
    pairs = [((one, one), (three, three[:1])), (one, three), (three, one), ([one], [one])]
    margins = margins_at_once(pairs, Tolerance(0.5, 0.0))
    assert math.isnan(margins[0])
    assert margins[1:] == [4.0, pytest.approx(4 / 3), 0.0]


PLAIN = NUMBERS | st.integers(-3, 3) | st.booleans() | st.sampled_from([2**53 + 1, 2**63, -(2**63), 10**400])
LISTS = st.lists(PLAIN, min_size=1, max_size=4) | st.lists(NUMBERS, min_size=1, max_size=4)


@given(LISTS, LISTS, TOLERANCES)
@example([0, 2**63], [0, 2**63 + 1], Tolerance())  # as one array they would be floats, and the same
def test_lists_of_plain_numbers_are_judged_as_one_by_one(
    expected: list[Any], got: list[Any], tolerance: Tolerance
) -> None:
    at_once = compare(expected, got, tolerance)
    one_by_one = compare([*expected, None], [*got, None], tolerance)  # a list with anything else in it
    if len(expected) == len(got):
        assert at_once == one_by_one


def test_a_long_list_of_plain_numbers_takes_no_step_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = []
    found = exam_drill.compare._compare_arrays
    monkeypatch.setattr(exam_drill.compare, "_compare_arrays", lambda *values: looks.append(values) or found(*values))
    numbers = [0.5 + number for number in range(10_000)]
    difference = compare(numbers, [*numbers[:-1], -1.0], TOLERANCE).difference
    assert difference is not None
    assert difference.parameters["at"] == "[9999]"
    assert compare(numbers, numbers[:], TOLERANCE).difference is None
    assert len(looks) == 1


@pytest.mark.parametrize(
    ("value", "text"), [(-0.0, "0"), (np.float32(-0.0), "0"), (1 / 3, "0.333333"), (-1e-300, "-1e-300"), (-3, "-3")]
)
def test_a_number_is_short_and_zero_has_no_sign(value: float, text: str) -> None:
    assert number_text(value) == text
