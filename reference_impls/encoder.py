"""The encoder of a sequence-to-sequence model: a sentence becomes the last state of an RNN.

    one-hot     w_0       w_1       w_2
                 │E        │E        │E
    vector      e_0       e_1       e_2              e_t = E w_t, the column of E that belongs to the word
                 │W        │W        │W
    state   0 ─▶ h_0 ─U─▶ h_1 ─U─▶ h_2               h_t = tanh(W e_t + U h_{t-1} + b)

The last state stands for the whole sentence; a decoder starts from it.  Since only this state leaves the
encoder, the gradient enters there alone and goes back from step to step.

Symbols: N batch, T words, V vocabulary, D size of a word vector, H state size.  `encode` reads one sentence and
has no batch axis.

Where textbooks disagree: in `encode` vectors are columns, as in the course's exercise, so a weight stands on
their left and E is (D, V) with one column a word.  ゼロから作るDeep Learning ❷ and PyTorch keep E as (V, D), one
row a word, and pick the row by the word's id instead of multiplying by a one-hot vector; the result is the
same.  The other functions follow the book: E (V, D), weights on the right, (D, H) and (H, H).
"""

import numpy as np

INPUTS = {
    "encode": {"words": "onehot T V", "E": "D V", "W": "H D", "U": "H H", "b": "H"},
    "encode_ids": {"ids": "integer(0, V) N T", "E": "V D", "Wx": "D H", "Wh": "H H", "b": "H"},
    "encode_reversed": {"ids": "integer(0, V) N T", "E": "V D", "Wx": "D H", "Wh": "H H", "b": "H"},
    "encode_backward": {
        "dh": "N H",
        "ids": "integer(0, V) N T",
        "E": "V D",
        "Wx": "D H",
        "Wh": "H H",
        "b": "H",
    },
}
OUTPUTS = {
    "encode": "H",
    "encode_ids": "N T H",
    "encode_reversed": "N H",
    "encode_backward": ("V D", "D H", "H H", "H"),
}
GIVEN = ("activation",)


def activation(x: np.ndarray) -> np.ndarray:
    """The activation of the state: tanh, element by element, in [-1, 1]."""
    y: np.ndarray = np.tanh(x)  # as x
    return y


def encode(words: np.ndarray, E: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The state after the last word of a sentence.

    Args:
        words: one-hot vectors in the order of the sentence, (T, V).
        E: embedding, (D, V); column k is the vector of word k.
        W: word vector to state, (H, D).
        U: state to state, (H, H).
        b: bias, (H,).

    Returns:
        h, (H,), each element in (-1, 1); zeros for a sentence without words.

    Raises:
        ValueError: the shapes do not fit.

    Source: Sutskever, Vinyals and Le (2014), "Sequence to Sequence Learning with Neural Networks", with a
    simple RNN in place of the LSTM.
    """
    h = np.zeros_like(b)  # (H,) state before the first word
    for k in np.argmax(words, axis=1):  # () the word's id
        h = activation(W @ E[:, k] + U @ h + b)  # (H,)
    return h


def encode_ids(ids: np.ndarray, E: np.ndarray, Wx: np.ndarray, Wh: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The states after each word, for a batch of sentences given by the words' ids.

    Args:
        ids: words in the order of the sentence, (N, T), integers from 0 to V - 1.
        E: embedding, (V, D); row k is the vector of word k.
        Wx: word vector to state, (D, H).
        Wh: state to state, (H, H).
        b: bias, (H,).

    Returns:
        hs, (N, T, H); hs[:, -1] is what a decoder gets.

    Raises:
        IndexError: an id outside the vocabulary.
        ValueError: the shapes do not fit.

    Source: as `encode`; the layout is that of ゼロから作るDeep Learning ❷, chapter 7.
    """
    N, T = ids.shape
    hs = np.empty((N, T, len(b)), dtype=b.dtype)  # (N, T, H)
    h = np.zeros((N, len(b)), dtype=b.dtype)  # (N, H) state before the first word
    for t in range(T):
        h = np.tanh(E[ids[:, t]] @ Wx + h @ Wh + b)  # (N, H)
        hs[:, t] = h  # (N, H)
    return hs  # (N, T, H)


def encode_reversed(ids: np.ndarray, E: np.ndarray, Wx: np.ndarray, Wh: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The last state of an encoder that reads every sentence from its last word to its first.

    Args:
        ids: words in the order of the sentence, (N, T), integers from 0 to V - 1.
        E: embedding, (V, D).
        Wx: word vector to state, (D, H).
        Wh: state to state, (H, H).
        b: bias, (H,).

    Returns:
        h, (N, H), the state after the sentence's first word, which is read last.

    Raises:
        IndexError: an id outside the vocabulary.
        ValueError: the shapes do not fit.

    Source: Sutskever, Vinyals and Le (2014), section 3.3: the distance between a word and its translation stays
    the same on average, but the first words come close together.
    """
    h: np.ndarray = encode_ids(ids[:, ::-1], E, Wx, Wh, b)[:, -1]  # (N, H)
    return h


def encode_backward(
    dh: np.ndarray, ids: np.ndarray, E: np.ndarray, Wx: np.ndarray, Wh: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The gradients of the encoder's weights, from the gradient that the decoder sends to the last state.

    Args:
        dh: gradient of the loss with respect to the last state, (N, H).
        ids: words in the order of the sentence, (N, T), integers from 0 to V - 1.
        E: embedding, (V, D).
        Wx: word vector to state, (D, H).
        Wh: state to state, (H, H).
        b: bias, (H,).

    Returns:
        (dE, dWx, dWh, db), each of the shape of its weight, summed over batch and time.

    Raises:
        IndexError: an id outside the vocabulary.
        ValueError: the shapes do not fit.

    Source: the chain rule on the equations at the head of this module.
    """
    hs = encode_ids(ids, E, Wx, Wh, b)  # (N, T, H)
    dE, dWx, dWh, db = np.zeros_like(E), np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b)  # as E, Wx, Wh, b
    for t in reversed(range(ids.shape[1])):
        ds = dh * (1 - hs[:, t] ** 2)  # (N, H) through the tanh of step t
        np.add.at(dE, ids[:, t], ds @ Wx.T)  # (N, D) a word that occurs twice collects both
        dWx += E[ids[:, t]].T @ ds  # (D, H)
        db += ds.sum(axis=0)  # (H,)
        if t > 0:  # the state before the first word is zero and adds nothing
            dWh += hs[:, t - 1].T @ ds  # (H, H)
        dh = ds @ Wh.T  # (N, H) to the state before
    return dE, dWx, dWh, db
