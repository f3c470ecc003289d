"""The gated recurrent unit: one step, a series, the gradients of one step, and PyTorch's variant.

    h ──┬───────────────▶(× 1 - z)──▶(+)──▶ h_new          h_new = (1 - z) * h + z * h_bar
        │                             ▲
        └─▶(× r)─┐                    │
                 ▼                    │
    x ────────▶ tanh ─ h_bar ─▶(× z)──┘                    h_bar = tanh(x Wh^T + (r * h) Uh^T)

    r = sigmoid(x Wr^T + h Ur^T) is the reset gate, z = sigmoid(x Wz^T + h Uz^T) the update gate, both in
    (0, 1) and computed from x and h; * multiplies element by element.

Backwards, with s_r, s_z, s_h for what goes into the sigmoids and the tanh, and d· for the gradient of the
loss with respect to ·:

    dz = dh_new * (h_bar - h)     dh_bar = dh_new * z     dh = dh_new * (1 - z) + what comes by the gates
    ds_h = dh_bar * (1 - h_bar²)  d(r * h) = ds_h Uh      dr = d(r * h) * h
    ds_z = dz * z * (1 - z)       ds_r = dr * r * (1 - r)

Symbols: N batch, T time steps, D input size, H state size.  Rows are samples, series are (N, T, D); weights
have one row for each output.  There is no bias, but in `gru_reset_after`.

Where textbooks disagree, twice:
    1. What z weighs.  Here, as in the course's exercise, Chung et al. (2014) and ゼロから作るDeep Learning ❷,
       z is the share of the new candidate.  In Cho et al. (2014), PyTorch and Keras z is the share of the
       old state: their z is 1 - z here.
    2. Where r acts.  Here, as in both papers, before the product, (r * h) Uh^T.  PyTorch, and Keras by
       default, reset after it, r * (h Uh^T): another function, for which no choice of weights makes up.
`gru_reset_after` follows PyTorch in both.  With a bias on the state's side the order matters all the more: r
then acts on that bias too.
"""

import numpy as np

INPUTS = {
    "gru": {
        "x": "N D",
        "h": "N H",
        "Wr": "H D",
        "Ur": "H H",
        "Wz": "H D",
        "Uz": "H H",
        "Wh": "H D",
        "Uh": "H H",
    },
    "gru_series": {
        "xs": "N T D",
        "h": "N H",
        "Wr": "H D",
        "Ur": "H H",
        "Wz": "H D",
        "Uz": "H H",
        "Wh": "H D",
        "Uh": "H H",
    },
    "gru_update_backward": {"dh_new": "N H", "h": "N H", "z": "uniform N H", "h_bar": "uniform(-1, 1) N H"},
    "gru_backward": {
        "dh_new": "N H",
        "x": "N D",
        "h": "N H",
        "Wr": "H D",
        "Ur": "H H",
        "Wz": "H D",
        "Uz": "H H",
        "Wh": "H D",
        "Uh": "H H",
    },
    "gru_reset_after": {"x": "N D", "h": "N H", "W": "3*H D", "U": "3*H H", "bW": "3*H", "bU": "3*H"},
}
OUTPUTS = {
    "gru": "N H",
    "gru_series": "N T H",
    "gru_update_backward": ("N H", "N H", "N H"),
    "gru_backward": ("N D", "N H", "H D", "H H", "H D", "H H", "H D", "H H"),
    "gru_reset_after": "N H",
}
GIVEN = ("sigmoid",)


def sigmoid(x: np.ndarray) -> np.ndarray:
    """1 / (1 + exp(-x)), element by element, in [0, 1]; exp sees no positive number, so nothing overflows."""
    e = np.exp(-np.abs(x))  # as x, in (0, 1]
    y: np.ndarray = np.where(x >= 0, np.ones_like(e), e) / (1 + e)  # as x
    return y


def gru(
    x: np.ndarray,
    h: np.ndarray,
    Wr: np.ndarray,
    Ur: np.ndarray,
    Wz: np.ndarray,
    Uz: np.ndarray,
    Wh: np.ndarray,
    Uh: np.ndarray,
) -> np.ndarray:
    """The state after one time step.

    Args:
        x: input of this step, (N, D).
        h: state after the step before, (N, H).
        Wr: input to reset gate, (H, D).
        Ur: state to reset gate, (H, H).
        Wz: input to update gate, (H, D).
        Uz: state to update gate, (H, H).
        Wh: input to candidate, (H, D).
        Uh: state to candidate, (H, H).

    Returns:
        h_new, (N, H), each element between the old state's and the candidate's.

    Raises:
        ValueError: the shapes do not fit.

    Source: Chung, Gulcehre, Cho and Bengio (2014), "Empirical Evaluation of Gated Recurrent Neural Networks
    on Sequence Modeling".
    """
    r = sigmoid(x @ Wr.T + h @ Ur.T)  # (N, H) reset gate
    z = sigmoid(x @ Wz.T + h @ Uz.T)  # (N, H) update gate: share of the candidate
    h_bar = np.tanh(x @ Wh.T + (r * h) @ Uh.T)  # (N, H) candidate
    h_new: np.ndarray = (1 - z) * h + z * h_bar  # (N, H)
    return h_new


def gru_series(
    xs: np.ndarray,
    h: np.ndarray,
    Wr: np.ndarray,
    Ur: np.ndarray,
    Wz: np.ndarray,
    Uz: np.ndarray,
    Wh: np.ndarray,
    Uh: np.ndarray,
) -> np.ndarray:
    """The states after each of T time steps.

    Args:
        xs: inputs, (N, T, D).
        h: state before the first step, (N, H); zeros at the start of a series.
        Wr: input to reset gate, (H, D), the same at every step, as are all weights.
        Ur: state to reset gate, (H, H).
        Wz: input to update gate, (H, D).
        Uz: state to update gate, (H, H).
        Wh: input to candidate, (H, D).
        Uh: state to candidate, (H, H).

    Returns:
        hs, (N, T, H); hs[:, -1] is the state to hand on.

    Raises:
        ValueError: the shapes do not fit.

    Source: as `gru`.
    """
    N, T, _ = xs.shape
    hs = np.empty((N, T, h.shape[1]), dtype=h.dtype)  # (N, T, H)
    for t in range(T):
        h = gru(xs[:, t], h, Wr, Ur, Wz, Uz, Wh, Uh)  # (N, H) state after step t
        hs[:, t] = h  # (N, H)
    return hs  # (N, T, H)


def gru_update_backward(
    dh_new: np.ndarray, h: np.ndarray, z: np.ndarray, h_bar: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The gradients of the last line of a step, h_new = (1 - z) * h + z * h_bar.

    Args:
        dh_new: gradient of the loss with respect to h_new, (N, H).
        h: state after the step before, (N, H).
        z: update gate, (N, H).
        h_bar: candidate, (N, H).

    Returns:
        (dz, dh_bar, dh), each (N, H); dh is the part that does not come by the gates or the candidate.

    Raises:
        ValueError: the shapes do not fit.

    Source: the product rule on the equation of `gru`.
    """
    dz = dh_new * (h_bar - h)  # (N, H)
    dh_bar = dh_new * z  # (N, H)
    dh = dh_new * (1 - z)  # (N, H)
    return dz, dh_bar, dh


def gru_backward(
    dh_new: np.ndarray,
    x: np.ndarray,
    h: np.ndarray,
    Wr: np.ndarray,
    Ur: np.ndarray,
    Wz: np.ndarray,
    Uz: np.ndarray,
    Wh: np.ndarray,
    Uh: np.ndarray,
) -> tuple[np.ndarray, ...]:
    """The gradients of one step with respect to its inputs and weights.

    Args:
        dh_new: gradient of the loss with respect to the state after the step, (N, H).
        x: input of this step, (N, D).
        h: state after the step before, (N, H).
        Wr: input to reset gate, (H, D).
        Ur: state to reset gate, (H, H).
        Wz: input to update gate, (H, D).
        Uz: state to update gate, (H, H).
        Wh: input to candidate, (H, D).
        Uh: state to candidate, (H, H).

    Returns:
        (dx, dh, dWr, dUr, dWz, dUz, dWh, dUh), each of the shape of what it belongs to; those of the weights
        are summed over the batch.

    Raises:
        ValueError: the shapes do not fit.

    Source: the chain rule on the equations of `gru`, as at the head of this module.
    """
    r = sigmoid(x @ Wr.T + h @ Ur.T)  # (N, H) reset gate
    z = sigmoid(x @ Wz.T + h @ Uz.T)  # (N, H) update gate
    h_bar = np.tanh(x @ Wh.T + (r * h) @ Uh.T)  # (N, H) candidate
    dz, dh_bar, dh_kept = gru_update_backward(dh_new, h, z, h_bar)  # (N, H) each

    ds_h = dh_bar * (1 - h_bar**2)  # (N, H) through the tanh
    drh = ds_h @ Uh  # (N, H) with respect to r * h
    ds_r = drh * h * r * (1 - r)  # (N, H) through the sigmoid of r
    ds_z = dz * z * (1 - z)  # (N, H) through the sigmoid of z

    dx = ds_r @ Wr + ds_z @ Wz + ds_h @ Wh  # (N, D)
    dh = dh_kept + drh * r + ds_r @ Ur + ds_z @ Uz  # (N, H) the four ways from h to h_new
    return (
        dx,
        dh,
        ds_r.T @ x,  # (H, D)
        ds_r.T @ h,  # (H, H)
        ds_z.T @ x,  # (H, D)
        ds_z.T @ h,  # (H, H)
        ds_h.T @ x,  # (H, D)
        ds_h.T @ (r * h),  # (H, H) the candidate sees r * h
    )


def gru_reset_after(
    x: np.ndarray, h: np.ndarray, W: np.ndarray, U: np.ndarray, bW: np.ndarray, bU: np.ndarray
) -> np.ndarray:
    """The state after one time step as PyTorch computes it: r acts after the product, z is the share of h.

    Args:
        x: input of this step, (N, D).
        h: state after the step before, (N, H).
        W: input to the reset gate, the update gate and the candidate, stacked in this order, (3H, D).
        U: state to the same three, (3H, H).
        bW: bias beside W, (3H,).
        bU: bias beside U, (3H,); its last third is reset together with the state.

    Returns:
        h_new, (N, H), each element between the old state's and the candidate's.

    Raises:
        ValueError: the shapes do not fit.

    Source: the documentation of torch.nn.GRUCell; the order in which CuDNN computes it.
    """
    xr, xz, xn = np.hsplit(x @ W.T + bW, 3)  # (N, H) each, the input's part
    hr, hz, hn = np.hsplit(h @ U.T + bU, 3)  # (N, H) each, the state's part
    r = sigmoid(xr + hr)  # (N, H) reset gate
    z = sigmoid(xz + hz)  # (N, H) update gate: share of the old state
    n = np.tanh(xn + r * hn)  # (N, H) candidate
    h_new: np.ndarray = (1 - z) * n + z * h  # (N, H)
    return h_new
