"""Listings fit a screen and mean what their function means."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam_drill.drafting.listing import WIDTH, cells, fit, make_listing
from exam_drill.drafting.shapes import shape_lines, shapes_said


def same(one: str, other: str) -> bool:
    return ast.dump(ast.parse(one)) == ast.dump(ast.parse(other))


def test_a_listing_has_shapes_and_no_long_lines() -> None:
    body = (
        "  y = np.concatenate([alpha_one, alpha_two, alpha_three], axis=1) + beta_one + beta_two  # (N, D) 出力\n"
        "\treturn y, alpha_one.sum(axis=0), alpha_two.sum(axis=0), alpha_three.sum(axis=0)\n"
    ).replace("\t", "  ")
    assert make_listing("def f(x, h):", body, {"x": "N D", "h": "N D", "eps": "positive"}, ["EPS = 1"]) == (
        "EPS = 1\n\n"
        "def f(x, h):\n"
        '    """\n'
        "    x, h: (N, D)    eps: positive scalar\n"
        '    """\n'
        "    # (N, D) 出力\n"
        "    y = (np.concatenate([alpha_one, alpha_two, alpha_three], axis=1)\n"
        "         + beta_one + beta_two)\n"
        "    return (y, alpha_one.sum(axis=0), alpha_two.sum(axis=0),\n"
        "            alpha_three.sum(axis=0))"
    )


NAMES = st.sampled_from(("alpha", "beta_two", "x", "weights_of_the_gate", "h"))
EXPRESSIONS = st.recursive(
    NAMES,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(("+", "-", "*", "@", "**", "and", "<")), inner).map(" ".join),
        inner.map(lambda text: f"({text})"),
        inner.map(lambda text: f"-({text})"),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"np.f({', '.join(parts)}, axis=-1)"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]})[:, {pair[1]}]"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} if {pair[1]} else 'a string # with, signs')"),
        st.tuples(inner, inner).map(lambda pair: f"{{'k': {pair[0]}, **({pair[1]})}}"),
    ),
    max_leaves=14,
)


@given(st.lists(EXPRESSIONS, min_size=1, max_size=3), st.sampled_from(("", "  # (N, H) 状態", "  # " + "word " * 30)))
@settings(max_examples=50)
def test_what_is_broken_means_the_same(parts: list[str], comment: str) -> None:
    """Whatever is too long is broken so that the program stays the same, and comments stay."""
    code = f"def f(x):\n    y = {parts[0]}{comment}\n    if {parts[-1]}:\n        return {', '.join(parts)}{comment}"
    fitted = fit(code)
    assert same(code, fitted)
    assert fitted.count("word") == code.count("word")
    assert fit(code.replace("\n", "\n\n")).count("\n\n") >= 3
    assert max(map(cells, fitted.split("\n"))) <= max(WIDTH, max(map(cells, code.split("\n"))))


def test_strings_of_several_lines_and_joined_lines_stay() -> None:
    long = "x" * 80
    for code in (f'y = """\n{long}\n"""', f"y = {long} + \\\n    {long}"):
        assert fit(code) == code


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("x: (N, D) the input", "N D"),
        ("x : ndarray, shape (N, T, D)", "N T D"),
        ("h, x, W: (N,)", "N"),
        ("x: input of this step, (3H, D+1).", "3*H D+1"),
        ("max: (N, D)", None),
        ("x(N, D)", "N D"),
        ("x: a number (see below)\nx: (N, D)", "N D"),
        ("x: of the page (1, 2, -)", None),
        ("x: ()", None),
    ],
)
def test_shapes_are_read_from_what_is_said(said: str, found: str | None) -> None:
    assert shapes_said(["x"], said, {}).get("x") == found


def test_scalars_are_known_by_their_annotation() -> None:
    assert shapes_said(["a", "b", "c", "d"], "", {"a": "float", "b": "bool", "c": "int", "d": "np.ndarray"}) == {
        "a": "normal",
        "b": "boolean",
    }


def test_shapes_are_said_together() -> None:
    inputs = {"ids": "integer(0, V) N", "x": "N D", "y": "normal N D", "tree": "tree", "a": "normal", "n": "4*H"}
    assert shape_lines(inputs, 200, ["tree"]) == [
        "ids: (N,) integer(0, V)    x, y: (N, D)    tree: tree scalar    a: scalar    n: (4*H,)"
    ]
    assert all(len(line) <= 30 for line in shape_lines(inputs, 30, ["tree"]))
