"""The same signs, grouped otherwise.

(a + b) * c ─▶ a + b * c      a * (b - c) ─▶ a * b - c      (r * h) @ U ─▶ r * (h @ U)      exp(a / b) is for functions
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from exam_drill.sandbox.inside.mutations.context import Context
from exam_drill.sandbox.inside.mutations.source import Change, Source

_SIGNS: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.MatMult: "@",
    ast.Pow: "**",
    ast.FloorDiv: "//",
    ast.Mod: "%",
}


def mutate(source: Source, _: Context) -> Iterator[Change]:
    """`(a ∘ b) • c` ─▶ `a ∘ (b • c)`, and the other way round."""
    for node in source.all(ast.BinOp):
        sign, left, right = _SIGNS.get(type(node.op)), node.left, node.right
        if sign is None:
            continue
        if isinstance(left, ast.BinOp) and type(left.op) in _SIGNS and _differ(left.op, node.op):
            first, second, third = map(source.operand, (left.left, left.right, right))
            inner = _SIGNS[type(left.op)]
            text = f"{first} {inner} ({second} {sign} {third})"
            yield Change("grouping", [(node, text)], source.of(node), text, f"{inner}{sign}")
        if isinstance(right, ast.BinOp) and type(right.op) in _SIGNS and _differ(node.op, right.op):
            first, second, third = map(source.operand, (left, right.left, right.right))
            inner = _SIGNS[type(right.op)]
            text = f"({first} {sign} {second}) {inner} {third}"
            yield Change("grouping", [(node, text)], source.of(node), text, f"{sign}{inner}")


def _differ(one: ast.operator, other: ast.operator) -> bool:
    return type(one) is not type(other) or isinstance(one, ast.Sub | ast.Div)
