"""The program defines the function that the reference is named after, or `call` says what to evaluate.

A blank that is a statement of its own at the outermost level may define it too.

Passes::

    code: |
      def g(x):
          return (あ)
    call: g(x)

Fails::

    code: |
      def g(x):
          return (あ)
"""

from __future__ import annotations

import re

from exam_drill import catalogue
from exam_drill.bank.draft import Draft
from exam_drill.bank.notes import Notes
from exam_drill.markers import find_markers
from exam_drill.question import NamedReference
from exam_drill.scan import masked

_DEFINITION = re.compile(
    r"^(?:def[ \t]+([^\W\d]\w*)|class[ \t]+([^\W\d]\w*)|([^\W\d]\w*)[ \t]*(?::[^=\n]*)?=(?!=))", re.MULTILINE
)


def check(draft: Draft, notes: Notes) -> None:
    """Notes `nothing-to-call`."""
    reference = draft.reference
    if draft.code is None or draft.code_node is None or reference is None or "call" in draft.present:
        return
    if isinstance(reference, NamedReference) and not _exists(reference):
        return  # a misspelt reference is one mistake, not two
    defined = {name for names in _DEFINITION.findall(masked(draft.code.text)) for name in names if name}
    if reference.function in defined:
        return
    if not any(marker.alone and marker.column == 1 for marker in find_markers(draft.code.text)):
        notes.add("nothing-to-call", draft.code_node, function=reference.function)


def _exists(reference: NamedReference) -> bool:
    return (
        reference.module in catalogue.modules()
        and reference.function in catalogue.declarations(reference.module).inputs
    )
