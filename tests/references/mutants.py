"""Mutants of a reference module: its text with one small mistake, of the kinds that people make in such programs.

    sign       + for -, a term left out, a minus dropped, operands exchanged
    product    @ for *, * for @, factors exchanged, / for *
    transpose  .T left out or put on
    axis       another number: an axis, an index, a power, a constant; a bound of a slice left out
    gate       one variable in another one's place
    function   an activation left out, a mean for a sum, a minimum for a maximum
    order      neighbours of a tuple or list exchanged
    condition  turned round, or moved by a hair
    step       a statement left out, = for +=

A mutant is killed if anything notices it.  Functions that draw inputs are left alone: they are no part of a model.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from types import CodeType

_OPERATORS: dict[type[ast.operator], tuple[str, tuple[type[ast.operator], ...]]] = {
    ast.Add: ("sign", (ast.Sub,)),
    ast.Sub: ("sign", (ast.Add,)),
    ast.Mult: ("product", (ast.Div,)),
    ast.Div: ("product", (ast.Mult,)),
    ast.MatMult: ("product", (ast.Mult,)),
    ast.Pow: ("product", (ast.Mult,)),
    ast.FloorDiv: ("product", (ast.Div,)),
    ast.Mod: ("product", (ast.FloorDiv,)),
}
_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_FUNCTIONS = {
    "sum": "mean",
    "mean": "sum",
    "max": "min",
    "min": "max",
    "maximum": "minimum",
    "minimum": "maximum",
    "argmax": "argmin",
    "zeros": "ones",
    "ones": "zeros",
    "zeros_like": "ones_like",
    "ones_like": "zeros_like",
    "exp": "tanh",
    "log": "log1p",
    "sqrt": "square",
    "tanh": "sin",
}
_LEFT_OUT = (ast.Add, ast.Sub, ast.Mult, ast.MatMult, ast.Div)


@dataclass(frozen=True, eq=False)
class Mutant:
    """One mistake: where, of which kind, what was there and what stands there now."""

    module: str
    function: str
    line: str
    kind: str
    before: str
    after: str
    tree: ast.Module

    @property
    def code(self) -> CodeType:
        """The mutant, to be run."""
        return compile(self.tree, f"<mutant of {self.module}>", "exec")

    @property
    def text(self) -> str:
        """The mutant as a file, without comments."""
        return ast.unparse(self.tree)

    def __str__(self) -> str:
        return f"{self.module}.{self.function}: {self.before} -> {self.after} in {self.line}"


def unchanged(module: str, source: str) -> Mutant:
    """No mutant: what must not be killed."""
    return Mutant(module, "", "", "", "", "", ast.parse(source))


def mutants(module: str, source: str) -> Iterator[Mutant]:
    """Every mutant of a module's functions."""
    tree = ast.parse(source)
    lines = [line.partition("  #")[0].strip() for line in source.splitlines()]
    for function in tree.body:
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("draw_"):
            names = _names(function)
            for parent, field, position, node in list(_places(function)):
                for kind, new in _variants(node, parent, names):
                    _put(parent, field, position, new)
                    changed = _with_a_copy(tree, function)
                    _put(parent, field, position, node)
                    line = lines[node.lineno - 1]
                    yield Mutant(module, function.name, line, kind, _shown(node), _shown(new), changed)


def _with_a_copy(tree: ast.Module, function: ast.FunctionDef) -> ast.Module:
    """The module with a copy of the function as it is now; all else is shared, for it stays as it is."""
    changed = ast.fix_missing_locations(copy.deepcopy(function))
    return ast.Module([changed if node is function else node for node in tree.body], [])


def _names(function: ast.FunctionDef) -> list[str]:
    """The parameters and local variables of a function, in the order in which they come."""
    names = [argument.arg for argument in function.args.args]
    stored = (n for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))
    names += [node.id for node in sorted(stored, key=lambda node: (node.lineno, node.col_offset))]
    return list(dict.fromkeys(name for name in names if not name.startswith("_")))


def _places(top: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """All nodes that compute, and where they hang."""
    for field, value in ast.iter_fields(top):
        if field in ("annotation", "returns", "args") and isinstance(top, ast.AnnAssign | ast.FunctionDef):
            continue
        for position, node in enumerate(value) if isinstance(value, list) else ((None, value),):
            if not isinstance(node, ast.AST) or isinstance(node, ast.Raise | ast.expr_context):
                continue
            yield top, field, position, node
            yield from _places(node)


def _put(parent: ast.AST, field: str, position: int | None, node: ast.AST) -> None:
    if position is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[position] = node


def _shown(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())


def _variants(node: ast.AST, parent: ast.AST, names: list[str]) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.BinOp():
            yield from _arithmetic(node)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            yield "sign", operand
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "condition", operand
        case ast.Attribute(attr="T", value=value):
            yield "transpose", value
        case ast.Attribute(attr=name, value=value) if name in _FUNCTIONS:
            yield "function", ast.Attribute(value, _FUNCTIONS[name], ast.Load())
        case ast.Name(id=name, ctx=ast.Load()) if name in names and len(names) > 1:
            yield from _other_names(node, names)
        case ast.Constant(value=bool()):
            yield "axis", ast.Constant(not node.value)
        case ast.Constant(value=int() | float()):
            yield "axis", ast.Constant(node.value + 1)
            yield "axis", ast.Constant(node.value - 1)
        case ast.Slice():
            for bound in ("lower", "upper", "step"):
                if getattr(node, bound) is not None:
                    yield "axis", ast.Slice(**{**dict(ast.iter_fields(node)), bound: None})
        case ast.Call(args=[argument], keywords=[]):
            yield "function", argument
        case ast.Tuple(ctx=ast.Load()) | ast.List(ctx=ast.Load()):
            for first in range(len(node.elts) - 1):
                if ast.unparse(node.elts[first]) == ast.unparse(node.elts[first + 1]):
                    continue
                elements = list(node.elts)
                elements[first : first + 2] = elements[first + 1], elements[first]
                yield "order", type(node)(elements, ast.Load())
        case ast.Compare(ops=[operator]):
            for other in _COMPARISONS.get(type(operator), ()):
                yield "condition", ast.Compare(node.left, [other()], node.comparators)
        case ast.BoolOp(op=operator, values=values):
            yield "condition", ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values)
        case ast.If(test=test):
            yield "condition", ast.If(ast.UnaryOp(ast.Not(), test), node.body, node.orelse)
        case ast.IfExp(test=test):
            yield "condition", ast.IfExp(ast.UnaryOp(ast.Not(), test), node.body, node.orelse)
        case ast.AugAssign():
            for other in _OPERATORS[type(node.op)][1]:
                yield "sign", ast.AugAssign(node.target, other(), node.value)
            yield "step", ast.Assign([node.target], node.value, lineno=node.lineno)
            yield "step", ast.Pass()
        case ast.Assign(targets=[ast.Subscript()]):
            yield "step", ast.Pass()
        case ast.Expr(value=ast.Call()):
            yield "step", ast.Pass()
    if isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.MatMult) and isinstance(node, ast.Name):
        yield "transpose", ast.Attribute(node, "T", ast.Load())


def _arithmetic(node: ast.BinOp) -> Iterator[tuple[str, ast.AST]]:
    kind, others = _OPERATORS[type(node.op)]
    for other in others:
        yield kind, ast.BinOp(node.left, other(), node.right)
    if isinstance(node.op, _LEFT_OUT):
        yield kind, node.left
        yield kind, node.right
    if isinstance(node.op, ast.Sub | ast.Div | ast.MatMult | ast.Pow):
        yield kind, ast.BinOp(node.right, node.op, node.left)


def _other_names(node: ast.Name, names: list[str]) -> Iterator[tuple[str, ast.AST]]:
    """The variables before and after this one."""
    position = names.index(node.id)
    for other in dict.fromkeys((names[position - 1], names[(position + 1) % len(names)])):
        if other != node.id:
            yield "gate", ast.Name(other, ast.Load())
