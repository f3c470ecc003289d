"""Additive attention against one linear layer on the joined vector [query, key], and against autograd."""

from types import ModuleType
from typing import Any

import numpy as np
from references.oracles.base import Oracle
from references.oracles.differences import gradients

from reference_impls import additive_attention as additive


def _joined(torch: ModuleType, query: Any, keys: Any, W: Any, U: Any, v: Any) -> Any:
    joined = torch.cat([query.unsqueeze(1).expand(-1, keys.shape[1], -1), keys], dim=2)  # (N, T, H + D)
    hidden = torch.tanh(torch.nn.functional.linear(joined, torch.cat([W, U], dim=1)))  # (N, T, A)
    return torch.nn.functional.linear(hidden, v.unsqueeze(0)).squeeze(2)


def _joined_context(torch: ModuleType, query: Any, keys: Any, W: Any, U: Any, v: Any) -> Any:
    weights = torch.nn.functional.softmax(_joined(torch, query, keys, W, U, v), dim=1)
    return _bmm(torch, keys, weights), weights


def _bmm(torch: ModuleType, keys: Any, weights: Any) -> Any:
    return torch.bmm(weights.unsqueeze(1), keys).squeeze(1)


def _bmm_autograd(torch: ModuleType, keys: Any, weights: Any, dcontext: Any) -> Any:
    inputs = [keys.requires_grad_(), weights.requires_grad_()]
    return torch.autograd.grad(_bmm(torch, keys, weights), inputs, [dcontext])


def _context_differences(**inputs: np.ndarray) -> tuple[np.ndarray, ...]:
    def loss(moved: dict[str, np.ndarray]) -> float:
        return float(np.sum(additive.weighted_sum(moved["keys"], moved["weights"]) * moved["dcontext"]))

    return gradients(loss, inputs, ["keys", "weights"])


def _joined_autograd(torch: ModuleType, query: Any, keys: Any, W: Any, U: Any, v: Any, dscores: Any) -> Any:
    inputs = [tensor.requires_grad_() for tensor in (query, keys, W, U, v)]
    return torch.autograd.grad(_joined(torch, *inputs), inputs, [dscores])


def _scores_differences(**inputs: np.ndarray) -> tuple[np.ndarray, ...]:
    names = ["query", "keys", "W", "U", "v"]

    def loss(moved: dict[str, np.ndarray]) -> float:
        return float(np.sum(additive.additive_scores(*(moved[name] for name in names)) * moved["dscores"]))

    return gradients(loss, inputs, names)


_JOINED = "torch.nn.functional.linear on the joined vector"
_DIFFERENCES = "central differences of the forward pass"
ORACLES = (
    Oracle("additive_attention.additive_scores", _JOINED, _joined),
    Oracle("additive_attention.additive_attention", f"{_JOINED}, softmax and torch.bmm", _joined_context),
    Oracle("additive_attention.weighted_sum", "torch.bmm", _bmm),
    Oracle("additive_attention.weighted_sum_backward", "autograd through torch.bmm", _bmm_autograd),
    Oracle("additive_attention.weighted_sum_backward", _DIFFERENCES, _context_differences, needs_torch=False),
    Oracle("additive_attention.additive_scores_backward", f"autograd through {_JOINED}", _joined_autograd),
    Oracle("additive_attention.additive_scores_backward", _DIFFERENCES, _scores_differences, needs_torch=False),
)
