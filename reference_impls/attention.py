"""Dot-product attention: each query asks all keys, and gets a mean of the values, weighted by how well they fit.

    Q ──┐
        ├─ Q K^T ─▶ / √d_k ─▶ mask ─▶ softmax over the keys ─▶ weights ──┐
    K ──┘                                                                ├─ weights V ─▶ output
    V ───────────────────────────────────────────────────────────────────┘

    Attention(Q, K, V) = softmax(Q K^T) V             plain
    Attention(Q, K, V) = softmax(Q K^T / √d_k) V      scaled

Symbols: N batch, T queries, S keys, D size d_k of a query and of a key, H size of a value, M size of a state
before it is made into a query, key or value.  Each key has one value, so K and V have the same S rows; their
sizes D and H may differ.  weights is (N, T, S); every row sums to 1 over the S keys.

Where textbooks disagree:
    1. The scale.  Luong et al. (2015) have none; Vaswani et al. (2017) and PyTorch divide by √d_k, where d_k is
       the size of a key, not the number of keys.
    2. The mask.  Here, as in PyTorch's scaled_dot_product_attention, True means "may look".  In PyTorch's
       MultiheadAttention True means "may not look".
    3. Layout.  Here, as in PyTorch, batch first and one row for each word; some books write K with one column
       for each word.
"""

import numpy as np


def draw_visible(rng: np.random.RandomState, sizes: tuple[int, ...]) -> np.ndarray:
    """A mask of shape `sizes`, each key visible by a toss of a coin, and at least one visible to each query."""
    mask = rng.random_sample(sizes) < 0.5  # sizes
    always = rng.randint(sizes[-1], size=sizes[:-1])  # sizes but the last: a key that this query may look at
    visible: np.ndarray = mask | (np.arange(sizes[-1]) == always[..., None])  # sizes
    return visible


INPUTS = {
    "softmax": {"x": "N T S"},
    "softmax_backward": {"x": "N T S", "dy": "N T S"},
    "dot_product_attention": {"Q": "N T D", "K": "N S D", "V": "N S H"},
    "scaled_dot_product_attention": {"Q": "N T D", "K": "N S D", "V": "N S H"},
    "masked_attention": {"Q": "N T D", "K": "N S D", "V": "N S H", "mask": "visible N T S"},
    "causal_attention": {"Q": "N T D", "K": "N T D", "V": "N T H"},
    "cross_attention": {"x": "N T M", "memory": "N S M", "Wq": "M D", "Wk": "M D", "Wv": "M H"},
    "scaled_dot_product_attention_backward": {"Q": "N T D", "K": "N S D", "V": "N S H", "dout": "N T H"},
}
OUTPUTS = {
    "softmax": "N T S",
    "softmax_backward": "N T S",
    "dot_product_attention": "N T H",
    "scaled_dot_product_attention": "N T H",
    "masked_attention": "N T H",
    "causal_attention": "N T H",
    "cross_attention": "N T H",
    "scaled_dot_product_attention_backward": ("N T D", "N S D", "N S H"),
}
DRAW = {"visible": draw_visible}


def softmax(x: np.ndarray) -> np.ndarray:
    """exp(x) / sum of exp(x) over the last axis.

    Args:
        x: scores, any shape; -inf stands for "never".

    Returns:
        An array of the shape of `x`, in [0, 1], whose sums over the last axis are 1.

    Raises:
        ValueError: the last axis is empty.

    Source: Goodfellow, Bengio and Courville (2016), "Deep Learning", section 4.1: the largest element is
    subtracted first, which changes nothing but keeps exp from overflowing.
    """
    e = np.exp(x - x.max(axis=-1, keepdims=True))  # as x, in [0, 1], the largest of each row is 1
    y: np.ndarray = e / e.sum(axis=-1, keepdims=True)  # as x
    return y


def softmax_backward(x: np.ndarray, dy: np.ndarray) -> np.ndarray:
    """The gradient with respect to the scores, dx = y * (dy - sum of dy * y), where y = softmax(x).

    Args:
        x: scores, any shape, as given to `softmax`.
        dy: gradient of the loss with respect to the result of `softmax`, of the shape of `x`.

    Returns:
        dx, of the shape of `x`; each row sums to 0, for a constant that is added to a row changes nothing.

    Raises:
        ValueError: the shapes do not fit.

    Source: the derivative dy_i/dx_j = y_i (1 if i = j else 0) - y_i y_j, summed with dy.
    """
    y = softmax(x)  # as x
    dx: np.ndarray = y * (dy - (dy * y).sum(axis=-1, keepdims=True))  # as x
    return dx


def dot_product_attention(Q: np.ndarray, K: np.ndarray, V: np.ndarray) -> np.ndarray:
    """softmax(Q K^T) V, without a scale.

    Args:
        Q: queries, (N, T, D).
        K: keys, (N, S, D).
        V: values, (N, S, H), one for each key.

    Returns:
        (N, T, H): for each query the mean of the values, weighted by the softmax of its scores.

    Raises:
        ValueError: the shapes do not fit.

    Source: Luong, Pham and Manning (2015), "Effective Approaches to Attention-based Neural Machine Translation".
    """
    scores = Q @ K.transpose(0, 2, 1)  # (N, T, S)
    weights = softmax(scores)  # (N, T, S)
    output: np.ndarray = weights @ V  # (N, T, H)
    return output


def scaled_dot_product_attention(Q: np.ndarray, K: np.ndarray, V: np.ndarray) -> np.ndarray:
    """softmax(Q K^T / √d_k) V.

    Args:
        Q: queries, (N, T, D).
        K: keys, (N, S, D); d_k is D.
        V: values, (N, S, H), one for each key.

    Returns:
        (N, T, H): for each query the mean of the values, weighted by the softmax of its scaled scores.

    Raises:
        ValueError: the shapes do not fit.

    Source: Vaswani et al. (2017), "Attention Is All You Need", section 3.2.1.
    """
    D = Q.shape[2]  # ()
    scores = Q @ K.transpose(0, 2, 1) / D**0.5  # (N, T, S)
    weights = softmax(scores)  # (N, T, S)
    output: np.ndarray = weights @ V  # (N, T, H)
    return output


def masked_attention(Q: np.ndarray, K: np.ndarray, V: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Scaled dot-product attention where each query sees only some of the keys.

    Args:
        Q: queries, (N, T, D).
        K: keys, (N, S, D).
        V: values, (N, S, H).
        mask: True where the query may look at the key, (N, T, S), or (T, S) for the whole batch.

    Returns:
        (N, T, H): the weights of a query are 0 at the keys that it may not look at, and sum to 1 over the others.

    Raises:
        ValueError: the shapes do not fit, or a query may look at no key.

    Source: Vaswani et al. (2017), section 3.2.3: scores of illegal connections are set to -inf before the softmax.
    """
    if not mask.any(axis=-1).all():
        raise ValueError("each query must be allowed to look at one key at least")
    D = Q.shape[2]  # ()
    scores = Q @ K.transpose(0, 2, 1) / D**0.5  # (N, T, S)
    weights = softmax(np.where(mask, scores, -np.inf))  # (N, T, S)
    output: np.ndarray = weights @ V  # (N, T, H)
    return output


def causal_attention(Q: np.ndarray, K: np.ndarray, V: np.ndarray) -> np.ndarray:
    """Scaled dot-product attention where each step sees itself and the steps before, never a later one.

    Args:
        Q: queries, (N, T, D).
        K: keys, (N, T, D), of the same T steps.
        V: values, (N, T, H).

    Returns:
        (N, T, H); the first row is the first value itself.

    Raises:
        ValueError: the shapes do not fit.

    Source: Vaswani et al. (2017), section 3.2.3, the self-attention of the decoder.
    """
    T = Q.shape[1]  # ()
    mask = np.tri(T, dtype=bool)  # (T, T) True on and below the diagonal: key s for query t if s <= t
    return masked_attention(Q, K, V, mask)  # (N, T, H)


def cross_attention(x: np.ndarray, memory: np.ndarray, Wq: np.ndarray, Wk: np.ndarray, Wv: np.ndarray) -> np.ndarray:
    """One head of source-target attention: the decoder asks, the encoder answers.

    Args:
        x: states of the decoder, (N, T, M).
        memory: states of the encoder, (N, S, M).
        Wq: state to query, (M, D).
        Wk: state to key, (M, D).
        Wv: state to value, (M, H).

    Returns:
        (N, T, H), one row for each state of the decoder.

    Raises:
        ValueError: the shapes do not fit.

    Source: Vaswani et al. (2017), section 3.2.3, "encoder-decoder attention"; there is no bias.
    """
    Q = x @ Wq  # (N, T, D)
    K = memory @ Wk  # (N, S, D)
    V = memory @ Wv  # (N, S, H)
    return scaled_dot_product_attention(Q, K, V)  # (N, T, H)


def scaled_dot_product_attention_backward(
    Q: np.ndarray, K: np.ndarray, V: np.ndarray, dout: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The gradients of softmax(Q K^T / √d_k) V with respect to Q, K and V.

    Args:
        Q: queries, (N, T, D).
        K: keys, (N, S, D).
        V: values, (N, S, H).
        dout: gradient of the loss with respect to the output, (N, T, H).

    Returns:
        (dQ, dK, dV), each of the shape of its input, in units of loss per unit of input.

    Raises:
        ValueError: the shapes do not fit.

    Source: the chain rule; for a product C = A B, dA = dC B^T and dB = A^T dC.
    """
    D = Q.shape[2]  # ()
    scores = Q @ K.transpose(0, 2, 1) / D**0.5  # (N, T, S)
    weights = softmax(scores)  # (N, T, S)
    dV = weights.transpose(0, 2, 1) @ dout  # (N, S, H) summed over the queries
    dweights = dout @ V.transpose(0, 2, 1)  # (N, T, S)
    dscores = softmax_backward(scores, dweights) / D**0.5  # (N, T, S) of Q K^T, before the scale
    dQ = dscores @ K  # (N, T, D) summed over the keys
    dK = dscores.transpose(0, 2, 1) @ Q  # (N, S, D) summed over the queries
    return dQ, dK, dV
