"""A text with its tree, and edits of single nodes that leave all else as its author wrote it.

    (r * h) @ Uh.T     node  r * h ─▶ "r"        r @ Uh.T              its parentheses go, for they are not needed
    2 * z              node  z     ─▶ "1 - z"    2 * (1 - z)           and come where they are

Whether a text means what was meant is not reasoned about: it is parsed, and its tree compared with the wanted one.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any, Literal, NamedTuple, TypeVar

Mode = Literal["eval", "exec"]
Edits = Sequence[tuple[ast.AST, str]]
Node = TypeVar("Node", bound=ast.AST)

MOST_NODES = 400  # of an option: more are no option to choose from, but a program
_CONTEXT = re.compile(r"(, )?ctx=\w+\(\)")
_ATOMS = (ast.Name, ast.Constant, ast.Call, ast.Attribute, ast.Subscript)
FAILS = (SyntaxError, ValueError, RecursionError, MemoryError)


class Change(NamedTuple):
    """One mutation: its kind, the nodes that get another text, and what was changed into what.

    `beside` is what decides how to read it: the function whose argument it is, the other operand.
    """

    kind: str
    edits: Edits
    old: str
    new: str
    beside: str = ""


class _Holder(NamedTuple):
    node: Any
    field: str
    position: int | None

    def put(self, child: ast.AST) -> None:
        if self.position is None:
            setattr(self.node, self.field, child)
        else:
            getattr(self.node, self.field)[self.position] = child


class Source:
    """The text of an option, and its tree: an expression, or statements."""

    def __init__(self, text: str, tree: Any, mode: Mode) -> None:
        self.text, self.tree, self._mode = text, tree, mode
        self._data = text.encode()
        starts = [0]
        for line in self._data.split(b"\n"):
            starts.append(starts[-1] + len(line) + 1)
        self._starts = starts
        self.nodes: list[ast.AST] = []
        self._holders: dict[ast.AST, _Holder] = {}
        waiting: list[ast.AST] = [tree]
        while waiting and len(self.nodes) <= MOST_NODES:
            node = waiting.pop()
            self.nodes.append(node)
            children = list(_held(node))
            self._holders |= children
            waiting += [child for child, _ in reversed(children)]

    def all(self, *kinds: type[Node]) -> Iterator[Node]:
        """The nodes of some kinds, in the order in which they are met from outside."""
        return (node for node in self.nodes if isinstance(node, kinds))

    def parent(self, node: ast.AST) -> ast.AST | None:
        """The node that holds another one."""
        holder = self._holders.get(node)
        return holder.node if holder else None

    def of(self, node: ast.AST) -> str:
        """The text of a node, without parentheses around it."""
        start, end = self._span(node)
        return self._data[start:end].decode()

    def operand(self, node: ast.AST) -> str:
        """The text of a node, in parentheses if it is not one piece."""
        return self.of(node) if isinstance(node, _ATOMS) else f"({self.of(node)})"

    def edited(self, edits: Edits) -> str | None:
        """The text in which nodes have other texts; None if that is no Python, or cannot mean what is meant."""
        edits = [(node, self._tidy(text)) for node, text in edits]
        pieces = [_parsed(text) for _, text in edits]
        if any(piece is None for piece in pieces):
            return None
        wanted = self._wanted(edits, pieces)
        choices = [self._ways(node, text, piece) for (node, text), piece in zip(edits, pieces, strict=True)]
        for way in product(*choices) if len(edits) < 4 else zip(*choices, strict=False):
            text = self._spliced(way)
            try:
                if text is not None and dumped(ast.parse(text, mode=self._mode)) == wanted:
                    return text
            except FAILS:
                continue
        return None

    def _tidy(self, text: str) -> str:
        """A new text without the parentheses that are not needed, unless its author wrote them."""
        place = text.find("(")
        wanted = _parsed(text)
        while place >= 0 and wanted is not None:
            end = _closing(text, place)
            if end > 0 and text[place : end + 1] not in self.text:
                shorter = text[:place] + text[place + 1 : end] + text[end + 1 :]
                piece = _parsed(shorter)
                if piece is not None and dumped(piece) == dumped(wanted):
                    text = shorter
                    place -= 1
            place = text.find("(", place + 1)
        return text

    def _wanted(self, edits: Edits, pieces: Sequence[ast.AST | None]) -> str:
        holders = [self._holders[node] for node, _ in edits]
        try:
            for holder, piece in zip(holders, pieces, strict=True):
                if piece is not None:
                    holder.put(piece)
            return dumped(self.tree)
        finally:
            for holder, (node, _) in zip(holders, edits, strict=True):
                holder.put(node)

    def _ways(self, node: ast.AST, text: str, piece: ast.AST | None) -> list[tuple[int, int, bytes]]:
        """Where and how a text may be put: in place of its parentheses too, as it is, in parentheses."""
        start, end = self._span(node)
        bare = text.encode()
        ways = [(start, end, bare), (start, end, b"(" + bare + b")")]
        outer = self._parentheses(start, end)
        if outer is not None and isinstance(piece, _ATOMS):
            ways.insert(0, (*outer, bare))
        return ways

    def _parentheses(self, start: int, end: int) -> tuple[int, int] | None:
        before, after = self._data[:start].rstrip(), self._data[end:]
        gap = len(after) - len(after.lstrip())
        if before.endswith(b"(") and after.lstrip().startswith(b")"):
            return len(before) - 1, end + gap + 1
        return None

    def _spliced(self, pieces: Sequence[tuple[int, int, bytes]]) -> str | None:
        data, last = b"", 0
        for start, end, text in sorted(pieces):
            if start < last:
                return None
            data += self._data[last:start] + text
            last = end
        return (data + self._data[last:]).decode()

    def _span(self, node: Any) -> tuple[int, int]:
        start = self._starts[node.lineno - 1] + node.col_offset
        return start, self._starts[node.end_lineno - 1] + node.end_col_offset


def dumped(tree: ast.AST) -> str:
    """What a tree means, whatever its layout."""
    return _CONTEXT.sub("", ast.dump(tree))


def name_of(node: ast.AST) -> str:
    """`x`, `self.x`, `np.tanh`: a name, or attributes of one; "" for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        value = name_of(node.value)
        return f"{value}.{node.attr}" if value else ""
    return ""


def function_of(node: ast.AST) -> str:
    """The last name of what a call calls: `sum` of `np.sum(x)` and of `x.sum()`; "" if it is no call."""
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _closing(text: str, place: int) -> int:
    """Where the parenthesis at a place is closed; -1 if nowhere."""
    depth = 0
    for position in range(place, len(text)):
        depth += {"(": 1, ")": -1}.get(text[position], 0)
        if not depth:
            return position
    return -1


def _parsed(text: str) -> ast.AST | None:
    """An expression, what stands in a subscript, or a statement; None if it is none of them."""
    try:
        return ast.parse(text, mode="eval").body
    except FAILS:
        pass
    try:
        index = ast.parse(f"_[{text}]", mode="eval").body
        if isinstance(index, ast.Subscript):
            return index.slice
    except FAILS:
        pass
    try:
        return ast.parse(text).body[0]
    except (*FAILS, IndexError):
        return None


def _held(node: ast.AST) -> Iterator[tuple[ast.AST, _Holder]]:
    for field, value in ast.iter_fields(node):
        if isinstance(value, ast.AST):
            yield value, _Holder(node, field, None)
        elif isinstance(value, list):
            for position, item in enumerate(value):
                if isinstance(item, ast.AST):
                    yield item, _Holder(node, field, position)
