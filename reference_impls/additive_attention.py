"""Bahdanau's additive attention: a small network scores how well the decoder's state fits each encoder state.

    query ─▶ W ──────────┐
                         ├─(+)─▶ tanh ─▶ ·v ─▶ score_t ─▶ softmax over t ─▶ a_t ──┐
    keys_t ─▶ U ─────────┘                                                        ├─ sum over t ─▶ context
    keys_t ───────────────────────────────────────────────────────────────(×)─────┘

    score_t = v · tanh(W query + U keys_t),    a = softmax(score),    context = sum over t of a_t keys_t

Symbols: N batch, T time steps of the encoder, H size of the decoder's state (the query), D size of an encoder
state (a key, and at the same time a value), A size of the network's hidden layer.  Rows are samples; weights
have one row for each output, as in the paper.

Where textbooks disagree: the paper has no bias and calls the query s, the keys h, the scores e, the weights α and
the context c.  Keras's AdditiveAttention leaves the weights W and U to the layers before it.  Other names are concat
attention, of Luong et al. (2015), who write one weight for the joined vector: [W U] [query; key] = W query + U key.
"""

import numpy as np

INPUTS = {
    "additive_scores": {"query": "N H", "keys": "N T D", "W": "A H", "U": "A D", "v": "A"},
    "additive_attention": {"query": "N H", "keys": "N T D", "W": "A H", "U": "A D", "v": "A"},
    "weighted_sum": {"keys": "N T D", "weights": "probability N T"},
    "weighted_sum_backward": {"keys": "N T D", "weights": "probability N T", "dcontext": "N D"},
    "additive_scores_backward": {
        "query": "N H",
        "keys": "N T D",
        "W": "A H",
        "U": "A D",
        "v": "A",
        "dscores": "N T",
    },
}
OUTPUTS = {
    "additive_scores": "N T",
    "additive_attention": ("N D", "N T"),
    "weighted_sum": "N D",
    "weighted_sum_backward": ("N T D", "N T"),
    "additive_scores_backward": ("N H", "N T D", "A H", "A D", "A"),
}


def softmax(x: np.ndarray) -> np.ndarray:
    """exp(x) / sum of exp(x) over the last axis; the largest is subtracted first, so that nothing overflows."""
    e = np.exp(x - x.max(axis=-1, keepdims=True))  # as x, in [0, 1]
    y: np.ndarray = e / e.sum(axis=-1, keepdims=True)  # as x
    return y


def additive_scores(query: np.ndarray, keys: np.ndarray, W: np.ndarray, U: np.ndarray, v: np.ndarray) -> np.ndarray:
    """How well the query fits each key, score_t = v · tanh(W query + U keys_t).

    Args:
        query: state of the decoder before this step, (N, H).
        keys: states of the encoder, (N, T, D).
        W: query to hidden layer, (A, H).
        U: key to hidden layer, (A, D), the same at every time step.
        v: hidden layer to score, (A,).

    Returns:
        scores, (N, T), between -sum of |v| and sum of |v|.

    Raises:
        ValueError: the shapes do not fit.

    Source: Bahdanau, Cho and Bengio (2015), "Neural Machine Translation by Jointly Learning to Align and
    Translate", section 3.1 and appendix A.1.2.
    """
    q = query @ W.T  # (N, A)
    k = keys @ U.T  # (N, T, A)
    hidden = np.tanh(q[:, None, :] + k)  # (N, T, A) the query is the same at each time step
    scores: np.ndarray = hidden @ v  # (N, T)
    return scores


def additive_attention(
    query: np.ndarray, keys: np.ndarray, W: np.ndarray, U: np.ndarray, v: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The context for one step of the decoder, and the weights that made it.

    Args:
        query: state of the decoder before this step, (N, H).
        keys: states of the encoder, (N, T, D).
        W: query to hidden layer, (A, H).
        U: key to hidden layer, (A, D).
        v: hidden layer to score, (A,).

    Returns:
        (context, weights): (N, D), the mean of the keys by their weights, and (N, T), which sum to 1 over time.

    Raises:
        ValueError: the shapes do not fit.

    Source: as `additive_scores`.
    """
    weights = softmax(additive_scores(query, keys, W, U, v))  # (N, T)
    return weighted_sum(keys, weights), weights  # (N, D), (N, T)


def weighted_sum(keys: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The context, sum over t of weights_t keys_t.

    Args:
        keys: states of the encoder, (N, T, D).
        weights: one weight for each time step, (N, T).

    Returns:
        context, (N, D).

    Raises:
        ValueError: the shapes do not fit.

    Source: as `additive_scores`; ゼロから作るDeep Learning ❷, section 8.1, calls it Weight Sum.
    """
    context: np.ndarray = (keys * weights[:, :, None]).sum(axis=1)  # (N, D)
    return context


def weighted_sum_backward(keys: np.ndarray, weights: np.ndarray, dcontext: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The gradients of `weighted_sum`.

    Args:
        keys: states of the encoder, (N, T, D).
        weights: one weight for each time step, (N, T).
        dcontext: gradient of the loss with respect to the context, (N, D).

    Returns:
        (dkeys, dweights): (N, T, D) and (N, T).  dweights is not yet that of the scores.

    Raises:
        ValueError: the shapes do not fit.

    Source: the chain rule; what is repeated forwards is summed backwards, and what is summed is repeated.
    """
    repeated = dcontext[:, None, :]  # (N, 1, D) the same gradient for each time step
    dkeys = repeated * weights[:, :, None]  # (N, T, D)
    dweights = (repeated * keys).sum(axis=2)  # (N, T)
    return dkeys, dweights


def additive_scores_backward(
    query: np.ndarray, keys: np.ndarray, W: np.ndarray, U: np.ndarray, v: np.ndarray, dscores: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The gradients of `additive_scores`.

    Args:
        query: state of the decoder before this step, (N, H).
        keys: states of the encoder, (N, T, D).
        W: query to hidden layer, (A, H).
        U: key to hidden layer, (A, D).
        v: hidden layer to score, (A,).
        dscores: gradient of the loss with respect to the scores, (N, T).

    Returns:
        (dquery, dkeys, dW, dU, dv), each of the shape of its input.

    Raises:
        ValueError: the shapes do not fit.

    Source: the chain rule with the derivative 1 - tanh²; the query, used at each time step, collects from all.
    """
    hidden = np.tanh((query @ W.T)[:, None, :] + keys @ U.T)  # (N, T, A)
    dv = (dscores[:, :, None] * hidden).sum(axis=(0, 1))  # (A,)
    dsum = dscores[:, :, None] * v * (1 - hidden**2)  # (N, T, A) of W query + U keys_t
    dq = dsum.sum(axis=1)  # (N, A)
    dW = dq.T @ query  # (A, H)
    dU = (dsum.transpose(0, 2, 1) @ keys).sum(axis=0)  # (A, D)
    return dq @ W, dsum @ U, dW, dU, dv  # (N, H), (N, T, D), (A, H), (A, D), (A,)
