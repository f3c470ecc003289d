"""Gradients by central differences: they know nothing of any rule of differentiation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

STEP = 4e-3
# f'(x) ≈ Σ weight · (f(x + k·step) - f(x - k·step)) / step; the error is of the order of step⁶.
WEIGHTS = {1: 3 / 4, 2: -3 / 20, 3: 1 / 60}


def gradients(
    f: Callable[[dict[str, Any]], float], inputs: Mapping[str, Any], names: Sequence[str]
) -> tuple[np.ndarray, ...]:
    """The gradients of a scalar function of the inputs with respect to those named, each in its input's shape."""
    return tuple(_gradient(f, inputs, name) for name in names)


def _gradient(f: Callable[[dict[str, Any]], float], inputs: Mapping[str, Any], name: str) -> np.ndarray:
    value = np.asarray(inputs[name], dtype=np.float64)
    gradient = np.empty_like(value)
    for index in np.ndindex(value.shape):
        slope = 0.0
        for steps, weight in WEIGHTS.items():
            for sign in (1, -1):
                moved = value.copy()
                moved[index] += sign * steps * STEP
                slope += sign * weight * float(f({**inputs, name: moved}))
        gradient[index] = slope / STEP
    return gradient
