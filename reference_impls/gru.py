"""One step of the gated recurrent unit.

    h ──┬───────────────▶(× 1 - z)──▶(+)──▶ h_new          h_new = (1 - z) * h + z * h_bar
        │                             ▲
        └─▶(× r)─┐                    │
                 ▼                    │
    x ────────▶ tanh ─ h_bar ─▶(× z)──┘                    h_bar = tanh(x Wh^T + (r * h) Uh^T)

    r = sigmoid(x Wr^T + h Ur^T) is the reset gate, z = sigmoid(x Wz^T + h Uz^T) the update gate, both in
    (0, 1) and computed from x and h; * multiplies element by element.

Symbols: N batch, D input size, H state size.  Rows are samples; weights have one row for each output.  There
is no bias.

Where textbooks disagree, twice:
    1. What z weighs.  Here, as in the course's exercise, Chung et al. (2014) and ゼロから作るDeep Learning ❷,
       z is the share of the new candidate.  In Cho et al. (2014), PyTorch and Keras z is the share of the
       old state: their z is 1 - z here.
    2. Where r acts.  Here, as in both papers, before the product, (r * h) Uh^T.  PyTorch, and Keras by
       default, reset after it, r * (h Uh^T): another function, for which no choice of weights makes up.
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
}
OUTPUTS = {"gru": "N H"}
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
