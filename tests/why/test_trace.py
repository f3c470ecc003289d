"""The job "trace": right against what one finds by hand, and nothing given away before an answer."""

from __future__ import annotations

from dataclasses import replace

import builders
import numpy as np
import pytest
from tracing import LOOP, plain, program, story, traced

from exam_drill.cases import Case
from exam_drill.program import Program, build_program
from exam_drill.sandbox import Helpers, Sandbox, names_before, trace_program
from exam_drill.traced import Ended, StepKind
from exam_drill.why.desk import Desk


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
