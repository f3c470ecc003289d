"""Conditions: another comparison, `and` for `or`, one branch only.   `a if n > 0 else b` ─▶ `a`,  `x < t` ─▶ `x > t`"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from exam_drill.sandbox.inside.mutations.context import Context
from exam_drill.sandbox.inside.mutations.source import Change, Source

_OTHERS: dict[type[ast.cmpop], tuple[str, tuple[str, ...]]] = {
    ast.Lt: ("<", (">", "<=")),
    ast.LtE: ("<=", (">=", "<")),
    ast.Gt: (">", ("<", ">=")),
    ast.GtE: (">=", ("<=", ">")),
    ast.Eq: ("==", ("!=",)),
    ast.NotEq: ("!=", ("==",)),
}


def mutate(source: Source, _: Context) -> Iterator[Change]:
    """Conditions turned round, or left out."""
    for node in source.all(ast.Compare):
        if len(node.ops) == 1 and type(node.ops[0]) in _OTHERS:
            sign, others = _OTHERS[type(node.ops[0])]
            left, right = source.of(node.left), source.of(node.comparators[0])
            for other in others:
                yield Change("comparison", [(node, f"{left} {other} {right}")], sign, other, source.of(node))
    for choice in source.all(ast.IfExp):
        body, orelse, test = source.of(choice.body), source.of(choice.orelse), source.of(choice.test)
        yield Change("branch-dropped", [(choice, body)], orelse, body, test)
        yield Change("branch-dropped", [(choice, orelse)], body, orelse, test)
        yield Change("branches-exchanged", [(choice.body, orelse), (choice.orelse, body)], body, orelse, test)
    for logic in source.all(ast.BoolOp):
        sign, other = ("and", "or") if isinstance(logic.op, ast.And) else ("or", "and")
        text = f" {other} ".join(map(source.operand, logic.values))
        yield Change("comparison", [(logic, text)], sign, other, source.of(logic))
        for value in logic.values:
            yield Change("condition-dropped", [(logic, source.of(value))], source.of(logic), source.of(value))
