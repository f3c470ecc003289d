"""Compares one value with the expected one, in the order in which a learner thinks.

    structure ─▶ shape ─▶ dtype ─▶ values (NaN and infinity only where they are expected)

Floats agree when |got - expected| <= atol + rtol * |expected|; integers, booleans and strings exactly.  `margin`
measures the largest difference in units of that tolerance, so the verdict at any other tolerance can be read off it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from exam_drill.verdict import ReasonKind

RTOL = 1e-7
ATOL = 1e-9
# Tolerances of narrower floats, as multiples of the one for float64: their own rounding is that much larger.
_COARSER = {8: 1.0, 4: 1e3, 2: 1e5}
_FLOAT64 = np.dtype(np.float64)
_PLAIN = {float: _FLOAT64, int: np.dtype(np.int64), bool: np.dtype(np.bool_)}  # Python's own numbers, lists of them
_KINDS = {"b": "boolean", "i": "integer", "u": "integer", "f": "float", "c": "complex"}


@dataclass(frozen=True, slots=True)
class Tolerance:
    """Relative and absolute tolerance for float64."""

    rtol: float = RTOL
    atol: float = ATOL


@dataclass(frozen=True, slots=True)
class Difference:
    """The first difference found; parameters as in `exam_drill.verdict.Reason`."""

    kind: ReasonKind
    parameters: Mapping[str, str | int | float]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`difference` is None where the values agree; `margin` is infinite where they differ in another way than by
    size.
    """

    difference: Difference | None
    margin: float


_SAME = Comparison(None, 0.0)


def compare(expected: Any, got: Any, tolerance: Tolerance, at: str = "") -> Comparison:
    """Compares decoded values (see `exam_drill.outcome`); `at` is where in a structure they stand."""
    if isinstance(expected, (list, tuple)):
        if type(got) is not type(expected) or len(got) != len(expected):
            return _structure(at, expected, got)
        at_once = _compare_plain(expected, got, tolerance, at)
        if at_once is not None:
            return at_once
        parts = (
            compare(one, other, tolerance, f"{at}[{index}]")
            for index, (one, other) in enumerate(zip(expected, got, strict=True))
        )
        return _first(parts)
    if isinstance(expected, dict):
        if not isinstance(got, dict) or set(got) != set(expected):
            return _structure(at, expected, got)
        return _first(compare(expected[key], got[key], tolerance, f"{at}[{key!r}]") for key in expected)
    if is_number(expected):
        if not is_number(got):
            return _structure(at, expected, got)
        return _compare_arrays(np.asarray(expected), np.asarray(got), tolerance, at)
    # Only what came over whole can be equal: of anything else only the name of its type is known.
    if (expected is None or isinstance(expected, (str, int))) and type(expected) is type(got) and expected == got:
        return _SAME
    return _structure(at, expected, got)


def differing(expected: Any, got: Any, tolerance: Tolerance) -> np.ndarray[Any, Any] | None:
    """Which elements of a number or an array of them `compare` finds differing; None where they are no such pair.

    That is: where the values are of other shapes or kinds, or no numbers, so that they differ as a whole.
    """
    if not (is_number(expected) and is_number(got)):
        return None
    left, right = np.asarray(expected), np.asarray(got)
    if left.shape != right.shape or _KINDS[left.dtype.kind] != _KINDS[right.dtype.kind]:
        return None
    return _units(left, right, tolerance)[0] > 1.0


def margins_at_once(pairs: Sequence[tuple[Any, Any]], tolerance: Tolerance) -> list[float]:
    """The margins of many pairs of an expected value and one that was got, in one go; NaN where `compare` must tell.

    Most values are arrays of float64 of the expected shape with finite numbers, or tuples of them.  Each call of NumPy
    takes as long for hundreds of such numbers as for one.
    """
    unknown = [math.nan] * len(pairs)
    expected: list[np.ndarray[Any, Any]] = []
    got: list[np.ndarray[Any, Any]] = []
    places, starts, size = [], [], 0
    for place, (one, other) in enumerate(pairs):
        count = len(expected)
        if _collect(one, other, expected, got) and len(expected) > count:
            places.append(place)
            starts.append(size)
            size += sum(array.size for array in expected[count:])
        else:
            del expected[count:], got[count:]
    if not places:
        return unknown
    with np.errstate(all="ignore"):
        units, _ = _plain_units(np.concatenate(expected), np.concatenate(got), tolerance)
        largest = np.maximum.reduceat(units, starts)
    for place, margin in zip(places, largest.tolist(), strict=True):
        unknown[place] = margin if margin < math.inf else math.nan
    return unknown


def _collect(one: Any, other: Any, expected: list[np.ndarray[Any, Any]], got: list[np.ndarray[Any, Any]]) -> bool:
    """Whether two values consist of arrays of float64 of the same shapes, which are appended."""
    kind = type(one)
    if kind is not type(other):
        return False
    if kind is np.ndarray:
        if one.dtype != _FLOAT64 or other.dtype != _FLOAT64 or one.shape != other.shape or not one.size:
            return False
        expected.append(one.ravel())
        got.append(other.ravel())
        return True
    if (kind is not tuple and kind is not list) or len(one) != len(other):
        return False
    return all(_collect(left, right, expected, got) for left, right in zip(one, other, strict=True))


def is_comparable(value: Any) -> bool:
    """Whether a value came out of the sandbox whole, so that another one can be found equal to it."""
    if isinstance(value, (list, tuple)):
        return all(is_comparable(item) for item in value)
    if isinstance(value, dict):
        return all(is_comparable(item) for item in value.values())
    return value is None or isinstance(value, (str, int)) or is_number(value)


def is_only_nan(value: Any) -> bool:
    """Whether a value holds numbers, and all of them are NaN."""
    if isinstance(value, (list, tuple)):
        return bool(value) and all(is_only_nan(item) for item in value)
    if isinstance(value, dict):
        return bool(value) and all(is_only_nan(item) for item in value.values())
    if not is_number(value):
        return False
    array = np.asarray(value)
    return array.dtype.kind in "fc" and bool(np.isnan(array).all())  # of nothing, too


def describe(value: Any) -> str:
    """A value in a few words: `array (3, 4) float`, `list of 3`, `None`."""
    if isinstance(value, np.ndarray):
        return f"array {shape_text(value.shape)} {_KINDS.get(value.dtype.kind, str(value.dtype))}"
    if is_number(value):
        return f"{_KINDS[np.asarray(value).dtype.kind]} {number_text(value)}"
    if isinstance(value, (list, tuple)):
        return f"{type(value).__name__} of {len(value)}"
    if isinstance(value, dict):
        return f"dict of {len(value)}"
    if isinstance(value, str):
        return f"str {value[:40]!r}"
    if value is None:
        return "None"
    if isinstance(value, int):
        return f"int of {value.bit_length()} bits"
    return str(value)


def shape_text(shape: tuple[int, ...]) -> str:
    """A shape as NumPy prints it."""
    return str(tuple(int(length) for length in shape))


def number_text(value: Any) -> str:
    """A number in at most about ten characters; zero has no sign."""
    scalar = np.asarray(value)[()]
    if scalar.dtype.kind in "fc":
        return f"{scalar + 0:.6g}"  # -0.0 + 0 is 0.0
    return str(scalar)


def _first(parts: Any) -> Comparison:
    """The earliest kind of difference among parts, and the largest margin of all."""
    order = list(ReasonKind)
    found: Difference | None = None
    margin = 0.0
    for part in parts:
        margin = max(margin, part.margin)
        difference = part.difference
        if difference and (found is None or order.index(difference.kind) < order.index(found.kind)):
            found = difference
    return Comparison(found, margin)


def is_number(value: Any) -> bool:
    """Whether a value is a number, or an array of them, that can be compared as such."""
    if isinstance(value, np.ndarray):
        return value.dtype.kind in _KINDS
    if isinstance(value, int) and not isinstance(value, bool):
        return -(2**63) <= value < 2**63  # a larger one is compared as it is
    return isinstance(value, (bool, float, complex, np.generic))


def _structure(at: str, expected: Any, got: Any) -> Comparison:
    parameters = {"at": at, "expected": describe(expected), "got": describe(got)}
    return Comparison(Difference(ReasonKind.STRUCTURE, parameters), math.inf)


def _compare_arrays(
    expected: np.ndarray[Any, Any], got: np.ndarray[Any, Any], tolerance: Tolerance, at: str
) -> Comparison:
    if expected.shape != got.shape:
        shapes = {"at": at, "expected": shape_text(expected.shape), "got": shape_text(got.shape)}
        return Comparison(Difference(ReasonKind.SHAPE, shapes), math.inf)
    kinds = _KINDS[expected.dtype.kind], _KINDS[got.dtype.kind]
    if kinds[0] != kinds[1]:
        return Comparison(Difference(ReasonKind.DTYPE, {"at": at, "expected": kinds[0], "got": kinds[1]}), math.inf)
    if expected.size == 0:
        return _SAME
    units, error = _units(expected, got, tolerance)
    margin = float(units.max())
    if margin <= 1.0:
        return Comparison(None, margin)
    return Comparison(_value(expected, got, units > 1.0, error, at), margin)


def _compare_plain(expected: Sequence[Any], got: Sequence[Any], tolerance: Tolerance, at: str) -> Comparison | None:
    """As `compare` for lists of Python's own numbers, all of one type, in one go; None for other lists.

    A hundred thousand numbers would take seconds one by one.
    """
    types = set(map(type, expected)), set(map(type, got))
    if not all(len(kinds) == 1 and kinds <= _PLAIN.keys() for kinds in types):
        return None
    left, right = np.asarray(expected), np.asarray(got)
    if left.dtype != _PLAIN[type(expected[0])] or right.dtype != _PLAIN[type(got[0])]:
        return None  # an integer is beyond 64 bits, so that all would be rounded
    place, margin = 0, math.inf
    if types[0] == types[1]:
        units = _units(left, right, tolerance)[0]
        place, margin = int(np.argmax(units > 1.0)), float(units.max())
    if margin <= 1.0:
        return Comparison(None, margin)
    return Comparison(compare(expected[place], got[place], tolerance, f"{at}[{place}]").difference, margin)


def _units(
    expected: np.ndarray[Any, Any], got: np.ndarray[Any, Any], tolerance: Tolerance
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """How far each number is from the expected one of the same kind, in units of the tolerance, and as it is."""
    if expected.dtype.kind in "biu":
        error = np.abs(expected.astype(np.float64) - got.astype(np.float64))
        return np.where(expected == got, 0.0, np.inf), error
    if expected.dtype == got.dtype == _FLOAT64:
        with np.errstate(all="ignore"):
            units, error = _plain_units(expected, got, tolerance)
        if not units.size or units.max() < math.inf:  # nearly always: none of them is NaN, infinite or too large
            return units, error
    # The reference sets how coarse the numbers may be; an option cannot, by rounding its own.
    coarser = _COARSER.get(expected.real.dtype.itemsize, 1.0)
    wide = np.complex128 if expected.dtype.kind == "c" else np.float64
    left, right = expected.astype(wide), got.astype(wide)
    with np.errstate(all="ignore"):
        error = np.abs(right - left)
        allowed = coarser * (tolerance.atol + tolerance.rtol * np.abs(left))
        units = np.where(error == 0, 0.0, error / allowed)
    units = np.where(np.isnan(units), np.inf, units)  # both too large for a float: not shown to agree
    finite = np.isfinite(left) & np.isfinite(right)
    if not finite.all():
        same = _same_parts(left.real, right.real) & _same_parts(left.imag, right.imag)
        units = np.where(finite, units, np.where(same, 0.0, np.inf))
        error = np.where(finite, error, np.where(same, 0.0, np.inf))
    return units, error


def _plain_units(
    expected: np.ndarray[Any, Any], got: np.ndarray[Any, Any], tolerance: Tolerance
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """As `_units` of float64, where what comes of it is finite."""
    error = np.abs(got - expected)
    return error / (tolerance.atol + tolerance.rtol * np.abs(expected)), error


def _same_parts(left: np.ndarray[Any, Any], right: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    return np.asarray((left == right) | (np.isnan(left) & np.isnan(right)))


def _value(
    expected: np.ndarray[Any, Any],
    got: np.ndarray[Any, Any],
    wrong: np.ndarray[Any, Any],
    error: np.ndarray[Any, Any],
    at: str,
) -> Difference:
    index = tuple(map(int, np.unravel_index(int(wrong.argmax()), wrong.shape)))
    return Difference(
        ReasonKind.VALUE,
        {
            "at": at,
            "index": str(list(index)) if index else "",
            "expected": number_text(expected[index]),
            "got": number_text(got[index]),
            "max_abs_error": float(error.max()),
            "differing": int(wrong.sum()),
            "total": int(wrong.size),
        },
    )
