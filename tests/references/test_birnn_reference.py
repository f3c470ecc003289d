"""The bidirectional RNN: reversing time exchanges its directions; its last states are not the last outputs."""

from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from references.oracles import birnn as oracles
from references.oracles.base import draw_inputs, tensors

from reference_impls import birnn

seeds = st.integers(0, 2**31)
N, T, D, H, OUT = 2, 5, 3, 4, 6


def draw(seed: int) -> dict[str, Any]:
    rng = np.random.RandomState(seed)
    shapes = {"xs": (N, T, D), "W_f": (H, D), "U_f": (H, H), "W_b": (H, D), "U_b": (H, H)}
    return {name: rng.randn(*shape) for name, shape in shapes.items()}


def turned(inputs: dict[str, Any]) -> dict[str, Any]:
    """Time reversed, and the weights of the directions exchanged."""
    f, b = (inputs["W_f"], inputs["U_f"]), (inputs["W_b"], inputs["U_b"])
    return {"xs": inputs["xs"][:, ::-1], "W_f": b[0], "U_f": b[1], "W_b": f[0], "U_b": f[1]}


@settings(max_examples=20, deadline=None)
@given(seed=seeds)
def test_reversed_time_exchanges_the_directions(seed: int) -> None:
    inputs, rng = draw(seed), np.random.RandomState(seed)
    V, dhs = rng.randn(OUT, 2 * H), rng.randn(N, T, 2 * H)
    ys = birnn.bidirectional_rnn_net(**inputs, V=V)
    mirrored = birnn.bidirectional_rnn_net(**turned(inputs), V=np.roll(V, H, axis=1))
    np.testing.assert_allclose(mirrored[:, ::-1], ys, rtol=1e-12, atol=1e-13)

    np.testing.assert_array_equal(birnn.last_states(**turned(inputs)), np.roll(birnn.last_states(**inputs), H, axis=1))

    dxs, dW_f, dU_f, dW_b, dU_b = birnn.bidirectional_backward(**inputs, dhs=dhs)
    other = birnn.bidirectional_backward(**turned(inputs), dhs=np.roll(dhs, H, axis=2)[:, ::-1])
    for part, expected in zip(other, (dxs[:, ::-1], dW_b, dU_b, dW_f, dU_f), strict=True):
        np.testing.assert_allclose(part, expected, rtol=1e-12, atol=1e-13)


@pytest.mark.oracle
def test_the_last_output_holds_no_last_state_of_the_backward_direction(torch: ModuleType) -> None:
    inputs = draw_inputs("birnn.last_states", 0)
    weights = tensors(torch, {name: value for name, value in inputs.items() if name != "xs"})
    outputs = oracles.layer(torch, weights)(tensors(torch, inputs["xs"]))[0].detach().numpy()
    ours, half = birnn.last_states(**inputs), len(inputs["U_f"])
    np.testing.assert_allclose(ours[:, :half], outputs[:, -1, :half], rtol=0, atol=1e-12)
    np.testing.assert_allclose(ours[:, half:], outputs[:, 0, half:], rtol=0, atol=1e-12)
    assert np.abs(ours[:, half:] - outputs[:, -1, half:]).max() > 1e-2
