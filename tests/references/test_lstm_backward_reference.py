"""The backward pass of an LSTM step: its conventions, pinned, and what it does where gates are open or shut."""

from types import ModuleType

import numpy as np
import pytest
from references.oracles.base import arrays, draw_inputs, largest_error, tensors
from references.oracles.lstm import cell

from reference_impls import lstm_backward

ORDINARY = 0


@pytest.mark.oracle
def test_the_gradient_of_the_weights_has_our_order_of_blocks_not_pytorchs(torch: ModuleType) -> None:
    inputs = draw_inputs("lstm_backward.lstm_cell_backward", ORDINARY)
    *_, dbias = lstm_backward.lstm_cell_backward(**inputs)
    x, h, c, weight, bias, dh, dc = (tensors(torch, value) for value in inputs.values())
    layer = cell(torch, x.shape[1], weight, bias)
    torch.autograd.backward(layer(x, (h, c)), (dh, dc))
    i, f, g, o = np.split(arrays(layer.bias_ih.grad)[0], 4)
    assert largest_error((dbias,), (np.concatenate([i, f, o, g]),)) < 1e-10
    assert largest_error((dbias,), (np.concatenate([i, f, g, o]),)) > 1e-2


def test_the_gradients_belong_to_the_values_before_the_activation() -> None:
    inputs = draw_inputs("lstm_backward.lstm_gates_backward", ORDINARY) | {"i": np.float64(1), "g": np.float64(1)}
    di, _, _, dg, _ = lstm_backward.lstm_gates_backward(**inputs)
    assert not di.any()  # a saturated gate lets nothing through
    assert not dg.any()


def test_an_open_forget_gate_carries_the_error_unchanged_and_a_shut_one_none() -> None:
    inputs = draw_inputs("lstm_backward.lstm_gates_backward", ORDINARY)
    no_output = inputs | {"dh_next": 0 * inputs["dh_next"]}
    for f in (0.0, 1.0):
        *_, dc_prev = lstm_backward.lstm_gates_backward(**no_output | {"f": np.full_like(inputs["f"], f)})
        np.testing.assert_array_equal(dc_prev, f * inputs["dc_next"])


def test_the_gradients_are_linear_in_what_comes_back() -> None:
    inputs = draw_inputs("lstm_backward.lstm_cell_backward", ORDINARY)
    both = lstm_backward.lstm_cell_backward(**inputs)
    parts = [lstm_backward.lstm_cell_backward(**inputs | {k: 0 * inputs[k]}) for k in ("dh_next", "dc_next")]
    assert largest_error(both, tuple(a + b for a, b in zip(*parts, strict=True))) < 1e-12
