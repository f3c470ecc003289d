"""Code is indented by spaces: a tab has another width in every editor, and is shown as four spaces here.

`--fix` writes four spaces for each tab that begins a line, where no line of the code begins with spaces; a tab between
two words becomes one space.  Tabs within strings are left to you: write \\t.

Passes::

    code: |
      def f(x):
          return (あ)

Fails::

    code: "def f(x):\\n\\treturn (あ)"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from exam_drill.bank.nodes import MapNode, ScalarNode
from exam_drill.editing import Edit
from exam_drill.lint.finding import Findings, Level
from exam_drill.lint.spots import place_within
from exam_drill.lint.subject import Subject
from exam_drill.question import WrittenReference
from exam_drill.scan import tokens

LEVELS = {"tabs-in-code": Level.WARNING}
MENDED = ("tabs-in-code",)

_INDENTED_BY_SPACES = re.compile(r"^[ ]*[ ]", re.MULTILINE)
_INDENTATION = "    "


def check(subject: Subject, findings: Findings) -> None:
    """Notes `tabs-in-code`, once for each scalar that is code."""
    nodes = [field.node for field in subject.draft.code_fields]
    if isinstance(subject.draft.reference, WrittenReference) and subject.draft.reference_node is not None:
        nodes += _code_of_reference(subject)
    for node in nodes:
        at = node.value.find("\t")
        if at != -1:
            place = place_within(node, at, at + 1, subject.file)
            findings.add("tabs-in-code", place, _mends(node, subject.file.text))


def _code_of_reference(subject: Subject) -> Iterator[ScalarNode]:
    node = subject.fields["reference"]
    for key, value in node.pairs if isinstance(node, MapNode) else ():
        if isinstance(key, ScalarNode) and key.value == "code" and isinstance(value, ScalarNode):
            yield value


def _mends(node: ScalarNode, text: str) -> Iterator[Edit]:
    """Edits for a literal block whose tabs all stand where a space means the same."""
    if node.style != "|" or _INDENTED_BY_SPACES.search(node.value):
        return
    kinds = [token.kind for token in tokens(node.value) if "\t" in token.text]
    if not set(kinds) <= {"newline"} or node.value.startswith("\t"):
        return
    start = text.find("\n", node.start) + 1
    for line in text[start : node.end].split("\n"):
        body = line.lstrip(" ")
        indented = len(line) - len(body)
        for match in re.finditer(r"\t+", line):
            wide = len(match[0]) if match.start() > indented else 0
            written = " " if wide else _INDENTATION * len(match[0])
            yield Edit(start + match.start(), start + match.end(), written)
        start += len(line) + 1
