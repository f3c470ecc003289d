"""Autograd through forward passes written anew, and through torch.nn.RNN; central differences of the loss."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
from references.oracles.base import Oracle
from references.oracles.differences import gradients

from reference_impls import bptt

WEIGHTS = ["W", "U", "V"]


def mild(inputs: dict[str, Any]) -> dict[str, Any]:
    """Weights of a size at which neither states nor higher derivatives explode over the steps."""
    return {**inputs, **{name: 0.25 * inputs[name] for name in WEIGHTS}}


def _linear_autograd(torch: ModuleType, xs: Any, ys: Any, **weights: Any) -> Any:
    """h_t in closed form: the sum over s of U^s W x_{t-s}."""
    W, U, V = (weights[name].requires_grad_() for name in WEIGHTS)
    loss = torch.zeros((), dtype=torch.float64)
    for t in range(xs.shape[1]):
        h = sum(xs[:, s] @ W.T @ torch.linalg.matrix_power(U.T, t - s) for s in range(t + 1))
        loss = loss + torch.nn.functional.mse_loss(h @ V.T, ys[:, t], reduction="sum") / (2 * len(xs))
    return torch.autograd.grad(loss, [W, U, V])


def _tanh_autograd(torch: ModuleType, xs: Any, ys: Any, W: Any, U: Any, V: Any) -> Any:
    layer = torch.nn.RNN(W.shape[1], W.shape[0], bias=False, batch_first=True, dtype=torch.float64)
    with torch.no_grad():
        layer.weight_ih_l0.copy_(W)
        layer.weight_hh_l0.copy_(U)
    V.requires_grad_()
    outputs = torch.nn.functional.linear(layer(xs)[0], V)
    loss = torch.nn.functional.mse_loss(outputs, ys, reduction="sum") / (2 * len(xs))
    return torch.autograd.grad(loss, [layer.weight_ih_l0, layer.weight_hh_l0, V])


def _loss_gradients(net: Callable[..., tuple[np.ndarray, np.ndarray]], inputs: dict[str, Any]) -> Any:
    def loss(given: dict[str, Any]) -> float:
        _, outputs = net(given["xs"], given["W"], given["U"], given["V"])
        return float(((outputs - given["ys"]) ** 2).sum() / 2 / len(outputs))

    return gradients(loss, inputs, WEIGHTS)


def _linear_differences(**inputs: Any) -> Any:
    return _loss_gradients(bptt.rnn_net, inputs)


def _tanh_differences(**inputs: Any) -> Any:
    return _loss_gradients(bptt.tanh_net, inputs)


ORACLES = (
    Oracle("bptt.bptt", "autograd through the states in closed form", _linear_autograd),
    Oracle("bptt.bptt", "central differences", _linear_differences, mild, needs_torch=False),
    Oracle("bptt.bptt_tanh", "autograd through torch.nn.RNN", _tanh_autograd),
    Oracle("bptt.bptt_tanh", "central differences", _tanh_differences, mild, needs_torch=False),
)
