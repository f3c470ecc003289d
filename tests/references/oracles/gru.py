"""Oracles of reference_impls/gru.py."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np
from references.oracles.base import Oracle
from references.oracles.differences import gradients

from reference_impls import gru as ours

WEIGHTS = ("Wr", "Ur", "Wz", "Uz", "Wh", "Uh")


def grucell(torch: ModuleType, x: Any, h: Any, Wr: Any, Ur: Any, Wz: Any, Uz: Any, Wh: Any, Uh: Any) -> Any:
    """PyTorch's GRUCell as it is, its blocks in its order r, z, n and no bias."""
    zero = torch.zeros(3 * h.shape[1], dtype=torch.float64)
    return _cell(torch, x, h, torch.cat([Wr, Wz, Wh]), torch.cat([Ur, Uz, Uh]), zero, zero)


def _cell(torch: ModuleType, x: Any, h: Any, W: Any, U: Any, bW: Any, bU: Any) -> Any:
    cell = torch.nn.GRUCell(x.shape[1], h.shape[1], dtype=torch.float64)
    return torch.func.functional_call(cell, {"weight_ih": W, "weight_hh": U, "bias_ih": bW, "bias_hh": bU}, (x, h))


def equations(torch: ModuleType, x: Any, h: Any, Wr: Any, Ur: Any, Wz: Any, Uz: Any, Wh: Any, Uh: Any) -> Any:
    """The step in PyTorch's functions, one product with [x, h] for each gate."""
    linear = torch.nn.functional.linear
    both = torch.cat([x, h], dim=1)
    r = torch.sigmoid(linear(both, torch.cat([Wr, Ur], dim=1)))
    z = torch.sigmoid(linear(both, torch.cat([Wz, Uz], dim=1)))
    reset = torch.cat([x, r * h], dim=1)
    return torch.lerp(h, torch.tanh(linear(reset, torch.cat([Wh, Uh], dim=1))), z)


def _turned_cell(torch: ModuleType, x: Any, h: Any, Wr: Any, Ur: Any, Wz: Any, Uz: Any, Wh: Any, Uh: Any) -> Any:
    # sigmoid(-a) = 1 - sigmoid(a): its z, the share of the old state, becomes ours.
    return grucell(torch, x, h, Wr, Ur, -Wz, -Uz, Wh, Uh)


def _diagonal(inputs: dict[str, Any]) -> dict[str, Any]:
    # With a diagonal Uh it does not matter on which side of it r acts.
    return {**inputs, "Uh": np.diag(np.diag(inputs["Uh"]))}


def _series(torch: ModuleType, xs: Any, h: Any, *, Uh: Any, **weights: Any) -> Any:
    states = [h]
    for x in xs.unbind(1):
        states.append(equations(torch, x, states[-1], Uh=Uh, **weights))
    return torch.stack(states[1:], dim=1)


def _turned_layer(torch: ModuleType, xs: Any, h: Any, Wr: Any, Ur: Any, Wz: Any, Uz: Any, Wh: Any, Uh: Any) -> Any:
    layer = torch.nn.GRU(xs.shape[2], h.shape[1], bias=False, batch_first=True, dtype=torch.float64)
    weights = {"weight_ih_l0": torch.cat([Wr, -Wz, Wh]), "weight_hh_l0": torch.cat([Ur, -Uz, Uh])}
    hs, _ = torch.func.functional_call(layer, weights, (xs, h[None]))
    return hs


def _update_autograd(torch: ModuleType, dh_new: Any, h: Any, z: Any, h_bar: Any) -> Any:
    wanted = [value.requires_grad_() for value in (z, h_bar, h)]
    return torch.autograd.grad(torch.lerp(h, h_bar, z), wanted, dh_new)


def _update_differences(**inputs: Any) -> Any:
    def loss(i: dict[str, Any]) -> float:
        return float(np.sum(i["dh_new"] * ((1 - i["z"]) * i["h"] + i["z"] * i["h_bar"])))

    return gradients(loss, inputs, ("z", "h_bar", "h"))


def _autograd(torch: ModuleType, dh_new: Any, **inputs: Any) -> Any:
    wanted = [value.requires_grad_() for value in inputs.values()]
    return torch.autograd.grad(equations(torch, **inputs), wanted, dh_new)


def _differences(dh_new: Any, **inputs: Any) -> Any:
    return gradients(lambda i: float(np.sum(dh_new * ours.gru(**i))), inputs, tuple(inputs))


def _smaller(inputs: dict[str, Any]) -> dict[str, Any]:
    # Central differences are exact to 1e-10 only where the function bends little.
    return {name: value if name == "dh_new" else 0.4 * value for name, value in inputs.items()}


ORACLES = (
    Oracle("gru.gru", "the equations in torch.nn.functional, one product for [x, h]", equations),
    Oracle("gru.gru", "torch.nn.GRUCell, update gate turned round, where Uh is diagonal", _turned_cell, _diagonal),
    Oracle("gru.gru_series", "the equations in torch.nn.functional, step by step", _series),
    Oracle("gru.gru_series", "torch.nn.GRU, update gate turned round, where Uh is diagonal", _turned_layer, _diagonal),
    Oracle("gru.gru_update_backward", "PyTorch's autograd", _update_autograd),
    Oracle("gru.gru_update_backward", "central differences", _update_differences, needs_torch=False),
    Oracle("gru.gru_backward", "PyTorch's autograd", _autograd),
    Oracle("gru.gru_backward", "central differences", _differences, _smaller, needs_torch=False),
    Oracle("gru.gru_reset_after", "torch.nn.GRUCell", _cell),
)
