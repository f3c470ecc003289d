"""Copies of values, and whether one was changed."""

from __future__ import annotations

from typing import Any

import numpy as np


def clone(value: Any) -> Any:
    """A copy with arrays of its own, so that no option sees what another one wrote into its inputs."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, (list, tuple)):
        return type(value)(clone(item) for item in value)
    if isinstance(value, dict):
        return {key: clone(item) for key, item in value.items()}
    return value


def same(before: Any, after: Any) -> bool:
    """Whether two values are of the same types and hold the same to the last bit; NaN is the same as NaN."""
    if type(before) is not type(after):
        return False
    if isinstance(before, np.ndarray):
        like = before.dtype == after.dtype and before.shape == after.shape
        return bool(like and before.tobytes() == after.tobytes())
    if isinstance(before, (list, tuple)):
        return len(before) == len(after) and all(map(same, before, after))
    if isinstance(before, dict):
        return before.keys() == after.keys() and all(same(before[key], after[key]) for key in before)
    if isinstance(before, (float, np.floating)):
        return bool(before == after or (before != before and after != after))  # NaN is the same as NaN
    return bool(before == after)
