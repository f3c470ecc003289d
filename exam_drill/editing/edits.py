"""An edit is a stretch of a text and what to write in its place.

answer: 4            Edit(8, 9, "3")            answer: 3
        8 9
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from exam_drill.problem import CodedError


class Edit(NamedTuple):
    """What stands from `start` to `end` becomes `text`; offsets in the text with LF line ends and without a BOM."""

    start: int
    end: int
    text: str


class EditError(CodedError):
    """An edit that cannot be made in this file; the sentence of its code stands in `exam_drill.i18n.editing`."""


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made; several insertions at one place come in their order.

    ValueError where edits overlap or lie outside of the text.
    """
    parts: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if not position <= edit.start <= edit.end <= len(text):
            raise ValueError(f"edit {edit.start}..{edit.end} overlaps another one or lies outside of the text")
        parts += (text[position : edit.start], edit.text)
        position = edit.end
    parts.append(text[position:])
    return "".join(parts)
