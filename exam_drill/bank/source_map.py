"""Where each line of a code scalar stands in the bank file.

    code: |                     code: "z * h"         the text, not the quote
      def f(x):   ◀ line 1            ▲
        return x  ◀ line 2

Exact for literal blocks and for scalars on one line; the lines of folded scalars all stand at the scalar's start.
"""

from __future__ import annotations

import re

from exam_drill.bank.nodes import ScalarNode, SourceFile
from exam_drill.question import Code, Place

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+")


def code_of(node: ScalarNode, file: SourceFile) -> Code:
    """The scalar's text as code: without line breaks at its end, nor spaces around a text of one line."""
    text = node.value.rstrip("\n")
    if node.style == "|":
        return Code(text, _literal_places(node, text, file))
    line, column = _start(node, file)
    if node.style:
        column += 1
    if "\n" not in text:
        column += len(text) - len(text.lstrip())
        text = text.strip()
    start = Place(file.path, line, column)
    return Code(text, (start,) * (text.count("\n") + 1))


def _start(node: ScalarNode, file: SourceFile) -> tuple[int, int]:
    """Line and column, from 1, behind an anchor or a tag."""
    line, column = node.line, node.column
    if node.start < len(file.text) and file.text[node.start] in "&!":
        match = _PROPERTIES.match(file.text, node.start)
        if match is not None:
            skipped = match[0]
            line += skipped.count("\n")
            column = len(skipped) - skipped.rfind("\n") if "\n" in skipped else column + len(skipped)
    return line, column


def _literal_places(node: ScalarNode, text: str, file: SourceFile) -> tuple[Place, ...]:
    header, _ = _start(node, file)
    lines = text.split("\n")
    indent = 0
    for offset, line in enumerate(lines):
        if line:
            indent = len(file.lines[header + offset]) - len(line)
            break
    places: list[Place] = []
    for offset, line in enumerate(lines):
        number = header + offset  # of the line in the file, from 0: the content begins below the header
        length = len(file.lines[number]) if number < len(file.lines) else 0
        places.append(Place(file.path, number + 1, (indent if line else min(indent, length)) + 1))
    return tuple(places)
