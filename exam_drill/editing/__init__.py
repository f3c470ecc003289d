"""Edits on the text of a bank file: every byte outside of an edit stays as its author wrote it.

    file ── BankText.read ──▶ text ── append_question, insert_options ──▶ Edit, Edit, … ── apply ──▶ new text
                               │                                                                        │
                               └───────────────────────── harm ◀────────────────────────────────────────┤
                                          () or what the edit broke                                     ▼
                                                                                            write: in one step

YAML is read here to find places, never to be written again.  Whoever edits asks `harm` before it writes, and does not
write where the answer is not empty.
"""

from exam_drill.editing.append import append_question
from exam_drill.editing.edits import Edit, EditError, apply
from exam_drill.editing.files import BankText, ChangedError, write
from exam_drill.editing.harm import Harm, harm
from exam_drill.editing.options import DraftOption, insert_options
from exam_drill.editing.yaml_text import Fields, Lines, Value, flow_value, scalar, text_value, write_fields

__all__ = [
    "BankText",
    "ChangedError",
    "DraftOption",
    "Edit",
    "EditError",
    "Fields",
    "Harm",
    "Lines",
    "Value",
    "append_question",
    "apply",
    "flow_value",
    "harm",
    "insert_options",
    "scalar",
    "text_value",
    "write",
    "write_fields",
]
