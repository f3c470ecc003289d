"""Another number: `4 * (D + H)` ─▶ `3 * (D + H)`, `1.0` ─▶ `0.0`, `0.25 * w` ─▶ `0.5 * w`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from exam_drill.sandbox.inside.mutations.context import Context
from exam_drill.sandbox.inside.mutations.source import Change, Source


def mutate(source: Source, context: Context) -> Iterator[Change]:
    """Other numbers where a number stands that is no index; and in place of a lone one, what is at hand."""
    for name in source.all(ast.Name):
        beside = source.parent(name)
        counted = context.ranks.get(name.id) == 0 and name.id in context.peers and isinstance(name.ctx, ast.Load)
        if counted and not isinstance(beside, ast.Subscript | ast.Slice | ast.Attribute | ast.Tuple):
            for sign in "-+":
                yield Change("one-beside", [(name, f"{name.id} {sign} 1")], name.id, f"{name.id} {sign} 1")
            for other in context.peers[name.id][:3]:
                for sign in "*-+":
                    yield Change(
                        "names-combined",
                        [(name, f"{name.id} {sign} {other}")],
                        name.id,
                        f"{name.id} {sign} {other}",
                        sign,
                    )
    for node in source.all(ast.Constant):
        parent = source.parent(node)
        if isinstance(parent, ast.Subscript | ast.Slice | ast.keyword) or isinstance(
            source.parent(parent or node), ast.Slice
        ):
            continue
        if isinstance(parent, ast.Call) and source.of(parent.func).endswith((".transpose", ".swapaxes", ".reshape")):
            continue
        if isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Sub) and parent.left is node:
            continue  # the 1 of `1 - z`
        if isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Pow) and parent.right is node:
            continue  # squares are another matter
        old = source.of(node)
        value = node.value
        if isinstance(value, bool):
            yield Change("constant", [(node, str(not value))], old, str(not value))
        elif type(value) is int and not isinstance(parent, ast.UnaryOp):
            for number in (value - 1, value + 1, value * 2):
                if number not in (value, -1) and (number or value != 1 or not isinstance(parent, ast.BinOp)):
                    yield Change("constant", [(node, str(number))], old, str(number))
        elif isinstance(value, float) and abs(value) < 1e15:
            for real in (value * 2, value / 2, 1.0 - value, 0.0):
                if real != value:
                    yield Change(
                        "constant",
                        [(node, f"{real:.12g}" if "." in f"{real:.12g}" else f"{real:.1f}")],
                        old,
                        f"{real:g}",
                    )
        if isinstance(parent, ast.Expression) and type(value) in (int, float):
            for size in [name for name, rank in context.ranks.items() if rank == 0][:3]:
                for text in (size, f"float({size})", f"1 / {size}", f"np.log({size})", f"np.sqrt({size})"):
                    yield Change("constant-for-name", [(node, text)], old, text)
