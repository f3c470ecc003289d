"""A named reference is a function of a module of `reference_impls` that declares its inputs there.

Passes::

    reference: gru.gru
    code: |
      def gru(x):
          return (あ)

Fails::

    reference: gruu.gru
    code: |
      def gru(x):
          return (あ)
"""

from __future__ import annotations

from exam_drill import catalogue
from exam_drill.bank.draft import Draft
from exam_drill.bank.notes import Notes, nearest
from exam_drill.question import NamedReference


def check(draft: Draft, notes: Notes) -> None:
    """Notes `unknown-module`, `unknown-function` and `undeclared-reference`."""
    reference, node = draft.reference, draft.reference_node
    if not isinstance(reference, NamedReference) or node is None:
        return
    module, function = reference.module, reference.function
    if module not in catalogue.modules():
        notes.add("unknown-module", node, module=module, nearest=nearest(module, catalogue.modules()))
        return
    declared = catalogue.declarations(module).inputs
    if function not in declared:
        code = "undeclared-reference" if function in catalogue.functions(module) else "unknown-function"
        notes.add(code, node, module=module, function=function, nearest=nearest(function, declared))
