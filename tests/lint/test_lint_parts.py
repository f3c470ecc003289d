"""The parts that rules rest on: probabilities, skeletons of programs, headings, memory of a bank."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lint.samples import bank, findings
from scipy.stats import binom

from exam_drill import syllabus
from exam_drill.lint.chance import tail
from exam_drill.lint.renaming import skeleton
from exam_drill.lint.rules.loose_operator import loosest
from exam_drill.markers import find_markers
from exam_drill.scan import tokens


@given(trials=st.integers(1, 400), part=st.floats(0, 1), share=st.floats(0.05, 0.95))
def test_tails_are_those_of_the_binomial_distribution(trials: int, part: float, share: float) -> None:
    count = round(part * trials)
    expected = binom.sf(count - 1, trials, share) if count > trials * share else binom.cdf(count, trials, share)
    assert math.isclose(tail(count, trials, share), float(expected), rel_tol=1e-8, abs_tol=1e-30)


@pytest.mark.parametrize(("accused", "answers"), [(True, "33333333" + "12"), (False, "333333" + "1122")])
def test_ten_blanks_are_judged_as_the_rule_says(accused: bool, answers: str, tmp_path: Path) -> None:
    found = {f.problem.code for f in findings(tmp_path, bank(f"answers: {list(map(int, answers))}\n"))}
    assert found == ({"answer-positions-skewed"} if accused else set())


def bare(code: str, *others: str) -> list[list[str]]:
    return skeleton(tokens(code), find_markers(code), *others)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("def f(x, y):\n    z = x + (あ)\n    return z", "def g(a, b):\n  # c\n  c = a+(う)  # d\n\n  return c\n"),
        ("for i, v in x:\n    f(v)[i]", 'for a, b in x:\n    """ b """\n    f(b)[a]'),
        ("g = lambda a, b=2: a", "h = lambda x, y=2: x"),
        ("class A:\n    def go(self):\n        self.W = 1", "class B:\n    def run(self):\n        self.V = 1"),
        ("with f() as a:\n    a.T", "with f() as b:\n    b.T"),
        ("x = (1,\n     2)", "y = (1, 2)"),
    ],
)
def test_programs_that_are_the_same_but_for_names(one: str, other: str) -> None:
    assert bare(one) == bare(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x = np.sin(y)", "x = np.cos(y)"),
        ("def f(x):\n    return sigmoid(x)", "def f(x):\n    return softmax(x)"),
        ("def f(x, y):\n    return x - y", "def f(x, y):\n    return y - x"),
        ("def f(x):\n    return (あ) + 1", "def f(x):\n    return 1 + (あ)"),
        ("if x:\n    y = 1\nz = 2", "if x:\n    y = 1\n    z = 2"),
        ("x = 'a'", "x = 'b'"),
        ("x.T", "x.shape"),
        ("a = (あ)\nb = (い)", "a = (あ)\nb = (あ)"),
    ],
)
def test_programs_that_differ(one: str, other: str) -> None:
    assert bare(one) != bare(other)


def test_what_is_called_has_the_programs_names() -> None:
    assert bare("def f(x):\n    pass", "f(x)") == bare("def g(y):\n    pass", "g(y)")
    assert bare("def f(x):\n    pass", "f(x)") != bare("def f(x):\n    pass", "h(x)")


@pytest.mark.parametrize(
    ("code", "operator"),
    [("a + b", "+"), ("(a + b)", ""), ("f(a + b) * c", "*"), ("-a", "-"), ("a * -b", "*"), ("x if y else z", "if"),
     ("a, b", ","), ("a.T @ b ** 2", "@"), ("a == b", "=="), ("not a", "not"), ("x[1:2]", ""), ("a\nb + c", "")],
)  # fmt: skip
def test_theloosest_operator_of_an_option(code: str, operator: str) -> None:
    assert loosest(code)[0] == operator


def test_headings_of_the_syllabus() -> None:
    numbers = list(syllabus.HEADINGS)
    assert {number for number in numbers if number.count(".") == 1} == {
        *("1.1", "1.2", "1.3", "2.1"), *(f"3.{n}" for n in range(1, 8)), *(f"4.{n}" for n in range(1, 10)),
        *(f"5.{n}" for n in range(1, 5)),
    }  # fmt: skip
    not_examined = {number for number in numbers if not syllabus.HEADINGS[number].examined}
    assert not_examined == {"1.1", "1.1.1", "1.1.2", "1.2.1", "4.5", *(f"2.1.{n}" for n in range(3, 9))}
    assert syllabus.nearest("3.9") == "3.7"
    assert syllabus.nearest("9.1") == "5.1"
    assert syllabus.nearest("2.1.99") == "2.1.11"
