"""The tree flattened into a list of nodes, and torch.nn.Linear at each; autograd; central differences."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from references.oracles.base import Oracle
from references.oracles.differences import gradients

from reference_impls import recursive


def climb(torch: ModuleType, node: Any, layer: Any) -> Any:
    """The vector of a tree, without recursion: nodes are found from the root on and computed in the opposite order."""
    found, waiting = [], [node]
    while waiting:
        one = waiting.pop()
        found.append(one)
        if isinstance(one, dict):
            waiting += one["left"], one["right"]
    vectors: dict[int, Any] = {}
    for one in reversed(found):
        if isinstance(one, dict):
            children = [vectors[id(one["left"])], vectors[id(one["right"])]]
            vectors[id(one)] = layer(torch.cat(children)).tanh()
        else:
            vectors[id(one)] = one
    return vectors[id(node)]


def linear(torch: ModuleType, W: Any, b: Any) -> Any:
    """torch.nn.Linear with our weight and bias, which have its layout."""
    layer = torch.nn.Linear(W.shape[1], W.shape[0], dtype=torch.float64)
    with torch.no_grad():
        layer.weight.copy_(W)
        layer.bias.copy_(b)
    return layer


def _linear_nodes(torch: ModuleType, node: Any, W: Any, b: Any) -> Any:
    return climb(torch, node, linear(torch, W, b))


def _autograd(torch: ModuleType, node: Any, W: Any, b: Any, dv: Any) -> Any:
    layer = linear(torch, W, b)
    v = climb(torch, node, layer)
    if not v.requires_grad:  # a leaf
        return torch.zeros_like(W), torch.zeros_like(b)
    v.backward(dv)
    return layer.weight.grad, layer.bias.grad


def _differences(node: Any, W: Any, b: Any, dv: Any) -> Any:
    return gradients(
        lambda given: float(recursive.traverse(node, given["W"], given["b"]) @ dv), {"W": W, "b": b}, ["W", "b"]
    )


def mild(inputs: dict[str, Any]) -> dict[str, Any]:
    """A smaller weight, so that the vector of a deep tree is smooth."""
    return {**inputs, "W": 0.25 * inputs["W"]}


ORACLES = (
    Oracle("recursive.traverse", "torch.nn.Linear at every node, without recursion", _linear_nodes),
    Oracle("recursive.traverse_backward", "autograd through torch.nn.Linear at every node", _autograd),
    Oracle("recursive.traverse_backward", "central differences", _differences, mild, needs_torch=False),
)
