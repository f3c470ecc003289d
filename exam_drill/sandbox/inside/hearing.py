"""Whether a program could tell what another one left in the process before it: told from its syntax.

What another program left is memory: what it held, and where it lay.  A program hears of it by asking for memory that
nobody has cleared (`np.empty`, `where=`), by learning where things lie (`id`, `hash`, sets, and texts such as
"<function f at 0x7f…>"), or by running out of it and going on (`try`).

    np.zeros(3) + x       deaf             np.empty(3)    f"{x}"    set(x)    try: …       hears

Programs that are deaf meet the same whoever ran before, even if these work together with them.  One that hears is
honest for all we know; where strangers wrote it, it has a process of its own.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from exam_drill.sandbox.inside.allowed import words

# Names of Python that tell of addresses, or make texts in which addresses may stand.
_BUILTINS = words("ascii chr format frozenset hash id repr set str")
# Attributes, whatever they are of: functions of NumPy that clear no memory, and what makes texts.
_ATTRIBUTES = words("""
array2string array_repr array_str bytes_ empty empty_like format format_map maketrans str_ string_ translate unicode_
""")
_KEYWORDS = frozenset({"where", None})  # None: `**options`, which may hold it
_MAKING_TEXT = "%{"  # in a text: it may be what others are put into


def _constant(node: ast.Constant) -> bool:
    value = node.value
    if isinstance(value, bytes):
        return b"%" in value
    return isinstance(value, str) and any(sign in value for sign in _MAKING_TEXT)


def _always(_: ast.AST) -> bool:
    return True


NODES: dict[type[ast.AST], Callable[[Any], bool]] = {
    ast.Name: lambda node: node.id in _BUILTINS,
    ast.Attribute: lambda node: node.attr in _ATTRIBUTES,
    ast.keyword: lambda node: node.arg in _KEYWORDS,
    ast.Constant: _constant,
    ast.Set: _always,
    ast.SetComp: _always,
    ast.JoinedStr: _always,
    ast.Try: _always,
}


def hears(node: ast.AST) -> bool:
    """Whether a node may let its program tell what was left in its process."""
    return NODES[type(node)](node)
