"""What a name holds, as a few pieces that may leave the child, and as a number that changes when it does.

    np.array([[1, 2]])          ─▶ [["", "value", a copy]]
    {"W": array, "b": "text"}   ─▶ [["['W']", "value", a copy], ["['b']", "value", "text"]]
    an array of a million       ─▶ [["", "cut", "float64", [1000, 1000], its first elements]]
    a list of lists, a function ─▶ [["", "other", "function"]]

No method of a program's own is called for it: types are compared by identity, and nothing is asked for its repr.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

MOST_PIECES = 8
LARGEST_WHOLE = 256  # elements of an array that leaves as it is
_HEAD = 6  # elements of a larger one
_DEEPEST = 3
_LONGEST_TEXT = 200
_LONGEST_NAME = 40
_LARGEST_INTEGER = 256  # bits
_LOOKED_AT = 1 << 16  # bytes of an array, or items of a structure, that decide whether it changed
_NUMBER_KINDS = "biufc"
_FLAT = (float, int, bool)

Piece = list[Any]  # [place, form, …]


def pieces(value: Any) -> tuple[list[Piece], int]:
    """The first pieces of a value, and how many are left out.  Arrays are copied: they may change."""
    found: list[Piece] = []
    left_out = 0
    for at, one in _parts(value, "", 0):
        if len(found) < MOST_PIECES:
            found.append([at, *_form(one)])
        else:
            left_out += 1
        if left_out >= _LOOKED_AT:
            break
    return found, left_out


def _parts(value: Any, at: str, depth: int) -> Iterator[tuple[str, Any]]:
    kind = type(value)
    if kind in (list, tuple, dict) and value and depth < _DEEPEST and not is_flat(value):
        items = value.items() if kind is dict else enumerate(value)
        for place, (key, one) in enumerate(items):
            name = f"{key!r}" if type(key) in (str, int) and len(str(key)) <= _LONGEST_NAME else f"#{place}"
            yield from _parts(one, f"{at}[{name}]", depth + 1)
    else:
        yield at, value


def is_flat(value: Any) -> bool:
    """Whether a list or tuple holds Python's own numbers of one type, and not too many: it is shown like an array."""
    if type(value) is dict or not 0 < len(value) <= LARGEST_WHOLE or type(value[0]) not in _FLAT:
        return False
    return all(type(one) is type(value[0]) for one in value) and all(map(_is_small, value))


def _is_small(value: Any) -> bool:
    return type(value) is not int or value.bit_length() < 63


def _form(value: Any) -> list[Any]:
    kind = type(value)
    if kind is np.ndarray and value.dtype.kind in _NUMBER_KINDS:
        if value.size <= LARGEST_WHOLE:
            return ["value", value.copy()]
        return ["cut", value.dtype.name, list(value.shape), value.ravel()[:_HEAD].copy()]
    if value is None or kind in (bool, float, complex):
        return ["value", value]
    if kind is int:
        return ["value", value] if value.bit_length() <= _LARGEST_INTEGER else ["other", "int"]
    if kind is str:
        return ["value", value if len(value) <= _LONGEST_TEXT else value[: _LONGEST_TEXT - 1] + "…"]
    if isinstance(value, np.generic) and value.dtype.kind in _NUMBER_KINDS:
        return ["value", value]
    if kind in (list, tuple, dict):
        whole = not value or (kind is not dict and is_flat(value))
        return ["value", kind(value)] if whole else ["sized", kind.__name__, len(value)]
    return ["other", kind.__name__[:_LONGEST_NAME]]


def mark(value: Any, depth: int = 0) -> int:
    """A number that is another one when a value is; of what is large, or no plain value, only parts are looked at."""
    kind = type(value)
    if kind is np.ndarray and value.dtype.kind in _NUMBER_KINDS:
        content = value if value.nbytes <= _LOOKED_AT else value.ravel()[:: 1 + value.nbytes // _LOOKED_AT]
        return hash((value.dtype.str, value.shape, content.tobytes()))
    if isinstance(value, np.generic) and value.dtype.kind in _NUMBER_KINDS:
        return hash((value.dtype.str, value.tobytes()))
    if kind in (list, tuple, dict) and depth < 2 * _DEEPEST:
        items = list(value.values() if kind is dict else value)[:LARGEST_WHOLE]
        keys = tuple(key for key in value if type(key) in (str, int)) if kind is dict else ()
        return hash((kind.__name__, len(value), keys[:LARGEST_WHOLE], tuple(mark(one, depth + 1) for one in items)))
    if kind is float:
        return hash(("float", np.float64(value).tobytes()))
    if value is None or kind in (bool, int, complex, str):
        return hash((kind.__name__, value))
    return id(value)
