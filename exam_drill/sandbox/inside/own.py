"""A program's own classes, and what may be done with objects of them only.

    class A: …        ─▶ `build_class`   a class whose class is `Own`, derived from harmless ones only
    a.b = 1, a.b      ─▶ `guard(a, "b")` unless b is harmless on everything: a must be its own
    type(a)           ─▶ `kind_of`       never the real array class, whose constructor reads any memory

So no program sets an attribute on what it shares with others, and none reads one that leads out of its own objects.
"""

from __future__ import annotations

import builtins
import difflib
from types import FunctionType, ModuleType
from typing import Any

from exam_drill.sandbox.inside.allowed import BASES, BUILTINS

# Names of modules in which functions of a program, its helpers or its reference are defined.
MODULES = frozenset({"program", "helpers", "reference"})


class Own(type):
    """The class of a program's classes."""


class Space(ModuleType):
    """A module of names that a program may use, and cannot change."""

    def __getattr__(self, name: str) -> Any:
        message = f"module {self.__name__!r} has no attribute {name!r}"
        near = difflib.get_close_matches(name, vars(self), 1)
        raise AttributeError(message + (f". Did you mean: {near[0]!r}?" if near else ""), name=name)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{self.__name__}.{name} cannot be changed")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{self.__name__}.{name} cannot be deleted")


class StandIn(type):
    """The class of what stands in for a class of NumPy: `isinstance` asks about the real one, a call makes one."""

    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, cls.__dict__["_real"])

    def __subclasscheck__(cls, other: type) -> bool:
        return other is cls or issubclass(other, cls.__dict__["_real"])

    def __call__(cls, *arguments: Any, **keywords: Any) -> Any:
        """What the real class would make, as far as a program may ask for it."""
        make = cls.__dict__["_make"]
        if make is None:
            raise TypeError(f"np.{cls.__name__} makes nothing here; use np.array, np.zeros or np.empty")
        return make(*arguments, **keywords)

    def __setattr__(cls, name: str, value: object) -> None:
        raise TypeError(f"cannot set {name!r} attribute of immutable type {cls.__name__!r}")

    def __delattr__(cls, name: str) -> None:
        raise TypeError(f"cannot delete {name!r} attribute of immutable type {cls.__name__!r}")


class _Opaque:
    """What `type` gives for a class that no program has a use for: its name, and whose class it is."""

    __slots__ = ("__name__", "_real")
    __name__: str
    _real: type

    def __init__(self, real: type) -> None:
        object.__setattr__(self, "_real", real)
        object.__setattr__(self, "__name__", real.__name__)

    def __instancecheck__(self, value: object) -> bool:
        return isinstance(value, self._real)

    def __repr__(self) -> str:
        return repr(self._real)

    def __setattr__(self, name: str, value: object) -> None:
        raise TypeError(f"cannot set {name!r} attribute of immutable type {self.__name__!r}")


class _Type:
    """The `type` of a program: called with one object, or asked about by `isinstance`."""

    __slots__ = ()
    __name__ = "type"

    def __call__(self, value: Any) -> Any:
        return kind_of(value)

    def __instancecheck__(self, value: object) -> bool:
        return isinstance(value, (type, _Opaque))

    def __repr__(self) -> str:
        return "<class 'type'>"


TYPE = _Type()
_THIS_CLASS = vars(super)["__thisclass__"]
_kinds: dict[type, Any] = {
    kind: kind for name in BUILTINS if isinstance(kind := getattr(builtins, name, None), type) and kind is not type
}


def stand_in(real: type, make: Any) -> Any:
    """A class that stands in for `real`: it is what `type` gives, and calling it calls `make`, or fails without one."""
    made: Any = type.__call__(StandIn, real.__name__, (), {"_real": real, "_make": make, "__module__": real.__module__})
    _kinds[real] = made
    return made


def open_kinds(kinds: list[type]) -> None:
    """Tells of classes that `type` may give as they are."""
    for kind in kinds:
        _kinds.setdefault(kind, kind)


def kind_of(value: object) -> Any:
    """The class of a value, or what stands in for it."""
    kind = type(value)
    if type(kind) is Own:
        return kind
    if issubclass(kind, type) or kind in (_Type, _Opaque):
        return TYPE
    found = _kinds.get(kind)
    if found is None:
        found = _kinds[kind] = _Opaque(kind)
    return found


class Kind:
    """What `x.__class__` is rewritten to: `kind(x).kind`."""

    __slots__ = ("kind",)

    def __init__(self, value: object) -> None:
        self.kind = kind_of(value)


def guard(value: Any, name: str) -> Any:
    """`value`, if its attribute `name` is for a program to read or set; AttributeError if not.

    Where there is no such attribute, Python says so itself, in its own words.
    """
    kind = type(value)
    if type(kind) is Own or kind is Own or kind is Space:
        return value
    if kind is FunctionType and value.__module__ in MODULES:
        return value
    if kind is super and type(_THIS_CLASS.__get__(value)) is Own:
        return value
    if name.startswith("_"):
        raise AttributeError(f"{kind.__name__!r} object has no attribute {name!r}", name=name)
    try:
        getattr(value, name)
    except AttributeError:
        return value
    except Exception:
        pass
    raise AttributeError(f"the attribute {name!r} of {kind.__name__!r} objects cannot be used here", name=name)


def guard_store(value: Any, name: str) -> Any:
    """`value`, if a program may set or delete attributes of it; AttributeError if not."""
    kind = type(value)
    if type(kind) is Own or kind is Own or (kind is FunctionType and value.__module__ in MODULES):
        return value
    hint = "; make a new array, with reshape or astype" if name in ("shape", "dtype", "strides") else ""
    raise AttributeError(f"the attribute {name!r} of {kind.__name__!r} objects cannot be set here{hint}", name=name)


def build_class(body: Any, name: str, /, *bases: Any) -> Any:
    """`__build_class__` of a program; TypeError if it derives from what it does not own and what is not harmless."""
    for base in bases:
        if isinstance(base, type) and (type(base) is Own or base in BASES or issubclass(base, BaseException)):
            continue
        raise TypeError(f"a class cannot be derived from {getattr(base, '__name__', base)!s} here")
    return builtins.__build_class__(body, name, *bases, metaclass=Own)
