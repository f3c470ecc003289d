"""The backward pass of an LSTM step, held against autograd and against central differences of our forward."""

from __future__ import annotations

from typing import Any

import numpy as np
from references.oracles.base import Oracle
from references.oracles.differences import gradients
from references.oracles.lstm import cell
from scipy.special import expit, logit

from reference_impls.lstm import lstm_cell

GATES = ("i", "f", "o")


def _cell_autograd(
    torch: Any, x: Any, h_prev: Any, c_prev: Any, weight: Any, bias: Any, dh_next: Any, dc_next: Any
) -> Any:
    D, leaves = x.shape[1], [x.requires_grad_(), h_prev.requires_grad_(), c_prev.requires_grad_()]
    layer = cell(torch, D, weight, bias)
    torch.autograd.backward(layer(x, (h_prev, c_prev)), (dh_next, dc_next))

    def columns_ifog(rows: Any) -> Any:  # from PyTorch's rows i f g o
        i, f, g, o = torch.chunk(rows, 4)
        return torch.cat([i, f, o, g]).movedim(0, -1)

    dweight = torch.cat([columns_ifog(layer.weight_ih.grad), columns_ifog(layer.weight_hh.grad)])
    return *(leaf.grad for leaf in leaves), dweight, columns_ifog(layer.bias_ih.grad)


def _cell_differences(dh_next: np.ndarray, dc_next: np.ndarray, **inputs: np.ndarray) -> Any:
    def loss(changed: dict[str, Any]) -> float:
        h_next, c_next = lstm_cell(**changed)
        return float(np.sum(dh_next * h_next) + np.sum(dc_next * c_next))

    return gradients(loss, inputs, ["x", "h_prev", "c_prev", "weight", "bias"])


def _gates_autograd(torch: Any, c_prev: Any, g: Any, dh_next: Any, dc_next: Any, **gates: Any) -> Any:
    leaves = [torch.logit(gates[name]).requires_grad_() for name in GATES]
    leaves += [torch.atanh(g).requires_grad_(), c_prev.requires_grad_()]
    # LSTMCell with the identity as weight of its input adds nothing to the pre-activations, in the order i f g o.
    i, f, o, candidate = leaves[:4]
    rows = torch.cat([i, f, candidate, o], dim=1)
    layer = cell(
        torch, rows.shape[1], torch.zeros(rows.shape[1] + g.shape[1], rows.shape[1]), torch.zeros(rows.shape[1])
    )
    layer.weight_ih.data.copy_(torch.eye(rows.shape[1]))
    outputs = layer(rows, (torch.zeros_like(g), c_prev))
    return torch.autograd.grad(outputs, leaves, (dh_next, dc_next))


def _gates_differences(
    c_prev: np.ndarray, g: np.ndarray, dh_next: np.ndarray, dc_next: np.ndarray, **gates: np.ndarray
) -> Any:
    def loss(s: dict[str, Any]) -> float:
        c = expit(s["f"]) * s["c_prev"] + expit(s["i"]) * np.tanh(s["g"])
        return float(np.sum(dh_next * expit(s["o"]) * np.tanh(c)) + np.sum(dc_next * c))

    before = {name: logit(gates[name]) for name in GATES} | {"g": np.arctanh(g), "c_prev": c_prev}
    return gradients(loss, before, ["i", "f", "o", "g", "c_prev"])


ORACLES = (
    Oracle("lstm_backward.lstm_cell_backward", "autograd through torch.nn.LSTMCell", _cell_autograd),
    Oracle(
        "lstm_backward.lstm_cell_backward",
        "central differences of lstm.lstm_cell",
        _cell_differences,
        needs_torch=False,
    ),
    Oracle("lstm_backward.lstm_gates_backward", "autograd through torch.nn.LSTMCell", _gates_autograd),
    Oracle(
        "lstm_backward.lstm_gates_backward",
        "central differences of the step in SciPy's expit",
        _gates_differences,
        needs_torch=False,
    ),
)
