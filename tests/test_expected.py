"""Which of our own references run in this process: only with inputs that cannot make it slow or large."""

import dataclasses
from typing import Any

import builders
import pytest

from exam_drill.cases import draw_cases
from exam_drill.evaluate import Evaluator
from exam_drill.expected import can_run_here
from exam_drill.question import NamedReference
from exam_drill.reference import load_reference
from exam_drill.sandbox import Sandbox

GRU = NamedReference("gru", "gru")
TREE = NamedReference("recursive", "traverse")


@pytest.mark.parametrize(
    ("named", "fields", "here"),
    [
        (GRU, {}, True),
        (GRU, {"inputs": {"x": "positive N D"}}, True),
        (TREE, {}, True),
        (GRU, {"sizes": {"N": (500, 500), "D": (9, 9)}}, False),  # 4,500 numbers
        (GRU, {"trials": 1000, "sizes": {"N": (20, 20), "D": (7, 7), "H": (7, 7)}}, False),  # 500 in each trial
        (GRU, {"inputs": {"x": "N 1"}}, False),
        (GRU, {"inputs": {"x": "integer(0, 5000) N D"}}, False),  # a reference may take it for a length
        (GRU, {"inputs": {"x": "integer(0-5000, 1) N D"}}, False),
        (TREE, {"inputs": {"node": "tree(3) D"}}, False),
        (TREE, {"inputs": {"node": "D"}}, False),
    ],
)
def test_only_small_inputs_of_the_declared_shapes_are_tried_here(
    named: NamedReference, fields: dict[str, Any], here: bool
) -> None:
    question = dataclasses.replace(builders.question("", ["1", "2"], named), **fields)
    reference = load_reference(question)
    trials = question.trials or 12
    cases = draw_cases(reference.specs, question.sizes, seed=0, question="q", trials=trials, draws=reference.draws)
    assert can_run_here(named, reference, cases) == here


def test_what_was_prepared_is_used_for_that_question_only(sandbox: Sandbox) -> None:
    evaluator = Evaluator(sandbox)
    first, second = builders.gru(id="first"), builders.gru(id="second")
    evaluator.expect(second)
    assert evaluator.evaluate(first).question is first
    assert evaluator.evaluate(first).question is first  # not the one that was announced
    assert evaluator.evaluate(second).question is second
