"""Oracles of reference_impls/in_place.py."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from references.oracles.base import Oracle


def _sgd(torch: ModuleType, xs: Any, ts: Any, W: Any, lr: float) -> tuple[Any, Any]:
    """torch.optim.SGD on nn.Linear, whose weight is our W.T, with the gradients reset before each update."""
    layer = torch.nn.Linear(*W.shape, bias=False, dtype=W.dtype)
    with torch.no_grad():
        layer.weight.copy_(W.T)
    optimizer = torch.optim.SGD(layer.parameters(), lr=lr)
    for x, t in zip(xs.unbind(), ts.unbind(), strict=True):
        optimizer.zero_grad()
        (torch.nn.functional.mse_loss(layer(x), t, reduction="sum") / (2 * len(x))).backward()
        optimizer.step()
    return layer.weight.T, layer.weight.grad.T


def _state_history(torch: ModuleType, v: Any, h: Any, Wh: Any) -> Any:
    """nn.RNN, whose recurrent weight is our Wh.T and whose input weight is the identity."""
    H = Wh.shape[0]
    layer = torch.nn.RNN(H, H, bias=False, dtype=v.dtype)
    with torch.no_grad():
        layer.weight_ih_l0.copy_(torch.eye(H))
        layer.weight_hh_l0.copy_(Wh.T)
    return layer(v, h[None])[0]


def _end_states(torch: ModuleType, hs: Any, ended: Any) -> tuple[Any, Any]:
    """Put together anew from the steps before the last one and the masked last one."""
    last = hs[:, -1].masked_fill(ended[:, None], 0)
    return last, torch.cat([hs[:, :-1], last[:, None]], dim=1)


ORACLES = (
    Oracle("in_place.sgd", "torch.optim.SGD on torch.nn.Linear", _sgd),
    Oracle("in_place.state_history", "torch.nn.RNN with an identity for its input weight", _state_history),
    Oracle("in_place.end_states", "masked_fill of the last step", _end_states),
)
