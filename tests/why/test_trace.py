"""The job "trace": right against what one finds by hand, bounded whatever runs, and believed only as far as checked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, cast

import builders
import numpy as np
import pytest
from kernel import KERNEL

from exam_drill.cases import Case
from exam_drill.program import Program, build_program
from exam_drill.sandbox import Helpers, Limits, Sandbox, names_before, trace_program
from exam_drill.sandbox.wire import Frame
from exam_drill.traced import Ended, Form, Held, StepKind, Trace
from exam_drill.why.desk import Desk

LOOP = """def f(x, n):
    total = np.zeros(2)
    for t in range(n):
        total = total + (あ)
        x[0] = t
    return total
"""


def program(code: str, option: str, inputs: tuple[str, ...] = ("x",), **others: str) -> Program:
    return Program(code, "あ", {1: option}, others, "f", "", inputs)


def traced(sandbox: Sandbox, code: str, option: str, hidden: tuple[str, ...] = (), **inputs: Any) -> Trace:
    others = {"い": "x * 2"} if "(い)" in code else {}
    case = Case(inputs, {}, 1)
    return trace_program(sandbox, program(code, option, tuple(inputs), **others), case, Helpers(), hidden)


def plain(held: Held) -> Any:
    """A value of one piece, arrays as lists."""
    assert len(held.pieces) == 1
    value = held.pieces[0].value
    return value.tolist() if isinstance(value, np.ndarray) else value


def story(trace: Trace) -> list[tuple[int, int, dict[str, Any]]]:
    """Line, pass, and what was bound, of each step."""
    return [(step.line, step.passed, {one.name: plain(one.held) for one in step.changes}) for step in trace.steps]


def test_lines_passes_bindings_and_changes_in_place_are_what_one_finds_by_hand(sandbox: Sandbox) -> None:
    trace = traced(sandbox, LOOP, "x * 2", x=np.array([1.0, 2.0]), n=2)
    assert story(trace) == [
        (1, 1, {"x": [1.0, 2.0], "n": 2}),
        (2, 1, {"total": [0.0, 0.0]}),
        (3, 1, {"t": 0}),
        (4, 1, {"total": [2.0, 4.0]}),
        (5, 1, {"x": [0.0, 2.0]}),
        (3, 2, {"t": 1}),
        (4, 2, {"total": [2.0, 8.0]}),
        (5, 2, {"x": [1.0, 2.0]}),
        (3, 3, {}),
        (6, 1, {}),
    ]
    assert [step.kind for step in trace.steps] == [StepKind.CALL, *[StepKind.LINE] * 7, StepKind.ENDED, StepKind.LINE]
    assert [plain(value) for step in trace.steps for value in step.blank] == [[2.0, 4.0], [0.0, 4.0]]
    assert trace.ended is Ended.RETURNED
    assert trace.returned is not None
    assert plain(trace.returned) == [2.0, 8.0]
    assert trace.steps[-1].returned is not None
    assert plain(trace.steps[-1].returned) == [2.0, 8.0]
    assert {one.name: plain(one.held) for one in trace.names} == {
        "x": [1.0, 2.0],
        "n": 2,
        "total": [0.0, 0.0],
        "t": 0,
    }
    assert (trace.left_out, trace.kept) == (0, len(trace.steps))


def test_calls_within_calls_are_numbered_and_set_in(sandbox: Sandbox) -> None:
    code = "def g(k):\n    return k if k < 1 else g(k - 1)\ndef f(x):\n    return g((あ))\n"
    trace = traced(sandbox, code, "2", x=1.0)
    assert [(step.function, step.call, step.depth) for step in trace.steps if step.kind is StepKind.CALL] == [
        ("f", 1, 0),
        ("g", 2, 1),
        ("g", 3, 2),
        ("g", 4, 3),
    ]


def test_attributes_are_names_and_a_class_of_its_own_is_followed(sandbox: Sandbox) -> None:
    code = (
        "class C:\n    def __init__(self, w):\n        self.w = w\n"
        "    def go(self, x):\n        self.h = (あ)\n        return self.h\n"
    )
    one = Program(code, "あ", {1: "self.w * x"}, {}, "f", "C(w).go(x)", ("w", "x"))
    trace = trace_program(sandbox, one, Case({"w": np.array([2.0]), "x": 3.0}, {}, 1), Helpers())
    bound = {change.name: plain(change.held) for step in trace.steps for change in step.changes if "." in change.name}
    assert bound == {"self.w": [2.0], "self.h": [6.0]}
    assert {change.name for change in trace.names} == {"self.w", "x"}


def test_statements_in_a_blank_have_places_of_their_own(sandbox: Sandbox) -> None:
    code = "def f(x):\n    (あ)\n    return y\n"
    trace = traced(sandbox, code, "k = x + 1\ny = k * 2", x=1.0)
    own = [(step.label, step.line, {one.name: plain(one.held) for one in step.changes}) for step in trace.steps]
    assert ("あ", 1, {"k": 2.0}) in own
    assert ("あ", 2, {"y": 4.0}) in own


def test_a_statement_of_several_lines_is_one_step(sandbox: Sandbox) -> None:
    code = "def f(x):\n    y = np.add(\n        (あ),\n        x,\n    )\n    return y\n"
    trace = traced(sandbox, code, "x", x=1.0)
    assert [(step.line, step.passed) for step in trace.steps] == [(1, 1), (2, 1), (6, 1)]


def test_where_an_exception_came_from(sandbox: Sandbox) -> None:
    code = "def g(a, b):\n    return a @ b\ndef f(x):\n    y = g(x, (あ))\n    return y\n"
    trace = traced(sandbox, code, "np.ones((3, 3))", x=np.ones((2, 2)))
    assert trace.ended is Ended.RAISED
    blamed = [step for step in trace.steps if step.error is not None]
    assert [step.line for step in blamed] == [2]
    assert blamed[0].error is not None
    assert blamed[0].error[0] == "ValueError"
    caught = traced(
        sandbox,
        "def f(x):\n    try:\n        y = (あ)\n    except ZeroDivisionError:\n        y = 5\n    return y\n",
        "1 // 0",
        x=1,
    )
    assert caught.ended is Ended.RETURNED
    assert [step.line for step in caught.steps if step.error is not None] == [3]


def test_an_option_in_a_comprehension_or_a_generator_tells_its_first_values(sandbox: Sandbox) -> None:
    code = "def f(x):\n    return sum((あ) for k in range(5))\n"
    trace = traced(sandbox, code, "k * 10", x=1.0)
    step = next(step for step in trace.steps if step.blanks)
    assert step.blanks == 5
    assert [plain(value) for value in step.blank] == [0, 10, 20]
    assert {change.name for change in trace.names} >= {"x"}


def test_a_generator_function_goes_on_where_it_was(sandbox: Sandbox) -> None:
    code = "def g(n):\n    for k in range(n):\n        yield k + (あ)\ndef f(x):\n    return [v for v in g(3)]\n"
    trace = traced(sandbox, code, "1", x=1.0)
    assert trace.returned is not None
    assert plain(trace.returned) == [1, 2, 3]
    assert [step.passed for step in trace.steps if step.line == 3] == [1, 2, 3]


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


# ── before an answer ──

TWO = "def f(x):\n    before = x * 3\n    y = (い)\n    z = y + 1\n    return (あ) + z\n"


def test_names_before_an_answer_have_no_values_and_nothing_of_an_open_blank(sandbox: Sandbox) -> None:
    cases = [Case({"x": np.ones((2, size))}, {"N": 2, "D": size}, 1) for size in (3, 4)]
    one = program(TWO, "x", い="x * 2")
    told_all = names_before(sandbox, one, cases, Helpers())
    told_some = names_before(sandbox, one, cases, Helpers(), hidden=("い",))
    assert told_all is not None
    assert told_some is not None
    assert [seen.name for seen in told_all.names] == ["x", "before", "y", "z"]
    assert [seen.name for seen in told_some.names] == ["x", "before"]
    assert told_all.value is None
    assert told_some.value is None


def test_what_an_open_blank_changed_in_place_is_hidden_too(sandbox: Sandbox) -> None:
    code = "def f(x):\n    k = np.zeros(2)\n    k[0] = (い)\n    return (あ)\n"
    scope = names_before(sandbox, program(code, "x", い="5"), [Case({"x": 1.0}, {}, 1)], Helpers(), hidden=("い",))
    assert scope is not None
    assert [seen.name for seen in scope.names] == ["x"]


def test_what_is_called_with_what_an_open_blank_gave_is_hidden(sandbox: Sandbox) -> None:
    code = "def g(k):\n    m = k + 1\n    return (あ)\ndef f(x):\n    y = (い)\n    return g(y)\n"
    scope = names_before(sandbox, program(code, "m", い="x"), [Case({"x": 1.0}, {}, 1)], Helpers(), hidden=("い",))
    assert scope is None or [seen.name for seen in scope.names] == []


@pytest.mark.parametrize("option", ["x", "(w := x)", "undefined", "[q for q in (1,)]", "x.sum()"])
def test_names_before_an_answer_do_not_hang_on_the_option(sandbox: Sandbox, option: str) -> None:
    """Whichever option is run to find them, the right one or another: they are told before it is evaluated."""
    cases = [Case({"x": np.ones((2, 3))}, {}, 1)]
    scope = names_before(sandbox, program(TWO, option, い="x * 2"), cases, Helpers())
    assert scope == names_before(sandbox, program(TWO, "x * 5", い="x * 2"), cases, Helpers())


def test_a_blank_that_is_never_reached_has_no_names(sandbox: Sandbox) -> None:
    code = "def f(x):\n    if x > 5:\n        return (あ)\n    return 1\n"
    assert names_before(sandbox, program(code, "x"), [Case({"x": 1.0}, {}, 1)], Helpers()) is None


def test_the_traced_run_gives_what_the_run_gives(sandbox: Sandbox) -> None:
    question = builders.gru()
    desk = Desk(question, question.blanks[0], sandbox)
    cases = desk.trials()[:3]
    expected = desk.expect(cases)
    right = build_program(question, question.blanks[0], tuple(desk.reference.specs))
    right = replace(right, options={4: right.options[4]})
    for case, outcome in zip(cases, expected, strict=True):
        trace = trace_program(sandbox, right, case, desk.helpers)
        assert trace.returned is not None
        assert np.allclose(trace.returned.pieces[0].value, outcome.value)
