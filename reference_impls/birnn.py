"""The bidirectional recurrent network: one network reads forwards, one backwards, and an output sees both.

    time        0      1      2
    input      x_0    x_1    x_2
    forward    f_0 ─▶ f_1 ─▶ f_2          f_t = tanh(W_f x_t + U_f f_{t-1}),   f_{-1} = 0
    backward   b_0 ◀─ b_1 ◀─ b_2          b_t = tanh(W_b x_t + U_b b_{t+1}),   b_T = 0
    output     y_0    y_1    y_2          y_t = V [f_t ; b_t]

    The last state of a direction is the one that has seen all inputs: f_2, but b_0.
    The gradient takes the same ways in reverse: that of b_t goes into the backward network in the order in
    which that network read, and the gradients of x_t from both directions are added at the time t.

Symbols: N batch, T time steps, D input size, H state size of one direction, O output size.  Batch first,
(N, T, D).  dy is the derivative of a scalar loss with respect to y, of the shape of y.

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
    "last_states": {"xs": "N T D", "W_f": "H D", "U_f": "H H", "W_b": "H D", "U_b": "H H"},
    "bidirectional_backward": {
        "xs": "N T D",
        "W_f": "H D",
        "U_f": "H H",
        "W_b": "H D",
        "U_b": "H H",
        "dhs": "N T 2*H",
    },
}
OUTPUTS = {
    "bidirectional_rnn_net": "N T O",
    "last_states": "N 2*H",
    "bidirectional_backward": ("N T D", "H D", "H H", "H D", "H H"),
}
GIVEN = ("rnn", "rnn_backward")


def rnn(xs: np.ndarray, W: np.ndarray, U: np.ndarray) -> np.ndarray:
    """The states of a simple RNN in one direction, from a zero state: h_t = tanh(x_t W^T + h_{t-1} U^T).

    Args:
        xs: inputs in the order in which they are read, (N, T, D).
        W: input to state, (H, D).
        U: state to state, (H, H).

    Returns:
        states in the order in which they were computed, (N, T, H).

    Raises:
        ValueError: the shapes do not fit, or there is no step.

    Source: Elman (1990), "Finding Structure in Time".
    """
    N, T, _ = xs.shape
    h = np.zeros((N, W.shape[0]), dtype=W.dtype)  # (N, H) state before the first step
    hs = []  # T times (N, H)
    for t in range(T):
        h = np.tanh(xs[:, t] @ W.T + h @ U.T)  # (N, H) state after step t
        hs.append(h)
    return np.stack(hs, axis=1)  # (N, T, H)


def rnn_backward(
    xs: np.ndarray, W: np.ndarray, U: np.ndarray, dhs: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The gradients of `rnn`.

    Args:
        xs: inputs in the order in which they are read, (N, T, D).
        W: input to state, (H, D).
        U: state to state, (H, H).
        dhs: derivative of the loss with respect to the states, in the same order, (N, T, H).

    Returns:
        (dxs, dW, dU), each of the shape of what it belongs to; dxs in the order in which `rnn` read.

    Raises:
        ValueError: the shapes do not fit.

    Source: Werbos (1990), "Backpropagation through time: what it does and how to do it".
    """
    hs = rnn(xs, W, U)  # (N, T, H)
    dxs = np.empty_like(xs)  # (N, T, D)
    dW = np.zeros_like(W)  # (H, D)
    dU = np.zeros_like(U)  # (H, H)
    dh = np.zeros_like(hs[:, 0])  # (N, H) from the step after, none for the last one
    for t in reversed(range(xs.shape[1])):
        da = (dhs[:, t] + dh) * (1 - hs[:, t] ** 2)  # (N, H) with respect to the pre-activation
        dxs[:, t] = da @ W  # (N, D)
        dh = da @ U  # (N, H)
        dW += da.T @ xs[:, t]  # (H, D)
        if t > 0:  # the state before the first step is zero and adds nothing
            dU += da.T @ hs[:, t - 1]  # (H, H)
    return dxs, dW, dU


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


def last_states(xs: np.ndarray, W_f: np.ndarray, U_f: np.ndarray, W_b: np.ndarray, U_b: np.ndarray) -> np.ndarray:
    """A vector for the whole series: the state of each direction that has seen all inputs.

    Args:
        xs: inputs, (N, T, D).
        W_f: input to forward state, (H, D).
        U_f: forward state to forward state, (H, H).
        W_b: input to backward state, (H, D).
        U_b: backward state to backward state, (H, H).

    Returns:
        (N, 2H): the forward state at the last time, then the backward state at the first time.

    Raises:
        ValueError: the shapes do not fit.

    Source: Schuster and Paliwal (1997), "Bidirectional Recurrent Neural Networks".
    """
    hs_f = rnn(xs, W_f, U_f)  # (N, T, H) forward states, in time order
    hs_b = rnn(xs[:, ::-1], W_b, U_b)  # (N, T, H) backward states, last time first
    return np.concatenate([hs_f[:, -1], hs_b[:, -1]], axis=1)  # (N, 2H)


def bidirectional_backward(
    xs: np.ndarray, W_f: np.ndarray, U_f: np.ndarray, W_b: np.ndarray, U_b: np.ndarray, dhs: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The gradients of the joined states [f_t ; b_t].

    Args:
        xs: inputs, (N, T, D).
        W_f: input to forward state, (H, D).
        U_f: forward state to forward state, (H, H).
        W_b: input to backward state, (H, D).
        U_b: backward state to backward state, (H, H).
        dhs: derivative of the loss with respect to the joined states in time order, (N, T, 2H); its first H
            features belong to the forward state.

    Returns:
        (dxs, dW_f, dU_f, dW_b, dU_b), each of the shape of what it belongs to; dxs in time order.

    Raises:
        ValueError: the shapes do not fit.

    Source: Schuster and Paliwal (1997), "Bidirectional Recurrent Neural Networks".
    """
    H = W_f.shape[0]
    dxs_f, dW_f, dU_f = rnn_backward(xs, W_f, U_f, dhs[:, :, :H])  # (N, T, D), (H, D), (H, H)
    dxs_b, dW_b, dU_b = rnn_backward(xs[:, ::-1], W_b, U_b, dhs[:, ::-1, H:])  # (N, T, D), (H, D), (H, H)
    dxs = dxs_f + dxs_b[:, ::-1]  # (N, T, D) both directions read x_t
    return dxs, dW_f, dU_f, dW_b, dU_b
