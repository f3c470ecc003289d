"""The syntax policy: looks a parsed text through, refuses it with a place, or makes it ready to run in the facade.

    tree ─ check ─▶ RefusedError(code, name, line, column)            the first of all that is not allowed
                └─▶ Checked: names that it defines, what hangs on them ─ settle(template, option, …) ─▶ RefusedError

A tree that passes is changed in three ways: `import numpy as np` becomes `pass`, for NumPy is there already; an
attribute that is not harmless on everything is read, and every attribute set, through a guard (see `own`); and
`x.__class__` goes through `own.Kind`.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass

from exam_drill.sandbox.inside.allowed import LONGEST
from exam_drill.sandbox.inside.look import KIND, Look, Refusal

# The nodes that stand at a line.
_PLACED = (ast.expr, ast.stmt, ast.arg, ast.keyword, ast.alias, ast.excepthandler, ast.pattern)


class RefusedError(Exception):
    """A text that the policy refuses: whose it is ("code", "option", …), the blank's label, and what is refused."""

    def __init__(self, where: str, label: str, refusal: Refusal) -> None:
        super().__init__(where, label, refusal)
        self.where, self.label, self.refusal = where, label, refusal


@dataclass(frozen=True)
class Checked:
    """What a text that passed defines, and what of it passes only beside a text that defines a certain name.

    `shareable`: nothing in it runs unasked, neither in the middle of a loop of NumPy's nor after its run has ended, so
    that it cannot change what another program meets in the same process.  `deaf`: it cannot tell either what another
    one left there.
    """

    defines: frozenset[str] = frozenset()
    doubts: tuple[tuple[str, RefusedError], ...] = ()
    shareable: bool = True
    deaf: bool = True


def measure(text: str, where: str, label: str) -> None:
    """RefusedError if a text is too long to be parsed."""
    if len(text) > LONGEST:
        raise RefusedError(where, label, Refusal("too-long", "", 1, 1, str(LONGEST)))


def check(tree: ast.AST, text: str, where: str, label: str, lines: int = 0) -> Checked:
    """Looks through the tree of `text` and makes it ready to run, so many lines further down.

    RefusedError with the first place that is refused.
    """
    look = Look(text)
    look.through(tree, anywhere=where == "option")
    if look.refusals:
        raise RefusedError(where, label, min(look.refusals, key=_place))
    if lines:
        for moved in look.nodes:
            if isinstance(moved, _PLACED):
                moved.lineno += lines
                moved.end_lineno = (moved.end_lineno or 0) + lines
    for node, guard in look.guarded:
        _guard(node, guard)
    doubts = sorted(look.doubts, key=_place)
    return Checked(
        frozenset(look.defines),
        tuple((doubt.name, RefusedError(where, label, doubt)) for doubt in doubts),
        look.shareable,
        look.deaf,
    )


def settle(*parts: Checked) -> None:
    """RefusedError if a part needs a name that no part of the program defines."""
    doubts = [doubt for part in parts for doubt in part.doubts]
    if doubts:
        defined = frozenset[str]().union(*(part.defines for part in parts))
        for name, refused in doubts:
            if name not in defined:
                raise refused


def _place(refusal: Refusal) -> tuple[int, int]:
    return refusal.line, refusal.column


def _guard(node: ast.Attribute, guard: str) -> None:
    """`x.a` becomes `guard(x, "a").a`, and `x.__class__` becomes `kind(x).kind`."""
    value = node.value
    arguments = [value]
    if guard == KIND:
        node.attr = "kind"
    else:
        arguments.append(ast.copy_location(ast.Constant(node.attr), value))
    name = ast.copy_location(ast.Name(guard, ast.Load()), value)
    node.value = ast.copy_location(ast.Call(name, arguments, []), value)
