"""What attributes things of Python and NumPy have, so that a refusal can be told from a slip of the pen.

x.view       there is such an attribute, and it is not for a program ─▶ refused before anything runs
x.veiw       there is none ─▶ the program's run tells, as it would anywhere
"""

from __future__ import annotations

import types
from typing import Any

import numpy as np


def _generator() -> Any:
    yield


_TYPES: tuple[type, ...] = (
    *(bool, bytes, complex, dict, float, frozenset, int, list, object, property, range, set, slice, str, super, tuple),
    *(bytearray, memoryview, type, BaseException, AttributeError, ImportError, OSError, StopIteration, UnicodeError),
    *(types.FunctionType, types.MethodType, types.BuiltinFunctionType, types.CodeType, types.FrameType),
    *(types.TracebackType, types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType, types.ModuleType),
    *(np.ndarray, np.generic, np.float64, np.void, np.dtype, np.ufunc, np.flatiter, np.nditer, np.broadcast),
    *(np.poly1d, np.vectorize, np.errstate, np.finfo, np.iinfo, np.ndindex, np.ndenumerate, np.matrix, np.memmap),
    *(np.random.RandomState, np.random.Generator, np.random.BitGenerator, np.random.SeedSequence),
    *(type(np.ones(1).flags), type(np.ones(1).ctypes), type(np.r_), type(_generator())),
)
# Attributes that some object has which a program can get hold of.
KNOWN = frozenset(name for kind in _TYPES for name in dir(kind) if not name.startswith("_"))


def in_numpy(path: str, name: str) -> bool:
    """Whether NumPy has such a name, where `path` is `np` or `np.linalg` and so on."""
    module: Any = np
    for part in path.split(".")[1:]:
        module = getattr(module, part)
    return name in dir(module)


# Methods that NumPy's functions call by their name on the elements of an array of objects.
UFUNCS = frozenset(name for name, value in vars(np).items() if isinstance(value, np.ufunc)) | {
    *("rint", "real", "imag", "conj", "conjugate", "dtype", "shape"),
}
