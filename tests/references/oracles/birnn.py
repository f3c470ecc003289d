"""PyTorch's bidirectional RNN, its last states and its gradients; central differences."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np
from references.oracles.base import Oracle
from references.oracles.differences import gradients

from reference_impls import birnn

WEIGHTS = {"W_f": "weight_ih_l0", "U_f": "weight_hh_l0", "W_b": "weight_ih_l0_reverse", "U_b": "weight_hh_l0_reverse"}


def mild(inputs: dict[str, Any]) -> dict[str, Any]:
    """Smaller weights of the states, so that the loss over many steps is smooth."""
    return {**inputs, "U_f": 0.25 * inputs["U_f"], "U_b": 0.25 * inputs["U_b"]}


def layer(torch: ModuleType, weights: dict[str, Any]) -> Any:
    """PyTorch's layer with our weights, which have its layout."""
    H, D = weights["W_f"].shape
    module = torch.nn.RNN(D, H, bias=False, bidirectional=True, batch_first=True, dtype=torch.float64)
    with torch.no_grad():
        for name, theirs in WEIGHTS.items():
            getattr(module, theirs).copy_(weights[name])
    return module


def _rnn_layer(torch: ModuleType, xs: Any, V: Any, **weights: Any) -> Any:
    return torch.nn.functional.linear(layer(torch, weights)(xs)[0], V)


def _last(torch: ModuleType, xs: Any, **weights: Any) -> Any:
    """PyTorch's h_n: the forward direction's last state, then the backward direction's."""
    _, (forward, backward) = layer(torch, weights)(xs)
    return torch.cat([forward, backward], dim=1)


def _autograd(torch: ModuleType, xs: Any, dhs: Any, **weights: Any) -> Any:
    module = layer(torch, weights)
    xs.requires_grad_()
    module(xs)[0].backward(dhs)
    return xs.grad, *(getattr(module, theirs).grad for theirs in WEIGHTS.values())


def _differences(**inputs: Any) -> Any:
    """Of the outputs that V = identity makes: the joined states themselves."""
    dhs = inputs.pop("dhs")
    V = np.eye(dhs.shape[2])
    return gradients(
        lambda given: float((birnn.bidirectional_rnn_net(**given, V=V) * dhs).sum()), inputs, ["xs", *WEIGHTS]
    )


ORACLES = (
    Oracle("birnn.bidirectional_rnn_net", "torch.nn.RNN, bidirectional", _rnn_layer),
    Oracle("birnn.last_states", "h_n of torch.nn.RNN, bidirectional", _last),
    Oracle("birnn.bidirectional_backward", "autograd through torch.nn.RNN, bidirectional", _autograd),
    Oracle("birnn.bidirectional_backward", "central differences", _differences, mild, needs_torch=False),
)
