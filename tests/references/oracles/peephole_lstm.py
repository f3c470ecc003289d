"""The LSTM with peepholes, which PyTorch does not have: two LSTMCells that read the cell as if it were an input.

[x, c_prev] ─▶ LSTMCell 1, c_prev as its cell ─▶ c_next        the input's weights diag(p_i), diag(p_f)
[x, c_next] ─▶ LSTMCell 2, c_next as its cell ─▶ h_next        diag(p_o); i shut and f open, so it keeps c_next
"""

from __future__ import annotations

from typing import Any

from references.oracles.base import Oracle
from references.oracles.lstm import cell

SHUT = 1e3  # sigmoid(-1e3) is 0 and sigmoid(1e3) is 1, both exactly in float64


def _two_cells(
    torch: Any, x: Any, h_prev: Any, c_prev: Any, weight: Any, bias: Any, p_i: Any, p_f: Any, p_o: Any
) -> Any:
    D, none = x.shape[1], torch.zeros_like(p_i)
    size = D + len(p_i)

    def widened(*peepholes: Any) -> Any:  # rows for the cell, between those of x and of h_prev
        return torch.cat([weight[:D], torch.cat([torch.diag(p) for p in peepholes], dim=1), weight[D:]])

    old = cell(torch, size, widened(p_i, p_f, none, none), bias)
    _, c_next = old(torch.cat([x, c_prev], dim=1), (h_prev, c_prev))
    keep = bias + SHUT * torch.cat([none - 1, none + 1, none, none])
    columns = widened(none, none, p_o, none)
    columns[:, : 2 * len(p_i)] = 0
    new = cell(torch, size, columns, keep)
    h_next, kept = new(torch.cat([x, c_next], dim=1), (h_prev, c_next))
    assert torch.equal(kept, c_next)
    return h_next, c_next


def _without_peepholes(torch: Any, p_i: Any, p_f: Any, p_o: Any, **inputs: Any) -> Any:
    assert not any(p.any() for p in (p_i, p_f, p_o))
    x, h_prev, c_prev = inputs["x"], inputs["h_prev"], inputs["c_prev"]
    return cell(torch, x.shape[1], inputs["weight"], inputs["bias"])(x, (h_prev, c_prev))


def _none(inputs: dict[str, Any]) -> dict[str, Any]:
    return inputs | {name: 0 * inputs[name] for name in ("p_i", "p_f", "p_o")}


ORACLES = (
    Oracle(
        "peephole_lstm.peephole_lstm",
        "two torch.nn.LSTMCell, to which the old and the new cell are an input with diagonal weights",
        _two_cells,
    ),
    Oracle(
        "peephole_lstm.peephole_lstm",
        "torch.nn.LSTMCell, where all peepholes are zero",
        _without_peepholes,
        prepare=_none,
    ),
)
