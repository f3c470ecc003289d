"""The LSTM with a forget gate: one step in the two layouts of the course's exercises, and a whole series.

    c_prev ──▶(×)──────▶(+)───┬────────────────▶ c_next        c_next = f * c_prev + i * a
               ▲         ▲    └──▶ tanh ──▶(×)──▶ h_next        h_next = o * tanh(c_next)
               f       i * a                ▲
                                            o
    f, i, a and o are computed from x and h_prev.

    a = tanh(·) is the input to the cell, in (-1, 1); i, f, o = sigmoid(·) are the gates, in (0, 1);
    * multiplies element by element.

Symbols: N batch, T time steps, D input size, H state size.  Rows are samples; series are batch first.

Where textbooks disagree: the order of the four blocks in the stacked weights, and on which side these stand.
    lstm        a i f o   W (4H, D) and U (4H, H)       returns (c, h)   course, exercise け
    lstm_cell   i f o g   (D + H, 4H) for [x, h_prev]   returns (h, c)   course, final exercises 16 and 17
    PyTorch     i f g o   (4H, D) and (4H, H)           returns (h, c)   LSTMCell, two biases
    the book    f g i o   Wx (D, 4H) and Wh (H, 4H)     returns (h, c)   ゼロから作るDeep Learning ❷
What `lstm` calls a is called g by the others.  `time_lstm` has the layout of lstm_cell.  There are no peephole
connections here: see peephole_lstm.
"""

import numpy as np

INPUTS = {
    "lstm": {"x": "N D", "h_prev": "N H", "c_prev": "N H", "W": "4*H D", "U": "4*H H", "b": "4*H"},
    "lstm_cell": {"x": "N D", "h_prev": "N H", "c_prev": "N H", "weight": "D+H 4*H", "bias": "4*H"},
    "time_lstm": {"xs": "N T D", "h": "N H", "c": "N H", "weight": "D+H 4*H", "bias": "4*H"},
}
OUTPUTS = {"lstm": ("N H", "N H"), "lstm_cell": ("N H", "N H"), "time_lstm": ("N T H", "N H")}
GIVEN = ("sigmoid", "activation")


def sigmoid(x: np.ndarray) -> np.ndarray:
    """1 / (1 + exp(-x)), element by element, in [0, 1]; exp sees no positive number, so nothing overflows."""
    e = np.exp(-np.abs(x))  # as x, in (0, 1]
    y: np.ndarray = np.where(x >= 0, np.ones_like(e), e) / (1 + e)  # as x
    return y


def activation(x: np.ndarray) -> np.ndarray:
    """The activation of the cell's input and output: tanh, element by element, in [-1, 1]."""
    y: np.ndarray = np.tanh(x)  # as x
    return y


def lstm(
    x: np.ndarray, h_prev: np.ndarray, c_prev: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """One step with the blocks stacked as rows in the order a, i, f, o.

    Args:
        x: input of this step, (N, D).
        h_prev: output of the step before, (N, H).
        c_prev: cell state after the step before, (N, H).
        W: input to the four blocks, (4H, D).
        U: previous output to the four blocks, (4H, H).
        b: bias of the four blocks, (4H,).

    Returns:
        (c, h): the new cell state and the new output, each (N, H).

    Raises:
        ValueError: the shapes do not fit.

    Source: Gers, Schmidhuber and Cummins (2000), "Learning to Forget", without peepholes.
    """
    H = h_prev.shape[1]
    s = x @ W.T + h_prev @ U.T + b  # (N, 4H) the four pre-activations
    a = activation(s[:, :H])  # (N, H) input to the cell
    i = sigmoid(s[:, H : 2 * H])  # (N, H) input gate
    f = sigmoid(s[:, 2 * H : 3 * H])  # (N, H) forget gate
    o = sigmoid(s[:, 3 * H :])  # (N, H) output gate
    c = f * c_prev + i * a  # (N, H) cell state
    h = o * activation(c)  # (N, H) output
    return c, h


def lstm_cell(
    x: np.ndarray, h_prev: np.ndarray, c_prev: np.ndarray, weight: np.ndarray, bias: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """One step with one weight for [x, h_prev] and the blocks as columns in the order i, f, o, g.

    Args:
        x: input of this step, (N, D).
        h_prev: hidden state after the step before, (N, H).
        c_prev: memory cell after the step before, (N, H).
        weight: [x, h_prev] to the four blocks, (D + H, 4H); the first D rows belong to x.
        bias: bias of the four blocks, (4H,).

    Returns:
        (h_next, c_next): the next hidden state and the next memory cell, each (N, H).

    Raises:
        ValueError: the shapes do not fit.

    Source: as `lstm`; the layout is that of the course's final exercises 16 and 17.
    """
    D, H = x.shape[1], h_prev.shape[1]
    s = x @ weight[:D] + h_prev @ weight[D:] + bias  # (N, 4H) the four pre-activations
    i = sigmoid(s[:, :H])  # (N, H) input gate
    f = sigmoid(s[:, H : 2 * H])  # (N, H) forget gate
    o = sigmoid(s[:, 2 * H : 3 * H])  # (N, H) output gate
    g = activation(s[:, 3 * H :])  # (N, H) candidate, what may enter the cell
    c_next = f * c_prev + i * g  # (N, H) memory cell
    h_next = o * activation(c_next)  # (N, H) hidden state
    return h_next, c_next


def time_lstm(
    xs: np.ndarray, h: np.ndarray, c: np.ndarray, weight: np.ndarray, bias: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """All steps of a series, one after the other, with the same weights.

    Args:
        xs: inputs, (N, T, D).
        h: hidden state before the first step, (N, H).
        c: memory cell before the first step, (N, H).
        weight: [x, h] to the four blocks, (D + H, 4H), as in `lstm_cell`.
        bias: bias of the four blocks, (4H,).

    Returns:
        (hs, c): the hidden states of all steps, (N, T, H), and the memory cell after the last one, (N, H).

    Raises:
        ValueError: the shapes do not fit, or there is no step.

    Source: as `lstm`.
    """
    hs = []  # T times (N, H)
    for t in range(xs.shape[1]):
        h, c = lstm_cell(xs[:, t], h, c, weight, bias)  # (N, H), (N, H)
        hs.append(h)
    return np.stack(hs, axis=1), c  # (N, T, H), (N, H)
