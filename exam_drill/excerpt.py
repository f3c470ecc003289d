"""What is kept of values that people are to look at: enough to see what they are, never more than fits a page.

    (3, 4) array ─────────────▶ Excerpt: all of it
    (1000, 500) array ────────▶ Excerpt: six rows and columns at each edge, and those around the first difference
    {"W": …, "b": [1.0, 2.0]} ▶ Leaf "['W']", Leaf "['b']"
    expected, got ────────────▶ Beside, Beside, …: leaf by leaf, each differing element marked

What differs is said by `exam_drill.compare`; nothing is compared here by another rule.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from exam_drill.compare import Difference, Tolerance, compare, describe, differing, is_number, shape_text
from exam_drill.visible import shortened

EDGE = 6  # rows and columns that are kept at each end
_AROUND = 2  # and on each side of the first difference
_PLANES = 6  # matrices of an array with more than two axes
_LEAVES = 40  # parts of a structure
_DIFFERENT = 4  # and of those beyond them, differing ones
_LONGEST = 200  # characters of a text
_FLAT = (float, int, bool)


@dataclass(frozen=True, slots=True)
class Plane:
    """A matrix of an array, or the array itself: the kept rows and columns, and their elements.

    An array with one axis is a row, a number one element.  `index` is where a matrix stands along the other axes.
    """

    index: tuple[int, ...]
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    elements: np.ndarray[Any, Any]  # (rows, columns), read-only
    marked: np.ndarray[Any, Any]  # (rows, columns) booleans, read-only: the elements that differ


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What is kept of an array, or of a number."""

    shape: tuple[int, ...]
    planes: tuple[Plane, ...]
    left_out: int  # matrices that are not kept
    differing: int = 0  # how many elements differ, in all of it


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part of a value that is no structure itself.

    `at` is its place as `compare` writes it, `kind` what NumPy or Python call it (`float64 (3, 4)`, `list of 5`).
    Other values than numbers have a `text` instead of an excerpt.
    """

    at: str
    kind: str
    excerpt: Excerpt | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Leaves:
    """A value as its first leaves; so many more were left out."""

    parts: tuple[Leaf, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Beside:
    """An expected value and the one in its place; one leaf each unless their structures differ there."""

    expected: Leaves
    got: Leaves
    difference: Difference | None


@dataclass(frozen=True, slots=True)
class Pairs:
    """A value beside the expected one, part by part; so many more parts were left out."""

    parts: tuple[Beside, ...]
    left_out: int = 0

    @property
    def agree(self) -> bool:
        """Whether nothing differs; where anything does, a part that does is kept."""
        return all(part.difference is None for part in self.parts)


def leaves(value: Any, at: str = "", most: int = _LEAVES) -> Leaves:
    """The first leaves of a value."""
    parts: list[Leaf] = []
    left_out = 0
    for where, one in _walk(value, at):
        if len(parts) < most:
            parts.append(_leaf(one, where, None))
        else:
            left_out += 1
    return Leaves(tuple(parts), left_out)


def pairs(expected: Any, got: Any, tolerance: Tolerance) -> Pairs:
    """The parts of two values beside each other: the first ones, and of the others the first that differ."""
    parts: list[Beside] = []
    beyond = left_out = 0
    for at, one, other in _walk_both(expected, got, ""):
        if len(parts) - beyond < _LEAVES:
            parts.append(_beside(one, other, at, tolerance))
        elif beyond < _DIFFERENT and compare(one, other, tolerance, at).difference is not None:
            parts.append(_beside(one, other, at, tolerance))
            beyond += 1
        else:
            left_out += 1
    return Pairs(tuple(parts), left_out)


def excerpt(array: np.ndarray[Any, Any], marked: np.ndarray[Any, Any] | None = None) -> Excerpt:
    """What is kept of an array of numbers, where these elements are `marked`."""
    shape = tuple(int(length) for length in array.shape)
    count = 0 if marked is None else int(marked.sum())
    if not array.size:
        return Excerpt(shape, (), 0)
    leading, rows, columns = shape[:-2], math.prod(shape[-2:-1]), math.prod(shape[-1:])
    matrices = array.reshape(-1, rows, columns)
    marks = np.zeros(matrices.shape, bool) if marked is None else marked.reshape(matrices.shape)
    kept = _kept_planes(len(matrices), marks)
    planes = tuple(
        _plane(tuple(int(part) for part in np.unravel_index(number, leading)) if leading else (), matrix, mark)
        for number in kept
        for matrix, mark in ((matrices[number], marks[number]),)
    )
    return Excerpt(shape, planes, len(matrices) - len(planes), count)


def _beside(expected: Any, got: Any, at: str, tolerance: Tolerance) -> Beside:
    difference = compare(expected, got, tolerance, at).difference
    left, right = _as_numbers(expected), _as_numbers(got)
    marks = None
    if left is not None and right is not None and type(expected) is type(got):
        marks = differing(left, right, tolerance)
    elif left is not None and right is not None and not _is_sequence(expected) and not _is_sequence(got):
        marks = differing(expected, got, tolerance)  # an array of no axes and a number are compared as numbers
    if marks is None and (_is_structure(expected) or _is_structure(got)):
        return Beside(leaves(expected, at, EDGE), leaves(got, at, EDGE), difference)
    return Beside(Leaves((_leaf(expected, at, marks),)), Leaves((_leaf(got, at, marks),)), difference)


def _leaf(value: Any, at: str, marked: np.ndarray[Any, Any] | None) -> Leaf:
    numbers = _as_numbers(value)
    if numbers is not None:
        return Leaf(at, _kind(value), excerpt(numbers, marked))
    if value is None:
        return Leaf(at, "None")
    if isinstance(value, str):
        return Leaf(at, "str", text=shortened(repr(value[: _LONGEST + 1]), _LONGEST))
    if isinstance(value, (list, tuple, dict)):
        return Leaf(at, _kind(value), text=type(value)().__repr__())
    return Leaf(at, shortened(describe(value), _LONGEST))


def _kind(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"{value.dtype.name} {shape_text(value.shape)}"
    if isinstance(value, (list, tuple, dict)):
        return f"{type(value).__name__} of {len(value)}"
    return value.dtype.name if isinstance(value, np.generic) else type(value).__name__


def _as_numbers(value: Any) -> np.ndarray[Any, Any] | None:
    """An array, a number, or a list of Python's own numbers of one type, as an array; None for anything else."""
    if is_number(value):
        return np.asarray(value)
    if not (_is_sequence(value) and value and type(value[0]) in _FLAT):
        return None
    if any(type(one) is not type(value[0]) for one in value) or not all(map(is_number, value)):
        return None
    return np.asarray(value)


def _is_sequence(value: Any) -> bool:
    return isinstance(value, (list, tuple))


def _is_structure(value: Any) -> bool:
    return isinstance(value, (list, tuple, dict))


def _walk(value: Any, at: str) -> Iterator[tuple[str, Any]]:
    """The leaves of a value with their places; what is empty is a leaf, too."""
    if _is_structure(value) and value and _as_numbers(value) is None:
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _walk(one, f"{at}[{key!r}]")
    else:
        yield at, value


def _walk_both(expected: Any, got: Any, at: str) -> Iterator[tuple[str, Any, Any]]:
    """The parts of two values down to where one of them is a leaf, or their structures differ."""
    if _is_structure(expected) and expected and type(got) is type(expected) and len(got) == len(expected):
        both_flat = _as_numbers(expected) is not None and _as_numbers(got) is not None
        if not both_flat and isinstance(expected, dict) and set(got) == set(expected):
            for key in expected:
                yield from _walk_both(expected[key], got[key], f"{at}[{key!r}]")
            return
        if not both_flat and _is_sequence(expected):
            for index, (one, other) in enumerate(zip(expected, got, strict=True)):
                yield from _walk_both(one, other, f"{at}[{index}]")
            return
    yield at, expected, got


def _kept_planes(count: int, marks: np.ndarray[Any, Any]) -> list[int]:
    """Which matrices are kept: the first ones, the first in which anything differs, and the last."""
    if count <= _PLANES:
        return list(range(count))
    different = np.flatnonzero(marks.reshape(count, -1).any(axis=1))[:1].tolist()
    return sorted({*range(_PLANES - 2), *different, count - 1})


def _plane(index: tuple[int, ...], matrix: np.ndarray[Any, Any], marks: np.ndarray[Any, Any]) -> Plane:
    first: Sequence[int | None] = np.argwhere(marks)[0].tolist() if marks.any() else (None, None)
    rows, columns = _kept(matrix.shape[0], first[0]), _kept(matrix.shape[1], first[1])
    elements, marked = matrix[np.ix_(rows, columns)], marks[np.ix_(rows, columns)]  # copies
    elements.flags.writeable = marked.flags.writeable = False
    return Plane(index, rows, columns, elements, marked)


def _kept(length: int, focus: int | None) -> tuple[int, ...]:
    """Which indices of an axis are kept: the edges, and those around the first difference."""
    if length <= 2 * EDGE + 2 * _AROUND + 1:
        return tuple(range(length))
    around = range(0) if focus is None else range(max(focus - _AROUND, 0), min(focus + _AROUND + 1, length))
    return tuple(sorted({*range(EDGE), *around, *range(length - EDGE, length)}))
