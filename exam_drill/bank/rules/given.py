"""`given` names functions of the reference's module, but not the reference itself.

A reference that is written in the bank has no module: what its programs need stands in `code`.

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
from exam_drill.question import NamedReference, WrittenReference


def check(draft: Draft, notes: Notes) -> None:
    """Notes `given-without-module`, `given-is-reference` and `unknown-given`."""
    reference = draft.reference
    if not draft.given or reference is None:
        return
    if isinstance(reference, WrittenReference):
        notes.add("given-without-module", draft.given[0][1], name=draft.given[0][0])
        return
    if reference.module not in catalogue.modules():
        return
    functions = _names(reference)
    for name, node in draft.given:
        if name == reference.function:
            notes.add("given-is-reference", node, name=name)
        elif name not in functions:
            known = [function for function in functions if function != reference.function]
            notes.add("unknown-given", node, name=name, module=reference.module, nearest=nearest(name, known))


def _names(reference: NamedReference) -> tuple[str, ...]:
    return (*catalogue.functions(reference.module), *catalogue.declarations(reference.module).given)
