"""What the gates do, held against the LSTM of reference_impls.lstm."""

from typing import Any

import numpy as np
import pytest
from references.oracles.base import draw_inputs, largest_error
from scipy.special import expit

from reference_impls import lstm, lstm_backward, lstm_gates, peephole_lstm


@pytest.mark.parametrize("module", [lstm_backward, lstm_gates, peephole_lstm])
def test_the_sigmoid_agrees_with_scipy_also_where_exp_would_overflow(module: Any) -> None:
    x = np.array([-1e308, -745.2, -40.0, -1.0, -0.0, 0.0, 1e-9, 1.0, 40.0, 1e308, -np.inf, np.inf])
    np.testing.assert_allclose(module.sigmoid(x), expit(x), rtol=1e-14, atol=0)


def test_the_contributions_sum_to_the_last_memory_cell() -> None:
    inputs = draw_inputs("lstm_gates.contributions", 0)
    c = 0 * inputs["g"][:, 0]
    for t in range(inputs["g"].shape[1]):
        c = inputs["f"][:, t] * c + inputs["i"][:, t] * inputs["g"][:, t]
    left = lstm_gates.contributions(**inputs)
    np.testing.assert_allclose(left.sum(axis=1), c, rtol=1e-12)
    np.testing.assert_array_equal(left[:, -1], (inputs["i"] * inputs["g"])[:, -1])  # nothing comes after the last step


def test_the_latch_is_an_lstm_with_saturated_gates() -> None:
    inputs = draw_inputs("lstm_gates.latch", 0)
    (N, H), wide = inputs["g"].shape, 1e3
    blocks = [inputs["write"] - 0.5, 0.5 - inputs["write"], inputs["show"] - 0.5]
    x = np.concatenate([*(wide * block for block in blocks), np.arctanh(inputs["g"])], axis=1)
    weight = np.concatenate([np.eye(4 * H), np.zeros((H, 4 * H))])
    theirs = lstm.lstm_cell(x, np.zeros((N, H)), inputs["c_prev"], weight, np.zeros(4 * H))
    assert largest_error(lstm_gates.latch(**inputs), theirs) < 1e-12


@pytest.mark.parametrize(("forget_bias", "left"), [(0.0, 0.5**10), (1.0, 0.73105857863**10)])
def test_a_forget_bias_of_one_keeps_forty_times_as_much_over_ten_steps(forget_bias: float, left: float) -> None:
    c_T, dc_0 = lstm_gates.untrained_lstm(np.ones((1, 1)), np.full((1, 1), -2.0), 10, forget_bias)
    assert c_T.item() == pytest.approx(left, rel=1e-9)
    assert dc_0.item() == pytest.approx(-2 * left, rel=1e-9)
