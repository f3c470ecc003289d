"""Cuts the helpers that a program may use out of a reference's source, without the reference itself.

A program's options must not be able to call the function that they are compared with, so the child that runs them
gets only the source of the `given` names and of what these need in turn.

    source of a module ─ cut_helpers ─▶ what a program may use
                       ─ meaning ─────▶ what a function computes, for a digest that outlives a new comment
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from functools import cache

_SILENT = {"ctx", "kind", "type_comment"}  # fields that follow from the others, or are for readers


class HelperError(ValueError):
    """A helper that cannot be given: a stable code ("unknown" or "reference") and its name."""

    def __init__(self, code: str, name: str) -> None:
        super().__init__(code, name)
        self.code, self.name = code, name


def cut_helpers(source: str, names: Iterable[str], reference: str) -> str:
    """Source that defines `names` and all that they use of `source`'s top level.

    HelperError if a name is not defined there, or if it uses the function `reference`.
    """
    wanted = list(names)
    return cut(ast.parse(source).body, wanted, reference) if wanted else ""


def cut(body: Sequence[ast.stmt], names: Iterable[str], reference: str) -> str:
    """As `cut_helpers`, of a top level that was parsed, and may be asked for again."""
    kept = needed(body, names, reference)
    future = [node for node in body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    return _unparsed((*future, *(body[position] for position in kept)))


@cache
def _unparsed(statements: tuple[ast.stmt, ...]) -> str:
    """The text of statements of the top level, which several references may be given."""
    return ast.unparse(ast.Module(list(statements), []))


def needed(body: Sequence[ast.stmt], names: Iterable[str], reference: str = "") -> list[int]:
    """The positions of the statements that define `names`, and of all that these use, in order.  Errors as above."""
    wanted = list(names)
    defined: dict[str, list[int]] = {}
    for position, node in enumerate(body):
        for name in defines(node):
            defined.setdefault(name, []).append(position)
    for name in wanted:
        if name not in defined:
            raise HelperError("unknown", name)
    kept: set[int] = set()
    while wanted:
        name = wanted.pop()
        if name == reference:
            raise HelperError("reference", name)
        for position in defined.get(name, []):
            if position not in kept:
                kept.add(position)
                wanted += uses(body[position])
    return sorted(kept)


def defines(node: ast.stmt) -> set[str]:
    """The names that a statement of the top level binds or changes, also inside of `if`, `try`, `for` and `with`."""
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return {node.name}
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    found: set[str] = set()
    for inner in ast.iter_child_nodes(node):
        if isinstance(inner, (ast.stmt, ast.ExceptHandler)):
            found |= defines(inner) if isinstance(inner, ast.stmt) else set().union(*map(defines, inner.body))
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        found |= _bases(node.value.func)  # table.append(…) changes table
    for target in _targets(node):
        found |= _bases(target)
    return found


def _targets(node: ast.stmt) -> list[ast.expr]:
    if isinstance(node, (ast.Assign, ast.Delete)):
        return list(node.targets)
    if isinstance(node, (ast.AugAssign, ast.AnnAssign, ast.For)):
        return [node.target]
    if isinstance(node, ast.With):
        return [item.optional_vars for item in node.items if item.optional_vars is not None]
    return []


def _bases(target: ast.expr) -> set[str]:
    """The names that `a`, `a[0]`, `a.b` and `a, b` begin with."""
    if isinstance(target, ast.Name):
        return {target.id}
    if isinstance(target, (ast.Subscript, ast.Attribute, ast.Starred)):
        return _bases(target.value)
    if isinstance(target, (ast.Tuple, ast.List)):
        return set[str]().union(*map(_bases, target.elts))
    return set()


def uses(node: ast.stmt) -> list[str]:
    """The names that a statement reads."""
    return [found.id for found in ast.walk(node) if isinstance(found, ast.Name) and isinstance(found.ctx, ast.Load)]


def meaning(source: str, names: Iterable[str]) -> str:
    """What `names`, and all that they use of the top level of our own source, compute: the same text for all layouts.

    Comments, docstrings, annotations, the words of exceptions, and the order of functions in the file are left out; so
    are names that are not defined.  The text is of our own making, for that of `ast` differs between Pythons.
    """
    body = _bare(source)
    known = set[str]().union(*map(defines, body))
    kept = [body[position] for position in needed(body, [name for name in names if name in known])]
    kept.sort(key=lambda node: node.name if isinstance(node, ast.FunctionDef) else "")  # others stay in order, in front
    return "\n".join(map(_statement, kept))


@cache
def _bare(source: str) -> list[ast.stmt]:
    tree: ast.Module = _Bare().visit(ast.parse(source))
    return tree.body


@cache
def _statement(node: ast.stmt) -> str:
    """The text of a statement of the top level, which several functions may use."""
    return _text(node)


class _Bare(ast.NodeTransformer):
    """Leaves out what is there for readers."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        node.body = _without_docstring(node.body)
        return self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        body = _without_docstring(node.body)
        # The annotations of a class may make its fields, as in a dataclass.
        node.body = [item if isinstance(item, ast.AnnAssign) else self.visit(item) for item in body]
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST | None:
        if node.value is None:
            return None
        return self.generic_visit(ast.Assign([node.target], node.value))

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        # Some Pythons (3.12.1) end a format's text by an empty one.
        node.values = [item for item in node.values if not (isinstance(item, ast.Constant) and item.value == "")]
        return self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        return ast.Raise(node.exc.func if isinstance(node.exc, ast.Call) else node.exc, None)


def _without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    first = body[0]
    is_text = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    return body[1:] if is_text else body


def _text(value: object) -> str:
    """A tree as text: kinds of nodes and those of their fields that say something."""
    if isinstance(value, ast.AST):
        fields = ((name, getattr(value, name, None)) for name in value._fields if name not in _SILENT)
        said = (f"{name}={_text(item)}" for name, item in fields if item is not None and item != [])
        return f"{type(value).__name__}({','.join(said)})"
    if isinstance(value, list):
        return f"[{','.join(map(_text, value))}]"
    return repr(value)
