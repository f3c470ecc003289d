"""Oracles of reference_impls/encoder.py."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np
from references.oracles.base import Oracle
from references.oracles.differences import gradients

from reference_impls import encoder as ours


def layer(torch: ModuleType, vectors: Any, W: Any, U: Any, b: Any, *, both: bool = False) -> Any:
    """PyTorch's RNN over word vectors, batch first, from a zero state: (states, last states)."""
    rnn = torch.nn.RNN(W.shape[1], W.shape[0], batch_first=True, bidirectional=both, dtype=torch.float64)
    there = {"weight_ih_l0": W, "weight_hh_l0": U, "bias_ih_l0": b, "bias_hh_l0": torch.zeros_like(b)}
    back = {f"{name}_reverse": value for name, value in there.items()} if both else {}
    return torch.func.functional_call(rnn, {**there, **back}, (vectors,))


def _encode(torch: ModuleType, words: Any, E: Any, W: Any, U: Any, b: Any) -> Any:
    vectors = torch.nn.functional.embedding(words.argmax(dim=1), E.T)
    return layer(torch, vectors[None], W, U, b)[1][0, 0]


def _encode_ids(torch: ModuleType, ids: Any, E: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return layer(torch, torch.nn.functional.embedding(ids, E), Wx.T, Wh.T, b)[0]


def _encode_reversed(torch: ModuleType, ids: Any, E: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    vectors = torch.nn.functional.embedding(ids, E)
    return layer(torch, vectors, Wx.T, Wh.T, b, both=True)[1][1]  # the last state of the way back


def _autograd(torch: ModuleType, dh: Any, ids: Any, E: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    wanted = [value.requires_grad_() for value in (E, Wx, Wh, b)]
    last = layer(torch, torch.nn.functional.embedding(ids, E), Wx.T, Wh.T, b)[1][0]
    return torch.autograd.grad(last, wanted, dh)


def _differences(dh: Any, **inputs: Any) -> Any:
    def loss(i: dict[str, Any]) -> float:
        return float(np.sum(dh * ours.encode_ids(**i)[:, -1]))

    return gradients(loss, inputs, ("E", "Wx", "Wh", "b"))


def _smaller(inputs: dict[str, Any]) -> dict[str, Any]:
    # Central differences are exact to 1e-10 only where the function bends little.
    return {name: value if name in ("dh", "ids") else 0.2 * value for name, value in inputs.items()}


ORACLES = (
    Oracle("encoder.encode", "torch.nn.functional.embedding and torch.nn.RNN", _encode),
    Oracle("encoder.encode_ids", "torch.nn.functional.embedding and torch.nn.RNN", _encode_ids),
    Oracle("encoder.encode_reversed", "the way back of a bidirectional torch.nn.RNN", _encode_reversed),
    Oracle("encoder.encode_backward", "PyTorch's autograd", _autograd),
    Oracle("encoder.encode_backward", "central differences", _differences, _smaller, needs_torch=False),
)
