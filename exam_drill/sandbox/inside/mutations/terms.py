"""What is left out: a term of a sum, a factor of a product, a divisor.   `x @ W + b` ─▶ `x @ W`,  `a / n` ─▶ `a`"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from exam_drill.sandbox.inside.mutations.context import Context
from exam_drill.sandbox.inside.mutations.source import Change, Source

_KINDS: dict[type[ast.operator], str] = {
    ast.Add: "term-dropped",
    ast.Sub: "term-dropped",
    ast.Mult: "factor-dropped",
    ast.Div: "divisor-dropped",
    ast.FloorDiv: "divisor-dropped",
    ast.Mod: "modulus-dropped",
    ast.MatMult: "product-dropped",
}


def mutate(source: Source, _: Context) -> Iterator[Change]:
    """Each side of each operator left out; `old` is what is gone, `new` what stays."""
    for node in source.all(ast.BinOp):
        kind = _KINDS.get(type(node.op))
        if kind is None:
            continue
        left, right = source.of(node.left), source.of(node.right)
        if isinstance(node.op, ast.Sub) and isinstance(node.left, ast.Constant):
            continue  # what is left of `1 - z` is another matter
        yield Change(kind, [(node, left)], right, left, source.of(node))
        if kind in ("divisor-dropped", "modulus-dropped"):
            yield Change("dividend-dropped", [(node, right)], left, right, source.of(node))
            if not isinstance(node.left, ast.Constant) and isinstance(node.op, ast.Div):
                yield Change(
                    "dividend-dropped", [(node, f"1 / {source.operand(node.right)}")], left, right, source.of(node)
                )
        elif isinstance(node.op, ast.Sub):
            # What is subtracted may stay with its sign, or without.
            yield Change(kind, [(node, f"-{source.operand(node.right)}")], left, f"-{right}", source.of(node))
        else:
            yield Change(kind, [(node, right)], left, right, source.of(node))
    for keyword in source.all(ast.keyword):
        call = source.parent(keyword)
        if isinstance(call, ast.Call) and keyword.arg == "initial":
            parts = [*call.args, *(one for one in call.keywords if one is not keyword)]
            text = f"{source.of(call.func)}({', '.join(map(source.of, parts))})"
            yield Change("term-dropped", [(call, text)], source.of(keyword), text, source.of(call))
