"""What the options that a bank has stand for: named only where one change of the key makes them."""

from __future__ import annotations

import pytest

from exam_drill.bank import load_bank
from exam_drill.catalogue import built_in_bank
from exam_drill.question import Blank, Code, Option, Place, Question, WrittenReference
from exam_drill.sandbox import Sandbox
from exam_drill.suggest.naming import name_options


def question_of(*options: str) -> Question:
    """A question whose first option is the published one."""
    place = Place("bank.yaml", 1)
    listed = tuple(Option(number, Code(text, (place,))) for number, text in enumerate(options, 1))
    reference = WrittenReference(Code("def f(a):\n    return a\n", (place,) * 2), "f", {"a": "N"})
    code = Code("def f(a):\n    return (あ)\n", (place,) * 2)
    return Question("q", place, code, (Blank("あ", listed, 1, place),), reference, tags=("gru",))


@pytest.mark.parametrize(
    ("key", "option", "name"),
    [
        ("(1 - z) * h + z * g", "z * h + z * g", "complement-forgotten"),
        ("(1 - z) * h + z * g", "(1-z)*h + (1-z)*g", "complement-instead"),
        ("np.tanh(a)", "sigmoid(a)", "sigmoid-for-tanh"),
        ("x.sum(axis=1)", "x.sum(axis = 0)", "axis"),
        ("a @ x + b", "a @ x", "bias-forgotten"),
    ],
)
def test_an_option_one_change_away_has_a_name(key: str, option: str, name: str, sandbox: Sandbox) -> None:
    question = question_of(key, option)
    found = name_options(question, question.blanks[0], sandbox)
    assert found == {2: name}


@pytest.mark.parametrize(
    "option", ["h + g + 1", "np.zeros(3)", "(1 - z) * h + z * g + 0", "this is no python", "x" * 900]
)
def test_what_is_further_away_has_none(option: str, sandbox: Sandbox) -> None:
    question = question_of("(1 - z) * h + z * g", option)
    assert name_options(question, question.blanks[0], sandbox) == {}


def test_parentheses_that_mean_something_are_not_overlooked(sandbox: Sandbox) -> None:
    """`(a + b) * c` and `a + b * c` have the same letters."""
    question = question_of("(a + b) * c", "a + b * c", "c * (a + b)")
    found = name_options(question, question.blanks[0], sandbox)
    assert found.get(2) == "grouping"


def test_half_of_the_built_in_wrong_options_have_names(sandbox: Sandbox) -> None:
    """As the page on statistics says; of every fifth question, to be quick."""
    questions = load_bank([built_in_bank()]).questions[::5]
    named = total = 0
    for question in questions:
        for blank in question.blanks:
            found = name_options(question, blank, sandbox)
            assert blank.answer not in found
            named += len(found)
            total += len(blank.options) - 1
    assert 0.4 < named / total < 0.7
