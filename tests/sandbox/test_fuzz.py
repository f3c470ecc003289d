"""Random programs, honest and hostile pieces mixed: the engine goes on, and honest options are judged rightly.

`EXAM_DRILL_FUZZ_EXAMPLES=2000 pytest tests/sandbox/test_fuzz.py` goes on for longer.
"""

from __future__ import annotations

import sys
import textwrap
import time
from collections.abc import Iterator
from dataclasses import replace

import builders
import pytest
from fuzzing import examples
from hypothesis import event, given
from hypothesis import strategies as st
from kernel import KERNEL

from exam_drill.evaluate import Settings, evaluate
from exam_drill.quality import BlankReport, Finding, judge_question
from exam_drill.question import Question
from exam_drill.sandbox import Limits, Sandbox
from exam_drill.verdict import VerdictKind

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="tells what the Linux kernel enforces")

WALL = 1.0
LIMITS = Limits(wall=WALL, cpu=2, memory=64 << 20, output=1 << 20)
LONGEST = 8 * WALL + 10.0  # seconds for a question: three options, once together, once apart, and some patience
REFERENCE = "def f(x):\n    return 2 * x + 271.828\n"
HONEST, WRONG = "return 2 * x + 271.828", "return 2 * x - 271.828"

# ── the grammar ──

NAMES = ("x", "y", "n", "f", "g", "np", "self", "print", "object", "__builtins__", "あ", "_")
HONEST_ATOMS = (
    "x", "y", "0", "1", "-1", "2.5", "1e300", "True", "None", "...", "'a'", "[]", "()", "{}", "x.shape", "x.T",
    "len(x)", "np.pi", "np.nan", "np.inf", "np.newaxis", "np.zeros(3)", "np.arange(6).reshape(2, 3)",
    "np.random.rand(2)", "f'{x}'", "range(3)", "np.float32(1)", "np.int64(2)", "1j",
)  # fmt: skip
HOSTILE_ATOMS = (
    "10 ** 10 ** 8", "1 << 10 ** 10", "'a' * 10 ** 10", "[0] * 10 ** 9", "np.ones(10 ** 11)", "range(10 ** 18)",
    "sum(range(10 ** 15))", "iter(int, 1)", "max(iter(int, 1))", "open('/etc/passwd')", "__import__('os')",
    "eval('x')", "exec('import os')", "globals()", "().__class__.__base__.__subclasses__()", "np.load('/etc/passwd')",
    "np.ctypeslib", "np.memmap('/tmp/x', mode='w+', shape=3)", "np.array([None, print])",
    "np.frompyfunc(print, 1, 1)", "x.ctypes", "np.lib.stride_tricks.as_strided(x, (10 ** 6,), (8,))", "x.data",
    "x.tofile('/tmp/x')", "x.dump('/tmp/x')", "np.vectorize(eval)('1')", "type('A', (), {})", "print(x)", "input()",
    "breakpoint()", "exit()", "'\\x1b]0;a\\x07'", "'\\ud800'", "'\\u202e\\0'", "'{0.__class__}'.format(x)",
    "np.ndarray((10 ** 3,), buffer=x)", "x.resize(10 ** 12)", "np.testing", "np.f2py", "f(x)", "memoryview(x)",
    "bytes(10 ** 10)", "float('9' * 10 ** 6)", "int('9' * 4000)", "x.setflags(write=True)", "np.seterr(all='raise')",
    "np.fromstring", "getattr(x, '__class__')", "lambda: f", "os._exit(0)", "os.kill(os.getpid(), 9)", "os.fork()",
    "os.abort()", "ctypes.string_at(0)", "sys.modules",
)  # fmt: skip
HOSTILE_LINES = (
    "import os, sys, ctypes", "from os import *", "while True: pass", "while True: y = [y, y]", "raise SystemExit",
    "raise KeyboardInterrupt", "raise ValueError('\\x1b[2J\\ud800' * 10 ** 5)", "del x", "del np", "x[...] = np.nan",
    "np.zeros = None", "np.add.__class__ = 1", "global np; np = None", "x += 1e308", "assert False, x", "yield x",
    "await x", "return", "nonlocal x", "def f(x): return f(x)", "class x(Exception): pass", "x.shape = (-1, 1)",
    "np.random.seed(0)", "np.errstate(all='raise').__enter__()", "os.write(3, b'\\xff' * 99)",
    "sys.setrecursionlimit(10 ** 9)", "for n in range(3, 40): os.write(n, b'\\0\\0\\0\\2' + b'\\0' * 8 + b'{}')",
    "print(x, flush=True)", "match x:\n    case _: pass", "try:\n    y = 1\nexcept* ValueError:\n    pass",
    "with open('/tmp/x', 'w') as y:\n    pass", "import gc; y = gc.get_objects()",
    "import signal; signal.signal(14, lambda *_: 1); signal.alarm(1)",
    "import threading; threading.Thread(target=lambda: [0 for n in iter(int, 1)]).start()",
)  # fmt: skip

# Of many honest pieces one that is not: nothing but hostile ones would be refused, or fail, at the first.
atoms = st.sampled_from(HONEST_ATOMS * 8 + HOSTILE_ATOMS)


def _compound(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operators = st.sampled_from(["+", "-", "*", "/", "//", "@", "**", "%", "&", "<<", "==", "<", "and", "in", "is not"])
    calls = st.sampled_from(
        [
            "np.exp",
            "np.sum",
            "np.dot",
            "np.einsum",
            "np.linalg.inv",
            "np.where",
            "np.array",
            "list",
            "str",
            "f",
            "map",
            "repr",
        ]
    )
    attributes = st.sampled_from(
        [
            "T",
            "shape",
            "sum()",
            "copy()",
            "dtype",
            "base",
            "flat",
            "__class__",
            "__dict__",
            "__globals__",
            "mean",
            "astype(object)",
        ]
    )
    return st.one_of(
        st.builds("({} {} {})".format, inner, operators, inner),
        st.builds("{}({})".format, calls, inner),
        st.builds("{}({}, {})".format, calls, inner, inner),
        st.builds("{}.{}".format, inner, attributes),
        st.builds("{}[{}]".format, inner, inner),
        st.builds("{}[{}:]".format, inner, inner),
        st.builds("[{} for {} in {}]".format, inner, st.sampled_from(NAMES), inner),
        st.builds("({} if {} else {})".format, inner, inner, inner),
        st.builds("(lambda {}: {})({})".format, st.sampled_from(NAMES), inner, inner),
        st.builds("({}, {})".format, inner, inner),
        st.builds("{{{}: {}}}".format, inner, inner),
        st.builds("(y := {})".format, inner),
    )


expressions = st.recursive(atoms, _compound, max_leaves=6)


def _block(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def head(pattern: str) -> st.SearchStrategy[str]:
        body = inner.map(lambda text: textwrap.indent(text, "    "))
        return st.builds(pattern.format, expressions, body)

    heads = (
        "if {}:\n{}", "while {}:\n{}", "for y in {}:\n{}", "with {} as y:\n{}",
        "try:\n    y = {}\nexcept Exception:\n{}", "try:\n    y = {}\nexcept:\n{}", "try:\n    y = {}\nfinally:\n{}",
        "def g(y={}):\n{}", "class g:\n    y = {}\n{}",
    )  # fmt: skip
    return st.one_of(*map(head, heads), st.builds("{}\n{}".format, inner, inner))


lines = st.one_of(
    st.sampled_from((*HOSTILE_LINES, *["y = x"] * 2 * len(HOSTILE_LINES))),
    st.builds("y = {}".format, expressions),
    st.builds("{} = {}".format, st.sampled_from(NAMES), expressions),
    st.builds("x[{}] = {}".format, expressions, expressions),
    st.builds("return {}".format, expressions),
    expressions,
)
statements = st.recursive(lines, _block, max_leaves=5)


@st.composite
def programs(draw: st.DrawFn) -> str:
    """Statements; now and then with a few characters changed."""
    text = draw(statements)
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 3]))):
        start = draw(st.integers(0, len(text)))
        piece = draw(
            st.sampled_from(["\0", "(", ")", "\n", "\t", "'", '"""', "\\", "#", "\x1b", "\ud800", "（あ）", "   ", "é"])
        )
        text = text[:start] + piece + text[start + draw(st.integers(0, 3)) :]
    return text


# ── what holds ──


@pytest.fixture(scope="module")
def guarded() -> Iterator[Sandbox]:
    """With the policy."""
    with Sandbox(LIMITS) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def bare() -> Iterator[Sandbox]:
    """Without the policy: what is wrong meets the kernel."""
    with Sandbox(replace(LIMITS, layers=KERNEL)) as sandbox:
        yield sandbox


def judged(question: Question, sandbox: Sandbox) -> BlankReport:
    start = time.monotonic()
    report = judge_question(evaluate(question, sandbox, Settings(trials=2))).blanks[0]
    assert time.monotonic() - start < LONGEST
    return report


def kept_in(program: str, published: int, sandbox: Sandbox, first: str = "") -> None:
    """An option is judged beside two honest ones, whose verdicts are known; then an honest question."""
    options = [program, HONEST, WRONG]
    question = builders.question(f"{first}def f(x):\n    (あ)\n", options, REFERENCE, {"x": "N"}, published)
    report = judged(question, sandbox)
    assert report.failure is None
    assert [verdict.kind for verdict in report.verdicts[1:]] == [VerdictKind.MATCHES, VerdictKind.DIFFERS]
    event(report.verdicts[0].kind)
    if published != 1:
        assert report.verdicts[0].kind is not VerdictKind.MATCHES
        assert report.finding is (Finding.PROVEN if published == 2 else Finding.WRONG_KEY)
    works(sandbox)


def works(sandbox: Sandbox) -> None:
    question = builders.question("def f(x):\n    return (あ)\n", ["x - 1", "2 * x + 271.828"], REFERENCE, answer=2)
    report = judged(question, sandbox)
    assert report.finding is Finding.PROVEN
    assert report.verdicts[0].kind is VerdictKind.DIFFERS


@given(program=programs(), published=st.sampled_from([1, 2, 2, 3]))
@examples(20)
def test_a_random_option_with_the_policy(program: str, published: int, guarded: Sandbox) -> None:
    kept_in(program, published, guarded)


@given(program=programs(), published=st.sampled_from([1, 2, 2, 3]))
@examples(12)
def test_a_random_option_without_the_policy(program: str, published: int, bare: Sandbox) -> None:
    kept_in(program, published, bare, "import ctypes, gc, os, signal, sys, threading, time\n")


@given(before=programs(), after=programs(), reference=programs(), plain=st.integers(0, 2), outside=st.booleans())
@examples(12)
def test_a_random_question(
    before: str, after: str, reference: str, plain: int, outside: bool, guarded: Sandbox, bare: Sandbox
) -> None:
    body = textwrap.indent(f"{before}\n(あ)\n{after}", "    ")
    code = (f"{before}\n" if outside else "") + f"def f(x):\n{body}\n"
    expected = REFERENCE if plain else f"def f(x):\n{textwrap.indent(reference, '    ')}\n"
    for sandbox in (guarded, bare):
        report = judged(builders.question(code, [HONEST, WRONG], expected, {"x": "N"}), sandbox)
        event(report.finding)
        assert (report.failure is not None) or len(report.verdicts) == 2
        works(sandbox)
