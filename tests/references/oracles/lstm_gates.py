"""What the gates do, held against LSTMCells whose gates are set by their inputs or biases, and against autograd."""

from __future__ import annotations

from typing import Any

import numpy as np
from references.oracles.base import Oracle
from references.oracles.differences import gradients
from references.oracles.lstm import loaded

from reference_impls.lstm_gates import untrained_lstm

WIDE = 1e3  # sigmoid(±1e3) is exactly 1 and 0 in float64


def _latch(torch: Any, g: Any, c_prev: Any, write: Any, show: Any) -> Any:
    rows = torch.cat([WIDE * (2 * write - 1), WIDE * (1 - 2 * write), torch.atanh(g), WIDE * (2 * show - 1)], dim=1)
    layer = loaded(torch, torch.nn.LSTMCell(rows.shape[1], g.shape[1]), weight_ih=torch.eye(rows.shape[1]))
    return layer(rows, (torch.zeros_like(g), c_prev))  # rows are the pre-activations i f g o


def _contributions(torch: Any, f: Any, i: Any, g: Any) -> Any:
    g.requires_grad_()
    c = torch.zeros_like(g[:, 0])
    for f_t, i_t, g_t in zip(f.unbind(1), i.unbind(1), g.unbind(1), strict=True):
        c = torch.addcmul(f_t * c, i_t, g_t)
    c.sum().backward()
    return g.grad * g  # c is linear in g


def _untrained_lstm(torch: Any, c_0: Any, dc_T: Any, steps: int, forget_bias: float) -> Any:
    H = c_0.shape[1]
    bias = torch.zeros(4 * H, dtype=c_0.dtype)
    bias[H : 2 * H] = forget_bias
    layer = loaded(torch, torch.nn.LSTM(1, H), bias_ih_l0=bias)
    c = c_0.requires_grad_()
    xs = torch.ones(steps, len(c), 1, dtype=c.dtype)
    _, (_, c_T) = layer(xs, (torch.zeros_like(c)[None], c[None]))
    c_T[0].backward(dc_T)
    return c_T[0], c_0.grad


def _untrained_differences(c_0: np.ndarray, dc_T: np.ndarray, steps: int, forget_bias: float) -> Any:
    def loss(inputs: dict[str, Any]) -> float:
        return float(np.sum(dc_T * untrained_lstm(dc_T=dc_T, **inputs)[0]))

    inputs = {"c_0": c_0, "steps": steps, "forget_bias": forget_bias}
    f = np.exp(-np.logaddexp(0, -forget_bias))
    return np.multiply.reduce([f] * steps) * c_0, *gradients(loss, inputs, ["c_0"])


ORACLES = (
    Oracle("lstm_gates.latch", "torch.nn.LSTMCell with gates driven to 0 and 1", _latch),
    Oracle("lstm_gates.contributions", "autograd through the recurrence in PyTorch", _contributions),
    Oracle("lstm_gates.untrained_lstm", "torch.nn.LSTM with zero weights, and autograd through it", _untrained_lstm),
    Oracle(
        "lstm_gates.untrained_lstm",
        "a product of forget gates, and central differences of our forward",
        _untrained_differences,
        needs_torch=False,
    ),
)
