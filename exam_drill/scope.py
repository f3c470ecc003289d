"""What was there at a blank when the program with the right option reached it, as values.

    name   type     trial 1  2       3
    x      array    (3, 5)   (1, 4)  (2, 6)   float64
    self.y array    …                              and the blank's own value, where it is an expression

Made by `exam_drill.sandbox.scope`; no value ever leaves the child, only types, shapes and dtypes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Shape = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """One name, or attribute such as `self.y`: what it held in each trial that reached the blank.

    `kind` is "array", "number", "bool", "str", "list", "tuple", "dict" or "other"; `shapes` has None where
    there is none, as for a list; a scalar's is ().
    """

    name: str
    kind: str
    shapes: tuple[Shape | None, ...]
    dtype: str

    @property
    def rank(self) -> int | None:
        """How many axes it has in every trial; None where that changes, or where it is nothing with axes."""
        ranks = {None if shape is None else len(shape) for shape in self.shapes}
        return ranks.pop() if len(ranks) == 1 else None

    def is_like(self, other: Seen) -> bool:
        """Whether both were of one kind, shape and sort of dtype in every trial."""
        return (self.kind, self.shapes) == (other.kind, other.shapes) and self._sort() == other._sort()

    def _sort(self) -> str:
        return self.dtype.rstrip("0123456789")


@dataclass(frozen=True, slots=True)
class Scope:
    """What was at the blank on the `trials` (their positions) that reached it; only names that were there each time.

    `value` is what the blank itself gave; its kind is "other" where it stands for statements.
    """

    trials: tuple[int, ...]
    names: tuple[Seen, ...]
    value: Seen | None

    def find(self, name: str) -> Seen | None:
        """What was seen of a name."""
        return next((seen for seen in self.names if seen.name == name), None)


def symbolic(shapes: tuple[Shape | None, ...], sizes: tuple[Mapping[str, int], ...]) -> str | None:
    """`(N, T, D)`: the shape that a value had in trials of these sizes, in the letters of the declared inputs.

    A length that is no letter's in every trial is tried as a multiple of one, a sum or a product of two, or stays a
    number; None if none of these fits all trials.
    """
    if not shapes or any(shape is None for shape in shapes):
        return None
    known = [shape for shape in shapes if shape is not None]
    if len({len(shape) for shape in known}) != 1:
        return None
    lengths = [_length(tuple(column), sizes) for column in zip(*known, strict=True)]
    if any(length is None for length in lengths):
        return None
    texts = [str(length) for length in lengths]
    return f"({texts[0]},)" if len(texts) == 1 else f"({', '.join(texts)})"


def _length(column: tuple[int, ...], sizes: tuple[Mapping[str, int], ...]) -> str | None:
    letters = sorted(sizes[0]) if sizes else []
    values = {letter: tuple(size[letter] for size in sizes) for letter in letters}
    if len(set(column)) == 1 and len(column) > 1:
        return str(column[0])
    for letter in letters:
        if values[letter] == column:
            return letter
    for times in (2, 3, 4):
        for letter in letters:
            if tuple(times * size for size in values[letter]) == column:
                return f"{times}{letter}"
    for one in letters:
        for other in letters:
            pairs = list(zip(values[one], values[other], strict=True))
            if tuple(left + right for left, right in pairs) == column and one < other:
                return f"{one}+{other}"
            if tuple(left * right for left, right in pairs) == column and one <= other:
                return f"{one}·{other}"
    for letter in letters:
        for more in (-1, 1):
            if tuple(size + more for size in values[letter]) == column:
                return f"{letter}{'-' if more < 0 else '+'}1"
    return None
