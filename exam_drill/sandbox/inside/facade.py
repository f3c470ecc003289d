"""What a program gets instead of NumPy and of Python's built-in names: copies that it cannot change.

    space = {**program_space(), helpers…}      a dict for one run: `np`, the allowed names of Python, nothing else

This is a friendly front, and what keeps the options of one child apart.  The boundary is the kernel.
"""

from __future__ import annotations

import builtins
import sys
import warnings
from types import ModuleType
from typing import Any

import numpy as np

from exam_drill.sandbox.inside.allowed import BUILTINS
from exam_drill.sandbox.inside.look import GUARD, GUARD_STORE, KIND
from exam_drill.sandbox.inside.numpy_names import ALLOWED
from exam_drill.sandbox.inside.own import TYPE, Kind, Space, build_class, guard, guard_store, open_kinds
from exam_drill.sandbox.inside.standins import STAND_INS

# Modules that NumPy's and Python's own code asks for while a program runs, by the program's `__import__`.
_SERVED = ("numpy", "warnings")


def _import(name: str, *where: Any) -> ModuleType:
    """`__import__` for NumPy, which uses that of the program that is running.  No program can write its name."""
    top = name.partition(".")[0]
    if top not in _SERVED or name not in sys.modules:
        raise ImportError(f"no import here: {name}", name=name)
    return sys.modules[name if where[2:] and where[2] else top]


def _print(*values: object, **options: object) -> None:
    """`print`, which goes nowhere."""


def _spaces() -> Space:
    """The module `np` of a program, with those below it."""
    made: dict[str, Space] = {}
    for path, names in ALLOWED.items():
        real: Any = np
        for part in path.split(".")[1:]:
            real = getattr(real, part)
        space = made[path] = Space(path.replace("np", "numpy", 1))
        content = {name: _real(real, name) for name in names if f"{path}.{name}" not in ALLOWED}
        content = {name: value for name, value in content.items() if value is not _MISSING}
        vars(space).update(content, **STAND_INS.get(path, {}))
        vars(space)["__doc__"] = None
        above, _, name = path.rpartition(".")
        if above:
            vars(made[above])[name] = space
    return made["np"]


_MISSING = object()


def _real(module: Any, name: str) -> Any:
    """A name of NumPy, if this NumPy has it; its word on deprecated ones is for its developers."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return getattr(module, name, _MISSING)


def _scalars(kind: type) -> list[type]:
    """NumPy's classes of numbers and texts."""
    found = [kind]
    narrower: list[type] = type.__subclasses__(kind)
    for below in narrower:
        found += _scalars(below)
    return [each for each in found if not issubclass(each, np.void)]


open_kinds(_scalars(np.generic))
NUMPY = _spaces()
_NAMES: dict[str, Any] = {name: getattr(builtins, name) for name in BUILTINS if hasattr(builtins, name)}
_NAMES |= {
    "type": TYPE,
    "print": _print,
    "__import__": _import,
    "__build_class__": build_class,
    GUARD: guard,
    GUARD_STORE: guard_store,
    KIND: Kind,
}
# Helpers of our own references may use all of Python, but their classes are a program's own.
_TRUSTED_NAMES = {**vars(builtins), "__build_class__": build_class}


def program_space(name: str = "program") -> dict[str, Any]:
    """What a program finds: to be copied for each run."""
    return {"__builtins__": _NAMES, "__name__": name, "np": NUMPY}


def trusted_space() -> dict[str, Any]:
    """What helpers of our own references find."""
    return {"__builtins__": _TRUSTED_NAMES, "__name__": "helpers", "np": np}
