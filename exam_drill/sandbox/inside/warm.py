"""Does once, in the worker, what no locked child could do and each child would do again.

A child cannot open files, so it imports only what is loaded already.  These are the modules that NumPy loads at first
use, and those of the standard library that a program about arithmetic may well import.
"""

from __future__ import annotations

import contextlib
import importlib
import random
import traceback
import warnings

import numpy as np

_MODULES = (
    *("abc", "array", "bisect", "cmath", "collections.abc", "contextlib", "copy", "dataclasses", "datetime", "decimal"),
    *("enum", "fractions", "functools", "gc", "heapq", "io", "itertools", "json", "keyword", "linecache", "math"),
    *("numbers", "operator", "pprint", "random", "re", "statistics", "string", "struct", "textwrap", "threading"),
    *("time", "timeit", "traceback", "types", "typing", "warnings", "weakref"),
    *("encodings.ascii", "encodings.latin_1", "encodings.utf_8", "encodings.idna", "encodings.unicode_escape"),
    *("numpy.fft", "numpy.linalg", "numpy.lib.stride_tricks", "numpy.ma", "numpy.polynomial", "numpy.random"),
    *("numpy.testing", "numpy.typing", "numpy.rec", "numpy.char", "numpy.exceptions", "numpy.dtypes"),
)


def warm_up() -> None:
    """Imports, and touches what is made at first use."""
    for name in _MODULES:
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
