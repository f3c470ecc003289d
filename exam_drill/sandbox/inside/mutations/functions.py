"""Another function, none, or the same one elsewhere.

np.sum(x) ─▶ np.mean(x)      np.sqrt(D) ─▶ D      np.tanh(c) * o ─▶ np.tanh(c * o)      np.stack(a) ─▶ np.concatenate(a)
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from exam_drill.sandbox.inside.mutations.context import Context
from exam_drill.sandbox.inside.mutations.source import Change, Source, function_of

_NEIGHBOURS = {
    "sum": ("mean", "max", "prod"),
    "mean": ("sum", "max"),
    "max": ("mean", "sum", "min"),
    "min": ("max",),
    "prod": ("sum", "mean"),
    "argmax": ("max", "argmin"),
    "argmin": ("argmax",),
    "argsort": ("sort",),
    "maximum": ("minimum", "add"),
    "minimum": ("maximum",),
    "tanh": ("sigmoid",),
    "sigmoid": ("tanh",),
    "exp": ("log", "exp2"),
    "log": ("log2", "exp"),
    "log2": ("log",),
    "sqrt": ("square", "log"),
    "square": ("sqrt",),
    "hstack": ("vstack",),
    "vstack": ("hstack",),
    "stack": ("concatenate",),
    "concatenate": ("stack",),
    "zeros_like": ("ones_like",),
    "ones_like": ("zeros_like",),
    "zeros": ("ones",),
    "ones": ("zeros",),
    "repeat": ("tile",),
    "tile": ("repeat",),
    "dot": ("multiply",),
    "matmul": ("multiply",),
    "multiply": ("matmul",),
    "outer": ("multiply",),
    "any": ("all",),
    "all": ("any",),
    "abs": ("square",),
    "eye": ("ones",),
    "cumsum": ("cumprod",),
    "cumprod": ("cumsum",),
    "tri": ("eye", "ones"),
}
_PYTHON = {"sum": ("max",), "max": ("min",), "min": ("max",), "len": ()}
_METHODS = frozenset({"sum", "mean", "max", "min", "prod", "argmax", "argmin", "any", "all", "cumsum", "cumprod"})
_ELEMENTWISE = frozenset(
    {"tanh", "sigmoid", "exp", "log", "log2", "sqrt", "square", "abs", "activation", "softmax", "relu", "maximum"}
)
_KEPT = frozenset(
    {"range", "reversed", "len", "zip", "enumerate", "isinstance", "tri", "eye", "ones", "zeros", "full", "arange"}
)


def mutate(source: Source, context: Context) -> Iterator[Change]:
    """Neighbours of each function that is called; the call without the function; what stands beside it taken inside."""
    for node in source.all(ast.Call):
        name = function_of(node)
        yield from _renamed(source, node, name, context)
        yield from _without(source, node, name)
        if name in _ELEMENTWISE and len(node.args) == 1 and not node.keywords:
            yield from _moved(source, node, name)


def _renamed(source: Source, node: ast.Call, name: str, context: Context) -> Iterator[Change]:
    text = source.of(node)
    written = source.of(node.func)
    for other in _NEIGHBOURS.get(name, ()) if isinstance(node.func, ast.Attribute) else _PYTHON.get(name, ()):
        method = isinstance(node.func, ast.Attribute) and not written.startswith("np.")
        if method and other not in _METHODS and other != "sort":
            continue
        if other in context.functions or other == "sigmoid":
            if other in context.functions:
                yield Change("function", [(node.func, other)], name, other, text)
            continue
        yield Change("function", [(node.func, written.removesuffix(name) + other)], name, other, text)
    if name in ("sigmoid", "activation") and name in context.functions:
        other = "np.tanh" if name == "sigmoid" else ""
        if other:
            yield Change("function", [(node.func, other)], name, "tanh", text)
    if name in ("dot", "matmul", "outer") and written.startswith("np.") and len(node.args) == 2:
        left, right = map(source.operand, node.args)
        yield Change("function", [(node, f"{left} * {right}")], name, "*", text)
    elif name == "dot" and len(node.args) == 1 and isinstance(node.func, ast.Attribute):
        left, right = source.operand(node.func.value), source.operand(node.args[0])
        yield Change("function", [(node, f"{left} * {right}")], name, "*", text)


def _without(source: Source, node: ast.Call, name: str) -> Iterator[Change]:
    """`np.tanh(x)` ─▶ `x`, `x.sum(axis=0)` ─▶ `x`; of several items in a list, joined, the first ones."""
    text = source.of(node)
    if name in _KEPT:
        return
    if isinstance(node.func, ast.Attribute) and not source.of(node.func).startswith("np.") and name != "dot":
        inner = node.func.value
        if not source.of(inner).startswith("self"):
            yield Change("function-dropped", [(node, source.of(inner))], name, source.of(inner), text)
    elif node.args:
        inner = node.args[0]
        if name == "dot" and isinstance(node.func, ast.Attribute) and not source.of(node.func).startswith("np."):
            yield Change("product-dropped", [(node, source.of(node.func.value))], source.of(inner), "", text)
            yield Change("product-dropped", [(node, source.of(inner))], source.of(node.func.value), "", text)
        elif name == "where" and len(node.args) == 3:
            mask, chosen, other = map(source.of, node.args)
            yield Change("where-dropped", [(node, chosen)], mask, chosen, text)
            yield Change(
                "where-product",
                [(node, f"{source.operand(node.args[0])} * {source.operand(node.args[1])}")],
                mask,
                chosen,
                text,
            )
            if other.endswith("inf"):
                yield Change("masked-by-zero", [(node.args[2], "0")], other, "0", text)
        elif isinstance(inner, ast.List | ast.Tuple) and inner.elts:
            for item in inner.elts[:3]:
                yield Change("parts-dropped", [(node, source.of(item))], name, source.of(item), text)
            if len(inner.elts) == 2:
                sum_text = " + ".join(map(source.operand, inner.elts))
                yield Change("parts-added-up", [(node, sum_text)], name, sum_text, text)
        elif not isinstance(inner, ast.GeneratorExp):
            yield Change("function-dropped", [(node, source.of(inner))], name, source.of(inner), text)
            if name == "sqrt":
                yield Change("half-for-root", [(node, f"{source.operand(inner)} / 2")], text, source.of(inner), text)
            if len(node.args) == 2 and name in ("maximum", "minimum", "max", "min"):
                other = source.of(node.args[1])
                yield Change("function-dropped", [(node, other)], name, other, text)


def _moved(source: Source, node: ast.Call, name: str) -> Iterator[Change]:
    """`f(a) + b` ─▶ `f(a + b)`, and `f(a / b)` ─▶ `f(a) / b`."""
    function, parent, inner = source.of(node.func), source.parent(node), node.args[0]
    if isinstance(parent, ast.BinOp) and not isinstance(parent.op, ast.Pow):
        before, after = (source.of(parent.left), source.of(parent.right))
        whole = source.of(parent)
        if parent.left is node:
            within = whole.replace(source.of(node), source.operand(inner), 1)
            yield Change("function-moved-out", [(parent, f"{function}({within})")], name, after, whole)
        else:
            within = source.operand(inner).join(whole.rsplit(source.of(node), 1))
            yield Change("function-moved-out", [(parent, f"{function}({within})")], name, before, whole)
    if isinstance(inner, ast.BinOp) and not isinstance(inner.op, ast.Pow):
        left, right = source.of(inner.left), source.of(inner.right)
        middle = source.of(inner)[len(left) :].removesuffix(right) if source.of(inner).startswith(left) else ""
        sign = middle.strip(" ()")
        if sign in ("+", "-", "*", "/", "@"):
            for text in (
                f"{function}({left}) {sign} {source.operand(inner.right)}",
                f"{source.operand(inner.left)} {sign} {function}({right})",
            ):
                yield Change("function-moved-in", [(node, text)], name, text, source.of(node))
            if sign in ("+", "@"):
                yield Change(
                    "function-of-each",
                    [(node, f"{function}({left}) {sign} {function}({right})")],
                    name,
                    "",
                    source.of(node),
                )
