"""Clipping by norm keeps the direction, and never lengthens."""

from types import ModuleType

import numpy as np
import pytest
import reference_oracles as oracles
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from reference_impls.clipping import draw_gradient, gradient_clipping

gradients = hnp.arrays(
    np.float64, hnp.array_shapes(max_dims=3, max_side=5), elements=st.floats(-1e3, 1e3, allow_subnormal=False)
)
thresholds = st.floats(1e-3, 1e3)


@pytest.mark.oracle
def test_pytorch_adds_a_millionth_to_the_norm(torch: ModuleType) -> None:
    grad = np.array([[3.0, 4.0]])  # of norm 5
    theirs = oracles.torch_clipped(torch, grad, 1.0).numpy()
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
    with pytest.raises(ValueError, match="negative"):
        gradient_clipping(np.ones(2), -1.0)


def test_the_gradients_drawn_for_questions_are_sometimes_zero() -> None:
    rng = np.random.RandomState(0)
    zero = [not draw_gradient(rng, (2, 3)).any() for _ in range(200)]
    assert 10 < sum(zero) < 50
