"""What a program gets in the place of those things of NumPy that reach further than a program needs.

np.ndarray       only a class to ask about; its constructor would read whatever memory it is told to
np.nditer        one array, one element at a time
np.errstate      no callbacks
np.random        generators made from a seed, not from the inside of another one
np.r_, np.c_     no texts: NumPy looks names up in the caller's variables for them
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from exam_drill.sandbox.inside.own import stand_in

_ITERATION = frozenset({"multi_index", "c_index", "f_index", "refs_ok", "zerosize_ok"})
_ACCESS = frozenset({"readonly", "readwrite", "writeonly"})
_ANSWERS = ("ignore", "warn", "raise", "print")


def errstate(**answers: Any) -> Any:
    """`np.errstate`, for what can be done about an error without calling anything."""
    for name, answer in answers.items():
        if name == "call" or (answer is not None and answer not in _ANSWERS):
            raise ValueError(f"np.errstate takes {', '.join(map(repr, _ANSWERS))} here")
    return np.errstate(**answers)


class Joined:
    """`np.r_` and `np.c_`."""

    __slots__ = ("_real",)
    _real: Any

    def __init__(self, real: Any) -> None:
        object.__setattr__(self, "_real", real)

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, str):
            raise TypeError("names in a text are not looked up here; write the arrays themselves")
        return self._real[key]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"attribute {name!r} cannot be changed")


class Iteration:
    """`np.nditer` over one array of numbers, element by element."""

    __slots__ = ("_real",)
    _real: Any

    def __init__(self, array: Any, flags: Any = (), op_flags: Any = ("readonly",), order: Any = "K") -> None:
        if op_flags and not isinstance(op_flags[0], str):
            (op_flags,) = op_flags
        if not (_ITERATION.issuperset(flags) and _ACCESS.issuperset(op_flags)):
            raise ValueError(f"np.nditer takes the flags {', '.join(sorted(_ITERATION | _ACCESS))} here")
        if isinstance(array, (list, tuple)) and any(isinstance(item, np.ndarray) for item in array):
            raise ValueError("np.nditer takes a single array here")
        array = np.asanyarray(array)
        if array.dtype.hasobject:
            raise TypeError("np.nditer takes an array of numbers here")
        object.__setattr__(self, "_real", np.nditer(array, list(flags), [list(op_flags)], order=order))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"attribute {name!r} cannot be changed")

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        return next(self._real)

    def __getitem__(self, index: Any) -> Any:
        return self._real[index]

    def __enter__(self) -> Iteration:
        return self

    def __exit__(self, *error: object) -> None:
        # Not closed: nothing is buffered, and elements that were handed out would point to memory that is gone.
        return

    @property
    def finished(self) -> bool:
        """Whether all elements were visited."""
        return bool(self._real.finished)

    @property
    def multi_index(self) -> Any:
        """The indices of the element; needs the flag of this name."""
        return self._real.multi_index

    @property
    def index(self) -> Any:
        """The index of the element in a flat array; needs the flag `c_index` or `f_index`."""
        return self._real.index

    @property
    def value(self) -> Any:
        """The element, as an array without axes."""
        return self._real.value

    def iternext(self) -> bool:
        """Goes on to the next element; whether there is one."""
        return bool(self._real.iternext())

    def reset(self) -> None:
        """Goes back to the first element."""
        self._real.reset()


def _seed(seed: Any) -> Any:
    """A seed that is numbers; TypeError if it is something that a generator would ask for its inside."""
    if seed is None or isinstance(seed, (int, np.integer)):
        return seed
    seeds = np.asarray(seed)
    if seeds.dtype.kind not in "iu":
        raise TypeError("a seed is an integer, or several of them")
    return seeds


def _random_state(seed: Any = None) -> Any:
    return np.random.RandomState(_seed(seed))


def _default_rng(seed: Any = None) -> Any:
    return seed if isinstance(seed, np.random.Generator) else np.random.default_rng(_seed(seed))


STAND_INS: dict[str, dict[str, Any]] = {
    "np": {
        "errstate": errstate,
        "ndarray": stand_in(np.ndarray, None),
        "nditer": Iteration,
        "r_": Joined(np.r_),
        "c_": Joined(np.c_),
    },
    "np.random": {
        "RandomState": stand_in(np.random.RandomState, _random_state),
        "default_rng": _default_rng,
    },
}
