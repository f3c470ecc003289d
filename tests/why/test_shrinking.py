"""The smallest inputs on which an option differs: no smaller ones do, as trying all of them shows."""

from __future__ import annotations

from itertools import product

import builders
import pytest

from exam_drill.cases import size_bounds
from exam_drill.question import Question
from exam_drill.sandbox import Sandbox
from exam_drill.why.desk import Desk
from exam_drill.why.shrinking import DRAWS, Found, _draw, assignments, place_of, shrink, smallest


def question(option: str, reference: str, inputs: dict[str, str], **fields: object) -> Question:
    names = ", ".join(inputs)
    source = f"import numpy as np\ndef f({names}):\n    return {reference}\n"
    return builders.question(f"def f({names}):\n    return (あ)\n", [reference, option], source, inputs, **fields)


def desk_of(one: Question, sandbox: Sandbox) -> Desk:
    return Desk(one, one.blanks[0], sandbox)


def shrunk(one: Question, sandbox: Sandbox) -> Found | None:
    return shrink(desk_of(one, sandbox), {2: one.blanks[0].options[1].code.text}, lambda: True)


QUESTIONS = {
    "anywhere": ("x + 1", "x", {"x": "N D"}, {}),
    "a sum over the other axis": ("x.sum(axis=1)[:1]", "x.sum(axis=0)[:1]", {"x": "N D"}, {}),
    "the last of three": ("x[:2].sum()", "x[:3].sum()", {"x": "N"}, {}),
    "transposed": ("(x @ y).T.ravel()", "(x @ y).ravel()", {"x": "N D", "y": "D M"}, {}),
    "one letter is large": ("x[:4].sum() + y.sum()", "x.sum() + y.sum()", {"x": "N", "y": "M"}, {}),
    "both must be": ("x.sum() * (len(x) * len(y) < 6)", "x.sum()", {"x": "N", "y": "M"}, {}),
    "a range of its own": ("x[1:].sum()", "x.sum()", {"x": "N D"}, {"sizes": {"N": (3, 5), "D": (2, 4)}}),
    "raises for large ones": ("x[:, [0, 1]].sum() if x.shape[1] > 3 else x.sum()", "x.sum()", {"x": "N D"}, {}),
    "ids": ("E[ids - 1]", "E[ids]", {"ids": "integer(0, V) N", "E": "V D"}, {}),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_smaller_inputs_show_the_difference(sandbox: Sandbox, name: str) -> None:
    option, reference, inputs, fields = QUESTIONS[name]
    one = question(option, reference, inputs, **fields)
    found = shrunk(one, sandbox)
    assert found is not None
    assert found.proven
    desk = desk_of(one, sandbox)
    bounds = size_bounds(desk.reference.specs, one.sizes)
    letters = sorted(bounds)
    everything = product(*(range(bounds[letter][0], bounds[letter][1] + 1) for letter in letters))
    cases = [case for sizes in everything for case in _draw(desk, dict(zip(letters, sizes, strict=True)))]
    differing = [tried.case.sizes for tried in desk.try_out(cases, {2: option}) if tried.all_differ]
    assert place_of(found.case.sizes) == min(map(place_of, differing))


def test_all_assignments_come_once_and_in_order() -> None:
    bounds = {"N": (1, 3), "D": (2, 4), "H": (1, 2)}
    found = list(assignments(bounds))
    assert len(found) == 3 * 3 * 2 == len({tuple(sizes.items()) for sizes in found})
    assert found[0] == {"D": 2, "H": 1, "N": 1}
    assert found == sorted(found, key=place_of)
    assert list(assignments({})) == [{}]


def test_how_many_were_tried(sandbox: Sandbox) -> None:
    one = question("x[:2].sum()", "x[:3].sum()", {"x": "N"})
    found = shrunk(one, sandbox)
    assert found is not None
    assert (dict(found.case.sizes), found.tried) == ({"N": 3}, 3)
    assert DRAWS > 1


def test_an_option_that_never_differs_has_no_smallest_inputs(sandbox: Sandbox) -> None:
    assert shrunk(question("x * 1", "x", {"x": "N"}), sandbox) is None


def test_without_time_the_trials_of_the_question_are_looked_through(sandbox: Sandbox) -> None:
    one = question("x + 1", "x", {"x": "N D"})
    found = shrink(desk_of(one, sandbox), {2: "x + 1"}, lambda: False)
    assert found is not None
    assert not found.proven
    assert found.tried == 0
    assert place_of(found.case.sizes) == min(place_of(case.sizes) for case in desk_of(one, sandbox).trials())


def test_several_options_must_all_differ(sandbox: Sandbox) -> None:
    one = question("x + 1", "x.sum()", {"x": "N D"})
    texts = {2: "x[:1].sum()", 3: "x[:, :2].sum()"}
    found = shrink(desk_of(one, sandbox), texts, lambda: True)
    assert found is not None
    assert dict(found.case.sizes) == {"D": 3, "N": 2}


def test_inputs_on_which_the_reference_is_not_sound_are_passed_over(sandbox: Sandbox) -> None:
    source = "import numpy as np\ndef f(x):\n    return x.std(ddof=1) if len(x) != 2 else x[7]\n"
    one = builders.question("def f(x):\n    return (あ)\n", ["x.std(ddof=1)", "x.std()"], source, {"x": "N"})
    found = shrunk(one, sandbox)
    assert found is not None
    assert found.case.sizes["N"] == 3  # of one number it is NaN, of two it raises
    anything = smallest(desk_of(one, sandbox), {})
    assert anything is not None
    assert anything.case.sizes["N"] == 3


@pytest.mark.parametrize("text", ["(", "__import__('os')", "x.__class__"])
def test_what_cannot_be_run_differs_at_once(sandbox: Sandbox, text: str) -> None:
    one = question("x + 1", "x", {"x": "N D"})
    found = shrink(desk_of(one, sandbox), {0: text}, lambda: True)
    assert found is not None
    assert found.tried == 1
