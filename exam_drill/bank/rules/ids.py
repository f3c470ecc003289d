"""A question's id is kebab-case: small letters, digits and single hyphens.

Passes::

    id: gru-state-update

Fails::

    id: GRU_state_update

An id stands only once in all the files that are loaded together, since a learner's history hangs on it; `Seen`
looks for that.
"""

from __future__ import annotations

import re

from exam_drill.bank import form
from exam_drill.bank.draft import Draft
from exam_drill.bank.notes import Notes, shown
from exam_drill.problem import Problem
from exam_drill.question import Place

_KEBAB = re.compile(form.ID.pattern)
_NO_KEBAB = re.compile(r"[^a-z0-9]+")
_CASE = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def check(draft: Draft, notes: Notes) -> None:
    """Notes `id-form`."""
    if draft.id is not None and draft.id_node is not None and not _KEBAB.fullmatch(draft.id):
        suggestion = _NO_KEBAB.sub("-", _CASE.sub("-", draft.id).lower()).strip("-")
        notes.add("id-form", draft.id_node, id=draft.id, suggestion=suggestion or "gru-state-update")


class Seen:
    """The ids that have been read, each with the file and line of its first place."""

    __slots__ = ("_first",)

    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def check(self, draft: Draft, notes: Notes) -> None:
        """Notes `id-duplicate` at every later place of an id, with its first place."""
        if draft.id is None or draft.id_node is None:
            return
        again = self.again(draft.id, notes.place(draft.id_node))
        if again is not None:
            notes.add(again.code, again.place, **again.parameters)

    def again(self, identity: str, place: Place) -> Problem | None:
        """The same, for an id that stands at `place`; None where it is the first one."""
        first = self._first.get(identity)
        if first is None:
            self._first[identity] = f"{place.path}:{place.line}"
            return None
        return Problem("id-duplicate", place, {"id": shown(identity), "other": shown(first)}, identity)
