"""Many values of one form as columns: an input in all trials, or what a program returned in them.

    (x, (h, 1.5))  ┐                  ┌ ["A", dtype of x, [shape, shape], offset]       one block of bytes
    (x, (h, 2.5))  ┘ values ─ add ─▶  └ ["T", […]] of ["A", dtype of h, …] and ["v", [["f", 1.5], ["f", 2.5]]]

Values are of one form if they are the same tuples and lists of arrays and NumPy scalars of the same dtypes, and of
Python's own scalars.  What arrays hold is taken when they are added: a program may change later what it returned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from exam_drill.sandbox.wire import NUMBER_KINDS, Packer

_WIDEST = 64  # parts of one value
_DEEPEST = 8
_PLAIN = frozenset({float, int, bool, complex, str, type(None)})

# "v": one of Python's scalars; a dtype: an array; "g" and a dtype: a NumPy scalar; "T" or "L" and forms: a structure
Form = str | tuple[Any, ...]


class Column:
    """Collects values of the first one's form; TooLargeError as `Packer.value`."""

    def __init__(self, packer: Packer) -> None:
        self._packer = packer
        self._form: Form | None = None
        self._width = 0  # parts of each value
        self._counted = 0  # what each value counts as, beside Python's scalars in it
        self._cells: list[Any] = []  # what is known of the parts of the first value, of the second one, …
        self._size = 0

    def add(self, value: Any) -> bool:
        """Whether the value is of the form, and taken."""
        parts: list[Any] = []
        form = _form(value, parts, 0)
        if form is None:
            return False
        if self._form is None:
            self._form, self._width = form, len(parts)
            self._counted = _structures(form) + sum(type(part) not in _PLAIN for part in parts)
        elif form != self._form:
            return False
        size = sum([part.nbytes for part in parts if type(part) not in _PLAIN])
        self._packer.hold(size, self._counted)
        self._size += size
        for part in parts:
            if type(part) is np.ndarray:
                self._cells.append((part.shape, part.tobytes()))
            else:
                self._cells.append(self._packer.value(part) if type(part) in _PLAIN else part.tobytes())
        return True

    def tagged(self) -> list[Any]:
        """The tagged form of the values that were added, and room for further ones of their form."""
        cells = self._cells
        self.drop()
        columns = iter([cells[place :: self._width] for place in range(self._width)])
        return ["v", []] if self._form is None else self._tagged(self._form, columns)

    def drop(self) -> None:
        """Forgets the values that were added."""
        self._packer.release(self._size)
        self._size, self._cells = 0, []

    def _tagged(self, form: Form, columns: Iterator[list[Any]]) -> list[Any]:
        if isinstance(form, tuple):
            return [form[0], [self._tagged(inner, columns) for inner in form[1:]]]
        cells = next(columns)
        if form == "v":
            return ["v", cells]
        if form[0] == "g":
            return ["G", form[1:], len(cells), self._packer.keep(cells)]
        return ["A", form, [shape for shape, _ in cells], self._packer.keep([data for _, data in cells])]


def column(packer: Packer, values: Sequence[Any]) -> list[Any]:
    """The tagged form of many values, which travel one by one if they are of no form, or not of the same."""
    collected = Column(packer)
    if all(map(collected.add, values)):
        return collected.tagged()
    collected.drop()
    return ["v", [packer.value(value) for value in values]]


def _form(value: Any, parts: list[Any], depth: int) -> Form | None:
    """The form of a value, whose parts are appended; None if it has none."""
    kind = type(value)
    if kind is np.ndarray:
        if value.dtype.kind not in NUMBER_KINDS:
            return None
        form = value.dtype.str
    elif kind is tuple or kind is list:
        if not 0 < len(value) <= _WIDEST or depth == _DEEPEST:
            return None
        forms: list[Any] = ["T" if kind is tuple else "L"]
        for item in value:
            inner = _form(item, parts, depth + 1)
            if inner is None:
                return None
            forms.append(inner)
        return tuple(forms)
    elif kind in _PLAIN:
        form = "v"
    elif isinstance(value, np.generic) and value.dtype.kind in NUMBER_KINDS:
        form = "g" + value.dtype.str
    else:
        return None
    parts.append(value)
    return form if len(parts) <= _WIDEST else None


def _structures(form: Form) -> int:
    return 1 + sum(map(_structures, form[1:])) if isinstance(form, tuple) else 0
