"""Back-propagation through time for a recurrent network: its activation the identity, or tanh.

    forward     a_t = W x_t + U h_{t-1},   h_t = a_t or tanh(a_t),   y_t = V h_t,   h_{-1} = 0
    loss        L = 1/N · sum over samples and t of ½ ||y_t - target_t||²
    backward    dy_t = (y_t - target_t) / N
                da_t = V^T dy_t + U^T da_{t+1},   da_T = 0        one factor U for each step back in time
                tanh: da_t is that, times 1 - h_t² element by element
                dW = sum of da_t x_t^T,   dU = sum of da_t h_{t-1}^T,   dV = sum of dy_t h_t^T

Symbols: N batch, T time steps, D input size, H state size, O output size.  Batch first, (N, T, D); weights
have one row for each output.  There is no bias.

Where textbooks disagree: the course's exercise leaves the activation out to keep the program short (`bptt`);
most books have tanh (`bptt_tanh`).  The exercise starts anew from every step t and carries that step's loss
back; here, as in most books, one pass backwards collects everything.  Both give the same sums.  Nothing is
truncated.
"""

import numpy as np

INPUTS = {
    "bptt": {"xs": "N T D", "ys": "N T O", "W": "H D", "U": "H H", "V": "O H"},
    "bptt_tanh": {"xs": "N T D", "ys": "N T O", "W": "H D", "U": "H H", "V": "O H"},
}
OUTPUTS = {"bptt": ("H D", "H H", "O H"), "bptt_tanh": ("H D", "H H", "O H")}
GIVEN = ("rnn_net", "tanh_net", "calculate_do")


def rnn_net(xs: np.ndarray, W: np.ndarray, U: np.ndarray, V: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The states and outputs of the network whose activation is the identity, from a zero state.

    Args:
        xs: inputs, (N, T, D).
        W: input to state, (H, D).
        U: state to state, (H, H).
        V: state to output, (O, H).

    Returns:
        (hiddens, outputs): (N, T, H) and (N, T, O).

    Raises:
        ValueError: the shapes do not fit, or there is no step.

    Source: the equations at the head of this module.
    """
    N, T, _ = xs.shape
    h = np.zeros((N, W.shape[0]), dtype=W.dtype)  # (N, H) state before the first step
    states = []  # T times (N, H)
    for t in range(T):
        h = xs[:, t] @ W.T + h @ U.T  # (N, H)
        states.append(h)
    hiddens = np.stack(states, axis=1)  # (N, T, H)
    return hiddens, hiddens @ V.T  # (N, T, H), (N, T, O)


def tanh_net(xs: np.ndarray, W: np.ndarray, U: np.ndarray, V: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The states and outputs of the network whose activation is tanh, from a zero state.

    Args:
        xs: inputs, (N, T, D).
        W: input to state, (H, D).
        U: state to state, (H, H).
        V: state to output, (O, H).

    Returns:
        (hiddens, outputs): (N, T, H), in (-1, 1), and (N, T, O).

    Raises:
        ValueError: the shapes do not fit, or there is no step.

    Source: the equations at the head of this module.
    """
    N, T, _ = xs.shape
    h = np.zeros((N, W.shape[0]), dtype=W.dtype)  # (N, H) state before the first step
    states = []  # T times (N, H)
    for t in range(T):
        h = np.tanh(xs[:, t] @ W.T + h @ U.T)  # (N, H)
        states.append(h)
    hiddens = np.stack(states, axis=1)  # (N, T, H)
    return hiddens, hiddens @ V.T  # (N, T, H), (N, T, O)


def calculate_do(outputs: np.ndarray, ys: np.ndarray) -> np.ndarray:
    """The derivative of ½ ||outputs - ys||² with respect to `outputs`, (N, T, O), not divided by N."""
    do: np.ndarray = outputs - ys  # (N, T, O)
    return do


def bptt(
    xs: np.ndarray, ys: np.ndarray, W: np.ndarray, U: np.ndarray, V: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The gradients of the loss where the activation is the identity, averaged over the batch and summed over time.

    Args:
        xs: inputs, (N, T, D).
        ys: targets, (N, T, O).
        W: input to state, (H, D).
        U: state to state, (H, H).
        V: state to output, (O, H).

    Returns:
        (dW, dU, dV), each of the shape of its weight, in units of loss per unit of weight.

    Raises:
        ValueError: the shapes do not fit.

    Source: Werbos (1990), "Backpropagation through time: what it does and how to do it".
    """
    N, T, _ = xs.shape
    hiddens, outputs = rnn_net(xs, W, U, V)  # (N, T, H), (N, T, O)
    do = calculate_do(outputs, ys) / N  # (N, T, O) dL/dy
    dW = np.zeros_like(W)  # (H, D)
    dU = np.zeros_like(U)  # (H, H)
    dV = np.zeros_like(V)  # (O, H)
    dh = np.zeros_like(hiddens[:, 0])  # (N, H) what reaches a state from later steps
    for t in reversed(range(T)):
        dV += do[:, t].T @ hiddens[:, t]  # (O, H)
        dh = do[:, t] @ V + dh @ U  # (N, H) dL/dh_t
        dW += dh.T @ xs[:, t]  # (H, D)
        if t > 0:  # the state before the first step is zero and adds nothing
            dU += dh.T @ hiddens[:, t - 1]  # (H, H)
    return dW, dU, dV


def bptt_tanh(
    xs: np.ndarray, ys: np.ndarray, W: np.ndarray, U: np.ndarray, V: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The gradients of the loss where the activation is tanh, averaged over the batch and summed over time.

    Args:
        xs: inputs, (N, T, D).
        ys: targets, (N, T, O).
        W: input to state, (H, D).
        U: state to state, (H, H).
        V: state to output, (O, H).

    Returns:
        (dW, dU, dV), each of the shape of its weight, in units of loss per unit of weight.

    Raises:
        ValueError: the shapes do not fit.

    Source: Werbos (1990), "Backpropagation through time: what it does and how to do it".
    """
    N, T, _ = xs.shape
    hiddens, outputs = tanh_net(xs, W, U, V)  # (N, T, H), (N, T, O)
    do = calculate_do(outputs, ys) / N  # (N, T, O) dL/dy
    dW = np.zeros_like(W)  # (H, D)
    dU = np.zeros_like(U)  # (H, H)
    dV = np.zeros_like(V)  # (O, H)
    da = np.zeros_like(hiddens[:, 0])  # (N, H) dL/da of the step after, none for the last one
    for t in reversed(range(T)):
        dV += do[:, t].T @ hiddens[:, t]  # (O, H)
        dh = do[:, t] @ V + da @ U  # (N, H) dL/dh_t
        da = dh * (1 - hiddens[:, t] ** 2)  # (N, H) dL/da_t
        dW += da.T @ xs[:, t]  # (H, D)
        if t > 0:  # the state before the first step is zero and adds nothing
            dU += da.T @ hiddens[:, t - 1]  # (H, H)
    return dW, dU, dV
