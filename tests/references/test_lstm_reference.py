"""The LSTM's conventions, pinned: PyTorch has its blocks in another order, and what it returns too."""

from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from references.oracles.base import arrays, draw_inputs, largest_error, tensors
from references.oracles.lstm import cell, loaded

from reference_impls import lstm

ORDINARY = 0  # a trial whose sizes are all different and above 1


def asked(torch: ModuleType, layer: Any, inputs: dict[str, Any]) -> tuple[np.ndarray, ...]:
    x, h, c = (tensors(torch, inputs[name]) for name in ("x", "h_prev", "c_prev"))
    return arrays(layer(x, (h, c)))


@pytest.mark.oracle
def test_lstmcell_has_its_blocks_in_the_order_i_f_g_o(torch: ModuleType) -> None:
    inputs = draw_inputs("lstm.lstm_cell", ORDINARY)
    ours, D = lstm.lstm_cell(**inputs), inputs["x"].shape[1]
    weight, bias = (tensors(torch, inputs[name]) for name in ("weight", "bias"))
    mapped = cell(torch, D, weight, bias)
    unmapped = loaded(
        torch, torch.nn.LSTMCell(D, len(bias) // 4), weight_ih=weight[:D].T, weight_hh=weight[D:].T, bias_ih=bias
    )
    assert largest_error(ours, asked(torch, mapped, inputs)) < 1e-10
    assert largest_error(ours, asked(torch, unmapped, inputs)) > 1e-2


@pytest.mark.oracle
def test_lstmcell_returns_the_hidden_state_first_and_the_course_the_cell(torch: ModuleType) -> None:
    inputs = draw_inputs("lstm.lstm", ORDINARY)
    rows = [np.split(inputs[name], 4) for name in ("W", "U", "b")]
    names = ("weight_ih", "weight_hh", "bias_ih")
    ifgo = {
        name: torch.from_numpy(np.concatenate([i, f, a, o])) for name, (a, i, f, o) in zip(names, rows, strict=True)
    }
    D, H = inputs["x"].shape[1], inputs["h_prev"].shape[1]
    theirs = asked(torch, loaded(torch, torch.nn.LSTMCell(D, H), **ifgo), inputs)
    assert largest_error(lstm.lstm(**inputs), theirs[::-1]) < 1e-10
    assert largest_error(lstm.lstm(**inputs), theirs) > 1e-2


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**31), cut=st.integers(1, 4), rest=st.integers(1, 4))
def test_a_series_is_its_two_parts_with_both_states_handed_on(seed: int, cut: int, rest: int) -> None:
    rng = np.random.RandomState(seed)
    xs, h, c = rng.randn(2, cut + rest, 3), rng.randn(2, 5), rng.randn(2, 5)
    weights = rng.randn(8, 20), rng.randn(20)
    first, middle = lstm.time_lstm(xs[:, :cut], h, c, *weights)
    second, last = lstm.time_lstm(xs[:, cut:], first[:, -1], middle, *weights)
    hs, whole = lstm.time_lstm(xs, h, c, *weights)
    np.testing.assert_allclose(np.concatenate([first, second], axis=1), hs, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(last, whole, rtol=1e-12, atol=1e-14)
