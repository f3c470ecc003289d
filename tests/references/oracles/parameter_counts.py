"""Counts of parameters, held against the sum of p.numel() over the parameters of PyTorch's layers.

PyTorch's layers have two biases for each block; ours have one, unless their name says two: bias_hh is left out.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from references.oracles.base import Oracle

from exam_drill import catalogue
from exam_drill.domain import parse_size


def numel(layer: Any, biases: int = 1) -> int:
    """The number of parameters of a recurrent layer, with its two biases for each block or with one of them."""
    return sum(p.numel() for name, p in layer.named_parameters() if biases == 2 or not name.startswith("bias_hh"))


def _rnn(torch: Any, D: int, H: int) -> int:
    return numel(torch.nn.RNN(D, H))


def _lstm(torch: Any, D: int, H: int) -> int:
    return numel(torch.nn.LSTM(D, H))


def _gru(torch: Any, D: int, H: int) -> int:
    return numel(torch.nn.GRU(D, H))


def _all(torch: Any, D: int, H: int) -> tuple[int, int, int]:
    return _rnn(torch, D, H), _gru(torch, D, H), _lstm(torch, D, H)


def _lstm_two(torch: Any, D: int, H: int) -> int:
    return numel(torch.nn.LSTM(D, H), biases=2)


def _gru_two(torch: Any, D: int, H: int) -> int:
    return numel(torch.nn.GRU(D, H), biases=2)


def _peephole(torch: Any, D: int, H: int) -> int:
    peepholes = [torch.nn.Parameter(torch.zeros(H)) for _ in "ifo"]
    return _lstm(torch, D, H) + sum(p.numel() for p in peepholes)


def _declared(D: int, H: int) -> int:
    inputs = catalogue.declarations("peephole_lstm").inputs["peephole_lstm"]
    learned = [text for name, text in inputs.items() if name not in ("x", "h_prev", "c_prev")]
    return sum(int(np.prod([parse_size(size).evaluate({"D": D, "H": H}) for size in text.split()])) for text in learned)


ORACLES = (
    Oracle("parameter_counts.rnn_parameters", "torch.nn.RNN without bias_hh", _rnn),
    Oracle("parameter_counts.lstm_parameters", "torch.nn.LSTM without bias_hh", _lstm),
    Oracle("parameter_counts.gru_parameters", "torch.nn.GRU without bias_hh", _gru),
    Oracle("parameter_counts.recurrent_parameters", "torch.nn.RNN, GRU and LSTM without bias_hh", _all),
    Oracle("parameter_counts.lstm_parameters_two_biases", "torch.nn.LSTM", _lstm_two),
    Oracle("parameter_counts.gru_parameters_two_biases", "torch.nn.GRU", _gru_two),
    Oracle("parameter_counts.peephole_lstm_parameters", "torch.nn.LSTM without bias_hh, and three vectors", _peephole),
    Oracle(
        "parameter_counts.peephole_lstm_parameters",
        "the sizes of the weights that peephole_lstm.peephole_lstm declares",
        _declared,
        needs_torch=False,
    ),
)
