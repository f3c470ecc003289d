"""Honest programs do not notice the lockdown: they give what they give here, and imports that work say so plainly."""

import textwrap
from typing import Any

import numpy as np
import pytest

from exam_drill.cases import Case
from exam_drill.outcome import Ending, Outcome
from exam_drill.program import Program
from exam_drill.sandbox import Helpers, Sandbox

PROGRAMS = {
    "linear algebra": """
        a = x @ x.T + 3 * np.eye(len(x))
        u, s, v = np.linalg.svd(a)
        w, vectors = np.linalg.eigh(a)
        return [np.linalg.inv(a), np.linalg.solve(a, x), np.linalg.det(a), s, w, np.linalg.cholesky(a),
                np.linalg.qr(a)[1],
                np.linalg.pinv(x), np.linalg.matrix_rank(a), np.linalg.lstsq(a, x, rcond=None)[0],
                np.linalg.norm(x, axis=1)]
    """,
    "fourier": "return [np.fft.fft(x), np.fft.rfft2(x), np.fft.ifft(x), np.fft.fftfreq(8), np.fft.fftshift(x)]",
    "einsum": """
        return [np.einsum("ij,kj->ik", x, x), np.einsum("ij,kj,kl->il", x, x, x, optimize="optimal"),
                np.tensordot(x, x, axes=([1], [1])), np.kron(x, x)]
    """,
    "random": """
        r, g = np.random.RandomState(1), np.random.default_rng(2)
        np.random.seed(3)
        return [r.randn(3), g.normal(size=3), g.permutation(5), g.choice(9, 3), np.random.rand(2),
                np.random.randint(9, size=3),
                g.multinomial(5, [0.2, 0.8]), np.random.Generator(np.random.PCG64(1)).random(2)]
    """,
    "large arrays come and go": """
        total = 0.0
        for power in range(8, 23):
            a = np.ones(2 ** power)
            b = np.concatenate([a, a])
            total += float(b[::7].sum())
            del a, b
        rows = [[float(i)] * 100 for i in range(20000)]
        return total + len(rows) + len(bytearray(10 ** 7) * 3)
    """,
    "convolution by strides": """
        windows = np.lib.stride_tricks.sliding_window_view(x, 2, axis=1)
        return [windows.sum(-1), np.lib.stride_tricks.as_strided(x, (2, 2), x.strides).copy(), np.pad(x, 1,
                mode="reflect")]
    """,
    "statistics": """
        return [np.median(x), np.percentile(x, 30), np.cov(x), np.corrcoef(x), np.histogram(x, 4)[0],
                np.unique(np.sign(x)),
                np.sort(x, axis=None), np.argsort(x), np.cumsum(x), np.diff(x), np.interp(0.5, [0, 1], [1, 3]),
                np.gradient(x[0])]
    """,
    "polynomials": """
        p = np.polynomial.Polynomial([1, 2, 3])
        return [p(x), np.polyfit([0, 1, 2], [1, 2, 5], 2), np.roots([1, -3, 2]),
                np.polynomial.chebyshev.chebval(0.3, [1, 2]), str(p)]
    """,
    "masked": "m = np.ma.masked_less(x, 0)\nreturn [m.filled(9.0), float(m.mean()), repr(m), np.nanmean(x)]",
    "text of arrays": """
        with np.printoptions(precision=3):
            return [str(x), repr(x), f"{x[0, 0]:.3e}", np.array2string(x, separator=","), np.array_str(x),
                    "%r" % (x.shape,),
                    str(x.astype(complex)), str(x.astype("float32")), str(np.arange(2000)), repr(np.float64(1.5)),
                    str(x > 0)]
    """,
    "assertions": """
        np.testing.assert_allclose(x, x)
        try:
            np.testing.assert_array_equal(x, x + 1)
        except AssertionError as error:
            return len(str(error)) > 50
    """,
    "tracebacks": """
        import traceback
        try:
            x @ np.ones(99)
        except ValueError:
            return "ValueError" in traceback.format_exc()
    """,
    "exceptions": """
        found = []
        for wrong in ("x.reshape(99)", "x[99]", "undefined", "1 / 0", "[].dot(x)", "np.concatenate([x, x[0]])",
                "int('a')"):
            try:
                eval(wrong, {"x": x, "np": np})
            except Exception as error:
                found.append(type(error).__name__ + str(error))
        return found
    """,
    "warnings": """
        import warnings
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            y = np.log(-np.abs(x)), x / np.zeros_like(x)
            warnings.warn("mine")
        with np.errstate(all="ignore"):
            np.sqrt(-x)
        return [str(warning.message) for warning in caught]
    """,
    "classes and generators": """
        import dataclasses, functools
        class Layer:
            def __init__(self, width): self.weights = np.full((width, width), 0.1)
            def __call__(self, values): return np.tanh(values @ self.weights)
            @property
            def size(self): return self.weights.size
        @dataclasses.dataclass
        class Pair:
            left: float
            right: float = 2.0
        @functools.lru_cache
        def fibonacci(n): return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)
        def steps(values):
            while len(values):
                values = yield_one(values)
                yield values.sum()
        def yield_one(values): return values[1:]
        layers = [Layer(x.shape[1]) for _ in range(3)]
        out = functools.reduce(lambda values, layer: layer(values), layers, x)
        return [out, layers[0].size, repr(Pair(1.0)), fibonacci(50), list(map(float, steps(x))), sorted({3, 1, 2},
                reverse=True)]
    """,
    "the standard library": """
        import cmath, collections, copy, decimal, fractions, functools, heapq, itertools, json, math, operator
        import random, re
        import statistics, string, textwrap, types, typing, bisect, enum, struct, datetime, contextlib, numbers
        import abc, pprint
        random.seed(4)
        return [math.sqrt(2.0), collections.Counter("abca").most_common(1), list(itertools.product("ab", repeat=2)),
                random.random(), random.sample(range(9), 3), copy.deepcopy([x])[0], str(fractions.Fraction(1, 3)),
                str(decimal.Decimal(1) / 3), statistics.stdev([1, 2, 4]), heapq.nsmallest(2, [3, 1, 2]),
                json.dumps({"a": [1]}),
                re.sub("a+", "b", "caat"), cmath.exp(1j), pprint.pformat({"a": 1}),
                "é".encode("latin-1").decode("latin-1")]
    """,
    "time": """
        import time
        start = time.perf_counter()
        time.sleep(0.001)
        return time.time() > 0 < time.perf_counter() - start
    """,
    "saving in memory": """
        import io
        buffer = io.BytesIO()
        np.save(buffer, x)
        buffer.seek(0)
        text = io.StringIO()
        np.savetxt(text, x)
        print(x)
        return [np.load(buffer), text.getvalue(), np.loadtxt(io.StringIO("1 2")),
                x.tobytes() == np.frombuffer(x.tobytes()).tobytes()]
    """,
    "functions over arrays": """
        return [np.vectorize(lambda a: a * 2)(x), np.apply_along_axis(np.sum, 0, x), np.where(x > 0, x, 0),
                np.select([x > 0], [x]),
                np.meshgrid([1, 2], [3]), np.linspace(0, 1, 3), np.ix_([0], [1]), np.triu(x), np.clip(x, 0, 1),
                np.split(x, 2, axis=1),
                np.datetime64("2020-01-01") < np.datetime64("2020-01-02"), np.char.upper(np.array(["a"])).tolist(),
                np.bincount([1, 1])]
    """,
}


def function(body: str) -> str:
    return "def f(x):\n" + textwrap.indent(textwrap.dedent(body).strip(), "    ") + "\n"


def run(sandbox: Sandbox, body: str, x: Any) -> Outcome:
    program = Program(function(body) + "def g(x):\n    return (あ)\n", "あ", {1: "f(x)"}, {}, "g", "", ("x",))
    return sandbox.run_options(program, [Case({"x": x}, {}, 0)], Helpers())[1][0]


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_gives_what_it_gives_without_a_sandbox(name: str, kernel: Sandbox) -> None:
    x = np.array([[0.5, -1.5, 2.5, 1.0], [1.5, 0.25, -0.75, 2.0]])
    space: dict[str, Any] = {"np": np}
    exec(function(PROGRAMS[name]), space)
    outcome = run(kernel, PROGRAMS[name], x)
    assert outcome.ending is Ending.RETURNED, outcome
    np.testing.assert_equal(flat(outcome.value), flat(space["f"](x.copy())))


def flat(value: Any) -> list[Any]:
    if isinstance(value, (list, tuple)):
        return [leaf for item in value for leaf in flat(item)]
    return [value]


@pytest.mark.parametrize("module", ["sqlite3", "ftplib", "xml.dom", "no_such_module"])
def test_a_module_that_is_not_there_is_a_plain_import_error(module: str, kernel: Sandbox) -> None:
    outcome = run(kernel, f"import {module}\nreturn x", np.zeros(1))
    assert outcome.error is not None
    assert outcome.error.type in ("ImportError", "ModuleNotFoundError"), outcome.error
