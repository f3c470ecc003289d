"""The simple (Elman) recurrent network, as ゼロから作るDeep Learning ❷, chapter 5, writes it.

    h_0 ─▶[Wh]─▶(+)─tanh─▶ h_1 ─▶[Wh]─▶(+)─tanh─▶ h_2 ─▶ …
                 ▲                      ▲
               x_1 Wx                 x_2 Wx            h_t = tanh(x_t Wx + h_{t-1} Wh + b)

Symbols: N batch, T time steps, D input size, H state size.  Rows are samples; batch first, (N, T, D).

Where textbooks disagree: here a weight stands on the right of a row vector, Wx is (D, H).  The course's
exercises and PyTorch keep the transpose, W = Wx.T of shape (H, D), and write x.dot(W.T).  PyTorch has two
biases that are added, b_ih + b_hh = b.
"""

import numpy as np

INPUTS = {
    "rnn_step": {"x": "N D", "h_prev": "N H", "Wx": "D H", "Wh": "H H", "b": "H"},
    "rnn": {"xs": "N T D", "h_prev": "N H", "Wx": "D H", "Wh": "H H", "b": "H"},
}
OUTPUTS = {"rnn_step": "N H", "rnn": "N T H"}


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
        ValueError: the shapes do not fit.

    Source: as `rnn_step`; the book calls it Time RNN.
    """
    N, T, _ = xs.shape
    h = h_prev  # (N, H)
    hs = np.empty((N, T, h_prev.shape[1]), dtype=np.result_type(xs, h_prev, Wx, Wh, b))  # (N, T, H)
    for t in range(T):
        h = rnn_step(xs[:, t], h, Wx, Wh, b)  # (N, H) state after step t
        hs[:, t] = h  # (N, H)
    return hs  # (N, T, H)
