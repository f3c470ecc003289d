"""The sign: `-x` ─▶ `x`, and `x` ─▶ `-x` for what is the whole option or one of its parts in a tuple."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from exam_drill.sandbox.inside.mutations.context import Context
from exam_drill.sandbox.inside.mutations.source import Change, Source

_SIMPLE = (ast.Name, ast.Call, ast.Attribute, ast.Subscript)


def mutate(source: Source, _: Context) -> Iterator[Change]:
    """A sign more, or a sign less."""
    for signed in source.all(ast.UnaryOp):
        plain = isinstance(signed.operand, ast.Constant)  # a number, which is another matter
        if isinstance(signed.op, ast.USub) and not plain:
            yield Change(
                "sign-dropped", [(signed, source.of(signed.operand))], source.of(signed), source.of(signed.operand)
            )
        elif isinstance(signed.op, ast.Invert | ast.Not):
            yield Change(
                "not-dropped", [(signed, source.of(signed.operand))], source.of(signed), source.of(signed.operand)
            )
    for node in source.nodes:
        parent = source.parent(node)
        whole = isinstance(parent, ast.Expression) or (isinstance(parent, ast.Assign) and node is parent.value)
        first = node
        while isinstance(first, ast.BinOp) and isinstance(first.op, ast.Mult | ast.Div | ast.MatMult):
            first = first.left
        if whole and isinstance(first, _SIMPLE):
            yield Change("sign-added", [(node, f"-{source.of(node)}")], source.of(node), f"-{source.of(node)}")
