"""What a program gets instead of NumPy and Python: nobody can change it, and no way leads on to the real things."""

import contextlib
import functools
import types
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from exam_drill.sandbox.inside.allowed import ATTRIBUTES, BASES, BUILTINS
from exam_drill.sandbox.inside.facade import NUMPY, program_space
from exam_drill.sandbox.inside.own import Own, Space, build_class, guard, guard_store, kind_of


def value(expression: str, **names: Any) -> Any:
    return eval(expression, {**program_space(), **names})


def test_every_space_is_a_dict_of_its_own() -> None:
    one, other = program_space(), program_space()
    one["np"] = None
    assert other["np"] is NUMPY
    assert set(other) == {"__builtins__", "__name__", "np"}


@pytest.mark.parametrize("change", ["np.tanh = 1", "del np.tanh", "np.linalg.norm = 1", "np.new = 1", "del np.random"])
def test_the_facade_cannot_be_changed(change: str) -> None:
    with pytest.raises(AttributeError, match="cannot be"):
        exec(change, program_space())


@pytest.mark.parametrize("target", ["np.ndarray", "np.random.RandomState", "np.r_", "np.nditer([1])", "type(print)"])
def test_nor_can_what_stands_in(target: str) -> None:
    for change in (f"{target}.note = 1", f"{target}._real = 1", f"{target}.__name__ = 'x'"):
        with pytest.raises((AttributeError, TypeError)):
            exec(change, program_space())


def test_the_class_of_arrays_is_asked_about_and_not_called() -> None:
    x = np.ones(2)
    assert value("isinstance(x, np.ndarray) and not isinstance([], np.ndarray)", x=x)
    assert value("type(x) is np.ndarray and type(x) == np.ndarray and type(x).__name__ == 'ndarray'", x=x)
    assert value("np.ndarray | None") is not None
    for call in ("np.ndarray((1,), 'O', buffer=x)", "type(x)((1,), 'O', buffer=x)"):
        with pytest.raises(TypeError, match="makes nothing here"):
            value(call, x=x)


def test_types_that_reach_further_are_only_names() -> None:
    for odd in (lambda: 0, (i for i in ""), types, np.zeros(1, "V8")[0], np.tanh, functools.partial(print)):
        kind = kind_of(odd)
        assert not isinstance(kind, type)
        assert kind.__name__ == type(odd).__name__
        assert isinstance(odd, kind)
        assert kind is kind_of(odd)
    assert kind_of(type) is kind_of(int) is kind_of(kind_of(3)) is value("type")
    assert kind_of(3) is int
    assert value("isinstance(int, type) and not isinstance(3, type)")


def test_iteration_is_that_of_numpy() -> None:
    x = np.arange(6.0).reshape(2, 3)
    for array in (x, x.T, x[:, ::2], np.asfortranarray(x)):
        assert [float(v) for v in NUMPY.nditer(array)] == [float(v) for v in np.nditer(array)]
        ours, real = NUMPY.nditer(array, flags=["multi_index"]), np.nditer(array, flags=["multi_index"])
        for _ in range(array.size):
            assert (ours.multi_index, ours.finished, ours.value) == (real.multi_index, False, real.value)
            assert ours.iternext() == real.iternext()
        assert ours.finished
    with NUMPY.nditer(x, flags=["c_index"], op_flags=[["readwrite"]]) as it:
        for v in it:
            v[...] = it.index
    assert x.ravel().tolist() == [0, 1, 2, 3, 4, 5]
    it.reset()
    assert it[0] == 0
    for wrong in ({"flags": ["external_loop"]}, {"op_flags": ["copy"]}):
        with pytest.raises(ValueError, match=r"np\.nditer takes"):
            NUMPY.nditer(x, **wrong)
    with pytest.raises(ValueError, match="single array"):
        NUMPY.nditer([x, x])
    with pytest.raises(TypeError):
        NUMPY.nditer(np.array([None]))


def test_elements_that_are_handed_out_keep_their_memory() -> None:
    with NUMPY.nditer(np.ones(10**5), op_flags=["readwrite"]) as it:
        element = next(it)
    element[...] = 3.0
    assert element == 3.0


def test_errors_are_told_apart_without_callbacks() -> None:
    with NUMPY.errstate(divide="raise"), pytest.raises(FloatingPointError):
        np.ones(1) / 0
    for wrong in ({"all": "call"}, {"call": print}, {"over": "log"}):
        with pytest.raises(ValueError, match=r"np\.errstate takes"):
            NUMPY.errstate(**wrong)


def test_generators_come_from_seeds() -> None:
    assert NUMPY.random.RandomState(1).rand() == np.random.RandomState(1).rand()
    assert NUMPY.random.default_rng([1, 2]).random() == np.random.default_rng([1, 2]).random()
    generator = np.random.default_rng(1)
    assert NUMPY.random.default_rng(generator) is generator
    for inside in (np.random.PCG64(1), "1", object(), 1.5):
        with pytest.raises(TypeError):
            NUMPY.random.RandomState(inside)


def test_names_in_texts_are_not_looked_up() -> None:
    secret = [1, 2]
    assert value("np.r_[secret, 3].tolist()", secret=secret) == [1, 2, 3]
    assert value("np.c_[secret, secret].shape", secret=secret) == (2, 2)
    with pytest.raises(TypeError):
        value("np.r_['secret']", secret=secret)


def test_a_missing_name_is_told_with_the_nearest() -> None:
    with pytest.raises(AttributeError, match=r"module 'numpy\.linalg' has no attribute 'nrom'. Did you mean: 'norm'\?"):
        value("np.linalg.nrom")


def test_only_numpy_can_import() -> None:
    serve = value("__import__")
    assert serve("numpy.linalg") is np
    assert serve("numpy.linalg", {}, {}, ["norm"], 0) is np.linalg
    for name in ("os", "sys", "builtins", "numpy.no_such_module"):
        with pytest.raises(ImportError):
            serve(name)
    assert value("x.sum(), x.mean(), x.var()", x=np.ones(3)) == (3.0, 1.0, 0.0)


def test_classes_come_from_harmless_ones() -> None:
    def derive(*bases: Any) -> Any:
        return build_class(lambda: None, "A", *bases)

    for base in (*BASES, ValueError, derive()):
        assert type(derive(base)) is Own
    for base in (np.ndarray, NUMPY.ndarray, np.float64, type, int, str, np.ones(1), list[int], np.vectorize):
        with pytest.raises(TypeError, match="cannot be derived"):
            derive(base)


def test_guards_know_what_is_the_programs_own() -> None:
    own = build_class(lambda: None, "A")
    made: Any = {"__name__": "program"}
    exec("def f(): pass", made)
    for mine in (own, own(), made["f"], super(own, own())):
        assert guard(mine, "data") is mine
    for mine in (own, own(), made["f"]):
        assert guard_store(mine, "data") is mine
    for foreign in (
        np.ones(1),
        np.float64(1),
        np.tanh,
        np.mean,
        np.vectorize,
        ValueError,
        super(np.float64, np.float64(1)),
    ):
        with pytest.raises(AttributeError):
            guard_store(foreign, "data")
    for foreign, name in ((np.ones(1), "ctypes"), (np.float64(1), "data"), (np.finfo, "_finfo_cache"), (np, "core")):
        with pytest.raises(AttributeError):
            guard(foreign, name)
    with pytest.raises(AttributeError):
        guard(super(np.float64, np.float64(1)), "data")
    with pytest.raises(AttributeError, match="'list' object has no attribute 'dotted'"):
        raise guard([], "dotted").dotted


FORBIDDEN = (types.ModuleType, types.FrameType, types.CodeType, types.TracebackType, memoryview, types.MappingProxyType)


def reachable() -> Iterator[tuple[str, Any]]:
    """What attributes that may be read on everything lead to, from all that a program is given."""
    x = np.ones((2, 2))
    given: list[Any] = [NUMPY, *(item for name, item in program_space()["__builtins__"].items() if name in BUILTINS)]
    given += [
        x,
        np.array([None]),
        np.float64(1),
        x.flat,
        np.dtype("O"),
        np.random.RandomState(0),
        np.random.default_rng(0),
    ]
    given += [
        np.poly1d([1]),
        np.vectorize(abs),
        np.errstate(),
        np.finfo(float),
        np.iinfo(int),
        np.linalg.svd(x),
        np.add,
    ]
    given += [NUMPY.nditer(x), *np.nditer(x), ValueError(1), (i for i in ""), lambda: 0, {}, {}.keys(), property(), "a"]
    given += [np.broadcast(x, x), np.lib.stride_tricks.sliding_window_view(x, 1, axis=0), np.linalg.slogdet(x), 1, 1j]
    waiting = [(repr(item)[:40], item, 0) for item in given]
    seen: dict[int, Any] = {}
    while waiting:
        path, item, depth = waiting.pop()
        if id(item) in seen or depth > 3:
            continue
        seen[id(item)] = item
        yield path, item
        for name in vars(item) if isinstance(item, Space) else ATTRIBUTES:
            if name.startswith("__"):
                continue
            with contextlib.suppress(Exception):
                waiting.append((f"{path}.{name}", getattr(item, name), depth + 1))


def test_no_way_leads_to_the_real_things() -> None:
    count = 0
    for path, item in reachable():
        count += 1
        assert isinstance(item, Space) or not isinstance(item, FORBIDDEN), path
        assert item is not np.ndarray, path
        assert item not in (type, Own) if isinstance(item, type) else True, path
    assert count > 1000
