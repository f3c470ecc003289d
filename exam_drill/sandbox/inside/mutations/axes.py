"""Another axis, or none; another order of axes; `keepdims` forgotten.

x.sum(axis=0) ─▶ x.sum(axis=1), x.sum()      K.transpose(0, 2, 1) ─▶ K.transpose(0, 1, 2)
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import permutations

from exam_drill.sandbox.inside.mutations.context import Context
from exam_drill.sandbox.inside.mutations.source import Change, Source, function_of, name_of

_AXES = (0, 1, 2, -1)
_ORDERS = ("transpose", "swapaxes", "moveaxis", "rollaxis")


def mutate(source: Source, context: Context) -> Iterator[Change]:
    """Changes of `axis=`, of the order of axes, of `keepdims`, and of a lone axis number."""
    for node in source.all(ast.Call):
        name = function_of(node)
        for keyword in node.keywords:
            if keyword.arg == "axis":
                yield from _other_axes(source, keyword.value, name)
                yield Change("axis-dropped", [(node, _call(source, node, keyword))], source.of(keyword), "", name)
            elif keyword.arg == "keepdims":
                yield Change("keepdims-dropped", [(node, _call(source, node, keyword))], source.of(keyword), "", name)
            elif keyword.arg == "k":
                for other in ("0", "1", "-1"):
                    yield Change("diagonal", [(keyword.value, other)], source.of(keyword.value), other, name)
        if name == "tri" and not any(keyword.arg == "k" for keyword in node.keywords):
            for other in ("k=1", "k=-1", "k=2"):
                arguments = [source.of(part) for part in (*node.args, *node.keywords)]
                arguments.insert(len(node.args), other)
                text = f"{source.of(node.func)}({', '.join(arguments)})"
                yield Change("diagonal", [(node, text)], "k=0", other, name)
        if name in _ORDERS and node.args:
            yield from _other_orders(source, node, name, context)
        elif name == "reshape" and len(node.args) in (2, 3):
            texts = [source.of(argument) for argument in node.args]
            for order in list(permutations(texts))[1:6]:
                text = f"{source.of(node.func)}({', '.join(order)})"
                yield Change("sizes-swapped", [(node, text)], ", ".join(texts), ", ".join(order), name)
            if isinstance(node.func, ast.Attribute):
                held = node.func.value
                for way in (".T", ".swapaxes(0, 1)", ".swapaxes(1, 2)"):
                    yield Change(
                        "reshape-of-transposed", [(held, f"{source.operand(held)}{way}")], source.of(held), way, name
                    )
    for alone in source.nodes:
        if isinstance(source.parent(alone), ast.Expression) and _number(alone) is not None:
            yield from _other_axes(source, alone, "axis") if _number(alone) in (-1, -2) else ()


def _other_axes(source: Source, node: ast.AST, name: str) -> Iterator[Change]:
    old = source.of(node)
    if isinstance(node, ast.Tuple):
        for part in node.elts:
            yield Change("axis", [(node, source.of(part))], old, source.of(part), name)
        return
    number = _number(node)
    if number is None:
        return
    pairs = ((-2, -1), (-3, -1), (-3, -2), None)
    for other in (-1, -2, -3, *pairs) if number < 0 else _AXES:
        if other != number:
            yield Change("axis", [(node, str(other))], old, str(other), name)


def _other_orders(source: Source, node: ast.Call, name: str, context: Context) -> Iterator[Change]:
    numbers = [_number(argument) for argument in node.args]
    written = source.of(node.func)
    old = source.of(node)
    if all(number is not None for number in numbers) and isinstance(node.func, ast.Attribute):
        if name == "transpose":
            for order in list(permutations(sorted(number for number in numbers if number is not None))):
                text = f"{written}({', '.join(map(str, order))})"
                yield Change("axes-order", [(node, text)], old, text, name)
        else:
            for pair in ((0, 1), (1, 2), (0, 2)):
                text = f"{written}({pair[0]}, {pair[1]})"
                yield Change("axes-order", [(node, text)], old, text, name)
        held = source.of(node.func.value)
        yield Change("axes-order", [(node, f"{held}.T")], old, f"{held}.T", name)
        yield Change("transpose-dropped", [(node, held)], old, held, name)
        if name_of(node.func.value) and len(numbers) == 3 and name == "transpose":
            sizes = ", ".join(f"{held}.shape[{number}]" for number in numbers)
            text = f"{held}.reshape({sizes})"
            yield Change("reshape-for-transpose", [(node, text)], old, text, name)
        elif name == "swapaxes" and numbers == [1, 2] and context.ranks.get(held) == 3:
            text = f"{held}.reshape({held}.shape[0], {held}.shape[2], {held}.shape[1])"
            yield Change("reshape-for-transpose", [(node, text)], old, text, name)


def _call(source: Source, node: ast.Call, without: ast.keyword) -> str:
    parts = [*node.args, *(keyword for keyword in node.keywords if keyword is not without)]
    return f"{source.of(node.func)}({', '.join(map(source.of, parts))})"


def _number(node: ast.AST) -> int | None:
    """The whole number that is written, with its sign."""
    sign = 1
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        node, sign = node.operand, -1
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return sign * node.value
    return None
