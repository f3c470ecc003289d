"""Writing into an array against binding a name anew: who else sees the change?

    W = [■ ■ ■]          one array in memory, `W` is a name of it
    layer.params[0] ──┐
    model.params[0] ──┴─▶ [■ ■ ■]      a second name, a list that holds the array, a slice of it (a view): no copy

    W[...] = new,  W -= step,  W[mask] = 0      the array changes, and all who hold it see that
    W = new,  W = W - step                      only this one name goes to another array; the old one stays as it was

    x[1:3], x[:, 0], x.T, x.reshape(…)          usually views: to write into them is to write into x
    x[[1, 2]], x[mask], x.copy()                new arrays: to write into them leaves x as it was

Symbols: N batch, T time steps, D input size, H state size, O output size; lr learning rate.

Where textbooks disagree: a layer's gradients are overwritten at every backward pass here, as in ゼロから作る
Deep Learning ❷; PyTorch adds to them until `zero_grad` is called.
"""

import numpy as np

INPUTS = {
    "sgd": {"xs": "T N D", "ts": "T N O", "W": "D O", "lr": "uniform(0.1, 0.5)"},
    "state_history": {"v": "T N H", "h": "N H", "Wh": "H H"},
    "end_states": {"hs": "N T H", "ended": "boolean N"},
}
OUTPUTS = {"sgd": ("D O", "D O"), "state_history": "T N H", "end_states": ("N H", "N T H")}


def sgd(xs: np.ndarray, ts: np.ndarray, W: np.ndarray, lr: float) -> tuple[np.ndarray, np.ndarray]:
    """Stochastic gradient descent on one linear layer y = x W, a mini-batch for each update.

    Args:
        xs: T mini-batches of inputs, (T, N, D).
        ts: their targets, (T, N, O).
        W: weight before the first update, (D, O); it stays as it is.
        lr: learning rate.

    Returns:
        (W, dW): the weight after T updates, and the gradient of the last one, each (D, O).

    Raises:
        ValueError: the shapes do not fit.

    Source: the loss is ½ ||x W - t||² averaged over the mini-batch; 斎藤 (2018), ゼロから作るDeep Learning ❷,
    chapter 1.
    """
    dW = np.zeros_like(W)  # (D, O)
    for x, t in zip(xs, ts, strict=True):
        dW = x.T @ (x @ W - t) / x.shape[0]  # (D, O) of this mini-batch alone
        W = W - lr * dW  # (D, O) a new array
    return W, dW


def state_history(v: np.ndarray, h: np.ndarray, Wh: np.ndarray) -> np.ndarray:
    """All states of a simple RNN, h_t = tanh(v_t + h_{t-1} Wh).

    Args:
        v: what reaches the state from the inputs, x_t Wx + b for each step, (T, N, H).
        h: state before the first step, (N, H); it stays as it is.
        Wh: state to state, (H, H).

    Returns:
        The states after each of the T steps, (T, N, H).

    Raises:
        ValueError: the shapes do not fit.

    Source: Elman (1990), "Finding Structure in Time".
    """
    hs = np.empty_like(v)  # (T, N, H)
    for t in range(v.shape[0]):
        hs[t] = np.tanh(v[t] + h @ Wh)  # (N, H)
        h = hs[t]  # a view
    return hs


def end_states(hs: np.ndarray, ended: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The last state of every sentence, set to zero where the sentence has ended before.

    Args:
        hs: states of all steps, (N, T, H); they stay as they are.
        ended: whether the sentence has ended before the last step, booleans (N,).

    Returns:
        (h, hs): the states of the last step, (N, H), and those of all steps, (N, T, H), both with the zeros.

    Raises:
        IndexError: the shapes do not fit.

    Source: NumPy's documentation, "Copies and views".
    """
    kept = np.ones_like(hs)  # (N, T, H)
    kept[ended, -1] = 0  # (H,) for each sentence that has ended
    masked = hs * kept  # (N, T, H) a new array
    return masked[:, -1], masked
