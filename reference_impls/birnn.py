"""The bidirectional recurrent network: one network reads forwards, one backwards, and an output sees both.

    time        0      1      2
    input      x_0    x_1    x_2
    forward    f_0 ─▶ f_1 ─▶ f_2          f_t = tanh(W_f x_t + U_f f_{t-1}),   f_{-1} = 0
    backward   b_0 ◀─ b_1 ◀─ b_2          b_t = tanh(W_b x_t + U_b b_{t+1}),   b_T = 0
    output     y_0    y_1    y_2          y_t = V [f_t ; b_t]

Symbols: N batch, T time steps, D input size, H state size of one direction, O output size.  Batch first,
(N, T, D).

Where textbooks disagree: the two states are joined here by concatenation (2H features), as in the course's
exercise, PyTorch and Keras' default; others add, average or multiply them.  Weights have one row for each
output, W_f (H, D), U_f (H, H), V (O, 2H).  There is no bias, and the activation is tanh.
"""

import numpy as np

INPUTS = {
    "bidirectional_rnn_net": {
        "xs": "N T D",
        "W_f": "H D",
        "U_f": "H H",
        "W_b": "H D",
        "U_b": "H H",
        "V": "O 2*H",
    },
}
OUTPUTS = {"bidirectional_rnn_net": "N T O"}
GIVEN = ("rnn",)


def rnn(xs: np.ndarray, W: np.ndarray, U: np.ndarray) -> np.ndarray:
    """The states of a simple RNN in one direction, from a zero state: h_t = tanh(x_t W^T + h_{t-1} U^T).

    Args:
        xs: inputs in the order in which they are read, (N, T, D).
        W: input to state, (H, D).
        U: state to state, (H, H).

    Returns:
        states in the order in which they were computed, (N, T, H).

    Raises:
        ValueError: the shapes do not fit.

    Source: Elman (1990), "Finding Structure in Time".
    """
    N, T, _ = xs.shape
    hs = np.zeros((N, T, U.shape[0]), dtype=np.result_type(xs, W, U))  # (N, T, H)
    h = np.zeros((N, U.shape[0]), dtype=hs.dtype)  # (N, H) state before the first step
    for t in range(T):
        h = np.tanh(xs[:, t] @ W.T + h @ U.T)  # (N, H) state after step t
        hs[:, t] = h  # (N, H)
    return hs  # (N, T, H)


def bidirectional_rnn_net(
    xs: np.ndarray, W_f: np.ndarray, U_f: np.ndarray, W_b: np.ndarray, U_b: np.ndarray, V: np.ndarray
) -> np.ndarray:
    """The outputs of a bidirectional RNN at every time step.

    Args:
        xs: inputs, (N, T, D).
        W_f: input to forward state, (H, D).
        U_f: forward state to forward state, (H, H).
        W_b: input to backward state, (H, D).
        U_b: backward state to backward state, (H, H).
        V: both states to output, (O, 2H); its first H columns belong to the forward state.

    Returns:
        ys, (N, T, O), linear (no activation on the output).

    Raises:
        ValueError: the shapes do not fit.

    Source: Schuster and Paliwal (1997), "Bidirectional Recurrent Neural Networks".
    """
    hs_f = rnn(xs, W_f, U_f)  # (N, T, H) forward states, in time order
    hs_b = rnn(xs[:, ::-1], W_b, U_b)  # (N, T, H) backward states, last time first
    hs = np.concatenate([hs_f, hs_b[:, ::-1]], axis=2)  # (N, T, 2H) both, in time order
    ys: np.ndarray = hs @ V.T  # (N, T, O)
    return ys
