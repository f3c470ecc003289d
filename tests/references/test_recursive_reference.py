"""A leaf uses no weight; a tree that leans to the left is an RNN; a mirrored tree needs a mirrored weight."""

from functools import reduce
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from reference_impls import recursive, rnn

seeds = st.integers(0, 2**31)
D = 3


def mirrored(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    return {"left": mirrored(node["right"]), "right": mirrored(node["left"])}


@settings(max_examples=20, deadline=None)
@given(seed=seeds, T=st.integers(1, 4))
def test_a_tree_that_leans_to_the_left_is_an_rnn(seed: int, T: int) -> None:
    """Its left child is the state, its right child the next input; the first leaf is the first state."""
    rng = np.random.RandomState(seed)
    first, words, W, b, dv = rng.randn(D), rng.randn(T, D), rng.randn(D, 2 * D), rng.randn(D), rng.randn(D)
    tree = reduce(lambda left, right: {"left": left, "right": right}, words, first)
    as_rnn = {"xs": words[None], "h_prev": first[None], "Wx": W[:, D:].T, "Wh": W[:, :D].T, "b": b}

    states = np.concatenate([first[None], rnn.rnn(**as_rnn)[0]])
    np.testing.assert_allclose(recursive.traverse(tree, W, b), states[-1], rtol=1e-12)

    dhs = np.zeros((1, T, D))
    dhs[:, -1:] = dv
    _, _, dWx, dWh, db = rnn.rnn_backward(**as_rnn, dhs=dhs)
    ours = recursive.traverse_backward(tree, W, b, dv)
    for part, expected in zip(ours, (np.hstack([dWh.T, dWx.T]), db), strict=True):
        np.testing.assert_allclose(part, expected, rtol=1e-9, atol=1e-12)


@settings(max_examples=20, deadline=None)
@given(seed=seeds)
def test_a_mirrored_tree_needs_the_halves_of_the_weight_exchanged(seed: int) -> None:
    rng = np.random.RandomState(seed)
    tree, W, b, dv = recursive.draw_tree(rng, (D,)), rng.randn(D, 2 * D), rng.randn(D), rng.randn(D)
    exchanged = np.roll(W, D, axis=1)
    np.testing.assert_allclose(
        recursive.traverse(mirrored(tree), exchanged, b), recursive.traverse(tree, W, b), rtol=1e-10, atol=1e-13
    )
    dW, db = recursive.traverse_backward(tree, W, b, dv)
    dW_mirrored, db_mirrored = recursive.traverse_backward(mirrored(tree), exchanged, b, dv)
    np.testing.assert_allclose(np.roll(dW_mirrored, D, axis=1), dW, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(db_mirrored, db, rtol=1e-9, atol=1e-12)


def test_a_leaf_is_its_word_vector_and_uses_no_weight() -> None:
    leaf, W, b = np.array([0.5, -2.0, 3.0]), np.ones((D, 2 * D)), np.ones(D)
    np.testing.assert_array_equal(recursive.traverse(leaf, W, b), leaf)
    dW, db = recursive.traverse_backward(leaf, W, b, np.ones(D))
    np.testing.assert_array_equal(dW, np.zeros((D, 2 * D)))
    np.testing.assert_array_equal(db, np.zeros(D))
