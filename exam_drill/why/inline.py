"""A value in one line, or in as few as it takes, beside its name.

[[0.31 0.22] [0.10 0.05]]      small, and there is room: one line
(2, 3) [0.31 0.22 0.10]        else lines under each other
       [0.05 *0.7 0.11]
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from rich.text import Text

from exam_drill.cells import text_len
from exam_drill.excerpt import Beside, Excerpt, Leaf
from exam_drill.layout import Row, fit, joined
from exam_drill.preview.arrays import Room, draw
from exam_drill.preview.numbers import Form, form_for
from exam_drill.quiz import style
from exam_drill.visible import shortened, visible

_ROWS, _PLANES = 6, 2
_PLAIN = "float64 "  # what nearly all arrays are: not worth a word
_LEAST = 24  # cells that a value must have for itself


def value_in_a_line(leaf: Leaf, room: int) -> Text:
    """A value within so many cells; what does not fit is cut off."""
    if leaf.excerpt is None:
        return fit_in(Text(visible(leaf.text)), room)
    return fit_in(Text(_nested(leaf.excerpt, form_for((leaf.excerpt,)))), room)


def fit_in(text: Text, room: int) -> Text:
    """A text that is cut off if there is no room for it."""
    return fit(text, room) if text_len(text) > room else text


def value_rows(name: str, part: Leaf | Beside, sides: tuple[str, str], indent: int, width: int) -> list[Row]:
    """A name and its value, or that of the right program above it, the elements that differ with a sign."""
    if isinstance(part, Leaf):
        return _rows(Text(visible(name + part.at), style.KEY), part, (), indent, width)
    right, own = part.expected.parts[0], part.got.parts[0]
    lead = Text(visible(name + own.at), style.KEY)
    words = [joined(lead, Text(f" {side}", style.CAUTION)) for side in sides]
    broad = max(map(text_len, words))
    for word in words:
        word.append(" " * (broad - text_len(word)))
    group = tuple(leaf.excerpt for leaf in (right, own) if leaf.excerpt is not None)
    return [
        *_rows(words[0], right, group, indent, width, signs=False),
        *_rows(words[1], own, group, indent, width),
    ]


def _rows(
    name: Text, leaf: Leaf, group: Sequence[Excerpt], indent: int, width: int, *, signs: bool = True
) -> list[Row]:
    kind = visible(leaf.kind).removeprefix(_PLAIN)
    scalar = leaf.excerpt is not None and not leaf.excerpt.shape
    lead = joined(Text(" " * indent), name, Text(" " if scalar else f" {kind} ", style.FAINT))
    if scalar or leaf.excerpt is None:
        lead = joined(Text(" " * indent), name, Text(" = " if scalar or leaf.text else f" {kind}"))
    below = width - text_len(lead) < _LEAST
    start = indent + 2 if below else text_len(lead)
    lines = _lines(leaf, group, max(width - start, 8), signs=signs)
    if below or not lines:
        return [Row(fit_in(lead, width), code=True), *(Row(line, Text(" " * start), code=True) for line in lines)]
    return [Row(line, lead if place == 0 else Text(" " * start), code=True) for place, line in enumerate(lines)]


def _lines(leaf: Leaf, group: Sequence[Excerpt], room: int, *, signs: bool) -> list[Text]:
    if leaf.excerpt is None:
        return [Text(shortened(visible(leaf.text), room))] if leaf.text else []
    others = [one for one in group if one is not leaf.excerpt]
    form = form_for(group or (leaf.excerpt,))
    return list(draw(leaf.excerpt, others, form, Room(room, _ROWS, _PLANES), signs=signs).lines)


def _nested(shown: Excerpt, form: Form) -> str:
    """`[[1.0 2.0] [3.0 4.0]]`: all that is kept of an array, in NumPy's brackets."""
    if not shown.planes:
        return "[]"
    texts = [_matrix(plane.elements, form, len(shown.shape)) for plane in shown.planes]
    left_out = shown.left_out or any(plane.elements.size < _of_plane(shown) for plane in shown.planes)
    inner = " ".join(texts) + (" …" if left_out else "")
    deeper = len(shown.shape) - 2
    return "[" * deeper + inner + "]" * deeper if deeper > 0 else inner


def _of_plane(shown: Excerpt) -> int:
    return int(np.prod(shown.shape[-2:], dtype=int))


def _matrix(elements: np.ndarray[Any, Any], form: Form, axes: int) -> str:
    rows = [" ".join(form(one) for one in row) for row in elements]
    if axes == 0:
        return rows[0]
    text = " ".join(f"[{row}]" for row in rows)
    return f"[{text}]" if axes > 1 else text
