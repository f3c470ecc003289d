"""How the numbers of arrays are written that stand beside each other: alike, and so that different ones look different.

1.0, 0.25        ─▶ 1.0000  0.2500         four decimals, as a rule
1.0, 1.0000001   ─▶ 1.0000000  1.0000001   more where a difference would not be seen
3e9, 1.5         ─▶ 3.000e+09  1.500e+00   where points would stand far apart
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Any

import numpy as np

from exam_drill.excerpt import Excerpt

Form = Callable[[Any], str]

_LARGEST, _SMALLEST = 1e6, 1e-2  # the largest number lies between these where points are used without powers of ten
_DECIMALS = range(4, 9)
_DIGITS = range(3, 17)


def form_for(excerpts: Sequence[Excerpt]) -> Form:
    """The form of all numbers in these excerpts, which show the same value: the expected one and what was got."""
    elements = [plane.elements for one in excerpts for plane in one.planes]
    floats = np.array([*chain.from_iterable(map(_magnitudes, elements))])
    pairs = list(_different(excerpts))
    forms = _forms(floats)
    return next((form for form in forms if all(form(one) != form(other) for one, other in pairs)), _exact)


def _forms(magnitudes: np.ndarray[Any, Any]) -> Iterator[Form]:
    """The forms that may do, from the shortest on."""
    largest = magnitudes.max(initial=0.0)
    if largest == 0.0 or _SMALLEST <= largest < _LARGEST:
        if (magnitudes == np.floor(magnitudes)).all():
            yield partial(_written, "fixed", 1)
        for decimals in _DECIMALS:
            yield partial(_written, "fixed", decimals)
    for digits in _DIGITS:
        yield partial(_written, "scientific", digits)


def _written(notation: str, digits: int, number: Any) -> str:
    """A number of any kind; integers and truth values have one form only."""
    if isinstance(number, (complex, np.complexfloating)):
        real, imaginary = (_written(notation, digits, float(part)) for part in (number.real, number.imag))
        return f"{real}{'' if imaginary[0] in '+-' else '+'}{imaginary}j"
    if not isinstance(number, (float, np.floating)):
        return str(number)
    value = float(number)
    if not math.isfinite(value):
        return str(value)
    text = f"{value:.{digits}{'f' if notation == 'fixed' else 'e'}}"
    return text.lstrip("-") if float(text) == 0 else text  # zero has no sign


def _exact(number: Any) -> str:
    """A number with all its digits; of one that is no longer told from another in fewer."""
    return str(number)


def _magnitudes(elements: np.ndarray[Any, Any]) -> Iterable[float]:
    """How large the finite numbers are that are no integers."""
    if elements.dtype.kind not in "fc":
        return ()
    parts = (elements.real, elements.imag) if elements.dtype.kind == "c" else (elements,)
    flat = np.abs(np.concatenate([part.ravel().astype(np.float64) for part in parts]))
    found: list[float] = flat[np.isfinite(flat)].tolist()
    return found


def _different(excerpts: Sequence[Excerpt]) -> Iterator[tuple[Any, Any]]:
    """The elements that differ, from the first two excerpts, if those mark the same ones."""
    if len(excerpts) < 2 or excerpts[0].shape != excerpts[1].shape:
        return
    for one, other in zip(excerpts[0].planes, excerpts[1].planes, strict=False):
        if one.marked.shape == other.marked.shape:
            marks = one.marked & other.marked
            yield from zip(one.elements[marks], other.elements[marks], strict=True)
