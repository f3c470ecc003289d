"""What all results of a wrong option have in common: the part of a `why` that is seen, not thought.

expected, got, trial by trial ─▶ the shape (N, D) in place of (N, H) · the negative · T times · always 0 ·
                                 right only where N = 1 · for D = 3, H = 4: 96 in place of 128
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from exam_drill.cases import Case
from exam_drill.compare import Tolerance, compare, margins_at_once
from exam_drill.outcome import Outcome
from exam_drill.scope import symbolic
from exam_drill.suggest.suggestion import Fact

Array = np.ndarray[Any, Any]
_MOST_INPUTS = 4  # of an example
_SMALL = 50  # numbers up to which an example is easy to follow
_ROUND = (0.5, 2.0, 0.25, 4.0, 3.0)


def facts_of(
    expected: Sequence[Outcome], got: Sequence[Outcome], cases: Sequence[Case], tolerance: Tolerance
) -> tuple[Fact, ...]:
    """What is true of the results on all trials; all of them must have returned."""
    pairs = [(one.value, other.value) for one, other in zip(expected, got, strict=True)]
    right = [margin <= 1.0 for margin in _margins(pairs, tolerance)]
    if all(right):
        return (Fact("only-arguments"),)
    facts: list[Fact] = []
    parts = _parts(pairs, tolerance)
    if parts is not None:
        pairs = parts
    facts += list(_of_values(pairs, cases))[:1]
    facts += list(_right_where(right, cases))[:1]
    return tuple(facts) or tuple(_example(pairs, cases))


def _parts(pairs: Sequence[tuple[Any, Any]], tolerance: Tolerance) -> list[tuple[Any, Any]] | None:
    """The pairs of the only part of a tuple that is ever wrong."""
    count = len(pairs[0][0]) if isinstance(pairs[0][0], tuple) else 0
    if count < 2 or not all(isinstance(value, tuple) and len(value) == count for pair in pairs for value in pair):
        return None
    wrong = []
    for part in range(count):
        alone = [(one[part], other[part]) for one, other in pairs]
        if any(margin > 1.0 for margin in _margins(alone, tolerance)):
            wrong.append(alone)
    return wrong[0] if len(wrong) == 1 else None


def _margins(pairs: Sequence[tuple[Any, Any]], tolerance: Tolerance) -> list[float]:
    found = margins_at_once(pairs, tolerance)
    return [
        compare(*pair, tolerance).margin if math.isnan(margin) else margin
        for pair, margin in zip(pairs, found, strict=True)
    ]


def _of_values(pairs: Sequence[tuple[Any, Any]], cases: Sequence[Case]) -> Iterator[Fact]:
    arrays = [(_array(one), _array(other)) for one, other in pairs]
    known = [(one, other) for one, other in arrays if one is not None and other is not None]
    if len(known) < len(arrays):
        return
    sizes = tuple(case.sizes for case in cases)
    if any(one.shape != other.shape for one, other in known):
        right, wrong = (symbolic(tuple(pair[side].shape for pair in known), sizes) for side in (0, 1))
        if right and wrong and right != wrong:
            yield Fact("shape", {"expected": right, "got": wrong})
        return
    if all(one.dtype.kind in "fiu" and other.dtype.kind in "fiu" for one, other in known):
        yield from _of_numbers([(one.astype(float), other.astype(float)) for one, other in known], sizes)


def _of_numbers(pairs: Sequence[tuple[Array, Array]], sizes: Sequence[Any]) -> Iterator[Fact]:
    whole = np.concatenate([one.ravel() for one, _ in pairs]), np.concatenate([other.ravel() for _, other in pairs])
    if not (np.isfinite(whole[0]).all() and np.isfinite(whole[1]).all()):
        return
    if not whole[1].any() and whole[0].any():
        yield Fact("zero")
    elif (
        np.allclose(whole[1], whole[1].flat[0])
        and whole[1].size > len(pairs)
        and not np.allclose(whole[0], whole[0].flat[0])
    ):
        yield Fact("constant", {"value": f"{float(whole[1].flat[0]):.4g}"})
    elif np.allclose(whole[1], -whole[0]):
        yield Fact("negative")
    else:
        yield from _multiple(pairs, sizes)
        if (whole[1] >= whole[0] - 1e-12).all():
            yield Fact("never-smaller")
        elif (whole[1] <= whole[0] + 1e-12).all():
            yield Fact("never-larger")


def _multiple(pairs: Sequence[tuple[Array, Array]], sizes: Sequence[Any]) -> Iterator[Fact]:
    """By which one number, or which letter, every result is a multiple of the right one."""
    factors = []
    for one, other in pairs:
        norm = float((one * one).sum())
        factor = float((one * other).sum()) / norm if norm else None
        if factor is None or not np.allclose(other, factor * one):
            return
        factors.append(factor)
    found = np.array(factors)
    if np.allclose(found, found[0]):
        if any(np.isclose(found[0], number) for number in _ROUND):
            yield Fact("multiple", {"factor": f"{found[0]:.4g}"})
        return
    for letter in sorted(sizes[0]):
        lengths = np.array([size[letter] for size in sizes], float)
        for text, values in (
            (letter, lengths),
            (f"1/{letter}", 1 / lengths),
            (f"√{letter}", np.sqrt(lengths)),
            (f"1/√{letter}", 1 / np.sqrt(lengths)),
        ):
            if np.allclose(found, values):
                yield Fact("multiple", {"factor": text})
                return


def _right_where(right: Sequence[bool], cases: Sequence[Case]) -> Iterator[Fact]:
    """The letter whose size 1 decides whether the result is right by luck."""
    if not any(right):
        return
    for letter in sorted(cases[0].sizes):
        if all((case.sizes[letter] == 1) == correct for case, correct in zip(cases, right, strict=True)):
            yield Fact("right-where-one", {"letter": letter})
            return


def _example(pairs: Sequence[tuple[Any, Any]], cases: Sequence[Case]) -> Iterator[Fact]:
    """Small whole numbers that went in, what came out, and what should have."""
    for case, (one, other) in zip(cases, pairs, strict=True):
        plain = all(type(value) is int and 1 < value <= _SMALL for value in case.inputs.values())
        if (
            not plain
            or not 0 < len(case.inputs) <= _MOST_INPUTS
            or not all(type(value) is int for value in (one, other))
        ):
            continue
        if one != other:
            inputs = ", ".join(f"{name} = {value}" for name, value in case.inputs.items())
            yield Fact("example", {"inputs": inputs, "expected": one, "got": other})
            return


def _array(value: Any) -> Array | None:
    if isinstance(value, np.ndarray | np.generic | int | float) and not isinstance(value, bool):
        array = np.asarray(value)
        return array if array.dtype.kind in "fiub" else None
    return None


def distance(expected: Sequence[Outcome], got: Sequence[Outcome]) -> float:
    """How far results are from the right ones, from 0 to 1, whatever their scale: the median over the trials."""
    found = []
    for one, other in zip(expected, got, strict=True):
        left, right = _numbers(one.value), _numbers(other.value)
        if left.shape != right.shape or not left.size:
            found.append(1.0)
            continue
        total = float(np.linalg.norm(left) + np.linalg.norm(right))
        found.append(float(np.linalg.norm(left - right)) / total if total else 0.0)
    return float(np.median(found))


def _numbers(value: Any) -> Array:
    """All numbers of a value in a row."""
    if isinstance(value, (list, tuple)):
        return np.concatenate([np.zeros(0), *map(_numbers, value)])
    if isinstance(value, dict):
        return np.concatenate([np.zeros(0), *(_numbers(value[key]) for key in sorted(value))])
    array = _array(value) if not isinstance(value, bool) else np.asarray(float(value))
    if array is None:
        return np.zeros(0)
    return np.asarray(np.nan_to_num(array.astype(float).ravel(), posinf=1e300, neginf=-1e300))
