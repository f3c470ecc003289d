"""`1 - z`: the complement of a gate, of a probability: left out, added, or exchanged with the gate itself.

(1 - z) * h + z * h_bar ─▶ z * h + (1 - z) * h_bar        1 - y ** 2 ─▶ y * (1 - y)
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from exam_drill.sandbox.inside.mutations.context import Context
from exam_drill.sandbox.inside.mutations.source import Change, Source, dumped, name_of


def mutate(source: Source, context: Context) -> Iterator[Change]:
    """Complements, and the derivatives of tanh and sigmoid by their outputs, which look alike."""
    complements = [node for node in source.all(ast.BinOp) if _is_complement(node)]
    for node in complements:
        inner = source.of(node.right)
        yield Change("complement-dropped", [(node, inner)], source.of(node), inner)
        if isinstance(node.right, ast.BinOp) and isinstance(node.right.op, ast.Pow):
            base = source.operand(node.right.left)
            yield Change("derivative-exchanged", [(node, f"{base} * (1 - {base})")], "tanh", "sigmoid", base)
            yield Change("square-outside", [(node, f"(1 - {base}) ** 2")], source.of(node), f"(1 - {base}) ** 2", base)
            continue
        others = [
            other
            for other in source.nodes
            if dumped(other) == dumped(node.right) and not _within(source, other, complements)
        ]
        if others:
            edits = [(node, inner), *((other, f"1 - {inner}") for other in others)]
            yield Change("complement-swapped", edits, source.of(node), inner, inner)
        parent = source.parent(node)
        if isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Mult) and parent.right is node:
            left = parent.left
            last = left.right if isinstance(left, ast.BinOp) and isinstance(left.op, ast.Mult) else left
            if dumped(last) == dumped(node.right):
                base = source.operand(node.right)
                text = f"(1 - {base} ** 2)"
                whole = (
                    text if last is left else f"{source.of(left.left)} * {text}" if isinstance(left, ast.BinOp) else ""
                )
                yield Change("derivative-exchanged", [(parent, whole)], "sigmoid", "tanh", base)
    for used in source.all(ast.Name, ast.Attribute):
        name = name_of(used)
        if (
            name in context.ranks
            and not _held_by_name(source, used)
            and not _within(source, used, complements)
            and not isinstance(source.parent(used), ast.Subscript | ast.keyword)
        ):
            yield Change("complement-added", [(used, f"1 - {name}")], name, f"1 - {name}")


def _is_complement(node: ast.BinOp) -> bool:
    one = isinstance(node.left, ast.Constant) and node.left.value == 1
    return one and isinstance(node.op, ast.Sub)


def _held_by_name(source: Source, node: ast.AST) -> bool:
    """Whether it is the `self` of `self.y`, or written to."""
    return isinstance(source.parent(node), ast.Attribute) or isinstance(getattr(node, "ctx", None), ast.Store)


def _within(source: Source, node: ast.AST, complements: list[ast.BinOp]) -> bool:
    parent: ast.AST | None = node
    while parent is not None:
        if parent in complements:
            return True
        parent = source.parent(parent)
    return False
