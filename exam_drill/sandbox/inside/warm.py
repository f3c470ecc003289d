"""Does once, in the worker, what no locked child could do and each child would do again.

A child cannot open files, so it imports only what is loaded already: the modules that NumPy loads at first use and,
where programs may import at all, those of the standard library that one about arithmetic may well want.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import random
import sys
import traceback
import warnings

import numpy as np

from exam_drill.sandbox.column import column
from exam_drill.sandbox.inside.line import send, work
from exam_drill.sandbox.wire import Packer

# What NumPy itself may ask for while a program of the facade runs.
_NUMPY = ("numpy.fft", "numpy.linalg", "numpy.lib.stride_tricks", "numpy.random", "numpy.exceptions", "numpy.dtypes")
# What a program may ask for that can import; each child inherits it, which takes time.
_LIBRARY = (
    *("abc", "array", "bisect", "cmath", "collections.abc", "contextlib", "copy", "dataclasses", "datetime", "decimal"),
    *("enum", "fractions", "functools", "gc", "heapq", "io", "itertools", "json", "keyword", "linecache", "math"),
    *("numbers", "operator", "pprint", "random", "re", "statistics", "string", "struct", "textwrap", "threading"),
    *("time", "timeit", "traceback", "types", "typing", "warnings", "weakref"),
    *("encodings.ascii", "encodings.latin_1", "encodings.utf_8", "encodings.idna", "encodings.unicode_escape"),
    *("numpy.char", "numpy.ctypeslib", "numpy.f2py", "numpy.ma", "numpy.polynomial", "numpy.rec", "numpy.testing"),
    "numpy.typing",
)


def warm_up(policy: bool, rehearse: bool = True) -> None:
    """Imports, and touches what is made at first use; a rehearsal is worth its time only before a fork.

    Under the syntax `policy` no program imports anything, so the library stays where it is.
    """
    for name in _NUMPY if policy else (*_NUMPY, *_LIBRARY):
        with contextlib.suppress(ImportError):  # NumPy 1 and 2 differ
            importlib.import_module(name)
    random.seed(0)
    np.random.seed(0)
    np.random.default_rng(0).normal(size=2)
    ones = np.ones((2, 2))
    np.linalg.norm(ones @ ones.T)
    np.linalg.inv(np.eye(2))
    np.linalg.svd(ones)
    np.fft.fft([0.0, 1.0])
    np.concatenate([ones, ones]).sum(axis=0)
    np.einsum("ij,jk->ik", ones, ones, optimize=True)
    np.median(ones)
    str(ones), repr(ones), f"{ones[0, 0]:.3f}"
    with warnings.catch_warnings(record=True):
        warnings.simplefilter("always")
        np.zeros(1) / np.zeros(1)
    try:
        ones @ np.ones(3)
    except ValueError:
        traceback.format_exc()
    if rehearse:
        _rehearse()


_PROGRAM = """class Cell:
    def __init__(self, w):
        self.w = w
    def forward(self, x, h):
        a, b = np.split(np.hstack((x, h)), 2, axis=1)
        return np.tanh(x @ self.w) + np.zeros_like(h) * np.exp(-np.sum(a, axis=0, keepdims=True))[0, 0]
def f(x, h, w):
    for t in range(2):
        h = Cell(w).forward(x, h)
        h[0, :1] += np.dot(x, w)[0, 0] / np.sqrt(np.maximum(x.shape[0], 1.0))
    return h, (あ)
"""
_REHEARSALS = 5  # the interpreter specialises a function's code in its first runs


def _rehearse() -> None:
    """Runs a job as a child does.

    What is made at first use, and the code that the interpreter rewrites as it learns, is then there before the fork:
    a child writes to, and so copies, half as many pages.
    """
    packer = Packer()
    inputs = [np.ones((2, 2)), np.ones((2, 2)), np.eye(2)]
    cases = {"seeds": [0, 1, 2, 3], "columns": [column(packer, [value] * 4) for value in inputs]}
    job = packer.frame(
        {
            "job": "options",
            "code": _PROGRAM,
            "texts": [["あ", "h"]],
            "function": "f",
            "call": "",
            "helpers": "def sigmoid(x):\n    return 1.0 / (1.0 + np.exp(-x))\n",
            "given": ["sigmoid"],
            "trusted": True,
            "strangers": False,
            "inputs": ["x", "h", "w"],
            "policy": True,
            "cases": cases,
            "output": 1 << 20,
            "enough": 3,
            "options": [
                [["", 0], "", ""],
                [["あ", 1], "あ", "sigmoid(h) * np.sum([v for v in x])"],
                [["あ", 2], "あ", "h.unknown"],
                [["あ", 3], "あ", "undefined"],
                [["あ", 4], "あ", "x @"],
            ],
        }
    )
    _forget_attributes()
    reader, writer = os.pipe()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for _ in range(_REHEARSALS):
        send(writer, job)  # there is room for it in the pipe
        work(reader, nowhere)
    for descriptor in (reader, writer, nowhere):
        os.close(descriptor)


def _forget_attributes() -> None:
    """Empties the interpreter's memory of where types have their attributes.

    What imports have left there would be thrown out by the first lookups of each child, one page after the other.
    """
    for name in ("_clear_internal_caches", "_clear_type_cache"):  # the second one is deprecated from Python 3.13 on
        if hasattr(sys, name):
            getattr(sys, name)()
            return
