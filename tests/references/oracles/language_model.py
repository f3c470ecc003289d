"""Mini-batches by itertools and by rolling the series; perplexity by PyTorch and by SciPy's geometric mean."""

from __future__ import annotations

from itertools import cycle, islice
from types import ModuleType
from typing import Any

import numpy as np
from references.oracles.base import Oracle
from scipy.stats import gmean


def _pieces(torch: ModuleType, data_size: int, batch_size: int) -> Any:
    length = data_size // batch_size  # as PyTorch's word_language_model example cuts a series into rows
    return torch.arange(data_size).narrow(0, 0, length * batch_size).view(batch_size, length)[:, 0]


def _rolled(torch: ModuleType, corpus: Any, batch_size: int, time_size: int, iterations: int) -> Any:
    pairs = torch.stack([corpus[:-1], corpus[1:]])  # (2, L-1)
    size, needed = pairs.shape[1], iterations * time_size
    rows = [torch.roll(pairs, -(row * (size // batch_size)), dims=1).repeat(1, needed) for row in range(batch_size)]
    read = torch.stack(rows, dim=1)[:, :, :needed]  # (2, N, I·T)
    return tuple(part.unflatten(1, (iterations, time_size)).transpose(0, 1) for part in read)


def _readers(corpus: np.ndarray, batch_size: int, time_size: int, iterations: int) -> Any:
    pairs = [(int(corpus[k]), int(corpus[k + 1])) for k in range(len(corpus) - 1)]
    readers = [islice(cycle(pairs), row * (len(pairs) // batch_size), None) for row in range(batch_size)]
    read = np.array([[list(islice(reader, time_size)) for reader in readers] for _ in range(iterations)])
    return read[..., 0], read[..., 1]  # (I, N, T) each


def _nll_loss(torch: ModuleType, ys: Any, ts: Any) -> Any:
    return torch.exp(torch.nn.functional.nll_loss(torch.log(ys).flatten(0, 1), ts.flatten()))


def _geometric_mean(ys: np.ndarray, ts: np.ndarray) -> Any:
    return 1 / gmean([ys[n, t, ts[n, t]] for n, t in np.ndindex(ts.shape)])


def _categorical(torch: ModuleType, vocab_size: int) -> Any:
    certain = torch.eye(vocab_size, dtype=torch.float64)[0]
    even = torch.ones(vocab_size, dtype=torch.float64)
    return tuple(torch.distributions.Categorical(probs).perplexity() for probs in (certain, even))


ORACLES = (
    Oracle("language_model.batch_offsets", "torch.Tensor.narrow and view: the first of each equal piece", _pieces),
    Oracle("language_model.minibatches", "torch.roll of the series for each row", _rolled),
    Oracle("language_model.minibatches", "itertools.cycle, one reader a row", _readers, needs_torch=False),
    Oracle("language_model.perplexity", "torch.nn.functional.nll_loss", _nll_loss),
    Oracle("language_model.perplexity", "scipy.stats.gmean", _geometric_mean, needs_torch=False),
    Oracle("language_model.yardsticks", "torch.distributions.Categorical.perplexity", _categorical),
)
