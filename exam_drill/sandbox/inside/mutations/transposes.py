"""`.T` left out, added, or on the other one: `x.T @ dy` ─▶ `x @ dy`, `x @ W` ─▶ `x @ W.T`, `x @ dy.T`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from exam_drill.sandbox.inside.mutations.context import Context
from exam_drill.sandbox.inside.mutations.source import Change, Source, function_of, name_of


def mutate(source: Source, context: Context) -> Iterator[Change]:
    """Transposes of the operands of products, and of an array that is the whole option."""
    for node in source.all(ast.Attribute):
        if node.attr == "T":
            held = source.of(node.value)
            yield Change("transpose-dropped", [(node, held)], f"{held}.T", held)
    for left, right in _products(source):
        plain = [one for one in (left, right) if isinstance(one, ast.Attribute) and one.attr == "T"]
        other = [one for one in (left, right) if one not in plain]
        if len(plain) == len(other) == 1 and isinstance(plain[0], ast.Attribute):
            edits = [(plain[0], source.of(plain[0].value)), (other[0], f"{source.operand(other[0])}.T")]
            yield Change("transpose-exchanged", edits, source.of(plain[0]), f"{source.operand(other[0])}.T")
        for one in other:
            if context.ranks.get(name_of(one), 2) == 2:
                yield Change(
                    "transpose-added", [(one, f"{source.operand(one)}.T")], source.of(one), f"{source.operand(one)}.T"
                )
    for used in source.all(ast.Name, ast.Attribute, ast.Call):
        stored = isinstance(getattr(used, "ctx", None), ast.Store)
        whole = not stored and isinstance(source.parent(used), ast.Expression | ast.Subscript | ast.Tuple)
        square = isinstance(used, ast.Call) and function_of(used) in ("tri", "triu", "tril", "reshape")
        if whole and (context.ranks.get(name_of(used)) == 2 or square):
            yield Change("transpose-added", [(used, f"{source.of(used)}.T")], source.of(used), f"{source.of(used)}.T")


def _products(source: Source) -> Iterator[tuple[ast.expr, ast.expr]]:
    for node in source.all(ast.BinOp):
        if isinstance(node.op, ast.MatMult):
            yield node.left, node.right
    for call in source.all(ast.Call):
        if function_of(call) in ("dot", "matmul"):
            if len(call.args) == 2:
                yield call.args[0], call.args[1]
            elif len(call.args) == 1 and isinstance(call.func, ast.Attribute):
                yield call.func.value, call.args[0]
