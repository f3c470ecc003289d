"""Attention against PyTorch's fused scaled_dot_product_attention, and its gradients against autograd."""

from types import ModuleType
from typing import Any

import numpy as np
from references.oracles.base import Oracle
from references.oracles.differences import gradients

from reference_impls import attention


def _softmax(torch: ModuleType, x: Any) -> Any:
    return torch.nn.functional.softmax(x, dim=2)


def _softmax_autograd(torch: ModuleType, x: Any, dy: Any) -> Any:
    x.requires_grad_()
    (dx,) = torch.autograd.grad(torch.nn.functional.softmax(x, dim=2), [x], [dy])
    return dx


def _softmax_differences(x: np.ndarray, dy: np.ndarray) -> tuple[np.ndarray, ...]:
    return gradients(lambda moved: np.sum(attention.softmax(moved["x"]) * dy), {"x": x}, ["x"])


def _unscaled(torch: ModuleType, Q: Any, K: Any, V: Any) -> Any:
    return torch.nn.functional.scaled_dot_product_attention(Q, K, V, scale=1.0)


def _scaled(torch: ModuleType, Q: Any, K: Any, V: Any) -> Any:
    return torch.nn.functional.scaled_dot_product_attention(Q, K, V)


def _attn_mask(torch: ModuleType, Q: Any, K: Any, V: Any, mask: Any) -> Any:
    return torch.nn.functional.scaled_dot_product_attention(Q, K, V, attn_mask=mask)


def _is_causal(torch: ModuleType, Q: Any, K: Any, V: Any) -> Any:
    return torch.nn.functional.scaled_dot_product_attention(Q, K, V, is_causal=True)


def _cross(torch: ModuleType, x: Any, memory: Any, Wq: Any, Wk: Any, Wv: Any) -> Any:
    linear = torch.nn.functional.linear  # whose weights have one row for each output
    Q, K, V = linear(x, Wq.T), linear(memory, Wk.T), linear(memory, Wv.T)
    return torch.nn.functional.scaled_dot_product_attention(Q, K, V)


def _scaled_autograd(torch: ModuleType, Q: Any, K: Any, V: Any, dout: Any) -> Any:
    inputs = [tensor.requires_grad_() for tensor in (Q, K, V)]
    return torch.autograd.grad(torch.nn.functional.scaled_dot_product_attention(*inputs), inputs, [dout])


def _scaled_differences(**inputs: np.ndarray) -> tuple[np.ndarray, ...]:
    def loss(moved: dict[str, np.ndarray]) -> float:
        output = attention.scaled_dot_product_attention(moved["Q"], moved["K"], moved["V"])
        return float(np.sum(output * moved["dout"]))

    return gradients(loss, inputs, ["Q", "K", "V"])


_BACKWARD = "attention.scaled_dot_product_attention_backward"
_FUSED = "torch.nn.functional.scaled_dot_product_attention"
_DIFFERENCES = "central differences of the forward pass"
ORACLES = (
    Oracle("attention.softmax", "torch.nn.functional.softmax", _softmax),
    Oracle("attention.softmax_backward", "autograd through torch.nn.functional.softmax", _softmax_autograd),
    Oracle("attention.softmax_backward", _DIFFERENCES, _softmax_differences, needs_torch=False),
    Oracle("attention.dot_product_attention", f"{_FUSED} with scale=1", _unscaled),
    Oracle("attention.scaled_dot_product_attention", _FUSED, _scaled),
    Oracle("attention.masked_attention", f"{_FUSED} with attn_mask", _attn_mask),
    Oracle("attention.causal_attention", f"{_FUSED} with is_causal", _is_causal),
    Oracle("attention.cross_attention", f"torch.nn.functional.linear and {_FUSED}", _cross),
    Oracle(_BACKWARD, f"autograd through {_FUSED}", _scaled_autograd),
    Oracle(_BACKWARD, _DIFFERENCES, _scaled_differences, needs_torch=False),
)
