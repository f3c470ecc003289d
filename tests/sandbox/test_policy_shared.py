"""Which programs may share a process, and what the policy makes of anything: it refuses or accepts, and never fails."""

import ast
import inspect
import textwrap
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_policy import refusal

from exam_drill.sandbox.inside import dtypes, numpy_names
from exam_drill.sandbox.inside.look import Refusal
from exam_drill.sandbox.inside.policy import RefusedError, check, settle

# ── what may share a process ──


@pytest.mark.parametrize(
    ("program", "shareable"),
    [
        ("def f(x): return np.zeros((2, 3)) + x.sum(axis=0)", True),
        ("np.zeros(3, dtype=np.float32), x.astype(int), np.zeros(3, 'f8'), np.ones_like(x, x.dtype)", True),
        ("np.zeros(3, dtype=object)", False),
        ("np.zeros(3, 'O')", False),
        ("np.zeros(3, [('a', 'O')])", False),
        ("x.astype(kind)", False),
        ("make = np.zeros\nmake(3, kind)", False),
        ("list(map(np.array, x))", False),
        ("m = np\nm.zeros(3, kind)", False),
        ("np.add(x, x, dtype=kind)", False),
        ("np.add(x, x, **options)", False),
        ("np.zeros(*arguments)", False),
        ("float = kind\nnp.zeros(3, float)", False),
        ("def g():\n    yield 1", True),
        ("def g():\n    with np.errstate(all='ignore'):\n        yield 1", False),
        ("def g():\n    try:\n        yield 1\n    finally:\n        np.random.seed(0)", False),
        ("def g():\n    with np.errstate(all='ignore'):\n        return (lambda: (yield))", True),
        ("class A:\n    def __init__(self): pass\n    def __call__(self): pass", True),
        ("class A:\n    def __len__(self): return 1", False),
        ("class A:\n    def exp(self): return 1", False),
        ("class A:\n    sqrt = 1", False),
        ("self.tanh = 1", False),
        ("def exp(x): return np.exp(x)", True),
    ],
)
def test_what_runs_unasked_has_a_process_of_its_own(program: str, shareable: bool) -> None:
    assert check(ast.parse(program), program, "code", "").shareable == shareable


def test_an_option_may_come_to_stand_anywhere() -> None:
    for option in ("yield 1", "def exp(self): pass"):
        assert check(ast.parse(option), option, "code", "").shareable
        assert not check(ast.parse(option), option, "option", "あ").shareable


def test_all_that_takes_a_dtype_by_position_is_known() -> None:
    for name in numpy_names.ALLOWED["np"] - {"dtype", "finfo", "isdtype", "ndarray", "nditer"}:
        with warnings.catch_warnings(action="ignore"):
            function = getattr(np, name, None)
        if isinstance(function, np.ufunc) or not callable(function):
            continue
        try:
            parameters = list(inspect.signature(function).parameters.values())
        except (TypeError, ValueError):
            continue
        for position, parameter in enumerate(parameters):
            if parameter.name == "dtype" and parameter.kind is not parameter.KEYWORD_ONLY:
                known = dtypes.position("np", name)
                assert known is not None, name
                assert known <= position, name


# ── anything ──

DOORS = st.sampled_from(
    [
        *("np", "x", "f", "self", "print", "type", "super()", "object", "().__class__", "eval", "open", "__import__"),
        *("np.load", "np.ndarray", "np.random", "np.tanh", "np.r_", "'{0.a}'.format", "f'{x.__dict__}'", "(yield)"),
        *("lambda: 0", "[i for i in x]", "{**x}", "x[0]", "__builtins__", "getattr", "str.format", "(np := 1)", "1"),
    ]
)
TAILS = st.sampled_from(
    [
        *("", "()", ".view('O')", ".data", ".T", ".__class__", ".__globals__", ".gi_frame", "[0]", "(x)", ".mro()"),
        *(".f_back", ".__init__", ".shape", ".load", ".random", ".linalg.norm(x)", ".base", ".tofile('a')", " + x"),
        *(".__name__", "['__builtins__']", ".f_globals", "(**x)", "(*x)", ".__reduce__()", ".sum", ".astype('O')"),
    ]
)
FRAMES = st.sampled_from(
    [
        *(
            "{}",
            "y = {}",
            "x.a = {}",
            "{}.a = 1",
            "x[{}] = 1",
            "del {}.a",
            "def g(a={}):\n    return a",
            "for i in {}: pass",
        ),
        *("with {} as y: pass", "class A({}): pass", "@{}\ndef g(): pass", "try:\n    {}\nexcept: pass", "assert {}"),
        *("match {}:\n    case y: pass", "import {}", "return {}", "def g():\n    global {}", "x: {} = 1", "raise {}"),
    ]
)
programs = st.builds(
    lambda lines: "\n".join(lines),
    st.lists(
        st.builds(
            lambda frame, door, tails: frame.format(door + "".join(tails)), FRAMES, DOORS, st.lists(TAILS, max_size=4)
        ),
        min_size=1,
        max_size=4,
    ),
)


@settings(max_examples=300)
@given(program=programs | st.text(max_size=60))
def test_the_policy_refuses_or_accepts_and_never_fails(program: str) -> None:
    try:
        tree = ast.parse(program)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    found = look(tree, program)
    if found is None:
        ast.unparse(tree)  # what is made of it is still a program
        return
    lines = program.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert 1 <= found.line <= len(lines)
    assert 1 <= found.column <= len(lines[found.line - 1]) + 1


def look(tree: ast.Module, program: str) -> Refusal | None:
    try:
        settle(check(tree, program, "option", "あ"))
    except RefusedError as refused:
        return refused.refusal
    return None


@settings(max_examples=200)
@given(
    line=st.integers(0, 5),
    indent=st.integers(0, 3),
    before=st.sampled_from(["", "a = ", "'語' + ", "f(1, ", "[1, 2][", "x if y else "]),
    door=st.sampled_from(["eval", "open", "getattr", "vars", "memoryview"]),
)
def test_the_place_is_right_wherever_it_is(line: int, indent: int, before: str, door: str) -> None:
    close = {"f(1, ": ")", "[1, 2][": "]"}.get(before, "")
    rows = [f"row{number} = {number}" for number in range(6)]
    rows[line] = before + door + close
    program = "\n".join(rows)
    for _ in range(indent):
        program = "if x:\n" + textwrap.indent(program, "    ")
    found = refusal(program)
    assert found is not None
    assert found.name == door
    assert (found.line, found.column) == (line + 1 + indent, 4 * indent + len(before) + 1)
