"""A `#` behind a space or a tab ends an option that is not quoted: the rest of the line is a comment of YAML.

So an option never shares its line with a comment.  Behind `code:` and other keys a comment is allowed where it cannot
be taken for a part of the code: set off by two spaces or more, and with all brackets and quotes closed before it.

Passes::

    options:
      - code: x + 1    # a note of the author
      - "x - 1 # the quotes keep this in the option"

Fails::

    options:
      - x + 1 # not a part of the option
      - x - 1
"""

from __future__ import annotations

import re

from exam_drill.bank.draft import CodeField, Draft
from exam_drill.bank.notes import Notes
from exam_drill.scan import is_balanced

_COMMENT = re.compile(r"([ \t]++)#")


def check(draft: Draft, notes: Notes) -> None:
    """Notes `cut-short`."""
    for field in draft.code_fields:
        if not field.node.style and _is_cut(field, draft.file.text):
            notes.add("cut-short", field.node, text=field.node.value)


def _is_cut(field: CodeField, text: str) -> bool:
    match = _COMMENT.match(text, field.node.end)
    if match is None:
        return False
    set_off = len(match[1]) > 1 and "\t" not in match[1]
    return field.is_item or not set_off or not is_balanced(field.node.value)
