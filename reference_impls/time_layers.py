"""The layers of a language model that treat all T time steps at once: embedding, affine, softmax with loss.

    xs (N, T) ids ──▶ Time Embedding ──▶ (N, T, D) ──▶ … ──▶ Time Affine ──▶ (N, T, H) …
                      out = W[xs]                         out = x W + b, as one product over N·T rows

    xs (N, T, V) scores ──▶ softmax ──▶ p ──▶ -log p[t] ──▶ × mask ──▶ mean ──▶ loss
    ts (N, T) labels ──────────────────────────┘            mask = 1 where t != -1, else 0

    loss     sum of mask · (-log p[t]) / M           M = number of labels that are not -1
    its gradient  mask · (p - onehot(t)) / M         for each of the N·T positions

    Embedding and affine use the same weights at every time step; so their gradients are sums over all N·T positions.

Symbols: N batch, T time steps, D input size or length of a word vector, H output size, V vocabulary.  Batch
first, (N, T, …); weights have one column for each output, as in x W + b.

Where textbooks disagree, thrice:
    1. The mean.  Here, as in ゼロから作るDeep Learning ❷ and in PyTorch's cross_entropy with ignore_index=-1,
       the sum is divided by M, not by N·T.
    2. No label at all, M = 0.  Here loss and gradient are 0.  PyTorch's loss, and 0 / 0 as such, is NaN.
    3. An affine's weight.  Here W is (D, H); PyTorch's linear holds its transpose, (H, D).
"""

import numpy as np

IGNORE_LABEL = -1  # a position with this label counts neither in the loss nor in its gradient


def draw_labels(rng: np.random.RandomState, sizes: tuple[int, ...]) -> np.ndarray:
    """Labels below V for `sizes` (V, …), one in four of them -1; one time in three all of them are -1."""
    V, *shape = sizes
    share = 1.0 if rng.random_sample() < 1 / 3 else 0.25  # () of the labels to ignore
    labels = rng.randint(0, V, size=shape)  # (…)
    ignored = rng.random_sample(shape) < share  # (…)
    return np.where(ignored, IGNORE_LABEL, labels)  # (…)


INPUTS = {
    "time_embedding": {"xs": "integer(0, V) N T", "W": "V D"},
    "time_embedding_backward": {"xs": "integer(0, V) N T", "W": "V D", "dout": "N T D"},
    "time_affine": {"x": "N T D", "W": "D H", "b": "H"},
    "time_affine_backward": {"x": "N T D", "W": "D H", "dout": "N T H"},
    "time_softmax_loss": {"xs": "N T V", "ts": "labels(V) N T"},
    "time_softmax_loss_backward": {"xs": "N T V", "ts": "labels(V) N T", "dout": "normal"},
}
OUTPUTS = {
    "time_embedding": "N T D",
    "time_embedding_backward": "V D",
    "time_affine": "N T H",
    "time_affine_backward": ("N T D", "D H", "H"),
    "time_softmax_loss": "scalar",
    "time_softmax_loss_backward": "N T V",
}
GIVEN = ("softmax",)
DRAW = {"labels": draw_labels}


def softmax(xs: np.ndarray) -> np.ndarray:
    """exp(xs) divided by its sum over the last axis; exp sees no positive number, so nothing overflows."""
    e = np.exp(xs - xs.max(axis=-1, keepdims=True))  # as xs, in [0, 1]
    p: np.ndarray = e / e.sum(axis=-1, keepdims=True)  # as xs
    return p


def time_embedding(xs: np.ndarray, W: np.ndarray) -> np.ndarray:
    """The word vectors of all ids: row `xs[n, t]` of `W` at every position.

    Args:
        xs: word ids, 0 to V - 1, (N, T).
        W: one word vector a row, (V, D).

    Returns:
        (N, T, D), a new array.

    Raises:
        IndexError: an id is V or larger.

    Source: ゼロから作るDeep Learning ❷, section 5.4; Bengio et al. (2003), "A Neural Probabilistic Language Model".
    """
    out: np.ndarray = W[xs]  # (N, T, D)
    return out


def time_embedding_backward(xs: np.ndarray, W: np.ndarray, dout: np.ndarray) -> np.ndarray:
    """The gradient of the word vectors: an id that occurs k times gathers the sum of k rows of `dout`.

    Args:
        xs: word ids, 0 to V - 1, (N, T).
        W: one word vector a row, (V, D); only its shape and dtype matter.
        dout: gradient of the output, (N, T, D).

    Returns:
        dW, (V, D); rows of words that do not occur are 0.

    Raises:
        IndexError: an id is V or larger.

    Source: as `time_embedding`.
    """
    dW = np.zeros_like(W)  # (V, D)
    np.add.at(dW, xs, dout)  # (V, D) dW[xs] += dout would keep only one of the rows with the same id
    return dW


def time_affine(x: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """x W + b at every time step, as one product over N·T rows.

    Args:
        x: input, (N, T, D).
        W: weight, (D, H).
        b: bias, (H,).

    Returns:
        (N, T, H).

    Raises:
        ValueError: the shapes do not fit.

    Source: ゼロから作るDeep Learning ❷, section 5.4.
    """
    N, T, D = x.shape
    rows = x.reshape(N * T, D) @ W + b  # (N·T, H)
    out: np.ndarray = rows.reshape(N, T, W.shape[1])  # (N, T, H)
    return out


def time_affine_backward(x: np.ndarray, W: np.ndarray, dout: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The gradients of `time_affine`.

    Args:
        x: input of the forward pass, (N, T, D).
        W: weight, (D, H).
        dout: gradient of the output, (N, T, H).

    Returns:
        (dx, dW, db): (N, T, D), (D, H) and (H,); the last two are sums over all N·T rows.

    Raises:
        ValueError: the shapes do not fit.

    Source: as `time_affine`.
    """
    N, T, D = x.shape
    rows = x.reshape(N * T, D)  # (N·T, D)
    drows = dout.reshape(N * T, W.shape[1])  # (N·T, H)
    dx = (drows @ W.T).reshape(N, T, D)  # (N, T, D)
    dW = rows.T @ drows  # (D, H)
    db = drows.sum(axis=0)  # (H,)
    return dx, dW, db


def time_softmax_loss(xs: np.ndarray, ts: np.ndarray) -> np.floating:
    """The mean cross entropy over the positions whose label is not -1.

    Args:
        xs: scores before the softmax, (N, T, V).
        ts: ids of the right words, 0 to V - 1, or -1 where there is none, (N, T).

    Returns:
        The loss in nats, 0 or more; 0 if every label is -1.

    Raises:
        IndexError: a label is V or larger.

    Source: ゼロから作るDeep Learning ❷, section 5.4.
    """
    shifted = xs - xs.max(axis=2, keepdims=True)  # (N, T, V) at most 0, so that exp does not overflow
    log_p = shifted - np.log(np.exp(shifted).sum(axis=2, keepdims=True))  # (N, T, V) log softmax
    mask = (ts != IGNORE_LABEL).astype(xs.dtype)  # (N, T) 1.0 or 0.0
    picked = np.take_along_axis(log_p, ts[:, :, np.newaxis], axis=2)[:, :, 0]  # (N, T) -1 takes the last: masked
    loss: np.floating = (mask * -picked).sum() / np.maximum(mask.sum(), 1)  # ()
    return loss


def time_softmax_loss_backward(xs: np.ndarray, ts: np.ndarray, dout: float) -> np.ndarray:
    """The gradient of `time_softmax_loss` with respect to the scores.

    Args:
        xs: scores before the softmax, (N, T, V).
        ts: ids of the right words, 0 to V - 1, or -1 where there is none, (N, T).
        dout: gradient of the loss; 1 where the loss is the end of the computation.

    Returns:
        dxs, (N, T, V); 0 at every position whose label is -1.

    Raises:
        IndexError: a label is V or larger.

    Source: as `time_softmax_loss`.
    """
    onehot = np.eye(xs.shape[2], dtype=xs.dtype)[ts]  # (N, T, V) -1 takes the last word: masked below
    mask = (ts != IGNORE_LABEL).astype(xs.dtype)  # (N, T) 1.0 or 0.0
    share = dout * mask / np.maximum(mask.sum(), 1)  # (N, T) of each position in the mean
    dxs: np.ndarray = (softmax(xs) - onehot) * share[:, :, np.newaxis]  # (N, T, V)
    return dxs
