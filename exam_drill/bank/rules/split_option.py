"""Within `[…]` a comma ends an option, also one between parentheses: `[f(x, 1), g(x)]` would be three pieces.

Passes::

    options: ["np.add(x, 1)", x - 1]

Fails::

    options: [np.add(x, 1), x - 1]
"""

from __future__ import annotations

from exam_drill.bank.draft import Draft
from exam_drill.bank.notes import Notes
from exam_drill.scan import is_balanced


def check(draft: Draft, notes: Notes) -> None:
    """Notes `split-option` at every piece that leaves a bracket or quote open."""
    for field in draft.code_fields:
        if field.in_flow and not field.node.style and not is_balanced(field.node.value):
            notes.add("split-option", field.node, text=field.node.value)
