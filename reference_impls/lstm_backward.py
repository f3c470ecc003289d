"""The backward pass of one LSTM step.

    forward     [s_i s_f s_o s_g] = [x, h_prev] weight + bias
                i, f, o = sigmoid(s_i), sigmoid(s_f), sigmoid(s_o),   g = tanh(s_g)
                c_next = f * c_prev + i * g,   h_next = o * tanh(c_next)

    dc_prev ◀──(× f)──┬── dc ◀──(+)◀────────── dc_next           the cell is used twice: by the next step
                      │          ▲                               and by the output of this one
             di df dg ◀          └─(× o * (1 - tanh²))◀─┬─ dh_next
                                                   do ◀─┘

    backward    dc = dc_next + dh_next * o * (1 - tanh(c_next)²)           all that reaches c_next
                di = dc * g * i (1 - i)           df = dc * c_prev * f (1 - f)
                dg = dc * i * (1 - g²)            do = dh_next * tanh(c_next) * o (1 - o)
                dc_prev = dc * f
    * multiplies element by element.

Symbols: N batch, D input size, H state size; d… is the derivative of the loss with respect to ….  Rows are samples.

Where textbooks disagree: here di, df, do and dg belong to s_i, s_f, s_o and s_g, the values *before* the activation,
as in ゼロから作るDeep Learning ❷; some papers write them for the gates themselves.  The order of the blocks is
i f o g, as in lstm.lstm_cell; PyTorch's is i f g o, the book's f g i o.  There are no peephole connections.
"""

import numpy as np

INPUTS = {
    "lstm_gates_backward": {
        "c_prev": "N H",
        "i": "uniform N H",
        "f": "uniform N H",
        "o": "uniform N H",
        "g": "uniform(-1, 1) N H",
        "dh_next": "N H",
        "dc_next": "N H",
    },
    "lstm_cell_backward": {
        "x": "N D",
        "h_prev": "N H",
        "c_prev": "N H",
        "weight": "D+H 4*H",
        "bias": "4*H",
        "dh_next": "N H",
        "dc_next": "N H",
    },
}
OUTPUTS = {
    "lstm_gates_backward": ("N H", "N H", "N H", "N H", "N H"),
    "lstm_cell_backward": ("N D", "N H", "N H", "D+H 4*H", "4*H"),
}
GIVEN = ("sigmoid",)


def sigmoid(x: np.ndarray) -> np.ndarray:
    """1 / (1 + exp(-x)), element by element, in [0, 1]; exp sees no positive number, so nothing overflows."""
    e = np.exp(-np.abs(x))  # as x, in (0, 1]
    y: np.ndarray = np.where(x >= 0, np.ones_like(e), e) / (1 + e)  # as x
    return y


def lstm_gates_backward(
    c_prev: np.ndarray,
    i: np.ndarray,
    f: np.ndarray,
    o: np.ndarray,
    g: np.ndarray,
    dh_next: np.ndarray,
    dc_next: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """From what reaches the outputs of a step to the pre-activations and to the cell before.

    Args:
        c_prev: memory cell after the step before, (N, H).
        i: input gate, (N, H), in (0, 1).
        f: forget gate, (N, H), in (0, 1).
        o: output gate, (N, H), in (0, 1).
        g: candidate, (N, H), in (-1, 1).
        dh_next: gradient that reaches h_next, (N, H).
        dc_next: gradient that reaches c_next from the next step alone, (N, H).

    Returns:
        (di, df, do, dg, dc_prev), each (N, H): the gradients of the pre-activations of i, f, o and g, and of c_prev.

    Raises:
        ValueError: the shapes do not fit.

    Source: Gers, Schmidhuber and Cummins (2000), "Learning to Forget"; nothing is truncated here.
    """
    tanh_c = np.tanh(f * c_prev + i * g)  # (N, H) of the new cell
    dc = dc_next + dh_next * o * (1 - tanh_c**2)  # (N, H) both ways into the new cell
    di = dc * g * i * (1 - i)  # (N, H) pre-activation of the input gate
    df = dc * c_prev * f * (1 - f)  # (N, H) pre-activation of the forget gate
    do = dh_next * tanh_c * o * (1 - o)  # (N, H) pre-activation of the output gate
    dg = dc * i * (1 - g**2)  # (N, H) pre-activation of the candidate
    return di, df, do, dg, dc * f  # (N, H) each


def lstm_cell_backward(
    x: np.ndarray,
    h_prev: np.ndarray,
    c_prev: np.ndarray,
    weight: np.ndarray,
    bias: np.ndarray,
    dh_next: np.ndarray,
    dc_next: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The gradients of one step with respect to all its inputs and weights; the forward pass is computed again.

    Args:
        x: input of this step, (N, D).
        h_prev: hidden state after the step before, (N, H).
        c_prev: memory cell after the step before, (N, H).
        weight: [x, h_prev] to the four blocks, (D + H, 4H); the first D rows belong to x.
        bias: bias of the four blocks, (4H,).
        dh_next: gradient that reaches h_next, (N, H).
        dc_next: gradient that reaches c_next from the next step alone, (N, H).

    Returns:
        (dx, dh_prev, dc_prev, dweight, dbias), each of the shape of its value; those of the weights are summed
        over the batch.

    Raises:
        ValueError: the shapes do not fit.

    Source: as `lstm_gates_backward`.
    """
    D, H = x.shape[1], h_prev.shape[1]
    inputs = np.concatenate([x, h_prev], axis=1)  # (N, D + H)
    s = inputs @ weight + bias  # (N, 4H) the four pre-activations
    gates, g = sigmoid(s[:, : 3 * H]), np.tanh(s[:, 3 * H :])  # (N, 3H), (N, H)
    i, f, o = gates[:, :H], gates[:, H : 2 * H], gates[:, 2 * H :]  # (N, H) each
    *blocks, dc_prev = lstm_gates_backward(c_prev, i, f, o, g, dh_next, dc_next)  # (N, H) each
    ds = np.concatenate(blocks, axis=1)  # (N, 4H) in the order of the forward pass
    dinputs = ds @ weight.T  # (N, D + H)
    return dinputs[:, :D], dinputs[:, D:], dc_prev, inputs.T @ ds, ds.sum(axis=0)
