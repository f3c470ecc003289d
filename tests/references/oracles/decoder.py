"""Oracles of reference_impls/decoder.py."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from references.oracles.base import Oracle


def _logits(torch: ModuleType, c: Any, fed: Any, E: Any, Wx: Any, Wh: Any, b: Any, Wo: Any, bo: Any) -> Any:
    """What PyTorch's RNN and Linear make of the words `fed`, from the state c."""
    vectors = torch.nn.functional.embedding(fed, E)
    rnn = torch.nn.RNN(Wx.shape[0], Wx.shape[1], batch_first=True, dtype=torch.float64)
    weights = {"weight_ih_l0": Wx.T, "weight_hh_l0": Wh.T, "bias_ih_l0": torch.zeros_like(b), "bias_hh_l0": b}
    states, _ = torch.func.functional_call(rnn, weights, (vectors, c[None].contiguous()))
    return torch.nn.functional.linear(states, Wo.T, bo)


def _after_bos(torch: ModuleType, targets: Any, bos: int) -> Any:
    """The targets one step later, with the start token before them."""
    return torch.nn.functional.pad(targets, (1, 0), value=bos)[:, : targets.shape[1]]


def _decode(torch: ModuleType, hs: Any, targets: Any, bos: int, **weights: Any) -> Any:
    fed = _after_bos(torch, targets, bos)
    return torch.softmax(_logits(torch, hs[:, -1], fed, **weights), dim=2)


def _greedy(torch: ModuleType, hs: Any, bos: int, steps: int, **weights: Any) -> Any:
    # Every step begins again from the encoder's state and reads all words so far.
    words = torch.full((hs.shape[0], 1), bos)
    while words.shape[1] <= steps:
        best = _logits(torch, hs[:, -1], words, **weights)[:, -1].topk(1, dim=1).indices
        words = torch.cat([words, best], dim=1)
    return words[:, 1:]


def _peeky(
    torch: ModuleType, hs: Any, targets: Any, bos: int, E: Any, Wx: Any, Wh: Any, b: Any, Wo: Any, bo: Any
) -> Any:
    # What c adds is the same at every step: a bias of each sample.
    c, D, H = hs[:, -1], E.shape[1], Wh.shape[0]
    h, logits = c, []
    for word in _after_bos(torch, targets, bos).unbind(1):
        onehot = torch.nn.functional.one_hot(word, E.shape[0]).double()
        h = torch.tanh(onehot @ (E @ Wx[:D]) + c @ Wx[D:] + h @ Wh + b)
        logits.append(h @ Wo[:H] + c @ Wo[H:] + bo)
    return torch.softmax(torch.stack(logits, dim=1), dim=2)


def _loss(torch: ModuleType, hs: Any, sentence: Any, **weights: Any) -> Any:
    logits = _logits(torch, hs[:, -1], sentence[:, :-1], **weights)
    return torch.nn.functional.cross_entropy(logits.flatten(0, 1), sentence[:, 1:].flatten())


ORACLES = (
    Oracle("decoder.decode", "torch.nn.RNN, torch.nn.functional.linear and torch.softmax", _decode),
    Oracle("decoder.decode_greedy", "torch.nn.RNN over all words so far, anew at every step", _greedy),
    Oracle("decoder.decode_peeky", "one-hot products with the weights of word, state and context apart", _peeky),
    Oracle("decoder.decoder_loss", "torch.nn.RNN and torch.nn.functional.cross_entropy", _loss),
)
