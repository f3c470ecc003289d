"""The encoder of a sequence-to-sequence model: a sentence becomes the last state of an RNN.

    one-hot     w_0       w_1       w_2
                 │E        │E        │E
    vector      e_0       e_1       e_2              e_t = E w_t, the column of E that belongs to the word
                 │W        │W        │W
    state   0 ─▶ h_0 ─U─▶ h_1 ─U─▶ h_2               h_t = tanh(W e_t + U h_{t-1} + b)

The last state stands for the whole sentence; a decoder starts from it.

Symbols: T words, V vocabulary, D size of a word vector, H state size.  One sentence at a time, no batch axis.

Where textbooks disagree: vectors are columns here, as in the course's exercise, so a weight stands on their
left and E is (D, V) with one column a word.  ゼロから作るDeep Learning ❷ and PyTorch keep E as (V, D), one
row a word, and pick the row by the word's id instead of multiplying by a one-hot vector; the result is the
same.
"""

import numpy as np

INPUTS = {"encode": {"words": "onehot T V", "E": "D V", "W": "H D", "U": "H H", "b": "H"}}
OUTPUTS = {"encode": "H"}
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
    h = np.zeros(b.shape, dtype=np.result_type(E, W, U, b))  # (H,) state before the first word
    for k in np.argmax(words, axis=1):  # () the word's id
        h = activation(W @ E[:, k] + U @ h + b)  # (H,)
    return h
