"""The simple RNN: the side of its weights, blocks that hand the state on, and what truncation cuts."""

from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from references.oracles import rnn as oracles
from references.oracles.base import TIGHT, draw_inputs, largest_error, tensors

from reference_impls import rnn

seeds = st.integers(0, 2**31)


def draw(seed: int, T: int, N: int = 2, D: int = 3, H: int = 4) -> dict[str, Any]:
    rng = np.random.RandomState(seed)
    shapes = {"xs": (N, T, D), "h_prev": (N, H), "Wx": (D, H), "Wh": (H, H), "b": (H,)}
    return {name: rng.randn(*shape) for name, shape in shapes.items()}


@pytest.mark.oracle
def test_pytorch_keeps_the_transposed_weights(torch: ModuleType) -> None:
    inputs = draw_inputs("rnn.rnn_step", 0)
    ours = (rnn.rnn_step(**inputs),)
    unmapped = {**inputs, "Wh": inputs["Wh"].T}
    mapped, other = (
        (oracles._rnn_cell(torch, **tensors(torch, given)).detach().numpy(),) for given in (inputs, unmapped)
    )
    assert largest_error(ours, mapped) < TIGHT
    assert largest_error(ours, other) > 1e-2


@pytest.mark.oracle
def test_pytorch_has_two_biases_that_are_added(torch: ModuleType) -> None:
    inputs = tensors(torch, draw_inputs("rnn.rnn_step", 0))
    weights = {name: inputs[name] for name in oracles.WEIGHTS}
    cell = oracles.layer(torch, "RNNCell", **weights)
    np.testing.assert_allclose((cell.bias_ih + cell.bias_hh).detach(), inputs["b"], rtol=1e-15)
    assert not np.allclose(cell.bias_ih.detach(), inputs["b"])


@settings(max_examples=20, deadline=None)
@given(seed=seeds, cut=st.integers(1, 5))
def test_blocks_that_hand_the_last_state_on_are_the_uncut_series(seed: int, cut: int) -> None:
    inputs = draw(seed, T=6)
    first = rnn.rnn(**{**inputs, "xs": inputs["xs"][:, :cut]})
    second = rnn.rnn(**{**inputs, "xs": inputs["xs"][:, cut:], "h_prev": first[:, -1]})
    np.testing.assert_array_equal(np.concatenate([first, second], axis=1), rnn.rnn(**inputs))


@settings(max_examples=20, deadline=None)
@given(seed=seeds, T=st.integers(1, 5))
def test_the_gradient_of_the_first_state_is_a_product_of_jacobians(seed: int, T: int) -> None:
    inputs = draw(seed, T)
    dhs = np.zeros((2, T, 4))
    dhs[:, -1] = row = np.random.RandomState(seed).randn(2, 4)  # the loss hangs on the last state alone
    before = [inputs["h_prev"], *rnn.rnn(**inputs).swapaxes(0, 1)]
    weights = {name: inputs[name] for name in ("Wx", "Wh", "b")}
    for t in reversed(range(T)):
        J = rnn.state_jacobian(inputs["xs"][:, t], before[t], **weights)
        row = np.einsum("ni,nij->nj", row, J)
    np.testing.assert_allclose(rnn.rnn_backward(**inputs, dhs=dhs)[1], row, rtol=1e-9, atol=1e-12)


@settings(max_examples=20, deadline=None)
@given(seed=seeds, T=st.integers(1, 5), beyond=st.integers(0, 2))
def test_a_block_as_long_as_the_series_truncates_nothing(seed: int, T: int, beyond: int) -> None:
    inputs = draw(seed, T)
    dhs = np.random.RandomState(seed).randn(2, T, 4)
    whole = rnn.rnn_backward(**inputs, dhs=dhs)[2:]
    for part, full in zip(rnn.truncated_backward(**inputs, dhs=dhs, k=T + beyond), whole, strict=True):
        np.testing.assert_array_equal(part, full)


@settings(max_examples=20, deadline=None)
@given(seed=seeds)
def test_blocks_begin_at_multiples_of_k_from_the_start(seed: int) -> None:
    """With T = 5 and k = 2 the losses of steps 1 and 3 reach back one step, those of 0, 2 and 4 do not."""
    inputs = draw(seed, T=5)
    for t, reach in enumerate([0, 1, 0, 1, 0]):
        dhs = np.zeros((2, 5, 4))
        dhs[:, t] = np.random.RandomState(seed).randn(2, 4)
        start = t - reach
        h = rnn.rnn(**inputs)[:, start - 1] if start else inputs["h_prev"]
        block = {**inputs, "xs": inputs["xs"][:, start : t + 1], "h_prev": h, "dhs": dhs[:, start : t + 1]}
        for part, expected in zip(
            rnn.truncated_backward(**inputs, dhs=dhs, k=2), rnn.rnn_backward(**block)[2:], strict=True
        ):
            np.testing.assert_allclose(part, expected, rtol=1e-12, atol=1e-14)
