"""The LSTM, held against PyTorch's LSTMCell and LSTM, whose blocks are i f g o (g is our a)."""

from __future__ import annotations

from typing import Any

from references.oracles.base import Oracle


def loaded(torch: Any, layer: Any, **weights: Any) -> Any:
    """A PyTorch layer in float64 with the named parameters set; those not named become zero."""
    layer = layer.double()
    assert weights.keys() <= dict(layer.named_parameters()).keys()
    with torch.no_grad():
        for name, parameter in layer.named_parameters():
            parameter.copy_(weights.get(name, torch.zeros_like(parameter)))
    return layer


def rows_ifgo(torch: Any, columns: Any) -> Any:
    """From our blocks i f o g, the last axis, to PyTorch's i f g o, the first one."""
    i, f, o, g = torch.chunk(columns.movedim(-1, 0), 4)
    return torch.cat([i, f, g, o])


def cell(torch: Any, size: int, weight: Any, bias: Any) -> Any:
    """An LSTMCell with our weight (D + H, 4H) and bias (4H,), where D is `size`."""
    layer = torch.nn.LSTMCell(size, len(bias) // 4)
    return loaded(
        torch,
        layer,
        weight_ih=rows_ifgo(torch, weight[:size]),
        weight_hh=rows_ifgo(torch, weight[size:]),
        bias_ih=rows_ifgo(torch, bias),
    )


def _lstm(torch: Any, x: Any, h_prev: Any, c_prev: Any, W: Any, U: Any, b: Any) -> Any:
    def ifgo(rows: Any) -> Any:  # ours are a i f o, and a is PyTorch's g
        a, i, f, o = torch.chunk(rows, 4)
        return torch.cat([i, f, a, o])

    layer = torch.nn.LSTMCell(x.shape[1], h_prev.shape[1])
    loaded(torch, layer, weight_ih=ifgo(W), weight_hh=ifgo(U), bias_ih=0.25 * ifgo(b), bias_hh=0.75 * ifgo(b))
    h, c = layer(x, (h_prev, c_prev))
    return c, h


def _lstm_cell(torch: Any, x: Any, h_prev: Any, c_prev: Any, weight: Any, bias: Any) -> Any:
    return cell(torch, x.shape[1], weight, bias)(x, (h_prev, c_prev))


def _time_lstm(torch: Any, xs: Any, h: Any, c: Any, weight: Any, bias: Any) -> Any:
    size = xs.shape[2]
    layer = loaded(
        torch,
        torch.nn.LSTM(size, h.shape[1], batch_first=True),
        weight_ih_l0=rows_ifgo(torch, weight[:size]),
        weight_hh_l0=rows_ifgo(torch, weight[size:]),
        bias_hh_l0=rows_ifgo(torch, bias),
    )
    hs, (_, c_last) = layer(xs, (h[None], c[None]))
    return hs, c_last[0]


ORACLES = (
    Oracle("lstm.lstm", "torch.nn.LSTMCell, blocks a i f o reordered to its i f g o", _lstm),
    Oracle("lstm.lstm_cell", "torch.nn.LSTMCell, blocks i f o g reordered to its i f g o", _lstm_cell),
    Oracle("lstm.time_lstm", "torch.nn.LSTM, batch_first, blocks reordered to its i f g o", _time_lstm),
)
