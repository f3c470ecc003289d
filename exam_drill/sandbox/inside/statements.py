"""Which statement a line of a compiled program belongs to, and which names that statement binds.

    y = f(          line 3 ┐
        (あ),       line 4 ├─▶ the statement of line 3, which binds y; the option in its blank has lines of its own,
    )               line 5 ┘   far above, and they belong to line 3 as well

A line that begins several statements is one statement here: Python tells only lines.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

_SILENT = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)


@dataclass
class Statement:
    """What begins on one line: the names that are bound there, and of a loop the lines of its body.

    `silent` are definitions: that they are executed is nothing to look at.
    """

    line: int
    names: set[str] = field(default_factory=set)
    body: set[int] = field(default_factory=set)
    loops: bool = False
    long: bool = False  # it has several lines
    silent: bool = True


class Statements:
    """The statements of a program by the lines of what runs."""

    def __init__(self, tree: ast.Module) -> None:
        self._starting: dict[int, Statement] = {}
        self._owners: dict[int, list[Statement]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.stmt):
                self._add(node)

    def find(self, line: int, current: Statement | None) -> Statement:
        """The statement that a line belongs to: the `current` one if it can be that."""
        owners = self._owners.get(line)
        if not owners:
            return Statement(line)
        return current if current is not None and current in owners else owners[0]

    def _add(self, node: ast.stmt) -> None:
        statement = self._starting.setdefault(node.lineno, Statement(node.lineno))
        statement.silent = statement.silent and isinstance(node, _SILENT)
        lines = {node.lineno}
        for part in _header(node):
            lines.add(getattr(part, "lineno", node.lineno))
            lines.add(getattr(part, "end_lineno", None) or node.lineno)
            statement.names |= _bound(part)
        statement.long = statement.long or len(lines) > 1
        if isinstance(node, (ast.For, ast.AsyncFor)):
            statement.loops = True
            statement.body |= {
                inner.lineno for one in node.body for inner in ast.walk(one) if isinstance(inner, ast.stmt)
            }
        for line in lines:
            owners = self._owners.setdefault(line, [])
            if all(owner is not statement for owner in owners):
                owners.append(statement)


def _header(node: ast.stmt) -> Iterator[ast.AST]:
    """The nodes of a statement that belong to no statement within it."""
    waiting = [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.stmt)]
    if isinstance(node, _SILENT):
        return
    while waiting:
        part = waiting.pop()
        yield part
        waiting += [child for child in ast.iter_child_nodes(part) if not isinstance(child, ast.stmt)]


def _bound(part: ast.AST) -> set[str]:
    """The name that a target binds, or whose content it changes."""
    if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
        return {part.id}
    if isinstance(part, ast.Attribute) and isinstance(part.ctx, ast.Store) and isinstance(part.value, ast.Name):
        return {f"{part.value.id}.{part.attr}"}
    if isinstance(part, ast.Subscript) and isinstance(part.ctx, ast.Store):
        base: ast.expr = part.value
        while isinstance(base, ast.Subscript):
            base = base.value
        if isinstance(base, ast.Attribute) and isinstance(base.value, ast.Name):
            return {f"{base.value.id}.{base.attr}"}
        return {base.id} if isinstance(base, ast.Name) else set()
    return set()
