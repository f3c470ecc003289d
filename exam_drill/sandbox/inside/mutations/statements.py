"""Assignments: into the array or to the name, added or replaced, one of several forgotten.

p -= g ─▶ p = p - g      grads[...] = dW ─▶ grads = dW, grads += dW
h = f(h) ─▶ h += f(h)    np.add.at(a, i, v) ─▶ a[i] += v
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from exam_drill.sandbox.inside.mutations.context import Context
from exam_drill.sandbox.inside.mutations.source import Change, Source, name_of

_SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


def mutate(source: Source, context: Context) -> Iterator[Change]:
    """Statements that write elsewhere, or in another way."""
    for node in source.all(ast.AugAssign):
        sign = _SIGNS.get(type(node.op), "")
        target, value = source.of(node.target), source.of(node.value)
        if not sign:
            continue
        yield Change(
            "new-array", [(node, f"{target} = {target} {sign} {source.operand(node.value)}")], f"{sign}=", "=", target
        )
        yield Change("new-array", [(node, f"{target} = {target} {sign} {value}")], f"{sign}=", "=", target)
        yield Change("overwritten", [(node, f"{target} = {value}")], f"{sign}=", "=", target)
        if name_of(node.target) in context.ranks and context.ranks[name_of(node.target)]:
            sign_text = "-" if sign == "-" else ""
            yield Change(
                "overwritten",
                [(node, f"{target}[...] = {sign_text}{source.operand(node.value)}")],
                f"{sign}=",
                "=",
                target,
            )
    for assign in source.all(ast.Assign):
        if len(assign.targets) == 1:
            yield from _other_assignment(source, assign, assign.targets[0], context)
    for expression in source.all(ast.Expr):
        call = expression.value
        if isinstance(call, ast.Call) and name_of(call.func) == "np.add.at" and len(call.args) == 3:
            table, ids, values = map(source.of, call.args)
            for sign in ("+=", "="):
                yield Change(
                    "duplicates-lost", [(expression, f"{table}[{ids}] {sign} {values}")], "np.add.at", sign, table
                )
    for body in source.all(ast.Module):
        if len(body.body) > 1:
            for statement in body.body:
                yield Change("statement-dropped", [(statement, "pass")], source.of(statement), "")


def _other_assignment(source: Source, node: ast.Assign, target: ast.expr, context: Context) -> Iterator[Change]:
    left, right = source.of(target), source.of(node.value)
    if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
        if len(target.elts) == len(node.value.elts):
            for held, given in zip(target.elts, node.value.elts, strict=True):
                text = f"{source.of(held)} = {source.of(given)}"
                yield Change("assignment-alone", [(node, text)], source.of(node), text)
        arrays = [item for item in node.value.elts if context.ranks.get(name_of(item))]
        for item in arrays:
            zeros = f"np.zeros_like({source.of(item)})"
            yield Change("state-thrown-away", [(item, zeros)], source.of(item), zeros)
        if len(arrays) > 1:
            edits = [(item, f"np.zeros_like({source.of(item)})") for item in arrays]
            yield Change("state-thrown-away", edits, ", ".join(map(source.of, arrays)), "")
        return
    yield Change("added-to", [(node, f"{left} += {right}")], "=", "+=", left)
    if isinstance(target, ast.Subscript):
        if source.of(target.slice) in ("...", ":"):
            yield Change("new-array", [(node, f"{source.of(target.value)} = {right}")], "=", "=", left)
        yield Change("filled-wholly", [(target, f"{source.of(target.value)}[...]")], left, "")
        if not isinstance(node.value, ast.Constant):
            yield Change("new-array", [(node, f"{left} = {left} + {source.operand(node.value)}")], "=", "=", left)
        for other, rank in context.ranks.items():
            if (
                rank
                and other not in (name_of(target.value), name_of(target.slice))
                and name_of(target.value) in context.ranks
            ):
                yield Change("other-array", [(target.value, other)], source.of(target.value), other)
        if name_of(target.slice) in context.ranks:
            array, where = source.of(target.value), source.of(target.slice)
            yield Change("mask-inverted", [(target, f"{array}[~{where}]")], where, f"~{where}", array)
            yield Change("copy-written", [(target, f"{array}[{where}][...]")], left, "", array)
            axes = ", None" * (context.ranks.get(array, 1) - context.ranks[name_of(target.slice)])
            index = f"[:{axes}]" if axes else ""
            yield Change(
                "new-array", [(node, f"{array} = np.where({where}{index}, {right}, {array})")], "=", "np.where", array
            )
            yield Change("mask-inverted", [(node, f"{array} *= {where}{index}")], "=", "*=", array)
    elif context.ranks.get(name_of(target)):
        yield Change("written-into", [(target, f"{left}[...]")], left, f"{left}[...]")
        yield Change("other-name", [(target, f"{left}_next")], left, f"{left}_next")
