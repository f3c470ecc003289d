"""A language model's data and its measure: mini-batches of one long series, and perplexity.

    corpus   w0 w1 w2 w3 w4 w5 w6 w7 w8 w9 w10          xs = w0 … w9, ts = w1 … w10: the next word is the target
             └─ row 0 ──▶   └─ row 1 ──▶                data_size = 10, batch_size = 2: jump = 5, offsets = 0, 5
             1st batch, 3 steps   xs[0 1 2], xs[5 6 7]
             2nd batch, 3 steps   xs[3 4 5], xs[8 9 0]   goes on where the first one ended; after the end, 0 again

    position of row i at step time_idx     (i · jump + time_idx) mod data_size,  jump = floor(data_size / batch_size)
    perplexity                             exp(- mean of log p(right word)) = 1 / geometric mean of p(right word)

Symbols: N batch (batch_size), T time steps of one mini-batch (time_size), I mini-batches, V vocabulary (vocab_size).

Where textbooks disagree, twice:
    1. The end of the series.  Here, as in ゼロから作るDeep Learning ❷, it wraps round to its beginning.  PyTorch's
       word_language_model example cuts the series into N pieces, drops what is left over, and ends an epoch there.
    2. The base.  Here exp and the natural log, as in that book; in information theory 2 and log2.  The perplexity is
       the same, as long as both have the same base.
"""

import numpy as np


def draw_size(_rng: np.random.RandomState, sizes: tuple[int, ...]) -> int:
    """The size itself, as a number: `"size N"` tells a function the batch size N."""
    return sizes[0]


def draw_corpus(rng: np.random.RandomState, sizes: tuple[int, ...]) -> np.ndarray:
    """Ids below V for `sizes` (V, N, T), more than N·T of them and about twice as many at most: it soon wraps round."""
    V, N, T = sizes
    length = N * T + 2 + rng.randint(N * T + N)  # () one more than the pairs of input and target
    return rng.randint(0, V, size=length)  # (length,)


INPUTS = {
    "batch_offsets": {"data_size": "integer(20, 90)", "batch_size": "size N"},
    "minibatches": {"corpus": "corpus(V, N, T)", "batch_size": "size N", "time_size": "size T", "iterations": "size I"},
    "perplexity": {"ys": "probability N T V", "ts": "integer(0, V) N T"},
    "yardsticks": {"vocab_size": "size V"},
}
OUTPUTS = {
    "batch_offsets": "N",
    "minibatches": ("I N T", "I N T"),
    "perplexity": "scalar",
    "yardsticks": ("scalar", "scalar"),
}
DRAW = {"size": draw_size, "corpus": draw_corpus}


def batch_offsets(data_size: int, batch_size: int) -> np.ndarray:
    """Where each row of the mini-batches begins to read the series.

    Args:
        data_size: number of pairs of input and target.
        batch_size: number of rows, N.

    Returns:
        (N,) integers 0, jump, 2·jump, …, with jump = data_size // batch_size.

    Raises:
        ValueError: there are fewer pairs than rows.

    Source: ゼロから作るDeep Learning ❷, section 5.5.
    """
    if data_size < batch_size:
        raise ValueError("fewer pairs of input and target than rows")
    jump = data_size // batch_size  # ()
    return np.arange(batch_size) * jump  # (N,)


def minibatches(corpus: np.ndarray, batch_size: int, time_size: int, iterations: int) -> tuple[np.ndarray, np.ndarray]:
    """The first mini-batches for truncated back-propagation through time; each goes on where the one before ended.

    Args:
        corpus: word ids of one long series, (L,).
        batch_size: number of rows, N.
        time_size: number of time steps of a mini-batch, T.
        iterations: number of mini-batches, I.

    Returns:
        (batch_xs, batch_ts): inputs and targets, each (I, N, T); a target is the word after its input.

    Raises:
        ValueError: the series has fewer than N + 1 words.

    Source: as `batch_offsets`.
    """
    xs, ts = corpus[:-1], corpus[1:]  # (L-1,) each
    data_size = len(xs)  # ()
    offsets = batch_offsets(data_size, batch_size)  # (N,)
    time_idx = np.arange(iterations * time_size).reshape(iterations, 1, time_size)  # (I, 1, T) runs on over batches
    position = (offsets[:, np.newaxis] + time_idx) % data_size  # (I, N, T)
    return xs[position], ts[position]  # (I, N, T) each


def perplexity(ys: np.ndarray, ts: np.ndarray) -> np.floating:
    """How many words, all equally likely, the model hesitates between on average.

    Args:
        ys: predicted probabilities of the next word, (N, T, V).
        ts: ids of the right words, (N, T).

    Returns:
        A number of words from 1, where every right word got probability 1; V, where all got 1/V; without an upper
        bound: infinite, where one got 0.

    Raises:
        IndexError: an id is V or larger.

    Source: Jelinek, Mercer, Bahl and Baker (1977), "Perplexity — a measure of the difficulty of speech recognition
    tasks".
    """
    picked = np.take_along_axis(ys, ts[:, :, np.newaxis], axis=2)  # (N, T, 1) probabilities of the right words
    with np.errstate(divide="ignore"):  # log 0 = -inf is meant
        result: np.floating = np.exp(-np.log(picked).mean())  # ()
    return result


def yardsticks(vocab_size: int) -> tuple[np.floating, np.floating]:
    """The perplexities that any other is measured by.

    Args:
        vocab_size: number of words, V.

    Returns:
        (best, ignorant): of a model that gives every right word probability 1, and of one that knows nothing and gives
        each of the V words 1/V.

    Raises:
        ValueError: the vocabulary is empty.

    Source: as `perplexity`.
    """
    if vocab_size < 1:
        raise ValueError("the vocabulary is empty")
    ts = np.arange(vocab_size).reshape(1, vocab_size)  # (1, V) every word is the right one once
    certain = np.eye(vocab_size)[ts]  # (1, V, V)
    even = np.full((1, vocab_size, vocab_size), 1 / vocab_size)  # (1, V, V)
    return perplexity(certain, ts), perplexity(even, ts)
