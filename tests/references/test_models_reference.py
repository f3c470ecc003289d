"""Properties of the models that need no oracle."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit

from reference_impls import birnn, bptt, encoder, gru, lstm, recursive, rnn

seeds = st.integers(0, 2**31)
sizes = st.integers(1, 5)


@pytest.mark.parametrize("sigmoid", [lstm.sigmoid, gru.sigmoid])
def test_sigmoid_agrees_with_scipy_also_where_exp_would_overflow(sigmoid: Any) -> None:
    x = np.array([-1e308, -1e3, -745.2, -40.0, -1.0, -0.0, 0.0, 1e-9, 1.0, 40.0, 1e3, 1e308, -np.inf, np.inf])
    np.testing.assert_allclose(sigmoid(x), expit(x), rtol=1e-14, atol=0)
    assert sigmoid(np.float32([0.5])).dtype == np.float32


@settings(max_examples=25, deadline=None)
@given(seed=seeds, N=sizes, T=sizes, D=sizes, H=sizes)
def test_rnn_over_a_series_is_rnn_over_its_two_halves(seed: int, N: int, T: int, D: int, H: int) -> None:
    rng = np.random.RandomState(seed)
    xs, h = rng.randn(N, T + 1, D), rng.randn(N, H)
    weights = rng.randn(D, H), rng.randn(H, H), rng.randn(H)
    first = rnn.rnn(xs[:, :T], h, *weights)
    second = rnn.rnn(xs[:, T:], first[:, -1], *weights)
    halves = np.concatenate([first, second], axis=1)
    np.testing.assert_allclose(rnn.rnn(xs, h, *weights), halves, rtol=1e-10, atol=1e-12)


@settings(max_examples=25, deadline=None)
@given(seed=seeds, N=sizes, T=sizes, D=sizes, H=sizes)
def test_reading_backwards_swaps_the_two_directions(seed: int, N: int, T: int, D: int, H: int) -> None:
    rng = np.random.RandomState(seed)
    xs, V = rng.randn(N, T, D), rng.randn(3, 2 * H)
    forward, backward = (rng.randn(H, D), rng.randn(H, H)), (rng.randn(H, D), rng.randn(H, H))
    swapped = np.concatenate([V[:, H:], V[:, :H]], axis=1)
    there = birnn.bidirectional_rnn_net(xs, *forward, *backward, V)
    back = birnn.bidirectional_rnn_net(xs[:, ::-1], *backward, *forward, swapped)
    np.testing.assert_allclose(there, back[:, ::-1], rtol=1e-10, atol=1e-12)


def test_the_last_output_of_a_bidirectional_network_sees_the_first_input_and_the_first_one_the_last() -> None:
    rng = np.random.RandomState(1)
    xs = rng.randn(1, 4, 2)
    weights = rng.randn(3, 2), rng.randn(3, 3), rng.randn(3, 2), rng.randn(3, 3), rng.randn(2, 6)
    before = birnn.bidirectional_rnn_net(xs, *weights)
    for changed, seen in ((0, 3), (3, 0)):
        other = xs.copy()
        other[0, changed] += 1
        assert np.abs(birnn.bidirectional_rnn_net(other, *weights)[0, seen] - before[0, seen]).max() > 1e-6


def test_the_gates_of_lstm_hold_write_and_show_the_cell() -> None:
    def step(a: float, i: float, f: float, o: float) -> tuple[float, float]:
        c, h = lstm.lstm(
            np.zeros((1, 1)),
            np.zeros((1, 1)),
            np.full((1, 1), 0.7),
            np.zeros((4, 1)),
            np.zeros((4, 1)),
            np.array([a, i, f, o]),
        )
        return c.item(), h.item()

    on, off = 1e3, -1e3
    assert step(0.2, off, on, off) == pytest.approx((0.7, 0.0))  # holds, shows nothing
    assert step(0.2, on, off, off) == pytest.approx((np.tanh(0.2), 0.0))  # forgets and writes
    assert step(0.2, on, on, on) == pytest.approx((0.7 + np.tanh(0.2), np.tanh(0.7 + np.tanh(0.2))))


@settings(max_examples=25, deadline=None)
@given(seed=seeds, N=sizes, D=sizes, H=sizes)
def test_the_two_layouts_of_lstm_are_the_same_model(seed: int, N: int, D: int, H: int) -> None:
    rng = np.random.RandomState(seed)
    x, h, c = rng.randn(N, D), rng.randn(N, H), rng.randn(N, H)
    W, U, b = rng.randn(4 * H, D), rng.randn(4 * H, H), rng.randn(4 * H)

    def ifog(rows: np.ndarray) -> np.ndarray:  # from a i f o
        a, i, f, o = np.split(rows, 4)
        return np.concatenate([i, f, o, a])

    weight = np.concatenate([ifog(W).T, ifog(U).T])
    h_next, c_next = lstm.lstm_cell(x, h, c, weight, ifog(b))
    expected_c, expected_h = lstm.lstm(x, h, c, W, U, b)
    np.testing.assert_allclose(c_next, expected_c, rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(h_next, expected_h, rtol=1e-10, atol=1e-12)


@settings(max_examples=25, deadline=None)
@given(seed=seeds, T=sizes, V=sizes, D=sizes, H=sizes)
def test_renumbering_the_vocabulary_changes_no_sentence(seed: int, T: int, V: int, D: int, H: int) -> None:
    rng = np.random.RandomState(seed)
    words, E = np.eye(V)[rng.randint(0, V, size=T)], rng.randn(D, V)
    weights = rng.randn(H, D), rng.randn(H, H), rng.randn(H)
    order = rng.permutation(V)
    expected = encoder.encode(words, E, *weights)
    actual = encoder.encode(words[:, order], E[:, order], *weights)
    np.testing.assert_allclose(actual, expected, rtol=1e-10, atol=1e-12)


def test_a_sentence_without_words_is_the_zero_state() -> None:
    h = encoder.encode(np.zeros((0, 4)), np.ones((3, 4)), np.ones((2, 3)), np.ones((2, 2)), np.ones(2))
    np.testing.assert_array_equal(h, np.zeros(2))


@settings(max_examples=25, deadline=None)
@given(seed=seeds, D=sizes)
def test_mirroring_a_tree_and_the_halves_of_w_changes_nothing(seed: int, D: int) -> None:
    rng = np.random.RandomState(seed)
    tree, W, b = recursive.draw_tree(rng, (D,)), rng.randn(D, 2 * D), rng.randn(D)

    def mirror(node: Any) -> Any:
        return {"left": mirror(node["right"]), "right": mirror(node["left"])} if isinstance(node, dict) else node

    mirrored = recursive.traverse(mirror(tree), np.concatenate([W[:, D:], W[:, :D]], axis=1), b)
    np.testing.assert_allclose(mirrored, recursive.traverse(tree, W, b), rtol=1e-10, atol=1e-12)


def test_the_trees_drawn_for_questions_are_sometimes_a_leaf_and_sometimes_deep() -> None:
    def depth(node: Any) -> int:
        return 1 + max(depth(node["left"]), depth(node["right"])) if isinstance(node, dict) else 0

    rng = np.random.RandomState(0)
    depths = [depth(recursive.draw_tree(rng, (2,))) for _ in range(200)]
    assert set(depths) == {0, 1, 2, 3}
    assert depths.count(0) < 50


def test_a_leaf_is_its_own_vector_and_a_node_lacking_a_child_is_an_error() -> None:
    leaf = np.array([1.0, 2.0])
    np.testing.assert_array_equal(recursive.traverse(leaf, np.ones((2, 4)), np.ones(2)), leaf)
    with pytest.raises(KeyError):
        recursive.traverse({"left": leaf}, np.ones((2, 4)), np.ones(2))


@pytest.mark.parametrize(("N", "T"), [(1, 1), (1, 4), (3, 1), (3, 4)])
def test_bptt_agrees_with_central_differences(N: int, T: int) -> None:
    rng = np.random.RandomState(7)
    xs, ys = rng.randn(N, T, 2), rng.randn(N, T, 3)
    weights = [0.5 * rng.randn(4, 2), 0.5 * rng.randn(4, 4), 0.5 * rng.randn(3, 4)]

    def loss() -> float:
        W, U, V = weights
        h, total = np.zeros((N, 4)), 0.0
        for t in range(T):
            h = xs[:, t] @ W.T + h @ U.T
            total += 0.5 * np.sum((h @ V.T - ys[:, t]) ** 2) / N
        return float(total)

    gradients, step = bptt.bptt(xs, ys, *weights), 1e-5
    for weight, gradient in zip(weights, gradients, strict=True):
        for index in np.ndindex(weight.shape):
            kept = weight[index]
            weight[index] = kept + step
            above = loss()
            weight[index] = kept - step
            below = loss()
            weight[index] = kept
            assert gradient[index] == pytest.approx((above - below) / (2 * step), rel=1e-6, abs=1e-8)


@settings(max_examples=25, deadline=None)
@given(seed=seeds, N=sizes, T=sizes)
def test_a_batch_shown_twice_has_the_same_mean_gradient(seed: int, N: int, T: int) -> None:
    rng = np.random.RandomState(seed)
    xs, ys = rng.randn(N, T, 2), rng.randn(N, T, 3)
    weights = 0.5 * rng.randn(4, 2), 0.5 * rng.randn(4, 4), 0.5 * rng.randn(3, 4)
    twice = bptt.bptt(np.concatenate([xs, xs]), np.concatenate([ys, ys]), *weights)
    for once, both in zip(bptt.bptt(xs, ys, *weights), twice, strict=True):
        np.testing.assert_allclose(both, once, rtol=1e-9, atol=1e-11)


def test_targets_that_are_met_leave_no_gradient() -> None:
    rng = np.random.RandomState(3)
    xs, weights = rng.randn(2, 3, 2), (rng.randn(4, 2), rng.randn(4, 4), rng.randn(3, 4))
    _, outputs = bptt.rnn_net(xs, *weights)
    assert not any(gradient.any() for gradient in bptt.bptt(xs, outputs, *weights))
