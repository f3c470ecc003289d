"""Cuts the helpers that a program may use out of a reference's source, without the reference itself.

A program's options must not be able to call the function that they are compared with, so the child that runs them
gets only the source of the `given` names and of what these need in turn.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable


class HelperError(ValueError):
    """A helper that cannot be given: a stable code ("unknown" or "reference") and its name."""

    def __init__(self, code: str, name: str) -> None:
        super().__init__(code, name)
        self.code, self.name = code, name


def cut_helpers(source: str, names: Iterable[str], reference: str) -> str:
    """Source that defines `names` and all that they use of `source`'s top level.

    HelperError if a name is not defined there, or if it uses the function `reference`.
    """
    wanted = list(names)
    if not wanted:
        return ""
    body = ast.parse(source).body
    defined: dict[str, list[int]] = {}
    for position, node in enumerate(body):
        for name in _defines(node):
            defined.setdefault(name, []).append(position)
    for name in wanted:
        if name not in defined:
            raise HelperError("unknown", name)
    kept: set[int] = set()
    while wanted:
        name = wanted.pop()
        if name == reference:
            raise HelperError("reference", name)
        for position in defined.get(name, []):
            if position not in kept:
                kept.add(position)
                wanted += _uses(body[position])
    return ast.unparse(ast.Module([body[position] for position in sorted(kept)], []))


def _defines(node: ast.stmt) -> list[str]:
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return [node.name]
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return [(alias.asname or alias.name).split(".")[0] for alias in node.names]
    return [found.id for found in ast.walk(node) if isinstance(found, ast.Name) and isinstance(found.ctx, ast.Store)]


def _uses(node: ast.stmt) -> list[str]:
    return [found.id for found in ast.walk(node) if isinstance(found, ast.Name) and isinstance(found.ctx, ast.Load)]
