"""Turns a draft without problems into a question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exam_drill.bank.draft import Draft
from exam_drill.bank.notes import Notes
from exam_drill.markers import find_markers
from exam_drill.question import Blank, Place, Question


def finish(draft: Draft, notes: Notes) -> Question | None:
    """The question; None if a part that every question needs is missing."""
    if draft.id is None or draft.code is None or draft.reference is None:
        return None
    blanks = tuple(_blanks(draft, notes))
    if not blanks or len(blanks) != len(draft.blanks):
        return None
    values: dict[str, Any] = dict(draft.values)
    return Question(
        id=draft.id,
        place=notes.place(draft.node),
        code=draft.code,
        blanks=blanks,
        reference=draft.reference,
        call=draft.call,
        given=tuple(name for name, _ in draft.given),
        inputs={item.name: item.text for item in draft.inputs},
        sizes=draft.sizes,
        prompt=draft.prompt,
        errata=draft.errata,
        **values,
    )


def _blanks(draft: Draft, notes: Notes) -> Iterator[Blank]:
    """The blanks in the order of their markers; each stands where its answer does, which a wrong key must change."""
    labels = dict.fromkeys(marker.label for marker in find_markers(draft.code.text if draft.code else ""))
    order = {label: index for index, label in enumerate(labels)}
    for blank in sorted(draft.blanks, key=lambda blank: order.get(blank.label or "", 0)):
        options = tuple(option for option in blank.options if option is not None)
        label = blank.label or next(iter(labels), None)
        if label is None or blank.answer is None or blank.answer_node is None or len(options) != len(blank.options):
            continue
        place: Place = notes.place(blank.answer_node)
        yield Blank(label, options, blank.answer, place)
