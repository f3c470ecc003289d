"""Another order: operands where it matters, items of a list or a tuple, arguments.

a @ b ─▶ b @ a     a / b ─▶ b / a     [x, h] ─▶ [h, x]     xs[:-1], xs[1:] ─▶ xs[1:], xs[:-1]
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import combinations

from exam_drill.sandbox.inside.mutations.context import Context
from exam_drill.sandbox.inside.mutations.source import Change, Source, function_of

_OPERATORS: dict[type[ast.operator], str] = {
    ast.Sub: "-",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.MatMult: "@",
}


def mutate(source: Source, _: Context) -> Iterator[Change]:
    """Whatever stands in an order that matters."""
    for node in source.all(ast.BinOp):
        sign = _OPERATORS.get(type(node.op))
        if sign and not (isinstance(node.left, ast.Constant) and sign == "-"):
            old = source.of(node)
            text = f"{source.operand(node.right)} {sign} {source.operand(node.left)}"
            yield Change("operands-exchanged", [(node, text)], old, text, sign)
            if isinstance(node.left, ast.BinOp) and isinstance(node.left.op, type(node.op)) and sign == "@":
                edits = [(node.right, source.operand(node.left.right)), (node.left.right, source.operand(node.right))]
                yield Change("operands-exchanged", edits, old, "", sign)
    listed: list[ast.List | ast.Tuple] = [*source.all(ast.List), *source.all(ast.Tuple)]
    for items in listed:
        parent = source.parent(items)
        if isinstance(parent, ast.Subscript | ast.keyword) or not isinstance(items.ctx, ast.Load):
            continue
        texts = [source.of(item) for item in items.elts]
        if all(isinstance(item, ast.Constant | ast.UnaryOp) for item in items.elts):
            continue
        beside = function_of(parent) if parent is not None else ""
        for one, other in combinations(range(len(texts)), 2):
            edits = [(items.elts[one], texts[other]), (items.elts[other], texts[one])]
            yield Change("items-exchanged", edits, texts[one], texts[other], beside)
        if len(texts) == 4:  # two pairs that change places, as in other orders of gates
            order = [texts[2], texts[3], texts[0], texts[1]]
            yield Change("items-exchanged", list(zip(items.elts, order, strict=True)), texts[0], texts[2], beside)
        for one, other in combinations(range(len(texts)), 2):
            yield Change("item-repeated", [(items.elts[other], texts[one])], texts[other], texts[one], beside)
            yield Change("item-repeated", [(items.elts[one], texts[other])], texts[one], texts[other], beside)
    for call in source.all(ast.Call):
        name = function_of(call)
        pair = call.args[-2:]
        if (
            len(call.args) in (2, 3)
            and name not in ("range", "reshape", "transpose", "swapaxes", "full")
            and not call.keywords
        ):
            texts = [source.of(argument) for argument in pair]
            edits = list(zip(pair, reversed(texts), strict=True))
            yield Change("arguments-exchanged", edits, texts[0], texts[1], name)
        if (
            name == "dot"
            and isinstance(call.func, ast.Attribute)
            and len(call.args) == 1
            and not source.of(call.func).startswith("np.")
        ):
            text = f"{source.operand(call.args[0])}.dot({source.of(call.func.value)})"
            yield Change("operands-exchanged", [(call, text)], source.of(call), text, "@")
