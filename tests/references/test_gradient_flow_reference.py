"""Vanishing, exploding, and staying as it is."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference_impls import gradient_flow


@pytest.mark.parametrize(("w", "first"), [(0.9, 0.9**50), (1.0, 1.0), (1.1, 1.1**50)])
def test_over_fifty_steps_a_loop_vanishes_stays_or_explodes(w: float, first: float) -> None:
    c, gradients = gradient_flow.loop_gradients(w, np.ones(51))
    assert gradients[0] == pytest.approx(first, rel=1e-12)
    assert gradients[-1] == 1
    assert c == pytest.approx(gradients.sum(), rel=1e-12)


def test_the_gradient_of_a_constant_error_carousel_is_the_same_everywhere() -> None:
    dcs = np.zeros((5, 2, 3))
    dcs[-1] = np.arange(6.0).reshape(2, 3)  # an error at the last step alone
    gradients, start = gradient_flow.cell_gradients(dcs, np.ones_like(dcs))
    np.testing.assert_array_equal(gradients, np.broadcast_to(dcs[-1], dcs.shape))
    np.testing.assert_array_equal(start, dcs[-1])


def test_a_closed_forget_gate_lets_no_gradient_pass() -> None:
    dcs, f = np.ones((4, 1, 2)), np.ones((4, 1, 2))
    f[2] = 0  # between the cells 1 and 2
    gradients, start = gradient_flow.cell_gradients(dcs, f)
    np.testing.assert_array_equal(gradients[:, 0, 0], [2, 1, 2, 1])
    np.testing.assert_array_equal(start, [[2, 2]])


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**31), size=st.floats(0.1, 0.99))
def test_the_state_forgets_where_the_largest_singular_value_is_below_1(seed: int, size: float) -> None:
    rng = np.random.RandomState(seed)
    U = rng.randn(4, 4)
    U *= size / np.linalg.norm(U, 2)
    norms = gradient_flow.jacobian_norms(rng.randn(20, 4), rng.randn(4), U)
    assert np.all(norms <= 2 * size ** np.arange(1, 21) * (1 + 1e-9))  # 2 is the Frobenius norm of the identity


def test_near_zero_the_state_explodes_where_it_is_above_1() -> None:
    norms = gradient_flow.jacobian_norms(np.zeros((20, 1)), np.zeros(1), np.full((1, 1), 1.5))
    np.testing.assert_allclose(norms, 1.5 ** np.arange(1, 21), rtol=1e-12)


@settings(max_examples=50, deadline=None)
@given(seed=st.integers(0, 2**31), layers=st.integers(1, 8))
def test_the_gradient_of_a_chain_of_sigmoids_never_exceeds_its_bound(seed: int, layers: int) -> None:
    rng = np.random.RandomState(seed)
    w, b = 3 * rng.randn(layers), rng.randn(layers)
    _, gradient, bound = gradient_flow.sigmoid_chain(np.linspace(-3, 3, 31), w, b)
    assert np.all(np.abs(gradient) <= bound * (1 + 1e-12))


def test_with_weights_of_size_1_the_bound_is_a_quarter_for_each_layer_and_is_reached() -> None:
    w = np.array([1.0, -1.0, 1.0, -1.0])
    b = np.array([0.0, 0.5, -0.5, 0.5])  # so that every layer's output is 1/2
    y, gradient, bound = gradient_flow.sigmoid_chain(np.zeros(1), w, b)
    assert y == 0.5
    assert bound == 0.25**4
    assert gradient == bound
