"""Oracles of reference_impls/activations.py."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
from references.oracles.base import Oracle
from references.oracles.differences import gradients

from reference_impls import activations


def _sigmoid(torch: ModuleType, x: Any) -> Any:
    return torch.sigmoid(x)


def _relu(torch: ModuleType, x: Any) -> Any:
    return torch.nn.functional.relu(x)


def _slopes(torch: ModuleType, function: Callable[[Any], Any], x: Any) -> Any:
    """The derivative of an elementwise function, by autograd."""
    x.requires_grad_()
    (slopes,) = torch.autograd.grad(function(x).sum(), x)
    return slopes


def _sigmoid_derivative(torch: ModuleType, x: Any) -> Any:
    return _slopes(torch, torch.sigmoid, x)


def _sigmoid_derivative_differences(x: np.ndarray) -> np.ndarray:
    return gradients(lambda inputs: float(activations.sigmoid(inputs["x"]).sum()), {"x": x}, ["x"])[0]


def _backward(torch: ModuleType, function: Callable[[Any], Any], x: Any, dy: Any) -> Any:
    x.requires_grad_()
    function(x).backward(dy)
    return x.grad


def _sigmoid_backward(torch: ModuleType, x: Any, dy: Any) -> Any:
    return _backward(torch, torch.nn.Sigmoid(), x, dy)


def _tanh_backward(torch: ModuleType, x: Any, dy: Any) -> Any:
    return _backward(torch, torch.nn.Tanh(), x, dy)


def _relu_backward(torch: ModuleType, x: Any, dy: Any) -> Any:
    return _backward(torch, torch.nn.ReLU(), x, dy)


def _by_differences(forward: Callable[[np.ndarray], np.ndarray], x: np.ndarray, dy: np.ndarray) -> np.ndarray:
    return gradients(lambda inputs: float(np.sum(forward(inputs["x"]) * dy)), {"x": x}, ["x"])[0]


def _sigmoid_backward_differences(x: np.ndarray, dy: np.ndarray) -> np.ndarray:
    return _by_differences(activations.sigmoid, x, dy)


def _tanh_backward_differences(x: np.ndarray, dy: np.ndarray) -> np.ndarray:
    return _by_differences(lambda x: activations.tanh_and_derivative(x)[0], x, dy)


def _relu_backward_differences(x: np.ndarray, dy: np.ndarray) -> np.ndarray:
    return _by_differences(activations.relu, x, dy)


def _off_the_kink(inputs: dict[str, Any]) -> dict[str, Any]:
    """ReLU has no derivative at 0, so the inputs keep 0.1 away from it."""
    x = inputs["x"]
    return inputs | {"x": x + np.where(x >= 0, 0.1, -0.1)}


def _steepest_point(torch: ModuleType, w: Any, b: Any) -> tuple[Any, Any]:
    """The place from the inverse of the sigmoid at 1/2, the slope by autograd."""
    place = (torch.logit(torch.full_like(w, 0.5)) - b) / w
    return place, _slopes(torch, lambda x: torch.sigmoid(w * x + b), place.clone())


def _steepest_point_bisected(w: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The place where the neuron crosses 1/2, by bisection; the slope by differences."""

    def neuron(x: np.ndarray) -> np.ndarray:
        return activations.sigmoid(w * x + b)

    low, high = np.full_like(w, -100.0), np.full_like(w, 100.0)
    for _ in range(100):
        middle = (low + high) / 2
        above = neuron(middle) > 0.5
        low, high = np.where(above, low, middle), np.where(above, middle, high)
    place = (low + high) / 2
    step = 4e-3 / w  # the same in w x + b for every neuron
    weights = {1: 3 / 4, 2: -3 / 20, 3: 1 / 60}
    slope = sum(c * (neuron(place + k * step) - neuron(place - k * step)) for k, c in weights.items()) / step
    return place, slope


def _tanh_and_derivative(torch: ModuleType, x: Any) -> tuple[Any, Any]:
    return torch.tanh(x), _slopes(torch, torch.tanh, x.clone())


def _tanh_and_derivative_differences(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return np.tanh(x), gradients(lambda inputs: float(np.tanh(inputs["x"]).sum()), {"x": x}, ["x"])[0]


ORACLES = (
    Oracle("activations.sigmoid", "torch.sigmoid", _sigmoid),
    Oracle("activations.sigmoid_derivative", "autograd through torch.sigmoid", _sigmoid_derivative),
    Oracle(
        "activations.sigmoid_derivative",
        "central differences",
        _sigmoid_derivative_differences,
        needs_torch=False,
    ),
    Oracle("activations.sigmoid_backward", "autograd through torch.nn.Sigmoid", _sigmoid_backward),
    Oracle("activations.sigmoid_backward", "central differences", _sigmoid_backward_differences, needs_torch=False),
    Oracle("activations.steepest_point", "torch.logit and autograd", _steepest_point),
    Oracle("activations.steepest_point", "bisection and differences", _steepest_point_bisected, needs_torch=False),
    Oracle("activations.tanh_and_derivative", "torch.tanh and autograd", _tanh_and_derivative),
    Oracle(
        "activations.tanh_and_derivative",
        "np.tanh and central differences",
        _tanh_and_derivative_differences,
        needs_torch=False,
    ),
    Oracle("activations.tanh_backward", "autograd through torch.nn.Tanh", _tanh_backward),
    Oracle("activations.tanh_backward", "central differences", _tanh_backward_differences, needs_torch=False),
    Oracle("activations.relu", "torch.nn.functional.relu", _relu),
    Oracle("activations.relu_backward", "autograd through torch.nn.ReLU", _relu_backward),
    Oracle(
        "activations.relu_backward",
        "central differences, off the kink",
        _relu_backward_differences,
        prepare=_off_the_kink,
        needs_torch=False,
    ),
)
