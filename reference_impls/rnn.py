"""The simple (Elman) recurrent network, forwards and backwards, as ゼロから作るDeep Learning ❷, chapter 5, writes it.

    h_0 ─▶[Wh]─▶(+)─tanh─▶ h_1 ─▶[Wh]─▶(+)─tanh─▶ h_2 ─▶ …
                 ▲           │          ▲           │
               x_1 Wx        ▼        x_2 Wx        ▼   h_t = tanh(x_t Wx + h_{t-1} Wh + b)
                           output                 output

    backward   dt = dh * (1 - h_t ** 2),  where dh is the sum of what the output and the next step send back
               dx = dt Wx^T,   dh_prev = dt Wh^T,   dWx = x^T dt,   dWh = h_{t-1}^T dt,   db = sum of dt over N
               dWx, dWh, db add up over the steps, which share the weights

Symbols: N batch, T time steps, D input size, H state size, k steps in a block.  Rows are samples; batch first,
(N, T, D).  dy is the derivative of a scalar loss with respect to y, of the shape of y.

Where textbooks disagree, three times:
    1. The side of a weight.  Here it stands on the right of a row vector, Wx is (D, H).  The course's exercises
       and PyTorch keep the transpose, W = Wx.T of shape (H, D), and write x.dot(W.T).  PyTorch has two biases
       that are added, b_ih + b_hh = b.
    2. The mean over the batch.  Here the gradients are sums over the samples; a loss that is a mean has its
       1/N in the gradient that comes in.
    3. Truncation.  Here, as in the book, the series is cut into blocks of k steps from its start: the state
       passes from block to block, the gradient does not.  Williams and Peng (1990) let the loss of every step
       reach back over a fixed number of steps instead.
"""

import numpy as np

INPUTS = {
    "rnn_step": {"x": "N D", "h_prev": "N H", "Wx": "D H", "Wh": "H H", "b": "H"},
    "rnn": {"xs": "N T D", "h_prev": "N H", "Wx": "D H", "Wh": "H H", "b": "H"},
    "rnn_step_backward": {"x": "N D", "h_prev": "N H", "Wx": "D H", "Wh": "H H", "b": "H", "dh_next": "N H"},
    "state_jacobian": {"x": "N D", "h_prev": "N H", "Wx": "D H", "Wh": "H H", "b": "H"},
    "rnn_backward": {"xs": "N T D", "h_prev": "N H", "Wx": "D H", "Wh": "H H", "b": "H", "dhs": "N T H"},
    "truncated_backward": {
        "xs": "N T D",
        "h_prev": "N H",
        "Wx": "D H",
        "Wh": "H H",
        "b": "H",
        "dhs": "N T H",
        "k": "integer(1, T+1)",
    },
}
OUTPUTS = {
    "rnn_step": "N H",
    "rnn": "N T H",
    "rnn_step_backward": ("N D", "N H", "D H", "H H", "H"),
    "state_jacobian": "N H H",
    "rnn_backward": ("N T D", "N H", "D H", "H H", "H"),
    "truncated_backward": ("D H", "H H", "H"),
}


def rnn_step(x: np.ndarray, h_prev: np.ndarray, Wx: np.ndarray, Wh: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The state after one time step, h_next = tanh(x Wx + h_prev Wh + b).

    Args:
        x: input of this step, (N, D).
        h_prev: state after the step before, (N, H).
        Wx: input to state, (D, H).
        Wh: state to state, (H, H).
        b: bias, (H,).

    Returns:
        h_next, (N, H), each element in (-1, 1), without unit.

    Raises:
        ValueError: the shapes do not fit.

    Source: Elman (1990), "Finding Structure in Time"; layout of ゼロから作るDeep Learning ❷, chapter 5.
    """
    t = x @ Wx + h_prev @ Wh + b  # (N, H) pre-activation
    h_next: np.ndarray = np.tanh(t)  # (N, H)
    return h_next


def rnn(xs: np.ndarray, h_prev: np.ndarray, Wx: np.ndarray, Wh: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The states after each of T time steps.

    Args:
        xs: inputs, (N, T, D).
        h_prev: state before the first step, (N, H); zeros at the start of a series.
        Wx: input to state, (D, H), the same at every step.
        Wh: state to state, (H, H), the same at every step.
        b: bias, (H,).

    Returns:
        hs, (N, T, H); hs[:, -1] is the state to hand on.

    Raises:
        ValueError: the shapes do not fit, or there is no step.

    Source: as `rnn_step`; the book calls it Time RNN.
    """
    h, hs = h_prev, []  # (N, H), T times (N, H)
    for t in range(xs.shape[1]):
        h = rnn_step(xs[:, t], h, Wx, Wh, b)  # (N, H) state after step t
        hs.append(h)
    return np.stack(hs, axis=1)  # (N, T, H)


def rnn_step_backward(
    x: np.ndarray, h_prev: np.ndarray, Wx: np.ndarray, Wh: np.ndarray, b: np.ndarray, dh_next: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The gradients of one time step.

    Args:
        x: input of this step, (N, D).
        h_prev: state after the step before, (N, H).
        Wx: input to state, (D, H).
        Wh: state to state, (H, H).
        b: bias, (H,).
        dh_next: derivative of the loss with respect to the state after this step, (N, H).

    Returns:
        (dx, dh_prev, dWx, dWh, db), each of the shape of what it belongs to, in units of loss per unit of it.

    Raises:
        ValueError: the shapes do not fit.

    Source: the chain rule; layout of ゼロから作るDeep Learning ❷, chapter 5.
    """
    h_next = rnn_step(x, h_prev, Wx, Wh, b)  # (N, H)
    dt = dh_next * (1 - h_next**2)  # (N, H) with respect to the pre-activation
    dx = dt @ Wx.T  # (N, D)
    dh_prev = dt @ Wh.T  # (N, H)
    dWx = x.T @ dt  # (D, H) sum over the batch
    dWh = h_prev.T @ dt  # (H, H) sum over the batch
    db = dt.sum(axis=0)  # (H,) sum over the batch, to which b was repeated
    return dx, dh_prev, dWx, dWh, db


def state_jacobian(x: np.ndarray, h_prev: np.ndarray, Wx: np.ndarray, Wh: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The derivatives of the elements of the next state with respect to those of the state before.

    Args:
        x: input of this step, (N, D).
        h_prev: state after the step before, (N, H).
        Wx: input to state, (D, H).
        Wh: state to state, (H, H).
        b: bias, (H,).

    Returns:
        J, (N, H, H): J[n, i, j] is the derivative of h_next[n, i] with respect to h_prev[n, j].

    Raises:
        ValueError: the shapes do not fit.

    Source: Pascanu, Mikolov and Bengio (2013), "On the difficulty of training recurrent neural networks".
    """
    h_next = rnn_step(x, h_prev, Wx, Wh, b)  # (N, H)
    slope = 1 - h_next**2  # (N, H) of tanh
    J: np.ndarray = slope[:, :, np.newaxis] * Wh.T  # (N, H, H) row i is scaled by slope i
    return J


def rnn_backward(
    xs: np.ndarray, h_prev: np.ndarray, Wx: np.ndarray, Wh: np.ndarray, b: np.ndarray, dhs: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The gradients of T time steps; nothing comes back from after the last one.

    Args:
        xs: inputs, (N, T, D).
        h_prev: state before the first step, (N, H).
        Wx: input to state, (D, H).
        Wh: state to state, (H, H).
        b: bias, (H,).
        dhs: what the outputs of the steps send back, (N, T, H); without what passes from state to state.

    Returns:
        (dxs, dh_prev, dWx, dWh, db), each of the shape of what it belongs to; those of the weights and the
        bias are sums over the steps.

    Raises:
        ValueError: the shapes do not fit.

    Source: Werbos (1990), "Backpropagation through time: what it does and how to do it"; the book calls it
    the backward pass of Time RNN.
    """
    before = np.concatenate([h_prev[:, np.newaxis], rnn(xs, h_prev, Wx, Wh, b)], axis=1)  # (N, T+1, H)
    dxs = np.empty_like(xs)  # (N, T, D)
    dh = np.zeros_like(h_prev)  # (N, H) from the step after, none for the last one
    dWx, dWh, db = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b)  # (D, H), (H, H), (H,)
    for t in reversed(range(xs.shape[1])):
        dh_next = dhs[:, t] + dh  # (N, H) the state goes to the output and to the next step
        dxs[:, t], dh, *grads = rnn_step_backward(xs[:, t], before[:, t], Wx, Wh, b, dh_next)  # (N, D), (N, H), …
        dWx += grads[0]  # (D, H)
        dWh += grads[1]  # (H, H)
        db += grads[2]  # (H,)
    return dxs, dh, dWx, dWh, db


def truncated_backward(
    xs: np.ndarray, h_prev: np.ndarray, Wx: np.ndarray, Wh: np.ndarray, b: np.ndarray, dhs: np.ndarray, k: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The gradients of the weights by truncated back-propagation: blocks of k steps, the last one may be shorter.

    Args:
        xs: inputs, (N, T, D).
        h_prev: state before the first step, (N, H).
        Wx: input to state, (D, H).
        Wh: state to state, (H, H).
        b: bias, (H,).
        dhs: what the outputs of the steps send back, (N, T, H).
        k: steps in a block, at least 1.

    Returns:
        (dWx, dWh, db), (D, H), (H, H) and (H,), sums over all blocks, all at the same weights.

    Raises:
        ValueError: the shapes do not fit, or k is 0.

    Source: ゼロから作るDeep Learning ❷, chapter 5, Truncated BPTT.
    """
    h = h_prev  # (N, H) state at the start of a block
    dWx, dWh, db = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b)  # (D, H), (H, H), (H,)
    for start in range(0, xs.shape[1], k):
        block = slice(start, start + k)  # (k,) or fewer steps
        _, _, *grads = rnn_backward(xs[:, block], h, Wx, Wh, b, dhs[:, block])  # (D, H), (H, H), (H,) of this block
        h = rnn(xs[:, block], h, Wx, Wh, b)[:, -1]  # (N, H) forwards, nothing is cut
        dWx += grads[0]  # (D, H)
        dWh += grads[1]  # (H, H)
        db += grads[2]  # (H,)
    return dWx, dWh, db
