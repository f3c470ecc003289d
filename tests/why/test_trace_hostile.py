"""The job "trace": bounded whatever runs, believed only as far as checked, and no boundary itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import numpy as np
import pytest
from kernel import KERNEL
from tracing import LOOP, program, traced

from exam_drill.cases import Case
from exam_drill.sandbox import Helpers, Limits, Sandbox, trace_program
from exam_drill.sandbox.wire import Frame
from exam_drill.traced import Ended, Form, Trace

# ── bounds ──


def test_of_many_steps_the_first_and_the_last_are_kept(sandbox: Sandbox) -> None:
    code = "def f(x):\n    k = 0\n    while k < 500:\n        k = k + (あ)\n    return k\n"
    trace = traced(sandbox, code, "1", x=1.0)
    assert trace.ended is Ended.RETURNED
    assert len(trace.steps) == 100
    assert trace.left_out == 1 + 1 + 501 + 500 + 1 - 100
    assert trace.kept == 80
    assert trace.steps[79].passed == 39
    assert trace.steps[-2].passed == 501
    assert trace.steps[-1].line == 5


@pytest.mark.parametrize("option", ["k + 0", "k * 1", "k - 0"])
def test_an_endless_loop_is_stopped_and_its_beginning_told(sandbox: Sandbox, option: str) -> None:
    code = "def f(x):\n    k = 0\n    while k < 5:\n        k = (あ)\n    return k\n"
    trace = traced(sandbox, code, option, x=1.0)
    assert trace.ended is Ended.STOPPED
    assert [step.line for step in trace.steps[:4]] == [1, 2, 3, 4]
    assert trace.left_out > 1000


SPINS = """
def f(x):
    while True:
        try:
            while True:
                (あ)
        except BaseException:
            pass
"""
LIES = """
class L:
    def __repr__(self):
        return "x" * 100000000
    def __len__(self):
        return -1
    def __eq__(self, other):
        raise ValueError("never compare me")
    def __hash__(self):
        raise ValueError("never hash me")
    def __class_getitem__(cls, item):
        raise SystemExit
    __dict__ = {"a": 1}
def f(x):
    y = L()
    z = [y, (あ)]
    return y
"""
INTERRUPTS = """
class L:
    def __repr__(self):
        raise KeyboardInterrupt
    def __getattribute__(self, name):
        raise SystemExit
def f(x):
    y = {L(): L()}
    z = (あ)
    return 1
"""
PROPERTY = """
class L:
    @property
    def __dict__(self):
        while True:
            pass
def f(x):
    y = L()
    z = (あ)
    return 1
"""
MESSAGE = """
class E(Exception):
    def __str__(self):
        raise SystemExit
def f(x):
    y = (あ)
    raise E
"""
GENERATES = """
def g():
    while True:
        yield 1
def f(x):
    for k in g():
        if k + (あ) > 1:
            break
    return 1
"""
CHAIN = """
def f(x):
    y = (あ)
    for k in range(3000):
        try:
            raise ValueError(k)
        except ValueError:
            pass
    return 1
"""
SUBCLASS = """
class A(np.ndarray):
    def copy(self, *a):
        raise SystemExit
    def tobytes(self, *a):
        raise SystemExit
def f(x):
    y = np.zeros(3).view(A)
    z = (あ)
    return y
"""


def body(*lines: str) -> str:
    return "def f(x):\n" + "".join(f"    {line}\n" for line in lines) + "    z = (あ)\n    return 1\n"


HOSTILE = {
    "catches what stops it": SPINS,
    "lies": LIES,
    "interrupts": INTERRUPTS,
    "an attribute that never comes": PROPERTY,
    "a message that raises": MESSAGE,
    "generates for ever": GENERATES,
    "raises again and again": CHAIN,
    "a subclass of arrays": SUBCLASS,
    "recursion": "def f(x):\n    y = (あ)\n    return f(x)\n",
    "huge array": body("y = np.zeros((3000, 3000))"),
    "huge list": body("y = [k for k in range(200000)]"),
    "huge integer": body("y = 1 << 2000000"),
    "long text": body("y = 'a' * 10000000"),
    "deep": body("y = []", *["y = [y]"] * 3000),
    "cycle": body("y = []", "y.append(y)", "w = {1: y}", "w[2] = w"),
    "many names": body(*(f"a{k} = {k}" for k in range(300))),
    "object arrays": body("y = np.array([None, [1, 2], 'a'], dtype=object)"),
    "records": body("y = np.zeros(3, dtype=[('a', 'f8'), ('b', 'i4')])"),
    "names of another alphabet": body("変数 = 1", "ª = 2"),
    "long keys": body("y = {'k' * 100000: 1, (1, 2): 2, None: 3}"),
}


@pytest.fixture(scope="module")
def hurried() -> Iterator[Sandbox]:
    """A sandbox without the policy, which waits for nobody long."""
    with Sandbox(Limits(wall=2.0, cpu=2, layers=KERNEL)) as warm:
        yield warm


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_programs_are_bounded(hurried: Sandbox, name: str) -> None:
    trace = traced(hurried, HOSTILE[name], "x", x=1.0)
    waits = name in ("catches what stops it", "an attribute that never comes")
    assert trace.ended in ((Ended.KILLED,) if waits else (Ended.RETURNED, Ended.RAISED, Ended.STOPPED))
    assert len(trace.steps) <= 100
    for step in trace.steps:
        for held in (*(one.held for one in step.changes), *step.blank, *([step.returned] if step.returned else [])):
            assert len(held.pieces) <= 8
            for piece in held.pieces:
                assert len(piece.at) <= 200
                assert np.size(piece.value) <= 256
                assert not isinstance(piece.value, str) or len(piece.value) <= 256
    # The sandbox works as before.
    assert traced(hurried, LOOP, "x", x=np.ones(2), n=1).ended is Ended.RETURNED


@pytest.mark.parametrize(
    "option", ["__import__('os')", "x.__class__.__mro__", "(", "np.load('a')", "sys.settrace(None)"]
)
def test_what_may_not_run_is_not_traced(sandbox: Sandbox, option: str) -> None:
    trace = traced(sandbox, LOOP, option, x=np.ones(2), n=1)
    assert trace.ended in (Ended.UNRUN, Ended.RAISED)
    assert trace.returned is None


def test_large_arrays_leave_as_their_beginning(sandbox: Sandbox) -> None:
    trace = traced(sandbox, "def f(x):\n    y = np.arange(1000.0).reshape(10, 100)\n    return (あ)\n", "y", x=1.0)
    piece = trace.steps[1].changes[0].held.pieces[0]
    assert (piece.form, piece.kind, piece.shape) == (Form.CUT, "float64", (10, 100))
    assert piece.value.tolist() == [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]


# ── a child that lies ──

HONEST: dict[str, Any] = {
    "at": ["code", "", 1],
    "call": 1,
    "depth": 0,
    "function": "f",
    "pass": 1,
    "kind": "line",
    "changes": [["x", [["", "value", ["f", 1.0]]], 0]],
    "more": 0,
    "blanks": 0,
    "blank": [],
    "returned": None,
    "error": None,
}


class Liar:
    """A sandbox whose child says what it was told to say."""

    limits = Limits()
    untrusted = False

    def __init__(self, header: Any) -> None:
        self._header = header

    @contextmanager
    def begin(self, job: bytes, parts: int) -> Iterator[Liar]:
        assert job
        assert parts == 1
        yield self

    def next(self) -> Frame:
        return Frame(self._header, b"")


def told(header: Any) -> Trace:
    case = Case({"x": 1.0}, {}, 1)
    return trace_program(cast(Sandbox, Liar(header)), program(LOOP, "x"), case, Helpers())


def said(**changed: Any) -> Trace:
    """What is made of a trace of one step in which this is otherwise."""
    return told({"trials": [], "trace": {"steps": [{**HONEST, **changed}], "left": 0, "names": [], "end": ["stopped"]}})


def test_an_honest_frame_is_believed() -> None:
    assert said().ended is Ended.STOPPED
    assert said().steps[0].changes[0].name == "x"
    assert told({"trials": [], "trace": None}).ended is Ended.UNRUN


@pytest.mark.parametrize(
    "changed",
    [
        {"at": ["code", "い", 1]},
        {"at": ["option", "\u202e", 1]},
        {"at": ["code", "", -1]},
        {"at": ["code", "", 10**9]},
        {"at": ["code", "", 1.5]},
        {"at": None},
        {"call": -1},
        {"depth": True},
        {"function": "\x1b[2J"},
        {"function": "f" * 500},
        {"pass": "1"},
        {"kind": "dance"},
        {"more": 1 << 70},
        {"blanks": None},
        {"blank": [[[["", "value", ["f", 1.0]]], 0]] * 9},
        {"returned": 5},
        {"error": ["ValueError"]},
        {"error": [1, 2]},
        {"changes": [["x", [["", "value", ["f", 1.0]]], 0]] * 99},
        {"changes": [["x y", [["", "value", ["f", 1.0]]], 0]]},
        {"changes": [["\x1b", [["", "value", ["f", 1.0]]], 0]]},
        {"changes": [["x", [["", "value", ["f", 1.0]]] * 99, 0]]},
        {"changes": [["x", [["a" * 999, "value", ["f", 1.0]]], 0]]},
        {"changes": [["x", [["", "value", ["s", "a" * 999]]], 0]]},
        {"changes": [["x", [["", "value", ["i", "0x" + "f" * 9999]]], 0]]},
        {"changes": [["x", [["", "value", ["l", [["f", 1.0]] * 999]]], 0]]},
        {"changes": [["x", [["", "value", ["l", [["s", "a"]]]]], 0]]},
        {"changes": [["x", [["", "value", ["d", [["a", ["f", 1.0]]]]]], 0]]},
        {"changes": [["x", [["", "value", ["o", "function"]]], 0]]},
        {"changes": [["x", [["", "value", ["a", "<f8", [9], 0]]], 0]]},
        {"changes": [["x", [["", "cut", "float64", [9], ["f", 1.0]]], 0]]},
        {"changes": [["x", [["", "cut", "float64", [1] * 99, ["a", "<f8", [0], 0]]], 0]]},
        {"changes": [["x", [["", "cut", "rainbow", [9], ["a", "<f8", [0], 0]]], 0]]},
        {"changes": [["x", [["", "sized", "set", 3]], 0]]},
        {"changes": [["x", [["", "other", "\u202e\x1b"]], 0]]},
        {"changes": [["x", [["", "gift", 3]], 0]]},
        {"changes": "xxxx"},
    ],
)
def test_a_lying_frame_is_no_trace(changed: dict[str, Any]) -> None:
    assert said(**changed) == Trace(Ended.KILLED)


@pytest.mark.parametrize(
    "header",
    [
        None,
        [],
        {},
        {"trace": []},
        {"trace": {"steps": [HONEST] * 101, "left": 0, "names": [], "end": ["stopped"]}},
        {"trace": {"steps": [], "left": -1, "names": [], "end": ["stopped"]}},
        {"trace": {"steps": [], "left": 0, "names": [["x", [], 0]] * 99, "end": ["stopped"]}},
        {"trace": {"steps": [], "left": 0, "names": [], "end": ["killed"]}},
        {"trace": {"steps": [], "left": 0, "names": [], "end": ["returned"]}},
        {"trace": {"steps": [], "left": 0, "names": [], "end": []}},
        {"trace": {"steps": {}, "left": 0, "names": [], "end": ["stopped"]}},
    ],
)
def test_a_frame_of_another_form_is_no_trace(header: Any) -> None:
    assert told(header).ended in (Ended.KILLED, Ended.UNRUN)
    assert told(header).steps == ()


# ── without the policy: the tracer is no boundary, and needs to be none ──

TRACERS = "[one for one in __import__('gc').get_objects() if type(one).__name__ == 'Tracer']"


@pytest.mark.parametrize(
    "option",
    [
        "__import__('sys').settrace(None)",
        "__import__('sys').settrace(lambda *a: 1 / 0)",
        "__import__('sys')._getframe(1).f_locals.clear()",
        "__import__('sys')._getframe(2).f_locals['self'].__dict__.clear() if 0 else 1",
        "__import__('os')._exit(0)",
        "__import__('os').kill(__import__('os').getpid(), 9)",
        "__import__('os').open('/etc/passwd', 0)",
        "__import__('gc').get_objects().clear()",
        f"[one.__dict__.clear() for one in {TRACERS}]",
        f"[setattr(one, 'end', ['returned', [], 0]) for one in {TRACERS}]",
        f"[one.names.extend([['x', [['', 'value', 1]], 0]] * 999) for one in {TRACERS}]",
        "__import__('threading').Thread(target=print).start()",
    ],
)
def test_an_option_that_tampers_with_the_tracer_spoils_its_own_trace_only(kernel: Sandbox, option: str) -> None:
    trace = traced(kernel, LOOP, option, x=np.ones(2), n=1)
    assert trace.ended in Ended
    assert len(trace.steps) <= 100
    assert traced(kernel, LOOP, "x", x=np.ones(2), n=1).ended is Ended.RETURNED
