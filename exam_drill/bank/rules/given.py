"""`given` names functions that stand beside the reference, in its module or in its code, but not the reference itself.

Passes::

    reference: gru.gru
    code: |
      def gru(x):
          return (あ)
    given: [sigmoid]

Fails::

    reference: gru.gru
    code: |
      def gru(x):
          return (あ)
    given: [gru]
"""

from __future__ import annotations

from exam_drill import catalogue
from exam_drill.bank.draft import Draft
from exam_drill.bank.notes import Notes, nearest
from exam_drill.question import Reference, WrittenReference
from exam_drill.scan import functions


def check(draft: Draft, notes: Notes) -> None:
    """Notes `given-is-reference`, `unknown-given` and `nothing-given`."""
    reference = draft.reference
    names = _names(reference) if draft.given and reference is not None else None
    if names is None or reference is None:
        return
    for name, node in draft.given:
        if name == reference.function:
            notes.add("given-is-reference", node, name=name)
        elif name not in names:
            known = [known for known in names if known != reference.function]
            if known:
                notes.add("unknown-given", node, name=name, reference=str(reference), nearest=nearest(name, known))
            else:
                notes.add("nothing-given", node, name=name, reference=str(reference))


def _names(reference: Reference) -> tuple[str, ...] | None:
    """What stands beside the reference; None if there is no such module."""
    if isinstance(reference, WrittenReference):
        return functions(reference.code.text)
    if reference.module not in catalogue.modules():
        return None
    return (*catalogue.functions(reference.module), *catalogue.declarations(reference.module).given)
