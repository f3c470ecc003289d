"""Indices and slices: another end, another axis, one step beside.

hs[:, -1] ─▶ hs[:, 0]     x[:, t] ─▶ x[t]     f[:, t + 1:] ─▶ f[:, t:]
xs[:-1] ─▶ xs[1:]         ids[:, ::-1] ─▶ ids[::-1]
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise

from exam_drill.sandbox.inside.mutations.context import Context
from exam_drill.sandbox.inside.mutations.source import Change, Source, name_of


def mutate(source: Source, context: Context) -> Iterator[Change]:
    """Changes within subscripts."""
    for node in source.all(ast.Subscript):
        if isinstance(node.value, ast.Attribute) and node.value.attr == "shape":
            yield from _other_length(source, node, context)
            continue
        text = source.of(node)
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if any(isinstance(part, ast.Slice) for part in parts) and text.endswith("::-1]"):
            yield Change("reversal-dropped", [(node, source.of(node.value))], text, source.of(node.value))
            for other in ("::-1", ":, ::-1", "::-1, ::-1"):
                yield _subscript(source, node, "reversal-axis", [other])
        for part in parts:
            yield from _other_part(source, part, text, context)
        written = [source.of(part) for part in parts]
        if len(parts) > 1:
            for at in range(len(parts) - 1):
                swapped = [*written]
                swapped[at], swapped[at + 1] = swapped[at + 1], swapped[at]
                if swapped != written:
                    yield _subscript(source, node, "index-axes-swapped", swapped)
            if written[0] == ":":
                yield _subscript(source, node, "index-first-axis", written[1:])
        yield from _another_lookup(source, node, parts, context)
    ends = [(node, source.of(node)) for node in source.all(ast.Slice)]
    for (former, left), (latter, right) in pairwise(ends):
        if {left, right} == {":-1", "1:"}:
            yield Change("shift-swapped", [(former, right), (latter, left)], left, right)
    yield from _ranges(source)


def _other_part(source: Source, part: ast.expr, text: str, context: Context) -> Iterator[Change]:
    old = source.of(part)
    if isinstance(part, ast.Slice):
        yield from _other_slice(source, part, text)
    elif old == "-1":
        yield Change("last-first", [(part, "0")], old, "0", text)
        yield Change("step-beside", [(part, "-2")], old, "-2", text)
    elif old == "0":
        yield Change("last-first", [(part, "-1")], old, "-1", text)
        yield Change("step-beside", [(part, "1")], old, "1", text)
    elif (
        isinstance(part, ast.BinOp) and isinstance(part.right, ast.Constant) and isinstance(part.op, ast.Add | ast.Sub)
    ):
        yield Change("step-beside", [(part, source.of(part.left))], old, source.of(part.left), text)
        other = "+" if isinstance(part.op, ast.Sub) else "-"
        turned = f"{source.of(part.left)} {other} {source.of(part.right)}"
        yield Change("step-beside", [(part, turned)], old, turned, text)
    elif name_of(part) and name_of(part) != "None" and not context.ranks.get(name_of(part)):
        for other in ("- 1", "+ 1"):
            yield Change("step-beside", [(part, f"{old} {other}")], old, f"{old} {other}", text)
        yield Change("index-fixed", [(part, "0")], old, "0", text)
        yield Change("index-fixed", [(part, "-1")], old, "-1", text)
    elif isinstance(part, ast.Constant) and type(part.value) is int:
        for number in (part.value - 1, part.value + 1):
            yield Change("step-beside", [(part, str(number))], old, str(number), text)


def _other_slice(source: Source, part: ast.Slice, text: str) -> Iterator[Change]:
    old = source.of(part)
    low, high = (source.of(end) if end is not None else "" for end in (part.lower, part.upper))
    if part.step is not None:
        return
    if old == ":-1":
        yield Change("slice-other-end", [(part, "1:")], old, "1:", text)
    elif old == "1:":
        yield Change("slice-other-end", [(part, ":-1")], old, ":-1", text)
    elif low and not high:
        yield Change("slice-other-side", [(part, f":{low}")], old, f":{low}", text)
    elif high and not low:
        yield Change("slice-other-side", [(part, f"{high}:")], old, f"{high}:", text)
    for name, end, node in (("low", low, part.lower), ("high", high, part.upper)):
        if node is None or old in (":-1", "1:"):
            continue
        beside = [f"{end} - 1", f"{end} + 1"]
        if (
            isinstance(node, ast.BinOp)
            and isinstance(node.op, ast.Add | ast.Sub)
            and isinstance(node.right, ast.Constant)
        ):
            beside = [source.of(node.left)]
        elif isinstance(node, ast.Constant) and type(node.value) is int:
            beside = [str(node.value + 1)] + ([str(node.value - 1)] if node.value else [])
        for other in beside:
            new = f"{other}:{high}" if name == "low" else f"{low}:{other}"
            yield Change("slice-end", [(part, new)], old, new, text)
    if low or high:
        yield Change("slice-whole", [(part, ":")], old, ":", text)


def _another_lookup(source: Source, node: ast.Subscript, parts: list[ast.expr], context: Context) -> Iterator[Change]:
    """Rows of a table by ids: `W[xs]` ─▶ `W[xs - 1]`, `W[xs.T]`, `np.eye(len(W))[xs]`."""
    table, ids = source.of(node.value), source.of(parts[0])
    if len(parts) > 1 or not context.ranks.get(name_of(parts[0])) or not isinstance(node.ctx, ast.Load):
        return
    for other in (f"{ids} - 1", f"{ids} + 1"):
        yield Change("ids-shifted", [(parts[0], other)], ids, other, table)
    yield Change("ids-transposed", [(parts[0], f"{ids}.T")], ids, f"{ids}.T", table)
    yield Change("lookup-one-hot", [(node, f"np.eye(len({table}))[{ids}]")], source.of(node), "", table)
    yield Change("lookup-by-column", [(parts[0], f":, {ids}")], ids, f":, {ids}", table)


def _other_length(source: Source, node: ast.Subscript, context: Context) -> Iterator[Change]:
    """`x.shape[0]` ─▶ `x.shape[1]`."""
    if isinstance(node.value, ast.Attribute) and isinstance(node.slice, ast.Constant):
        held, old = source.of(node.value.value), source.of(node.slice)
        for axis in range(context.ranks.get(held, 3)):
            if str(axis) != old:
                yield Change("length-of-other-axis", [(node.slice, str(axis))], old, str(axis), held)


def _ranges(source: Source) -> Iterator[Change]:
    for call in source.all(ast.Call):
        name = name_of(call.func)
        if name == "reversed" and len(call.args) == 1:
            inner = call.args[0]
            yield Change("reversal-dropped", [(call, source.of(inner))], source.of(call), source.of(inner))
            if isinstance(inner, ast.Call) and name_of(inner.func) == "range" and len(inner.args) == 1:
                steps = source.of(inner.args[0])
                for text in (f"range(1, {steps})", f"range({steps} - 1)"):
                    yield Change("reversal-dropped", [(call, text)], source.of(call), text)
        elif name == "range" and call.args:
            end = call.args[-1] if len(call.args) < 3 else call.args[1]
            for other in (f"{source.of(end)} - 1", f"{source.of(end)} + 1", f"{source.operand(end)} // 2"):
                yield Change("range-end", [(end, other)], source.of(end), other, source.of(call))
            if len(call.args) == 1:
                for text in (f"range(1, {source.of(end)})", f"range(0, {source.of(end)}, 2)"):
                    yield Change("range-end", [(call, text)], source.of(call), text, source.of(call))


def _subscript(source: Source, node: ast.Subscript, kind: str, parts: list[str]) -> Change:
    text = f"{source.of(node.value)}[{', '.join(parts)}]"
    return Change(kind, [(node, text)], source.of(node), text)
