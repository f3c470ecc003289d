"""The derivatives' greatest values, their symmetry, and the conventions at the points where textbooks disagree."""

from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference_impls import activations

numbers = st.floats(-30, 30)


def test_the_sigmoid_is_steepest_at_0_with_a_slope_of_a_quarter() -> None:
    x = np.linspace(-8, 8, 3201)  # 0 is one of them
    slopes = activations.sigmoid_derivative(x)
    assert x[np.argmax(slopes)] == pytest.approx(0, abs=1e-12)
    assert slopes.max() == 0.25
    assert activations.sigmoid(np.zeros(1)) == 0.5


@settings(max_examples=50, deadline=None)
@given(x=numbers)
def test_the_sigmoid_is_symmetric_about_one_half(x: float) -> None:
    point = np.array([x])
    assert activations.sigmoid(point) + activations.sigmoid(-point) == pytest.approx(1, abs=1e-14)
    y = activations.sigmoid(point)
    assert activations.sigmoid_derivative(point) == pytest.approx(y * (1 - y), abs=1e-14)


@settings(max_examples=50, deadline=None)
@given(w=st.floats(0.1, 10), b=st.floats(-5, 5), x=numbers)
def test_no_point_of_a_neuron_is_steeper_than_its_steepest(w: float, b: float, x: float) -> None:
    place, slope = activations.steepest_point(np.array([w]), np.array([b]))
    assert w * activations.sigmoid_derivative(w * np.array([x]) + b) <= slope * (1 + 1e-12)
    assert w * activations.sigmoid_derivative(w * place + b) == pytest.approx(slope, rel=1e-12)


@settings(max_examples=50, deadline=None)
@given(x=numbers)
def test_tanh_is_a_sigmoid_stretched_and_shifted(x: float) -> None:
    point = np.array([x])
    y, slope = activations.tanh_and_derivative(point)
    assert y == pytest.approx(2 * activations.sigmoid(2 * point) - 1, abs=1e-14)
    assert slope == pytest.approx(4 * activations.sigmoid_derivative(2 * point), abs=1e-14)
    assert slope <= 1 + 1e-15


def test_tanh_at_0() -> None:
    y, slope = activations.tanh_and_derivative(np.zeros((1, 1)))
    assert y == 0
    assert slope == 1


@pytest.mark.oracle
def test_relu_has_the_derivative_0_at_0_as_in_pytorch(torch: ModuleType) -> None:
    x = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    torch.relu(x).backward()
    assert x.grad.item() == 0
    assert activations.relu_backward(np.zeros(1), np.ones(1)) == 0


def test_a_dead_relu_hands_nothing_back() -> None:
    x, dy = np.array([[-1.0, 0.0, 2.0]]), np.array([[5.0, 6.0, -7.0]])
    np.testing.assert_array_equal(activations.relu_backward(x, dy), [[0.0, 0.0, -7.0]])
