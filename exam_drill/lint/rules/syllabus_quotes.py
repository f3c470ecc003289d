"""A heading that ends in 0 stands in quotes: for other readers of YAML, editors among them, 3.10 is the number 3.1.

`--fix` writes the quotes.

Passes::

    syllabus: "3.5"

Fails::

    syllabus: 3.10
"""

from __future__ import annotations

from exam_drill.bank.nodes import ScalarNode
from exam_drill.editing import Edit
from exam_drill.lint.finding import Findings, Level
from exam_drill.lint.subject import Subject

LEVELS = {"syllabus-without-quotes": Level.WARNING}
MENDED = ("syllabus-without-quotes",)


def check(subject: Subject, findings: Findings) -> None:
    """Notes `syllabus-without-quotes`."""
    node = subject.fields.get("syllabus")
    if not isinstance(node, ScalarNode) or node.style or node.value.count(".") != 1 or not node.value.endswith("0"):
        return
    edits: tuple[Edit, ...] = ()
    if subject.file.text[node.start : node.end] == node.value:
        edits = (Edit(node.start, node.end, f'"{node.value}"'),)
    findings.add("syllabus-without-quotes", node, edits, text=node.value)
