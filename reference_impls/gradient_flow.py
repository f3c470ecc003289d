"""How a gradient changes on its way back through many steps: where it vanishes, explodes, or stays as it is.

    one loop       c_t = w c_{t-1} + x_t             dc_T/dx_t = w^(T-t)         CEC: w = 1, always 1
    memory cell    c_t = f_t c_{t-1} + i_t a_t       dc_t/dc_{t-1} = f_t         CEC: f_t = 1
    simple RNN     h_t = tanh(v_t + U h_{t-1})       dh_t/dh_{t-1} = diag(1 - h_t²) U
    sigmoids       y_t = sigmoid(w_t y_{t-1} + b_t)  dy_t/dy_{t-1} = w_t y_t (1 - y_t), at most |w_t| / 4

    The gradient over many steps is the product of the factors on the right.  Factors below 1 make it vanish,
    factors above 1 make it explode, both exponentially in the number of steps.  The CEC, the constant error
    carousel in the memory cell of the LSTM, has the factor 1.

Symbols: N batch, T time steps (or layers), H state size; t counts from 1 to T.  All without unit.

Where textbooks disagree: the first LSTM of Hochreiter and Schmidhuber (1997) had no forget gate, so its cell
was a CEC with f_t = 1; today's LSTM carries the error with the factor f_t.  Gates count as given here: what
flows back through them to h_{t-1} is left out, as in the argument for the CEC.  h is a column, h_t = tanh(W x_t
+ U h_{t-1} + b) with v_t = W x_t + b; with rows and weights on the right the factors stand transposed.
"""

import numpy as np

INPUTS = {
    "loop_gradients": {"w": "uniform(0.5, 1.5)", "x": "T"},
    "cell_gradients": {"dcs": "T N H", "f": "uniform T N H"},
    "jacobian_norms": {"v": "T H", "h": "H", "U": "H H"},
    "sigmoid_chain": {"x": "N", "w": "T", "b": "T"},
}
OUTPUTS = {
    "loop_gradients": ("scalar", "T"),
    "cell_gradients": ("T N H", "N H"),
    "jacobian_norms": "T",
    "sigmoid_chain": ("N", "N", "scalar"),
}
GIVEN = ("sigmoid",)


def sigmoid(x: np.ndarray) -> np.ndarray:
    """1 / (1 + exp(-x)), element by element, in [0, 1]; exp sees no positive number, so nothing overflows."""
    e = np.exp(-np.abs(x))  # as x, in (0, 1]
    y: np.ndarray = np.where(x >= 0, np.ones_like(e), e) / (1 + e)  # as x
    return y


def loop_gradients(w: float, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The last state of a loop c_t = w c_{t-1} + x_t from c_0 = 0, and what each input contributes to it.

    Args:
        w: weight of the loop; 1 for the CEC.
        x: inputs of the steps 1 to T, (T,).

    Returns:
        (c, gradients): c_T, (), and dc_T/dx_t of every step, (T,).

    Raises:
        IndexError: there is no step.

    Source: Hochreiter and Schmidhuber (1997), "Long Short-Term Memory", section 3.
    """
    T = x.shape[0]
    c = x[:1]  # (1,) the state after the first step
    for t in range(1, T):
        c = w * c + x[t]  # (1,)
    gradients = np.ones_like(x)  # (T,) the last input goes through no loop
    for t in reversed(range(T - 1)):
        gradients[t] = w * gradients[t + 1]  # () one loop more than the input after it
    return c[0], gradients


def cell_gradients(dcs: np.ndarray, f: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The gradient of the loss with respect to every memory cell of an LSTM, its gates given.

    Args:
        dcs: what each c_t receives from its own step, through the output h_t, (T, N, H).
        f: forget gates of the steps 1 to T, (T, N, H), each in [0, 1]; f_t leads from c_{t-1} to c_t.

    Returns:
        (gradients, dc_0): of c_1 to c_T, (T, N, H), and of the cell before the first step, (N, H).

    Raises:
        ValueError: the shapes do not fit.

    Source: Gers, Schmidhuber and Cummins (2000), "Learning to Forget".
    """
    T = f.shape[0]
    gradients = np.empty_like(dcs)  # (T, N, H)
    carried = np.zeros_like(dcs[0])  # (N, H) nothing comes from after the last step
    for t in reversed(range(T)):
        gradients[t] = dcs[t] + carried  # (N, H)
        carried = f[t] * gradients[t]  # (N, H) to the cell before
    return gradients, carried


def jacobian_norms(v: np.ndarray, h: np.ndarray, U: np.ndarray) -> np.ndarray:
    """How strongly each state of a simple RNN depends on the state before the first step.

    Args:
        v: what reaches the state from the inputs, W x_t + b for each step, (T, H).
        h: state before the first step, h_0, (H,).
        U: state to state, (H, H).

    Returns:
        The Frobenius norms of dh_t/dh_0 for t = 1 to T, (T,); row i, column j of dh_t/dh_0 is the derivative of
        element i of h_t with respect to element j of h_0.

    Raises:
        ValueError: the shapes do not fit.

    Source: Pascanu, Mikolov and Bengio (2013), "On the difficulty of training recurrent neural networks".
    """
    T, H = v.shape
    jacobian = np.eye(H, dtype=U.dtype)  # (H, H) dh_0/dh_0
    norms = np.empty(T, dtype=U.dtype)  # (T,)
    for t in range(T):
        h = np.tanh(v[t] + U @ h)  # (H,)
        jacobian = (1 - h**2)[:, np.newaxis] * (U @ jacobian)  # (H, H) diag(1 - h²) U, from the left
        norms[t] = np.sqrt(np.sum(jacobian**2))  # ()
    return norms


def sigmoid_chain(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A chain of T layers y_t = sigmoid(w_t y_{t-1} + b_t) of one neuron each, y_0 = x, and its gradient.

    Args:
        x: N inputs, (N,).
        w: weights of the layers, (T,).
        b: biases of the layers, (T,).

    Returns:
        (y, gradient, bound): y_T, (N,); dy_T/dx, (N,); and the product of the |w_t| / 4, (), which the gradient's
        size never exceeds, and which it takes if every layer is at y_t = 1/2.  With |w_t| = 1 it is 0.25**T.

    Raises:
        ValueError: the shapes do not fit.

    Source: the chain rule, and y (1 - y) <= 1/4.
    """
    y, gradient = x, np.ones_like(x)  # (N,), (N,)
    for weight, bias in zip(w, b, strict=True):
        y = sigmoid(weight * y + bias)  # (N,)
        gradient = gradient * weight * y * (1 - y)  # (N,) one factor for each layer
    bound = np.prod(np.abs(w) / 4)  # () over the layers
    return y, gradient, bound
