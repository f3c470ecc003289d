"""One step of the LSTM with peephole connections: the gates also look at the memory cell.

    c_prev ──┬───▶(×)─────▶(+)──┬──┬──────────▶ c_next       c_next = f * c_prev + i * g
             │     ▲        ▲   │  └▶ tanh ─▶(×)──▶ h_next    h_next = o * tanh(c_next)
             ├─p_f▶f      i * g │             ▲
             └─p_i────────▶i    └─────p_o────▶o

    i = sigmoid(s_i + p_i * c_prev)      the cell before it is changed
    f = sigmoid(s_f + p_f * c_prev)      the cell before it is changed
    o = sigmoid(s_o + p_o * c_next)      the cell after it was changed
    g = tanh(s_g)                        no peephole
    [s_i s_f s_o s_g] = [x, h_prev] weight + bias, and * multiplies element by element.

Without peepholes a gate sees the cell only through h_prev = o * tanh(c_prev): nothing at all while the output
gate is closed.

Symbols: N batch, D input size, H state size.  Rows are samples; p_i, p_f and p_o are vectors, one weight for each cell.

Where textbooks disagree:
    1. The weights.  Here, as in Gers and Schmidhuber (2000), the gate of a cell sees that cell alone, so that a
       peephole has H weights: a diagonal matrix.  Some texts print a full matrix, H·H weights.
    2. The output gate.  Here, as in the paper, it sees the new cell.  Some pictures let all gates see the old one.
The order of the blocks is i f o g, as in lstm.lstm_cell.  PyTorch has no peepholes.
"""

import numpy as np

INPUTS = {
    "peephole_lstm": {
        "x": "N D",
        "h_prev": "N H",
        "c_prev": "N H",
        "weight": "D+H 4*H",
        "bias": "4*H",
        "p_i": "H",
        "p_f": "H",
        "p_o": "H",
    },
}
OUTPUTS = {"peephole_lstm": ("N H", "N H")}
GIVEN = ("sigmoid",)


def sigmoid(x: np.ndarray) -> np.ndarray:
    """1 / (1 + exp(-x)), element by element, in [0, 1]; exp sees no positive number, so nothing overflows."""
    e = np.exp(-np.abs(x))  # as x, in (0, 1]
    y: np.ndarray = np.where(x >= 0, np.ones_like(e), e) / (1 + e)  # as x
    return y


def peephole_lstm(
    x: np.ndarray,
    h_prev: np.ndarray,
    c_prev: np.ndarray,
    weight: np.ndarray,
    bias: np.ndarray,
    p_i: np.ndarray,
    p_f: np.ndarray,
    p_o: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """One step with peepholes to all three gates.

    Args:
        x: input of this step, (N, D).
        h_prev: hidden state after the step before, (N, H).
        c_prev: memory cell after the step before, (N, H).
        weight: [x, h_prev] to the four blocks, (D + H, 4H); the first D rows belong to x.
        bias: bias of the four blocks, (4H,).
        p_i: cell before the step to input gate, (H,).
        p_f: cell before the step to forget gate, (H,).
        p_o: cell after the step to output gate, (H,).

    Returns:
        (h_next, c_next): the next hidden state and the next memory cell, each (N, H).

    Raises:
        ValueError: the shapes do not fit.

    Source: Gers and Schmidhuber (2000), "Recurrent nets that time and count".
    """
    D, H = x.shape[1], h_prev.shape[1]
    s = x @ weight[:D] + h_prev @ weight[D:] + bias  # (N, 4H) the four pre-activations
    i = sigmoid(s[:, :H] + p_i * c_prev)  # (N, H) input gate
    f = sigmoid(s[:, H : 2 * H] + p_f * c_prev)  # (N, H) forget gate
    g = np.tanh(s[:, 3 * H :])  # (N, H) candidate, what may enter the cell
    c_next = f * c_prev + i * g  # (N, H) memory cell
    o = sigmoid(s[:, 2 * H : 3 * H] + p_o * c_next)  # (N, H) output gate
    h_next = o * np.tanh(c_next)  # (N, H) hidden state
    return h_next, c_next
