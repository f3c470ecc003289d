"""One step too many: what the option gives, or one of its items, is put through something that it does not need.

rows ─▶ rows / N, np.tanh(rows), rows[::-1], rows ** 2
hs[:, -1] ─▶ hs.mean(axis=1)      [x, h] ─▶ [x, np.zeros_like(h)]
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from exam_drill.sandbox.inside.mutations.context import Context
from exam_drill.sandbox.inside.mutations.source import Change, Source, function_of, name_of

_MOST_SIZES = 3
_ACTIVATIONS = ("np.tanh", "sigmoid", "activation", "softmax")


def mutate(source: Source, context: Context) -> Iterator[Change]:
    """Changes of whole values."""
    for subscript in source.all(ast.Subscript):
        yield from _all_steps(source, subscript, context)
    for node in source.nodes:
        parent = source.parent(node)
        item = isinstance(parent, ast.List | ast.Tuple) and not isinstance(source.parent(parent), ast.Subscript)
        if item and context.ranks.get(name_of(node)) and isinstance(node, ast.expr) and _is_read(node):
            zeros = f"np.zeros_like({source.of(node)})"
            yield Change("part-zeroed", [(node, zeros)], source.of(node), zeros)
    for whole in _wholes(source):
        yield from _once_more(source, whole, context)


def _wholes(source: Source) -> Iterator[ast.expr]:
    """What the option gives, assigns or adds; of a tuple or list, its items."""
    for node in source.nodes:
        parent = source.parent(node)
        whole = isinstance(parent, ast.Expression | ast.ListComp) or (
            isinstance(parent, ast.Assign | ast.AugAssign) and node is parent.value
        )
        argument = isinstance(parent, ast.Call) and function_of(parent) == "at" and node is parent.args[-1]
        if not (whole or argument) or not isinstance(node, ast.expr) or isinstance(node, ast.ListComp):
            continue
        if isinstance(node, ast.Tuple | ast.List):
            yield from node.elts
        elif not isinstance(parent, ast.ListComp) or node is parent.elt:
            yield node


def _once_more(source: Source, node: ast.expr, context: Context) -> Iterator[Change]:
    text, operand = source.of(node), source.operand(node)
    if isinstance(node.operand if isinstance(node, ast.UnaryOp) else node, ast.Constant):
        return
    rank = _rank(node, context)
    if context.dtype == "bool":
        yield Change("not-added", [(node, f"~{operand}")], text, f"~{operand}")
        return
    if context.dtype.startswith("int"):
        for sign in "-+":
            yield Change("one-beside", [(node, f"{text} {sign} 1")], text, f"{text} {sign} 1")
    sizes = [name for name, axes in context.ranks.items() if axes == 0 and len(name) == 1 and name.isupper()]
    for size in sizes[:_MOST_SIZES]:
        yield Change("divided-too", [(node, f"{operand} / {size}")], text, size)
    if not sizes and rank:
        held = next((name for name, axes in context.ranks.items() if axes), "")
        if held:
            yield Change("divided-too", [(node, f"{operand} / len({held})")], text, f"len({held})")
    for name in _ACTIVATIONS:
        if rank and (name.startswith("np.") or name in context.functions) and name not in text:
            yield Change("activation-too", [(node, f"{name}({text})")], text, name)
    if rank and rank > 1:
        yield Change("reversed-too", [(node, f"{operand}[:, ::-1]")], text, f"{operand}[:, ::-1]")
        yield Change("batch-reversed", [(node, f"{operand}[::-1]")], text, f"{operand}[::-1]")
    yield Change("square-too", [(node, f"{operand} ** 2")], text, f"{operand} ** 2")
    if rank == 0:
        yield Change("logarithm-too", [(node, f"np.log({text})")], text, f"np.log({text})")
        yield Change("root-too", [(node, f"np.sqrt({text})")], text, f"np.sqrt({text})")
    if rank and name_of(node):
        yield Change("part-zeroed", [(node, f"np.zeros_like({text})")], text, f"np.zeros_like({text})")


def _rank(node: ast.expr, context: Context) -> int | None:
    """How many axes a value has, if that can be told."""
    if isinstance(node, ast.Subscript) and name_of(node.value) in context.ranks:
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if all(isinstance(part, ast.Slice) for part in parts):
            return context.ranks[name_of(node.value)]
    return context.ranks.get(name_of(node), context.rank)


def _all_steps(source: Source, node: ast.Subscript, context: Context) -> Iterator[Change]:
    """`hs[:, -1]` ─▶ `hs.mean(axis=1)`: all steps in place of one; and steps of another sample."""
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    held, old = source.of(node.value), source.of(node)
    if not _is_read(node) or not (context.ranks.get(name_of(node.value)) or isinstance(node.value, ast.Subscript)):
        return
    for axis, part in enumerate(parts):
        single = source.of(part) in ("0", "-1") or name_of(part)
        if single and len(parts) == 2 and axis == 1 and source.of(parts[0]) == ":":
            for way in ("mean", "max", "sum"):
                text = f"{held}.{way}(axis={axis})"
                yield Change("all-steps", [(node, text)], old, text, way)
    if isinstance(parts[0], ast.Slice) and source.of(parts[0]) == ":" and len(parts) > 1:
        rest = ", ".join(map(source.of, parts[1:]))
        yield Change("batch-reversed", [(node, f"{held}[::-1, {rest}]")], old, f"{held}[::-1, {rest}]")
    if old.endswith("::-1]") and len(parts) == 2:
        text = f"np.roll({held}, 1, axis=1)"
        yield Change("shifted-for-reversed", [(node, text)], old, text)


def _is_read(node: ast.expr) -> bool:
    return isinstance(getattr(node, "ctx", ast.Load()), ast.Load)
