"""Two traces beside each other: the lines of the one, with what the other had there, and where they part.

chosen  1 2 3 3 4        the first step that is not the same is where they part; from there on each value that the
right   1 2 3 3 4        right program had otherwise at the same line, in the same pass, stands beside it
            ▲
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from exam_drill.compare import Tolerance, compare, number_text, shape_text
from exam_drill.excerpt import Beside, Leaf, Leaves, leaves, pairs
from exam_drill.traced import Change, Form, Held, Piece, Step, Trace
from exam_drill.why.values import Line, Named, Shown


def lines(chosen: Trace, right: Trace | None, judged: str, tolerance: Tolerance) -> tuple[Line, ...]:
    """The lines of a trace, held against the right program's if there is one."""
    if right is None:
        return tuple(_line(step, None, tolerance, parts=False) for step in chosen.steps)
    at = parting(chosen, right, judged, tolerance)
    beside = {_key(step): step for step in right.steps}
    found = []
    for place, step in enumerate(chosen.steps):
        other = beside.get(_key(step)) if at is not None and place >= at and not _own(step, judged) else None
        found.append(_line(step, other, tolerance, parts=place == at))
    return tuple(found)


def parting(chosen: Trace, right: Trace, judged: str, tolerance: Tolerance) -> int | None:
    """The first step of a trace that another one does not have, or has with other values; None if there is none.

    What stands in the judged blank is another text in each: its steps are alike if what they did is alike.
    """
    for place, (step, other) in enumerate(zip(chosen.steps, right.steps, strict=False)):
        if not _alike(step, other, judged, tolerance):
            return place
    if len(chosen.steps) == len(right.steps) or not chosen.steps:
        return None
    return min(len(right.steps), len(chosen.steps) - 1)


def named(changes: Sequence[Change]) -> Iterator[Named]:
    """What was at the blank, a row for each name: the first piece of its value, or what there is of it."""
    for name, held in changes:
        if len(held.pieces) == 1 and not held.left_out:
            leaf = leaf_of(held.pieces[0])
            yield Named(name, leaf.kind, value=leaf)
        else:
            for piece in held.pieces:
                leaf = leaf_of(piece)
                yield Named(name + piece.at, leaf.kind, value=leaf)


def leaf_of(piece: Piece) -> Leaf:
    """A piece as a leaf that can be drawn."""
    if piece.form is Form.VALUE:
        return leaves(piece.value, piece.at).parts[0]
    if piece.form is Form.CUT:
        head = " ".join(number_text(one) for one in piece.value)
        return Leaf(piece.at, f"{piece.kind} {shape_text(piece.shape)}", text=f"{head} …")
    if piece.form is Form.SIZED:
        return Leaf(piece.at, f"{piece.kind} of {piece.shape[0]}")
    return Leaf(piece.at, piece.kind)


def _line(step: Step, other: Step | None, tolerance: Tolerance, *, parts: bool) -> Line:
    there = {change.name: change.held for change in other.changes} if other is not None else {}
    gave = (*other.blank, *[None] * len(step.blank)) if other is not None else (None,) * len(step.blank)
    return Line(
        *step[:8],
        values=tuple((one.name, _shown(one.held, there.get(one.name), tolerance)) for one in step.changes),
        more=step.more,
        blanks=step.blanks,
        blank=tuple(_shown(one, gave[place], tolerance) for place, one in enumerate(step.blank)),
        returned=None
        if step.returned is None
        else _shown(step.returned, other.returned if other is not None else None, tolerance),
        error=step.error,
        parts=parts,
    )


def _shown(held: Held, other: Held | None, tolerance: Tolerance) -> Shown:
    beside = {piece.at: piece for piece in other.pieces} if other is not None else {}
    parts: list[Leaf | Beside] = []
    for piece in held.pieces:
        right = beside.get(piece.at)
        if right is None or _same(piece, right, tolerance):
            parts.append(leaf_of(piece))
        elif piece.form is right.form is Form.VALUE:
            parts.append(_beside(piece, right, tolerance))
        else:
            parts.append(Beside(Leaves((leaf_of(right),)), Leaves((leaf_of(piece),)), None))
    return Shown(tuple(parts), held.left_out)


def _beside(piece: Piece, right: Piece, tolerance: Tolerance) -> Beside:
    """Two values in one place, what differs marked in both."""
    found = pairs(right.value, piece.value, tolerance).parts[0]
    right_side, own_side = (
        Leaves(tuple(replace(leaf, at=piece.at) for leaf in side.parts[:1])) for side in (found.expected, found.got)
    )
    return Beside(right_side, own_side, found.difference)


def _key(step: Step) -> tuple[Any, ...]:
    return (*step.place, step.call, step.passed, step.kind)


def _own(step: Step, judged: str) -> bool:
    """Whether a step is of what stands in the judged blank."""
    return step.where == "option" and step.label == judged


def _alike(step: Step, other: Step, judged: str, tolerance: Tolerance) -> bool:
    own = _own(step, judged) and _own(other, judged)
    if not own and _key(step) != _key(other):
        return False
    if (step.error is None) is not (other.error is None) or (step.returned is None) is not (other.returned is None):
        return False
    if len(step.blank) != len(other.blank) or len(step.changes) != len(other.changes):
        return False
    mine = [*step.blank, *(one.held for one in step.changes), *([step.returned] if step.returned else [])]
    theirs = [*other.blank, *(one.held for one in other.changes), *([other.returned] if other.returned else [])]
    names = [one.name for one in step.changes] == [one.name for one in other.changes]
    return names and all(_held_alike(left, right, tolerance) for left, right in zip(mine, theirs, strict=True))


def _held_alike(held: Held, other: Held, tolerance: Tolerance) -> bool:
    if len(held.pieces) != len(other.pieces) or held.left_out != other.left_out:
        return False
    return all(_same(one, right, tolerance) for one, right in zip(held.pieces, other.pieces, strict=True))


def _same(one: Piece, other: Piece, tolerance: Tolerance) -> bool:
    """Whether two pieces hold the same, as far as one can see."""
    if (one.at, one.form, one.kind, one.shape) != (other.at, other.form, other.kind, other.shape):
        return False
    if one.form not in (Form.VALUE, Form.CUT):
        return True
    if (
        isinstance(one.value, np.ndarray)
        and isinstance(other.value, np.ndarray)
        and one.value.dtype != other.value.dtype
    ):
        return False
    return compare(other.value, one.value, tolerance).difference is None
