"""Helpers are cut out of a reference without the reference."""

import pytest

from exam_drill.helpers import HelperError, cut_helpers

SOURCE = '''
"""A model."""
import numpy as np

SCALE: float = 2.0
SECRET = 3

def double(x):
    return SCALE * x

def quadruple(x):
    return double(double(x))

def model(x):
    return quadruple(x) + SECRET

def cheat(x):
    return model(x)

class Layer:
    def run(self, x):
        return quadruple(x)
'''


def test_a_helper_comes_with_what_it_needs_and_nothing_else() -> None:
    cut = cut_helpers(SOURCE, ["quadruple"], "model")
    space: dict[str, object] = {}
    exec(cut, space)
    assert eval("quadruple(3)", space) == 12.0
    assert "model" not in cut
    assert "SECRET" not in cut


def test_classes_and_imports_are_helpers_too() -> None:
    space: dict[str, object] = {}
    exec(cut_helpers(SOURCE, ["Layer", "np"], "model"), space)
    assert eval("Layer().run(np.float64(1))", space) == 4.0


@pytest.mark.parametrize(("name", "code"), [("missing", "unknown"), ("model", "reference"), ("cheat", "reference")])
def test_the_reference_is_never_given(name: str, code: str) -> None:
    with pytest.raises(HelperError) as failure:
        cut_helpers(SOURCE, [name], "model")
    assert failure.value.code == code


def test_statements_that_fill_a_helper_come_with_it() -> None:
    source = """
from __future__ import annotations
table = [0, 0]
table[1] = 5
table.append(7)
try:
    base = 10
except NameError:
    base = 0
if base:
    def shift(x: Missing):
        return x + base
def get(i):
    return shift(table[i])
def model(x):
    return x
"""
    space: dict[str, object] = {}
    exec(cut_helpers(source, ["get"], "model"), space)
    assert [eval(f"get({index})", space) for index in range(3)] == [10, 15, 17]


def test_nothing_given_is_nothing_cut() -> None:
    assert cut_helpers("this is no Python", [], "model") == ""
