"""The time layers' conventions, pinned: repeated ids, shared weights, and what a label of -1 takes out."""

from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference_impls import time_layers

seeds = st.integers(0, 2**31)
sizes = st.integers(1, 5)


@pytest.mark.oracle
def test_pytorch_takes_the_mean_of_no_label_for_nan(torch: ModuleType) -> None:
    xs, ts = np.zeros((2, 3, 4)), np.full((2, 3), -1)
    rows, labels = torch.from_numpy(xs).reshape(6, 4), torch.from_numpy(ts).reshape(6)
    assert torch.nn.functional.cross_entropy(rows, labels, ignore_index=-1).isnan()
    assert time_layers.time_softmax_loss(xs, ts) == 0
    np.testing.assert_array_equal(time_layers.time_softmax_loss_backward(xs, ts, 1.0), np.zeros((2, 3, 4)))


def test_a_word_that_occurs_again_gathers_all_its_gradients() -> None:
    xs = np.array([[1, 1], [1, 3]])
    dout = np.array([[[1.0], [2.0]], [[4.0], [8.0]]])
    dW = time_layers.time_embedding_backward(xs, np.full((5, 1), np.nan), dout)
    np.testing.assert_array_equal(dW.ravel(), [0, 7, 0, 8, 0])


def test_word_vectors_are_copies() -> None:
    W = np.arange(6.0).reshape(3, 2)
    time_layers.time_embedding(np.array([[2]]), W)[...] = -1
    np.testing.assert_array_equal(W.ravel(), range(6))


@settings(max_examples=25, deadline=None)
@given(seed=seeds, N=sizes, T=sizes)
def test_an_affine_layer_treats_every_position_on_its_own(seed: int, N: int, T: int) -> None:
    rng = np.random.RandomState(seed)
    x, W, b = rng.randn(N, T, 2), rng.randn(2, 3), rng.randn(3)
    each = [[W.T @ x[n, t] + b for t in range(T)] for n in range(N)]
    np.testing.assert_allclose(time_layers.time_affine(x, W, b), each, rtol=1e-12, atol=1e-12)


@settings(max_examples=40, deadline=None)
@given(seed=seeds, N=sizes, T=sizes, V=sizes, shift=st.sampled_from([0.0, -1e3, 1e3]))
def test_scores_where_the_label_is_ignored_change_nothing(seed: int, N: int, T: int, V: int, shift: float) -> None:
    rng = np.random.RandomState(seed)
    xs, ts = rng.randn(N, T, V), rng.randint(-1, V, size=(N, T))
    other = xs + shift * rng.rand(N, T, V) * (ts == -1)[:, :, np.newaxis]
    loss, gradient = time_layers.time_softmax_loss, time_layers.time_softmax_loss_backward
    assert loss(other, ts) == loss(xs, ts)
    np.testing.assert_array_equal(gradient(other, ts, 1.0), gradient(xs, ts, 1.0))
    assert not gradient(xs, ts, 1.0)[ts == -1].any()


@settings(max_examples=40, deadline=None)
@given(seed=seeds, N=sizes, T=sizes, V=sizes, dout=st.floats(-5, 5))
def test_each_positions_gradient_sums_to_zero(seed: int, N: int, T: int, V: int, dout: float) -> None:
    rng = np.random.RandomState(seed)
    dxs = time_layers.time_softmax_loss_backward(rng.randn(N, T, V), rng.randint(-1, V, size=(N, T)), dout)
    np.testing.assert_allclose(dxs.sum(axis=2), 0, atol=1e-14)


def test_padding_a_series_does_not_change_its_loss() -> None:
    rng = np.random.RandomState(0)
    xs, ts = rng.randn(2, 3, 4), rng.randint(0, 4, size=(2, 3))
    longer = np.concatenate([xs, rng.randn(2, 5, 4)], axis=1)
    padded = np.concatenate([ts, np.full((2, 5), -1)], axis=1)
    assert time_layers.time_softmax_loss(longer, padded) == pytest.approx(time_layers.time_softmax_loss(xs, ts))


def test_a_model_without_a_preference_loses_the_log_of_the_vocabulary() -> None:
    ts = np.array([[0, 4], [-1, 2]])
    assert time_layers.time_softmax_loss(np.full((2, 2, 5), 700.0), ts) == pytest.approx(np.log(5), rel=1e-14)


@settings(max_examples=25, deadline=None)
@given(seed=seeds, scale=st.sampled_from([1.0, 1e3]))
def test_softmax_is_a_distribution_that_ignores_a_shift_of_all_scores(seed: int, scale: float) -> None:
    xs = scale * np.random.RandomState(seed).randn(2, 3, 4)
    p = time_layers.softmax(xs)
    np.testing.assert_allclose(p.sum(axis=2), 1, rtol=1e-14)
    np.testing.assert_allclose(time_layers.softmax(xs + 1e3), p, rtol=1e-9, atol=1e-12)


def test_the_labels_drawn_are_sometimes_all_ignored_and_otherwise_one_in_four() -> None:
    rng = np.random.RandomState(0)
    drawn = np.array([time_layers.draw_labels(rng, (3, 4, 5)) for _ in range(300)])
    assert drawn.shape == (300, 4, 5)
    assert set(np.unique(drawn)) == {-1, 0, 1, 2}
    nothing = (drawn == -1).all(axis=(1, 2))
    assert 0.27 < nothing.mean() < 0.40
    assert 0.22 < (drawn[~nothing] == -1).mean() < 0.28
    assert all(len(set(labels[labels >= 0])) > 1 for labels in drawn[~nothing])  # each position has its own label


def test_a_single_label_that_counts_gets_the_whole_mean() -> None:
    xs = np.log([[[0.2, 0.3, 0.5], [0.1, 0.1, 0.8]]])
    ts = np.array([[-1, 2]])
    assert time_layers.time_softmax_loss(xs, ts) == pytest.approx(-np.log(0.8))
    dxs = time_layers.time_softmax_loss_backward(xs, ts, 1.0)
    np.testing.assert_allclose(dxs, [[[0, 0, 0], [0.1, 0.1, -0.2]]], atol=1e-15)
