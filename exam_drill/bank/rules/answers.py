"""There are at least two options, and the answer is the number of one of them.

Passes::

    options: [x + 1, x - 1]
    answer: 2

Fails::

    options: [x + 1, x - 1]
    answer: 3
"""

from __future__ import annotations

from exam_drill.bank import form
from exam_drill.bank.draft import Draft
from exam_drill.bank.nodes import ListNode
from exam_drill.bank.notes import Notes


def check(draft: Draft, notes: Notes) -> None:
    """Notes `too-few-options` and `answer-no-option`."""
    for blank in draft.blanks:
        node = blank.options_node
        if isinstance(node, ListNode) and len(node.items) < form.OPTIONS.least:
            notes.add("too-few-options", node, count=len(node.items))
        last = len(blank.option_nodes)
        if blank.answer is not None and blank.answer_node is not None and last and not 1 <= blank.answer <= last:
            notes.add("answer-no-option", blank.answer_node, answer=blank.answer, last=last)
