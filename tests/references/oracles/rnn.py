"""PyTorch's RNNCell and RNN, which keep their weights transposed and have two biases; autograd; central differences."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np
from references.oracles.base import Oracle
from references.oracles.differences import gradients

from reference_impls import rnn

WEIGHTS = ["Wx", "Wh", "b"]
MILD = 0.25  # states whose higher derivatives are small enough for central differences


def mild(inputs: dict[str, Any]) -> dict[str, Any]:
    """Smaller weights of the state, so that the loss over many steps is smooth."""
    return {**inputs, "Wh": MILD * inputs["Wh"]}


def layer(torch: ModuleType, kind: str, Wx: Any, Wh: Any, b: Any, **options: Any) -> Any:
    """PyTorch's RNNCell or RNN with our weights: its rows are outputs, and our b is its b_ih + b_hh."""
    module = getattr(torch.nn, kind)(Wx.shape[0], Wh.shape[0], dtype=torch.float64, **options)
    end = "" if kind == "RNNCell" else "_l0"
    weights = {"weight_ih": Wx.T, "weight_hh": Wh.T, "bias_ih": 0.25 * b, "bias_hh": 0.75 * b}
    with torch.no_grad():
        for name, value in weights.items():
            getattr(module, name + end).copy_(value)
    return module


def weight_gradients(module: Any) -> tuple[Any, Any, Any]:
    """The gradients of a layer's weights in our layout; both biases have the same one."""
    grads = {name.removesuffix("_l0"): weight.grad for name, weight in module.named_parameters()}
    return grads["weight_ih"].T, grads["weight_hh"].T, grads["bias_hh"]


def _rnn_cell(torch: ModuleType, x: Any, h_prev: Any, **weights: Any) -> Any:
    return layer(torch, "RNNCell", **weights)(x, h_prev)


def _rnn_layer(torch: ModuleType, xs: Any, h_prev: Any, **weights: Any) -> Any:
    return layer(torch, "RNN", **weights, batch_first=True)(xs, h_prev[None])[0]


def _autograd_step(torch: ModuleType, x: Any, h_prev: Any, dh_next: Any, **weights: Any) -> Any:
    cell = layer(torch, "RNNCell", **weights)
    x.requires_grad_()
    h_prev.requires_grad_()
    cell(x, h_prev).backward(dh_next)
    return x.grad, h_prev.grad, *weight_gradients(cell)


def _differences_step(**inputs: Any) -> Any:
    def loss(given: dict[str, Any]) -> float:
        dh_next = given.pop("dh_next")
        return float((rnn.rnn_step(**given) * dh_next).sum())

    return gradients(loss, inputs, ["x", "h_prev", *WEIGHTS])


def _jacobian(torch: ModuleType, x: Any, h_prev: Any, **weights: Any) -> Any:
    cell = layer(torch, "RNNCell", **weights)
    of_each = [
        torch.autograd.functional.jacobian(lambda h, x_n=x_n: cell(x_n, h), h_n)
        for x_n, h_n in zip(x, h_prev, strict=True)
    ]
    return torch.stack(of_each)


def _differences_jacobian(**inputs: Any) -> Any:
    N, H = inputs["h_prev"].shape
    rows = [gradients(lambda given, i=i: rnn.rnn_step(**given)[:, i].sum(), inputs, ["h_prev"])[0] for i in range(H)]
    return np.stack(rows, axis=1).reshape(N, H, H)


def _autograd(torch: ModuleType, xs: Any, h_prev: Any, dhs: Any, **weights: Any) -> Any:
    module = layer(torch, "RNN", **weights, batch_first=True)
    xs.requires_grad_()
    h_prev.requires_grad_()
    module(xs, h_prev[None])[0].backward(dhs)
    return xs.grad, h_prev.grad, *weight_gradients(module)


def _differences(**inputs: Any) -> Any:
    def loss(given: dict[str, Any]) -> float:
        dhs = given.pop("dhs")
        return float((rnn.rnn(**given) * dhs).sum())

    return gradients(loss, inputs, ["xs", "h_prev", *WEIGHTS])


def _detached(torch: ModuleType, xs: Any, h_prev: Any, dhs: Any, k: int, **weights: Any) -> Any:
    """The state is detached before the first step of each block."""
    cell = layer(torch, "RNNCell", **weights)
    h, loss = h_prev, 0.0
    for t in range(xs.shape[1]):
        h = cell(xs[:, t], h.detach() if t % k == 0 else h)
        loss = loss + (h * dhs[:, t]).sum()
    loss.backward()
    return weight_gradients(cell)


def _differences_blocks(**inputs: Any) -> Any:
    """Each block starts from the state that the weights as they are lead to: it does not move with the weights."""
    k, dhs = inputs.pop("k"), inputs.pop("dhs")
    states = rnn.rnn(**inputs)
    starts = {t: inputs["h_prev"] if t == 0 else states[:, t - 1] for t in range(0, dhs.shape[1], k)}

    def loss(given: dict[str, Any]) -> float:
        parts = [
            rnn.rnn(**{**given, "xs": given["xs"][:, t : t + k], "h_prev": h}) * dhs[:, t : t + k]
            for t, h in starts.items()
        ]
        return float(sum(part.sum() for part in parts))

    return gradients(loss, inputs, WEIGHTS)


ORACLES = (
    Oracle("rnn.rnn_step", "torch.nn.RNNCell", _rnn_cell),
    Oracle("rnn.rnn", "torch.nn.RNN", _rnn_layer),
    Oracle("rnn.rnn_step_backward", "autograd through torch.nn.RNNCell", _autograd_step),
    Oracle("rnn.rnn_step_backward", "central differences", _differences_step, mild, needs_torch=False),
    Oracle("rnn.state_jacobian", "torch.autograd.functional.jacobian of torch.nn.RNNCell", _jacobian),
    Oracle("rnn.state_jacobian", "central differences", _differences_jacobian, mild, needs_torch=False),
    Oracle("rnn.rnn_backward", "autograd through torch.nn.RNN", _autograd),
    Oracle("rnn.rnn_backward", "central differences", _differences, mild, needs_torch=False),
    Oracle("rnn.truncated_backward", "autograd, the state detached before each block", _detached),
    Oracle(
        "rnn.truncated_backward", "central differences block by block", _differences_blocks, mild, needs_torch=False
    ),
)
