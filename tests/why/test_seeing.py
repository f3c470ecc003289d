"""What there is to see of an option: the right inputs, the right marks, where it parts, and nothing too early."""

from __future__ import annotations

import math

import builders
import pytest

from exam_drill.attempt import TYPED
from exam_drill.evaluate import evaluate
from exam_drill.quality import BlankReport, Finding, judge_question
from exam_drill.question import Question
from exam_drill.sandbox import Sandbox
from exam_drill.traced import Ended
from exam_drill.verdict import ReasonKind, Verdict, VerdictKind
from exam_drill.why.seeing import look, names
from exam_drill.why.values import Lack, Line, Look

LOOP = """def f(x, n):
    total = x * 0
    for t in range(n):
        total = (あ)
    return total
"""
SOURCE = "import numpy as np\ndef f(x, n):\n    return x * n\n"
INPUTS = {"x": "N D", "n": "integer(2, 4)"}


def loop(*wrong: str) -> Question:
    return builders.question(LOOP, ["total + x", *wrong], SOURCE, INPUTS)


def reported(question: Question, sandbox: Sandbox, label: str = "あ") -> BlankReport:
    blanks = judge_question(evaluate(question, sandbox)).blanks
    return next(one for one in blanks if one.label == label)


def seen(question: Question, number: int, sandbox: Sandbox, label: str = "あ") -> Look:
    return look(question, label, number, reported(question, sandbox, label), sandbox)


def parting(found: Look) -> Line:
    (line,) = [line for line in found.lines if line.parts]
    return line


def test_a_wrong_option_is_shown_on_the_smallest_inputs_and_where_it_parts(sandbox: Sandbox) -> None:
    found = seen(loop("total + t * x", "total * x"), 2, sandbox)
    assert (found.right, found.right_number, found.lack, found.proven) == (False, 1, Lack.NOTHING, True)
    assert dict(found.sizes) == {"N": 1, "D": 1}
    assert found.reason is not None
    assert found.reason.kind is ReasonKind.VALUE
    assert found.result is not None
    assert not found.result.agree
    at = parting(found)
    assert (at.line, at.passed) == (4, 1)
    assert [(name, shown.differs) for name, shown in at.values] == [("total", True)]
    before = [line for line in found.lines[: found.lines.index(at)] for _, shown in line.values if shown.differs]
    assert before == []


def test_it_parts_in_the_pass_in_which_it_goes_wrong(sandbox: Sandbox) -> None:
    at = parting(seen(loop("total + x * (t < 1)"), 2, sandbox))
    assert (at.line, at.passed) == (4, 2)


def test_the_right_option_is_shown_where_all_others_are_wrong(sandbox: Sandbox) -> None:
    found = seen(loop("total + x[:, :1]", "total + x[:1]"), 1, sandbox)
    assert found.right
    assert dict(found.sizes) == {"N": 2, "D": 2}
    assert found.result is not None
    assert found.result.agree
    assert found.reason is None
    assert not any(line.parts for line in found.lines)


def test_an_option_that_raises_shows_its_line(sandbox: Sandbox) -> None:
    found = seen(loop("total @ undefined"), 2, sandbox)
    assert found.ended is Ended.RAISED
    assert found.reason is not None
    assert found.reason.kind is ReasonKind.UNDEFINED
    assert found.result is None
    assert [(line.line, line.error is not None) for line in found.lines if line.error] == [(4, True)]
    assert parting(found).error is not None


def test_an_option_that_never_ends_is_stopped_and_not_waited_for() -> None:
    code = "def f(x):\n    k = 0\n    while k < 3:\n        k = (あ)\n    return x * k\n"
    source = "def f(x):\n    return x * 3\n"
    one = builders.question(code, ["k + 1", "k * 1"], source, {"x": "N"})
    with Sandbox() as sandbox:
        right = Verdict(1, VerdictKind.MATCHES, 12, 0, 12, 0.0)
        endless = Verdict(2, VerdictKind.TIMED_OUT, 12, 12, 0, math.inf)
        late = BlankReport("あ", Finding.PROVEN, 1, (1,), (right, endless))
        found = look(one, "あ", 2, late, sandbox)
    assert found.ended is Ended.STOPPED
    assert found.left_out > 0
    assert parting(found).line == 4


@pytest.mark.parametrize("text", ["total +", "__import__('os')"])
def test_what_cannot_be_run_has_no_record(sandbox: Sandbox, text: str) -> None:
    assert seen(loop(text), 2, sandbox).lack is Lack.UNRUN
    assert look(loop(), "あ", text, reported(loop("x"), sandbox), sandbox).lack is Lack.UNRUN


def test_a_typed_answer_is_looked_at_like_an_option(sandbox: Sandbox) -> None:
    one = loop("total * x")
    report = reported(one, sandbox)
    wrong = look(one, "あ", "total - x", report, sandbox, VerdictKind.DIFFERS)
    assert (wrong.number, wrong.text, wrong.right) == (TYPED, "total - x", False)
    assert parting(wrong).line == 4
    right = look(one, "あ", "x + total", report, sandbox, VerdictKind.MATCHES)
    assert right.right
    assert right.result is not None
    assert right.result.agree


def test_where_no_option_is_right_there_is_nothing_to_part_from(sandbox: Sandbox) -> None:
    one = builders.question(LOOP, ["total - x", "total * 2"], SOURCE, INPUTS)
    found = seen(one, 1, sandbox)
    assert (found.right, found.right_number) == (False, 0)
    assert found.result is not None
    assert not any(line.parts for line in found.lines)


def test_a_reference_that_fails_leaves_nothing_to_compare_with(sandbox: Sandbox) -> None:
    one = builders.question(LOOP, ["total + x", "x"], "def f(x, n):\n    return x.nothing\n", INPUTS)
    assert look(one, "あ", 2, None, sandbox).lack is Lack.REFERENCE
    assert [named.name for named in names(one, "あ", (), sandbox).names] == ["x", "n", "total", "t"]  # they need none


def test_an_argument_that_is_changed_in_place_stands_beside_the_one_that_is_not(sandbox: Sandbox) -> None:
    code = "def f(x):\n    y = x\n    (あ)\n    return y\n"
    one = builders.question(code, ["y = y + 1", "y += 1"], "def f(x):\n    return x + 1\n", {"x": "N"})
    found = seen(one, 2, sandbox)
    assert found.reason is not None
    assert found.reason.kind is ReasonKind.ARGUMENT
    assert list(found.arguments) == ["x"]
    assert not found.arguments["x"].agree


def test_names_have_shapes_in_letters_and_no_values(sandbox: Sandbox) -> None:
    found = names(loop("x"), "あ", (), sandbox)
    assert [(one.name, one.kind, one.symbols) for one in found.names] == [
        ("x", "float64", "(N, D)"),
        ("n", "int", ""),
        ("total", "float64", "(N, D)"),
        ("t", "int", ""),
    ]
    assert all(one.value is None for one in found.names)


def test_names_before_an_answer_are_the_same_whatever_is_right(sandbox: Sandbox) -> None:
    """The published answer is only what is run; another key gives the same page, so the page gives no key away."""
    key = builders.question(LOOP, ["total + x", "x[:, :1]", "n * 1.0"], SOURCE, INPUTS)
    other = builders.question(LOOP, ["total + x", "x[:, :1]", "n * 1.0"], SOURCE, INPUTS, answer=3)
    assert names(key, "あ", (), sandbox) == names(other, "あ", (), sandbox)
