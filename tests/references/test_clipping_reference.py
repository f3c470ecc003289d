"""Clipping by norm keeps the direction, and never lengthens; element by element it turns, and keeps the signs."""

from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from references.oracles.clipping import clipped_by

from reference_impls.clipping import (
    clip_by_global_norm,
    clip_elements,
    clipping_cosines,
    draw_gradient,
    gradient_clipping,
)

gradients = hnp.arrays(
    np.float64, hnp.array_shapes(max_dims=3, max_side=5), elements=st.floats(-1e3, 1e3, allow_subnormal=False)
)
thresholds = st.floats(1e-3, 1e3)


@pytest.mark.oracle
def test_pytorch_adds_a_millionth_to_the_norm(torch: ModuleType) -> None:
    grad = np.array([[3.0, 4.0]])  # of norm 5
    theirs = clipped_by(torch, torch.nn.utils.clip_grad_norm_, (torch.from_numpy(grad),), 1.0)[0].numpy()
    assert np.linalg.norm(gradient_clipping(grad, 1.0)) == pytest.approx(1.0, abs=1e-15)
    assert np.linalg.norm(theirs) == pytest.approx(5 / (5 + 1e-6), abs=1e-15)
    assert np.linalg.norm(theirs) < 1 - 1e-7


@settings(max_examples=60, deadline=None)
@given(grad=gradients, threshold=thresholds)
def test_the_norm_is_at_most_the_threshold_and_the_direction_stays(grad: np.ndarray, threshold: float) -> None:
    clipped = gradient_clipping(grad, threshold)
    norm, length = np.linalg.norm(grad), np.linalg.norm(clipped)
    assert clipped.shape == grad.shape
    assert length <= threshold * (1 + 1e-12)
    assert length == pytest.approx(min(norm, threshold), rel=1e-12)
    np.testing.assert_allclose(clipped * norm, grad * length, rtol=1e-9, atol=1e-300)


@settings(max_examples=30, deadline=None)
@given(grad=gradients, threshold=thresholds)
def test_clipping_twice_is_clipping_once(grad: np.ndarray, threshold: float) -> None:
    once = gradient_clipping(grad, threshold)
    np.testing.assert_allclose(gradient_clipping(once, threshold), once, rtol=1e-12)


def test_a_zero_gradient_stays_zero_without_a_division() -> None:
    for threshold in (1.0, 0.0):
        np.testing.assert_array_equal(gradient_clipping(np.zeros((2, 3)), threshold), np.zeros((2, 3)))


def test_a_gradient_of_exactly_the_threshold_passes_unchanged() -> None:
    grad = np.array([3.0, 4.0])
    np.testing.assert_array_equal(gradient_clipping(grad, 5.0), grad)


def test_a_negative_threshold_is_refused() -> None:
    for clip in (gradient_clipping, clip_elements, clipping_cosines):
        with pytest.raises(ValueError, match="negative"):
            clip(np.ones(2), -1.0)
    with pytest.raises(ValueError, match="negative"):
        clip_by_global_norm(np.ones((1, 1)), np.ones((1, 1)), np.ones(1), -1.0)


def test_a_threshold_of_zero_is_allowed() -> None:
    np.testing.assert_array_equal(clip_elements(np.array([-2.0, 0.0, 3.0]), 0.0), np.zeros(3))


@settings(max_examples=60, deadline=None)
@given(grad=gradients, threshold=thresholds)
def test_an_element_is_cut_to_the_threshold_with_its_sign_kept(grad: np.ndarray, threshold: float) -> None:
    clipped = clip_elements(grad, threshold)
    small = np.abs(grad) <= threshold
    np.testing.assert_array_equal(clipped[small], grad[small])
    np.testing.assert_array_equal(clipped[~small], np.sign(grad[~small]) * threshold)


def test_the_norm_of_what_was_clipped_element_by_element_may_exceed_the_threshold() -> None:
    assert np.linalg.norm(clip_elements(np.full((2, 2), 9.0), 1.0)) == 2.0


def test_one_rate_for_all_gradients() -> None:
    rng = np.random.RandomState(0)
    grads = rng.randn(2, 3), rng.randn(3, 3), rng.randn(3)
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads))
    for threshold, rate in ((norm / 4, 0.25), (norm * 4, 1.0)):
        for before, after in zip(grads, clip_by_global_norm(*grads, threshold), strict=True):
            np.testing.assert_allclose(after, rate * before, rtol=1e-12)
    alone = [gradient_clipping(grad, norm / 4) for grad in grads]  # each with a rate of its own: another result
    assert not np.allclose(alone[0], grads[0] / 4)


def test_only_clipping_by_norm_keeps_the_direction() -> None:
    by_norm, by_element = clipping_cosines(np.array([3.0, 1.0]), 1.0)
    assert by_norm == pytest.approx(1.0, abs=1e-15)
    assert by_element == pytest.approx(4 / np.sqrt(20), abs=1e-15)
    assert clipping_cosines(np.array([2.0, -2.0]), 1.0)[1] == pytest.approx(1.0, abs=1e-15)


def test_the_gradients_drawn_for_questions_are_sometimes_zero() -> None:
    rng = np.random.RandomState(0)
    zero = [not draw_gradient(rng, (2, 3)).any() for _ in range(200)]
    assert 10 < sum(zero) < 50
