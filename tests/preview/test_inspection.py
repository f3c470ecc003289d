"""What is kept of a question's runs: for every trial how it ended, for some the values, and never much."""

from typing import Any

import builders
import numpy as np
import pytest

from exam_drill.evaluate import Settings, evaluate
from exam_drill.excerpt import Leaf
from exam_drill.inspection import Inspection, Step, inspect
from exam_drill.quality import judge_question
from exam_drill.sandbox import Sandbox
from exam_drill.verdict import ReasonKind, VerdictKind


def inspected(
    sandbox: Sandbox, options: list[str], reference: str, inputs: dict[str, str], **fields: Any
) -> Inspection:
    wanted = fields.pop("wanted", {1})
    program = fields.pop("program", f"def f({', '.join(inputs)}):\n    return (あ)\n")
    one = builders.question(program, options, f"def f({', '.join(inputs)}):\n    {reference}\n", inputs, **fields)
    return inspect(one, sandbox, wanted=wanted)


def steps(found: Inspection, number: int) -> tuple[Step, ...]:
    return found.steps["あ", number]


def array(leaf: Leaf) -> Any:
    assert leaf.excerpt is not None
    (plane,) = leaf.excerpt.planes
    return plane.elements.reshape(leaf.excerpt.shape)


@pytest.mark.parametrize(
    ("reference", "kinds"),
    [
        ("return x + 1", ["float64 (7, 3)"]),
        ("return float(x.sum())", ["float"]),
        ("return bool(x[0, 0] > 0)", ["bool"]),
        ("return x.shape[0]", ["int"]),
        ("return x.sum()", ["float64"]),
        ("return (x, x[0])", ["float64 (7, 3)", "float64 (3,)"]),
        ("return {'a': x, 'b': [1, 2]}", ["float64 (7, 3)", "list of 2"]),
        ("return [None, {'t': (x, None)}]", ["None", "float64 (7, 3)", "None"]),
        ("return 'text'", ["str"]),
        ("return x / 0 if x[0, 0] < 9 else x", ["float64 (7, 3)"]),
        ("return x + 1j", ["complex128 (7, 3)"]),
        ("return x > 0", ["bool (7, 3)"]),
        ("return np.array(2.5)", ["float64 ()"]),
    ],
)
def test_values_of_every_kind(reference: str, kinds: list[str], sandbox: Sandbox) -> None:
    found = inspected(
        sandbox, [reference.removeprefix("return "), "0 * x"], reference, {"x": "N D"}, sizes={"N": (7, 7), "D": (3, 3)}
    )
    expected = found.trials[0].expected
    assert expected is not None
    assert [part.kind for part in expected.parts] == kinds
    value = steps(found, 1)[0].value
    assert value is not None
    assert value.agree
    assert [part.got.parts[0].kind for part in value.parts] == kinds


def test_inputs_are_those_that_were_drawn(sandbox: Sandbox) -> None:
    found = inspected(sandbox, ["x * k", "x"], "return x * k", {"x": "N D", "k": "positive"}, wanted={3})
    trial = found.trials[2]
    assert [(one.name, one.declared) for one in trial.inputs] == [("x", "N D"), ("k", "positive")]
    x, k = (array(one.value.parts[0]) for one in trial.inputs)
    assert x.shape == (trial.sizes["N"], trial.sizes["D"])
    assert trial.expected is not None
    assert np.array_equal(array(trial.expected.parts[0]), x * k)


def test_every_option_runs_on_all_trials_and_has_the_verdict_of_a_check(sandbox: Sandbox) -> None:
    one = builders.question("def f(x):\n    return (あ)\n", ["2 * x", "x", "x if len(x) > 1 else 2 * x", "x[9]"])
    found = inspect(one, sandbox)
    blank = judge_question(found.evaluation).blanks[0]
    checked = judge_question(evaluate(one, sandbox)).blanks[0]
    assert blank.finding == checked.finding
    assert [one.kind for one in blank.verdicts] == [one.kind for one in checked.verdicts]
    assert [one.trials for one in blank.verdicts] == [12] * 4
    for verdict in blank.verdicts:
        own = steps(found, verdict.number)
        assert [step.trial for step in own] == list(range(1, 13))
        assert sum(step.reason is not None for step in own) == verdict.differing
        assert max(step.margin for step in own) == verdict.margin


def test_values_are_kept_of_the_trials_that_tell_and_that_are_wanted_only(sandbox: Sandbox) -> None:
    found = inspected(sandbox, ["x", "x if len(x) > 1 else x + 1"], "return x", {"x": "N"}, wanted={5})
    late = steps(found, 2)
    assert [step.trial for step in late if step.reason is not None] == [2]
    assert [step.trial for step in late if step.value is not None] == [2, 5]
    assert [trial.number for trial in found.trials if trial.inputs] == [2, 5]


def test_arguments_that_are_left_changed(sandbox: Sandbox) -> None:
    found = inspected(
        sandbox, ["x *= 2", "x = x * 2"], "x *= 2", {"x": "N"}, program="def f(x):\n    (あ)\n", wanted={1}
    )
    trial, own = found.trials[0], steps(found, 2)[0]
    doubled = array(trial.arguments["x"].parts[0])
    assert np.array_equal(doubled, 2 * array(trial.inputs[0].value.parts[0]))
    assert own.reason is not None
    assert own.reason.kind is ReasonKind.ARGUMENT
    assert not own.arguments["x"].agree
    assert steps(found, 1)[0].arguments["x"].agree


def test_an_argument_that_only_the_option_changes(sandbox: Sandbox) -> None:
    found = inspected(sandbox, ["x.sum()", "[x.sum(), x.fill(0)][0]"], "return x.sum()", {"x": "N"})
    own = steps(found, 2)[0]
    assert own.value is not None
    assert own.value.agree
    (pair,) = own.arguments["x"].parts
    drawn = array(found.trials[0].inputs[0].value.parts[0])
    assert np.array_equal(array(pair.expected.parts[0]), drawn)
    assert np.array_equal(array(pair.got.parts[0]), 0 * drawn)
    assert found.trials[0].arguments == {}


def test_what_raises_is_refused_or_ended_has_no_value(sandbox: Sandbox) -> None:
    options = ["x", "x + y", "x.__imul__(2)", "x if (", "[0] * 10**9 if len(x) else x"]
    found = inspected(sandbox, options, "return x", {"x": "N"})
    kinds = [steps(found, number)[0].kind for number in (2, 3, 4)]
    assert kinds == [VerdictKind.RAISES, VerdictKind.REFUSED, VerdictKind.RAISES]
    for number in (2, 3, 4, 5):
        own = steps(found, number)
        assert len(own) == 12
        assert all(step.value is None and step.reason is not None for step in own)


def test_a_call_and_two_blanks(sandbox: Sandbox) -> None:
    program = "class A:\n    def go(self, x):\n        y = (あ)\n        return y + (い)\n"
    blanks = [builders.blank(["x", "2 * x"], 1, "あ"), builders.blank(["1", "x"], 2, "い")]
    one = builders.question(program, blanks, "def f(x):\n    return x + x\n", {"x": "N"}, call="A().go(x)")
    found = inspect(one, sandbox, wanted={1})
    assert set(found.steps) == {("あ", 1), ("あ", 2), ("い", 1), ("い", 2)}
    assert [found.steps[key][0].kind is VerdictKind.MATCHES for key in (("あ", 1), ("い", 2))] == [True, True]


def test_a_reference_that_fails_leaves_the_inputs_of_that_trial(sandbox: Sandbox) -> None:
    found = inspected(sandbox, ["x", "2 * x"], "return x[5] if len(x) == 1 else x", {"x": "N"}, wanted=())
    assert found.evaluation.failure is not None
    assert found.evaluation.failure.parameters["trial"] == 2
    assert [trial.number for trial in found.trials if trial.inputs] == [2]
    assert found.trials[1].expected is None
    assert found.steps == {}


def test_inputs_that_cannot_be_drawn_are_a_failure_without_trials(sandbox: Sandbox) -> None:
    found = inspected(sandbox, ["x", "2 * x"], "return x", {"x": "N-9"})
    assert found.evaluation.failure is not None
    assert found.trials == ()


def test_what_is_kept_is_small_however_large_the_values_are(sandbox: Sandbox) -> None:
    found = inspected(
        sandbox,
        ["x + 1", "x"],
        "return x + 1",
        {"x": "N N"},
        sizes={"N": (300, 300)},
        trials=3,
        wanted={1, 2, 3},
    )
    kept = 0
    for trial in found.trials:
        assert trial.expected is not None
        for value in (*(one.value for one in trial.inputs), trial.expected):
            kept += sum(plane.elements.nbytes for leaf in value.parts if leaf.excerpt for plane in leaf.excerpt.planes)
    assert 0 < kept < 20_000  # of 4.3 MB
    assert all(
        plane.elements.base is None and not plane.elements.flags.writeable
        for trial in found.trials
        for one in trial.inputs
        for leaf in one.value.parts
        if leaf.excerpt
        for plane in leaf.excerpt.planes
    )


def test_settings_are_those_of_a_check(sandbox: Sandbox) -> None:
    one = builders.question("def f(x):\n    return (あ)\n", ["2 * x", "x"])
    found = inspect(one, sandbox, Settings(seed=5, trials=4))
    assert len(found.trials) == found.evaluation.trials == 4
    assert found.evaluation.seed == 5
    assert found.trials[0].seed != inspect(one, sandbox).trials[0].seed
