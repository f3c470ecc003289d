"""What is known beside the option's text: which names there are at the blank, and of what shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Context(NamedTuple):
    """What the parent saw when the program ran with the right option.

    `peers`: names that hold the same type and shape in each trial, the likeliest to be mistaken first.  `ranks`: the
    number of axes of each array and number.  `functions`: what can be called beside `np`.
    """

    peers: Mapping[str, Sequence[str]]
    ranks: Mapping[str, int]
    functions: frozenset[str]
    rank: int | None = None  # of what the blank itself gives
    dtype: str = ""
