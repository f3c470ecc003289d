"""PyTorch's embedding, linear and cross_entropy, its autograd, SciPy's log_softmax and central differences."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np
from references.oracles.base import Oracle
from references.oracles.differences import gradients
from scipy.special import log_softmax

from reference_impls import time_layers


def _embedding(torch: ModuleType, xs: Any, W: Any) -> Any:
    return torch.nn.functional.embedding(xs, W)


def _embedding_autograd(torch: ModuleType, xs: Any, W: Any, dout: Any) -> Any:
    W = W.requires_grad_()
    return torch.autograd.grad(_embedding(torch, xs, W), W, dout)


def _embedding_differences(xs: np.ndarray, W: np.ndarray, dout: np.ndarray) -> Any:
    inputs = {"xs": xs, "W": W}
    return gradients(lambda moved: float((time_layers.time_embedding(**moved) * dout).sum()), inputs, ["W"])


def _affine(torch: ModuleType, x: Any, W: Any, b: Any) -> Any:
    return torch.nn.functional.linear(x, W.T, b)  # PyTorch keeps a weight as (H, D)


def _affine_autograd(torch: ModuleType, x: Any, W: Any, dout: Any) -> Any:
    b = torch.zeros(W.shape[1], dtype=W.dtype)  # its value does not matter
    variables = [value.requires_grad_() for value in (x, W, b)]
    return torch.autograd.grad(_affine(torch, *variables), variables, dout)


def _affine_differences(x: np.ndarray, W: np.ndarray, dout: np.ndarray) -> Any:
    inputs = {"x": x, "W": W, "b": np.zeros(W.shape[1])}
    return gradients(lambda moved: float((time_layers.time_affine(**moved) * dout).sum()), inputs, ["x", "W", "b"])


def _cross_entropy(torch: ModuleType, xs: Any, ts: Any) -> Any:
    if bool((ts == -1).all()):
        return 0 * xs.sum()  # the documented difference: PyTorch's mean of nothing is NaN
    return torch.nn.functional.cross_entropy(xs.transpose(1, 2), ts, ignore_index=-1)  # classes on axis 1


def _cross_entropy_autograd(torch: ModuleType, xs: Any, ts: Any, dout: float) -> Any:
    xs = xs.requires_grad_()
    return torch.autograd.grad(_cross_entropy(torch, xs, ts) * dout, xs)


def _log_softmax(xs: np.ndarray, ts: np.ndarray) -> Any:
    rows = log_softmax(xs, axis=2).reshape(ts.size, -1)
    losses = [-row[t] for row, t in zip(rows, ts.ravel(), strict=True) if t >= 0]
    return float(np.mean(losses)) if losses else 0.0


def _loss_differences(xs: np.ndarray, ts: np.ndarray, dout: float) -> Any:
    inputs = {"xs": xs, "ts": ts}
    return gradients(lambda moved: float(time_layers.time_softmax_loss(**moved)) * dout, inputs, ["xs"])


ORACLES = (
    Oracle("time_layers.time_embedding", "torch.nn.functional.embedding", _embedding),
    Oracle(
        "time_layers.time_embedding_backward", "autograd through torch.nn.functional.embedding", _embedding_autograd
    ),
    Oracle(
        "time_layers.time_embedding_backward",
        "central differences of the forward pass",
        _embedding_differences,
        needs_torch=False,
    ),
    Oracle("time_layers.time_affine", "torch.nn.functional.linear, its weight transposed", _affine),
    Oracle("time_layers.time_affine_backward", "autograd through torch.nn.functional.linear", _affine_autograd),
    Oracle(
        "time_layers.time_affine_backward",
        "central differences of the forward pass",
        _affine_differences,
        needs_torch=False,
    ),
    Oracle(
        "time_layers.time_softmax_loss",
        "torch.nn.functional.cross_entropy with ignore_index=-1, but 0 where it is NaN for want of labels",
        _cross_entropy,
    ),
    Oracle(
        "time_layers.time_softmax_loss", "scipy.special.log_softmax, label by label", _log_softmax, needs_torch=False
    ),
    Oracle(
        "time_layers.time_softmax_loss_backward",
        "autograd through torch.nn.functional.cross_entropy with ignore_index=-1",
        _cross_entropy_autograd,
    ),
    Oracle(
        "time_layers.time_softmax_loss_backward",
        "central differences of the forward pass",
        _loss_differences,
        needs_torch=False,
    ),
)
