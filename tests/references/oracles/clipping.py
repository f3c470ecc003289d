"""Oracles of reference_impls/clipping.py."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from references.oracles.base import Oracle

ADDED = 1e-6  # by clip_grad_norm_ to the norm


def clipped_by(torch: ModuleType, clip: Callable[..., Any], grads: tuple[Any, ...], threshold: float) -> list[Any]:
    """Gradients after one of PyTorch's functions that clip them in place."""
    parameters = [torch.nn.Parameter(torch.zeros_like(grad)) for grad in grads]
    for parameter, grad in zip(parameters, grads, strict=True):
        parameter.grad = grad.clone()
    clip(parameters, threshold)
    return [parameter.grad for parameter in parameters]


def _by_norm(torch: ModuleType, grads: tuple[Any, ...], threshold: float) -> tuple[Any, ...]:
    """clip_grad_norm_, whose rate is threshold / (norm + 1e-6), with the 1e-6 taken out again."""
    clipped = clipped_by(torch, torch.nn.utils.clip_grad_norm_, grads, threshold)
    norm = torch.linalg.vector_norm(torch.cat([grad.flatten() for grad in grads])).item()
    factor = (norm + ADDED) / norm if norm > threshold else 1.0
    return tuple(factor * grad for grad in clipped)


def _gradient_clipping(torch: ModuleType, grad: Any, threshold: float) -> Any:
    return _by_norm(torch, (grad,), threshold)[0]


def _clip_by_global_norm(torch: ModuleType, dWx: Any, dWh: Any, db: Any, threshold: float) -> tuple[Any, ...]:
    return _by_norm(torch, (dWx, dWh, db), threshold)


def _clip_elements(torch: ModuleType, grad: Any, threshold: float) -> Any:
    return clipped_by(torch, torch.nn.utils.clip_grad_value_, (grad,), threshold)[0]


def _clipping_cosines(torch: ModuleType, grad: Any, threshold: float) -> tuple[Any, Any]:
    (by_element,) = clipped_by(torch, torch.nn.utils.clip_grad_value_, (grad,), threshold)
    similarity = torch.nn.functional.cosine_similarity(grad.flatten(), by_element.flatten(), dim=0)
    return torch.ones((), dtype=grad.dtype), similarity


ORACLES = (
    Oracle("clipping.gradient_clipping", "torch.nn.utils.clip_grad_norm_, its 1e-6 taken out", _gradient_clipping),
    Oracle("clipping.clip_elements", "torch.nn.utils.clip_grad_value_", _clip_elements),
    Oracle(
        "clipping.clip_by_global_norm",
        "torch.nn.utils.clip_grad_norm_ of three parameters, its 1e-6 taken out",
        _clip_by_global_norm,
    ),
    Oracle("clipping.clipping_cosines", "torch.nn.functional.cosine_similarity", _clipping_cosines),
)
