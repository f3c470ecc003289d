"""BPTT: starting anew from every step gives the same sums, and tanh is close to the identity near 0."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference_impls import bptt

seeds = st.integers(0, 2**31)


def draw(seed: int, scale: float = 0.5) -> dict[str, Any]:
    rng = np.random.RandomState(seed)
    shapes = {"xs": (2, 4, 3), "ys": (2, 4, 5), "W": (6, 3), "U": (6, 6), "V": (5, 6)}
    return {name: scale * rng.randn(*shape) for name, shape in shapes.items()}


def from_every_step(xs: Any, ys: Any, W: Any, U: Any, V: Any, tanh: bool) -> tuple[Any, Any, Any]:
    """The course's way: each step's loss is carried back on its own."""
    hiddens, outputs = (bptt.tanh_net if tanh else bptt.rnn_net)(xs, W, U, V)
    slopes = 1 - hiddens**2 if tanh else np.ones_like(hiddens)
    before = np.pad(hiddens, ((0, 0), (1, 0), (0, 0)))
    do = bptt.calculate_do(outputs, ys) / len(xs)
    dW, dU = np.zeros_like(W), np.zeros_like(U)
    for t in range(xs.shape[1]):
        delta = do[:, t] @ V
        for k in range(t, -1, -1):
            delta = delta * slopes[:, k]
            dW += delta.T @ xs[:, k]
            dU += delta.T @ before[:, k]
            delta = delta @ U
    return dW, dU, np.einsum("nto,nth->oh", do, hiddens)


@settings(max_examples=20, deadline=None)
@given(seed=seeds, tanh=st.booleans())
def test_one_pass_gives_the_same_sums_as_starting_from_every_step(seed: int, tanh: bool) -> None:
    inputs = draw(seed)
    ours = (bptt.bptt_tanh if tanh else bptt.bptt)(**inputs)
    for part, expected in zip(ours, from_every_step(**inputs, tanh=tanh), strict=True):
        np.testing.assert_allclose(part, expected, rtol=1e-10, atol=1e-12)


@settings(max_examples=20, deadline=None)
@given(seed=seeds)
def test_near_zero_tanh_is_the_identity(seed: int) -> None:
    """The states are of the order of 1e-4, so the relative difference is of the order of its square."""
    inputs = draw(seed)
    inputs["xs"] *= 1e-4
    for part, other in zip(bptt.bptt_tanh(**inputs), bptt.bptt(**inputs), strict=True):
        np.testing.assert_allclose(part, other, rtol=0, atol=1e-6 * np.abs(other).max())


def test_the_gradient_is_that_of_the_mean_over_the_batch() -> None:
    inputs = draw(0)
    twice = {name: np.concatenate([value, value]) if name in ("xs", "ys") else value for name, value in inputs.items()}
    for function in (bptt.bptt, bptt.bptt_tanh):
        for once, again in zip(function(**inputs), function(**twice), strict=True):
            assert again == pytest.approx(once, rel=1e-12)
