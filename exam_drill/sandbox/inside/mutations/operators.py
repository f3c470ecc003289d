"""Another operator: `a + b` ─▶ `a - b`, `a @ b` ─▶ `a * b`, `p -= g` ─▶ `p += g`; and no power: `a ** 2` ─▶ `a`."""

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
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.MatMult: "@",
    ast.Pow: "**",
}
_OTHERS = {
    "+": ("-", "*"),
    "-": ("+", "*"),
    "*": ("/", "+", "@"),
    "/": ("*",),
    "//": ("%", "*"),
    "%": ("//",),
    "@": ("*",),
    "**": ("*",),
}


def mutate(source: Source, _: Context) -> Iterator[Change]:
    """Another operator between the same operands."""
    for node in source.all(ast.BinOp):
        sign = _SIGNS.get(type(node.op), "")
        left, right = source.of(node.left), source.of(node.right)
        complement = isinstance(node.left, ast.Constant) and sign == "-"
        for other in _OTHERS.get(sign, ())[: 1 if complement else 3]:
            text = f"{source.operand(node.left)} {other} {source.operand(node.right)}"
            yield Change("operator", [(node, text)], sign, other, source.of(node))
        if sign == "**":
            yield Change("power-dropped", [(node, left)], source.of(node), left, right)
            if not isinstance(node.right, ast.Constant):
                turned = f"{source.operand(node.right)} ** {source.operand(node.left)}"
                yield Change("power-exchanged", [(node, turned)], source.of(node), turned, right)
    for statement in source.all(ast.AugAssign):
        sign = _SIGNS.get(type(statement.op), "")
        target, value = source.of(statement.target), source.of(statement.value)
        for other in _OTHERS.get(sign, ())[:1]:
            yield Change("operator", [(statement, f"{target} {other}= {value}")], f"{sign}=", f"{other}=", target)
