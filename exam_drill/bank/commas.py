"""Commas in declared inputs: between sizes they are not wanted, and within `{…}` they end an entry.

    a: (N, D)                        sizes are separated by spaces: N D
    {a: N, D}                        for YAML two entries, `a: N` and `D` without a value
    {b: integer(0, 5) N D}           also two: `b: integer(0` and `5) N D`

Every one of them is noted as the one mistake that it is, and read as it was meant, so that no other problem follows
from it.
"""

from __future__ import annotations

import re

from exam_drill.bank import limits
from exam_drill.bank.nodes import ListNode, MapNode, Node, ScalarNode
from exam_drill.bank.notes import Notes
from exam_drill.scan import is_balanced

_DOMAIN = re.compile(r"([a-z_]{2,}(?:\([^()]*\))?)[ ]+")
_SIZE = re.compile(r"(?:[A-Za-z][0-9]*|[0-9]{1,7})(?:[-+*](?:[A-Za-z][0-9]*|[0-9]{1,7}))*")
_OPERATOR = re.compile(r"[ ]*([-+*])[ ]*")


def without_commas(text: str) -> str | None:
    """`N D` for `N, D` and `(N, D)`, behind a domain too; None for a text that is no list of sizes with commas."""
    if len(text) > limits.NAME:
        return None
    match = _DOMAIN.match(text)
    domain = [match[1]] if match else []
    sizes = text[match.end() if match else 0 :].strip()
    bare = sizes[1:-1] if sizes[:1] in ("(", "[") and sizes[-1:] in (")", "]") else sizes
    if bare == sizes and "," not in sizes:
        return None
    words = _OPERATOR.sub(r"\1", bare.replace(",", " ")).split()
    if not words or not all(_SIZE.fullmatch(word) for word in words):
        return None
    return " ".join(domain + words)


def rejoined(node: Node, notes: Notes) -> Node:
    """The mapping of inputs with the entries put together again that a comma tore; notes what must be written."""
    if not isinstance(node, MapNode):
        return node
    pairs: list[tuple[Node, Node]] = []
    position = 0
    while position < len(node.pairs):
        key, value = node.pairs[position]
        position += 1
        if isinstance(value, ListNode) and all(isinstance(item, ScalarNode) for item in value.items):
            text = f"[{', '.join(item.value for item in value.items if isinstance(item, ScalarNode))}]"
            value = _noted(ScalarNode(text, "", value.line, value.column, 0, 0, value.tag), notes) or value
        elif node.flow and isinstance(value, ScalarNode) and not value.style:
            text = value.value
            while position < len(node.pairs) and (piece := _piece(node.pairs[position], text)) is not None:
                text = f"{text}, {piece}"
                position += 1
            if text != value.value:
                torn = value._replace(value=text)
                meant = _noted(torn, notes)
                if meant is None:
                    notes.add("split-input", torn, text=text)
                value = meant or torn
        pairs.append((key, value))
    return node._replace(pairs=tuple(pairs))


def _noted(node: ScalarNode, notes: Notes) -> ScalarNode | None:
    suggestion = without_commas(node.value)
    if suggestion is None:
        return None
    notes.add("sizes-with-commas", node, suggestion=suggestion)
    return node._replace(value=suggestion)


def _piece(pair: tuple[Node, Node], before: str) -> str | None:
    """The key of an entry that a comma tore off `before`: it has no value, and closes a bracket or is a size."""
    key, value = pair
    if not isinstance(key, ScalarNode) or key.style or not isinstance(value, ScalarNode) or value.style or value.value:
        return None
    is_size = _SIZE.fullmatch(key.value) is not None and not key.value[0].islower()
    return key.value if is_size or (len(before) <= limits.NAME and not is_balanced(before)) else None
