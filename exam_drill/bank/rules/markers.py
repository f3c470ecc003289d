"""Every blank has a marker in the code, and every marker a blank.

A marker is one kana in parentheses, `(こ)` or `（こ）`; in comments and strings it does not count.  The same marker may
stand more than once: the option is put into all its places.

Passes::

    code: |
      def f(x):
          return （あ）
    blanks: {あ: {options: [x + 1, x - 1], answer: 1}}

Fails::

    code: |
      def f(x):
          return (い)  # (あ)
    blanks: {あ: {options: [x + 1, x - 1], answer: 1}}
"""

from __future__ import annotations

from exam_drill.bank.draft import Draft
from exam_drill.bank.notes import Notes
from exam_drill.markers import Marker, find_lookalike, find_markers, is_label


def check(draft: Draft, notes: Notes) -> None:
    """Notes `label-form`, `no-marker`, `marker-form`, `blank-without-marker` and `marker-without-blank`."""
    labels = {blank.label for blank in draft.blanks if blank.label is not None}
    for blank in draft.blanks:
        if blank.label is not None and not is_label(blank.label):
            notes.add("label-form", blank.node, label=blank.label)
    if draft.code is None or draft.code_node is None:
        return
    first: dict[str, Marker] = {}
    for marker in find_markers(draft.code.text):
        first.setdefault(marker.label, marker)
    if not first and not labels:
        lookalike = find_lookalike(draft.code.text)
        if lookalike is None:
            notes.add("no-marker", draft.code_node)
        else:
            notes.add("marker-form", draft.code.place(lookalike.line, lookalike.column), text=lookalike.label)
    for blank in draft.blanks:
        if blank.label is not None and is_label(blank.label) and blank.label not in first:
            notes.add("blank-without-marker", blank.node, label=blank.label)
    shorthand = any(blank.label is None for blank in draft.blanks)
    strays = list(first.values())[1:] if shorthand else [m for m in first.values() if m.label not in labels]
    for marker in strays if draft.blanks else ():
        notes.add("marker-without-blank", draft.code.place(marker.line, marker.column), label=marker.label)
