"""Whether a program can only make arrays of plain numbers, truth values, texts and objects: told from its syntax.

Records with objects in them are where NumPy can be made to take a number for an address:

    np.concatenate([np.zeros(1, [("s", "f8", (2,))]), np.zeros(1, [("s", "O", (2,))])])      ends the process

A program that might make such a thing is honest for all we know, and is run; but it shares its process with no other.
So whatever takes a dtype must be called by its name, with a dtype that is written out.
"""

from __future__ import annotations

import ast

import numpy as np

from exam_drill.sandbox.inside.allowed import words

# Functions of `np` that take a dtype by position -> that position.
_FUNCTIONS = {
    name: position
    for position, names in {
        0: "dtype",
        1: """
array asanyarray asarray asarray_chkfinite ascontiguousarray asfarray asfortranarray astype empty empty_like fromiter
fromstring identity indices ones ones_like require zeros zeros_like
""",
        2: """
cumprod cumproduct cumsum full full_like mean nancumprod nancumsum nanmean nanprod nanstd nansum nanvar prod product std
sum var
""",
        3: "arange eye tri",
        4: "geomspace trace",
        5: "linspace logspace",
    }.items()
    for name in names.split()
}
# Methods, of arrays and of functions such as `np.add`.
_METHODS = dict.fromkeys(("sum", "mean", "prod", "std", "var", "cumsum", "cumprod"), 1) | {
    "astype": 0,
    "trace": 3,
    "reduce": 2,
    "accumulate": 2,
    "reduceat": 3,
}
_KEYWORDS = frozenset({"dtype", "signature", "sig"})
# Names of Python that are dtypes; a program that gives them another meaning is not looked at any further.
NAMES = frozenset({"int", "float", "bool", "complex"})
_TEXTS = words("""
bool int float complex int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128
i i1 i2 i4 i8 u1 u2 u4 u8 f f2 f4 f8 d c8 c16
""")
_SCALARS = frozenset(
    name
    for name, kind in vars(np).items()
    if isinstance(kind, type) and issubclass(kind, np.generic) and not issubclass(kind, (np.void, np.object_))
)


def position(path: str | None, name: str) -> int | None:
    """At which position an attribute takes a dtype, None if at none; `path` is `np` for a function of NumPy."""
    return _FUNCTIONS.get(name) if path == "np" else _METHODS.get(name)


def has_plain_dtypes(call: ast.Call, taken: int | None) -> bool:
    """Whether a call gives only plain dtypes to what takes one at position `taken`, or by keyword."""
    for keyword in call.keywords:
        if keyword.arg is None or (keyword.arg in _KEYWORDS and not _is_plain(keyword.value)):
            return False
    if taken is None:
        return True
    if any(isinstance(argument, ast.Starred) for argument in call.args):
        return False
    return all(map(_is_plain, call.args[taken:]))


def _is_plain(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=str(text)):
            return text in _TEXTS
        case ast.Constant():
            return True
        case ast.Attribute(value=ast.Name(id="np"), attr=name):
            return name in _SCALARS
        case ast.Attribute(attr="dtype"):
            return True
        case ast.Name(id=name):
            return name in NAMES
    return False
