"""Oracles of reference_impls/gradient_flow.py."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np
from references.oracles.base import Oracle
from references.oracles.differences import gradients

from reference_impls import gradient_flow


def _loop_gradients(torch: ModuleType, w: float, x: Any) -> tuple[Any, Any]:
    x.requires_grad_()
    c = torch.zeros((), dtype=x.dtype)
    for step in x.unbind():
        c = torch.addcmul(step, c, torch.tensor(w, dtype=x.dtype))
    return c, torch.autograd.grad(c, x)[0]


def _more_steps(inputs: dict[str, Any]) -> dict[str, Any]:
    """Three times as many steps: with the few that are drawn, a power of w is hardly one."""
    x = inputs["x"]
    return inputs | {"x": np.concatenate([x, 1 - x, 2 * x])}


def _loop_gradients_differences(w: float, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The last state as a polynomial in w, its gradients by differences of the reference's own state."""
    (slopes,) = gradients(lambda inputs: float(gradient_flow.loop_gradients(**inputs)[0]), {"w": w, "x": x}, ["x"])
    return np.polyval(x, w), slopes


def _cell_gradients(torch: ModuleType, dcs: Any, f: Any) -> tuple[Any, Any]:
    """The loss is the sum of dcs_t * c_t; autograd keeps the gradient of every c_t."""
    generator = torch.Generator().manual_seed(0)
    start = torch.randn(f.shape[1:], generator=generator, dtype=f.dtype, requires_grad=True)
    cells = [start]
    for gate in f.unbind():
        cell = gate * cells[-1] + torch.randn(gate.shape, generator=generator, dtype=f.dtype)
        cell.retain_grad()
        cells.append(cell)
    torch.einsum("tnh,tnh->", dcs, torch.stack(cells[1:])).backward()
    return torch.stack([cell.grad for cell in cells[1:]]), start.grad


def _cell_gradients_differences(dcs: np.ndarray, f: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What is added to c_t has c_t's gradient."""

    def loss(inputs: dict[str, Any]) -> float:
        c, total = inputs["start"], 0.0
        for t in range(len(f)):
            c = f[t] * c + inputs["added"][t]
            total += float(np.sum(dcs[t] * c))
        return total

    point = {"added": np.zeros_like(dcs), "start": np.zeros_like(dcs[0])}
    added, start = gradients(loss, point, ["added", "start"])
    return added, start


def _jacobian_norms(torch: ModuleType, v: Any, h: Any, U: Any) -> Any:
    """The Jacobians by autograd through RNNCell, whose input weight is the identity."""
    H = h.shape[0]
    cell = torch.nn.RNNCell(H, H, bias=False, dtype=v.dtype)
    with torch.no_grad():
        cell.weight_ih.copy_(torch.eye(H))
        cell.weight_hh.copy_(U)

    def states(start: Any) -> Any:
        found = []
        for step in v.unbind():
            start = cell(step[None], start[None])[0]
            found.append(start)
        return torch.stack(found)  # (T, H)

    return torch.linalg.matrix_norm(torch.autograd.functional.jacobian(states, h))  # of (T, H, H)


def _jacobian_norms_differences(v: np.ndarray, h: np.ndarray, U: np.ndarray) -> np.ndarray:
    def state(start: np.ndarray, t: int) -> np.ndarray:
        for step in v[: t + 1]:
            start = np.tanh(step + np.einsum("ij,j->i", U, start))
        return start

    norms = []
    for t in range(len(v)):
        rows = [gradients(lambda x, t=t, i=i: float(state(x["h"], t)[i]), {"h": h}, ["h"])[0] for i in range(len(h))]
        norms.append(np.linalg.norm(rows))
    return np.array(norms)


def _smoother(inputs: dict[str, Any]) -> dict[str, Any]:
    """Half of U: the higher derivatives, which limit the differences, are smaller."""
    return inputs | {"U": inputs["U"] / 2}


def _sigmoid_chain(torch: ModuleType, x: Any, w: Any, b: Any) -> tuple[Any, Any, Any]:
    """Autograd; the bound is the gradient of a chain of the same weights that is steepest in every layer."""

    def run(x: Any, b: Any) -> tuple[Any, Any]:
        x = x.clone().requires_grad_()
        y = x
        for weight, bias in zip(w.unbind(), b.unbind(), strict=True):
            y = torch.sigmoid(torch.add(bias, y, alpha=weight.item()))
        return y.detach(), torch.autograd.grad(y.sum(), x)[0]

    halves = torch.full_like(w, 0.5)
    halves[0] = 0
    _, steepest = run(torch.zeros_like(x[:1]), -w * halves)  # every layer's output is 1/2
    return *run(x, b), steepest.abs()[0]


def _sigmoid_chain_differences(
    x: np.ndarray, w: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The outputs by way of tanh, the gradient by differences of the reference's, the bound by logarithms."""
    y = x
    for weight, bias in zip(w, b, strict=True):
        y = 0.5 + 0.5 * np.tanh((weight * y + bias) / 2)
    point = {"x": x, "w": w, "b": b}
    (slopes,) = gradients(lambda inputs: float(gradient_flow.sigmoid_chain(**inputs)[0].sum()), point, ["x"])
    return y, slopes, np.exp(np.sum(np.log(np.abs(w))) - len(w) * np.log(4))


ORACLES = (
    Oracle("gradient_flow.loop_gradients", "autograd through the loop", _loop_gradients, prepare=_more_steps),
    Oracle(
        "gradient_flow.loop_gradients",
        "np.polyval and central differences",
        _loop_gradients_differences,
        prepare=_more_steps,
        needs_torch=False,
    ),
    Oracle("gradient_flow.cell_gradients", "autograd through the cells", _cell_gradients),
    Oracle("gradient_flow.cell_gradients", "central differences", _cell_gradients_differences, needs_torch=False),
    Oracle("gradient_flow.jacobian_norms", "autograd through torch.nn.RNNCell", _jacobian_norms),
    Oracle(
        "gradient_flow.jacobian_norms",
        "central differences, with U halved",
        _jacobian_norms_differences,
        prepare=_smoother,
        needs_torch=False,
    ),
    Oracle("gradient_flow.sigmoid_chain", "autograd; the bound at its steepest chain", _sigmoid_chain),
    Oracle(
        "gradient_flow.sigmoid_chain",
        "np.tanh, central differences and logarithms",
        _sigmoid_chain_differences,
        needs_torch=False,
    ),
)
