"""References through the real sandbox: what they may do, and that their faults are never an option's."""

import dataclasses
import tracemalloc
from typing import Any

import builders
import pytest
from judging import PROGRAM, judged

from exam_drill.i18n.outline import describe_finding
from exam_drill.quality import Finding
from exam_drill.question import NamedReference, Question
from exam_drill.sandbox import Sandbox
from exam_drill.verdict import ReasonKind, VerdictKind


def test_a_program_gets_the_given_helpers_and_not_the_reference(kernel: Sandbox) -> None:
    source = "def half(x):\n    return x / 2\ndef f(x):\n    return half(x) + 1\n"
    options = ["half(x) + 1", "f(x)", "half.__globals__['f'](x)"]
    question = builders.question("def g(x):\n    return （あ）\n", options, source, given=("half",), call="g(x)")
    report = judged(question, kernel)
    assert report.finding is Finding.PROVEN
    assert [verdict.kind for verdict in report.verdicts[1:]] == [VerdictKind.RAISES] * 2


@pytest.mark.parametrize(
    ("reference", "fields", "code"),
    [
        ("def f(x):\n    return x / undefined\n", {}, "raises"),
        ("def f(x):\n    return x[5]\n", {}, "raises"),
        ("def f(x):\n    return np.random.rand(3)\n", {}, "unsteady"),
        ("def f(x):\n    return {1: x}\n", {}, "opaque"),
        ("def f(x):\n    return np.where(x > 0, 'a', 'b')\n", {}, "opaque"),
        ("def f(x):\n    return x[:0]\n", {}, "nan"),
        ("def f(x):\n    return (\n", {}, "load"),
        ("import missing_module\ndef f(x):\n    return x\n", {}, "policy"),
        ("def f(x, y):\n    return x\n", {}, "call"),
        ("def f(x):\n    2 * x\n", {}, "nothing"),
        ("def f(x):\n    return x * np.nan\n", {}, "nan"),
        ("def f(x):\n    return [0] * 10 ** 6\n", {}, "refused"),
        ("def g(x):\n    return x\n", {}, "load"),
        ("def f(x):\n    return x\n", {"given": ("sigmoid",)}, "helper-unknown"),
        ("def f(x):\n    return x\n", {"inputs": {"x": "N-9"}}, "size-negative"),
        ("def f(x):\n    return (yield from np.load('x'))\n", {}, "policy"),
    ],
)
def test_a_failing_reference_is_never_the_options_fault(
    reference: str, fields: dict[str, Any], code: str, sandbox: Sandbox
) -> None:
    question = dataclasses.replace(builders.question(PROGRAM, ["2 * x", "x"], reference), **fields)
    fails(question, code, sandbox)


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("def f(x):\n    np.runs = getattr(np, 'runs', 0) + 1\n    return x * np.runs\n", "unsteady"),
        ("import missing_module\ndef f(x):\n    return x\n", "load"),
        ("def f(x):\n    __import__('os')._exit(3)\n", "killed"),
    ],
)
def test_nor_is_one_that_only_the_kernel_keeps_in(reference: str, code: str, kernel: Sandbox) -> None:
    fails(builders.question(PROGRAM, ["2 * x", "x"], reference), code, kernel)


def fails(question: Question, code: str, sandbox: Sandbox) -> None:
    report = judged(question, sandbox)
    assert report.finding is Finding.REFERENCE_FAILED
    assert report.verdicts == ()
    assert report.failure is not None
    assert (report.failure.fault, report.failure.code) == ("reference", code)


@pytest.mark.parametrize(
    ("outputs", "agrees"),
    [("N", True), ("N N", False), ("2*N", False), ("scalar", False), (("N",), False), (("N", "N"), False)],
)
def test_declared_shapes_are_held(outputs: Any, agrees: bool, sandbox: Sandbox) -> None:
    reference = builders.written("def f(x):\n    return 2 * x\n", {"x": "N"}, outputs=outputs)
    report = judged(builders.question(PROGRAM, ["2 * x", "x"], reference), sandbox)
    assert (report.finding is Finding.PROVEN) == agrees
    if not agrees:
        assert report.failure is not None
        assert report.failure.code == "shape"


def test_an_unknown_reference_is_told(sandbox: Sandbox) -> None:
    question = builders.question(PROGRAM, ["x", "2 * x"], NamedReference("gru", "missing"))
    assert judged(question, sandbox).failure.code == "undeclared"


def test_a_reference_that_fails_is_placed_where_it_stands(sandbox: Sandbox) -> None:
    raising = judged(builders.question(PROGRAM, ["2 * x", "x"], "def f(x):\n    y = 1\n    return x + あ\n"), sandbox)
    assert raising.failure is not None
    assert str(raising.failure.place) == str(raising.place) == "bank.yaml:52:22"
    broken = judged(builders.question(PROGRAM, ["2 * x", "x"], "def f(x):\n    return (\n"), sandbox)
    assert broken.failure is not None
    assert str(broken.failure.place) == "bank.yaml:51:18"
    assert "line 0" not in describe_finding(broken, "en")


def test_a_reference_may_change_its_argument_and_return_nothing(sandbox: Sandbox) -> None:
    source = "def f(x):\n    x *= 2\n"
    program = "def f(x):\n    x[...] = （あ）\n"
    report = judged(builders.question(program, ["2 * x", "x + 1"], source), sandbox)
    assert report.finding is Finding.PROVEN


def test_what_a_reference_returned_is_kept_as_it_was(kernel: Sandbox) -> None:
    # It gives its own buffer away and fills it anew at every call.
    source = "np.kept = np.zeros(1)\ndef f(x):\n    np.kept[0] = x.sum() - np.kept[0]\n    return np.kept\n"
    report = judged(builders.question(PROGRAM, ["np.zeros(1)", "2 * x"], source), kernel)
    assert report.finding is not Finding.PROVEN


def test_inputs_that_are_too_large_together_are_told_before_they_are_drawn(sandbox: Sandbox) -> None:
    question = dataclasses.replace(builders.question(PROGRAM, ["2 * x", "x"], inputs={"x": "1500 1500"}), trials=9)
    report = judged(question, sandbox)
    assert report.failure is not None
    assert report.failure.code == "draw-too-large"


def test_given_helpers_of_a_named_reference(sandbox: Sandbox) -> None:
    program = "def rnn_copy(x, h_prev):\n    return （あ）\n"
    named = NamedReference("bptt", "bptt")
    question = builders.question(program, ["rnn_net", "calculate_do", "missing"], named, call="1")
    kinds = [verdict.reason.kind for verdict in judged(question, sandbox).verdicts if verdict.reason]
    assert ReasonKind.UNDEFINED not in kinds  # nothing is called, but the module's own helpers are there


def test_a_reference_that_sometimes_raises_or_edits_is_unsteady(sandbox: Sandbox) -> None:
    for line in ("1 / (np.random.rand() > 2)", "x += np.random.rand()"):
        report = judged(
            builders.question(PROGRAM, ["2 * x", "x"], f"def f(x):\n    {line}\n    return 2.0 * len(x)\n"), sandbox
        )
        assert report.finding is Finding.REFERENCE_FAILED


SPREAD = {
    # Each input is small.  Together they are 8 GB, or 8 MB in each of 20 trials.
    "against each other": ("rnn.rnn_step", {"x": "N 1", "h_prev": "M 1 1", "Wx": "1 1", "Wh": "1 1", "b": "K 1 1 1"}),
    "in every trial": ("rnn.rnn_step", {"x": "N 1", "h_prev": "1 1", "Wx": "1 M", "Wh": "1 M", "b": "1"}),
}


@pytest.mark.parametrize(("name", "inputs"), SPREAD.values(), ids=SPREAD)
def test_small_inputs_of_other_shapes_than_declared_do_not_fill_our_memory(
    name: str, inputs: dict[str, str], sandbox: Sandbox
) -> None:
    module, function = name.split(".")
    sizes = {letter: (1000, 1000) for letter in "NMK" if any(letter in text.split() for text in inputs.values())}
    program = f"def {function}(*a):\n    return （あ）\n"
    question = builders.question(program, ["1", "2"], NamedReference(module, function), trials=20, call="1")
    question = dataclasses.replace(question, inputs=inputs, sizes=sizes)
    tracemalloc.start()
    try:
        report = judged(question, sandbox)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert report.failure is not None
    assert peak < 100 << 20


def test_what_our_own_reference_gives_is_limited_as_in_the_sandbox(sandbox: Sandbox) -> None:
    # Of 4,000 numbers of input it makes 640,000 of output, in each of 30 trials.
    sizes = {letter: (size, size) for letter, size in {"N": 1, "T": 1280, "D": 1, "H": 1, "O": 500}.items()}
    named = NamedReference("birnn", "bidirectional_rnn_net")
    program = "def bidirectional_rnn_net(*a):\n    return （あ）\n"
    question = builders.question(program, ["1", "2"], named, trials=30, call="1")
    tracemalloc.start()
    try:
        report = judged(dataclasses.replace(question, sizes=sizes), sandbox)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert report.failure is not None
    assert report.failure.code == "refused"
    assert peak < 100 << 20
