"""From a stretch of a scalar's value back to its place in the file.

    hint:
      ja: |-
        状態 h は,…        value "状態 h は,…", offset 6        offset 1234 of the file, line 12, column 15
               ▲

Found by counting: the n-th occurrence in the value is the n-th in the file, if both have as many.  So blocks, quotes
and folded texts need no rules of their own, and what an escape hides has no offset.
"""

from __future__ import annotations

from exam_drill.bank.nodes import ScalarNode, SourceFile
from exam_drill.question import Place


def offset_of(node: ScalarNode, start: int, end: int, file: SourceFile) -> int | None:
    """The offset in the file of `node.value[start:end]`; None if it cannot be told for certain."""
    piece = node.value[start:end]
    if not piece or "\n" in piece:
        return None
    raw = file.text[node.start : node.end]
    if raw.count(piece) != node.value.count(piece):
        return None
    before, found, at = 0, -1, node.value.find(piece)
    while at != -1 and at < start:
        before, at = before + 1, node.value.find(piece, at + 1)
    for _ in range(before + 1):
        found = raw.find(piece, found + 1)
        if found == -1:
            return None
    return node.start + found


def place_of(offset: int, node: ScalarNode, file: SourceFile) -> Place:
    """The place of an offset that lies within the node."""
    line = node.line + file.text.count("\n", node.start, offset)
    return Place(file.path, line, offset - file.text.rfind("\n", 0, offset))


def place_within(node: ScalarNode, start: int, end: int, file: SourceFile) -> Place:
    """The place of `node.value[start:end]`, or that of the whole scalar if it cannot be told."""
    offset = offset_of(node, start, end, file)
    return Place(file.path, node.line, node.column) if offset is None else place_of(offset, node, file)


def last_line(node: ScalarNode, file: SourceFile) -> int:
    """The number of the last line that the scalar's text stands on."""
    return node.line + file.text.count("\n", node.start, node.start + len(file.text[node.start : node.end].rstrip()))
