"""What the gates of an LSTM's memory cell do: opened and closed, over many steps, and before any training.

    c_0 ─(× f_1)─(+)─ c_1 ─(× f_2)─(+)─ … ─(× f_T)─(+)─ c_T        c_t = f_t * c_{t-1} + i_t * g_t
                  ▲                 ▲               ▲
               i_1 g_1           i_2 g_2         i_T g_T

    What step t wrote is multiplied by every later forget gate:
        c_T = f_T … f_1 * c_0 + sum over t of f_T … f_{t+1} * i_t * g_t
    So is the gradient on its way back, if the gates are held fixed:  dc_0 = f_T … f_1 * dc_T.

Symbols: N batch, T time steps, H state size; i input gate, f forget gate, g candidate, c memory cell, h hidden
state.  Series are batch first, (N, T, H), and * multiplies element by element.

Where textbooks disagree: the very first LSTM (Hochreiter and Schmidhuber, 1997) has no forget gate, f = 1, and so never
forgets.  The bias of the forget gate starts at 1 in Keras (unit_forget_bias) and after Jozefowicz et al. (2015), at 0
or at random in others: PyTorch draws it like the rest.
"""

import numpy as np

INPUTS = {
    "latch": {"g": "uniform(-1, 1) N H", "c_prev": "N H", "write": "mask N H", "show": "mask N H"},
    "contributions": {"f": "uniform N T H", "i": "uniform N T H", "g": "uniform(-1, 1) N T H"},
    "untrained_lstm": {
        "c_0": "N H",
        "dc_T": "N H",
        "steps": "integer(2, 21)",
        "forget_bias": "uniform(-2, 4)",
    },
}
OUTPUTS = {"latch": ("N H", "N H"), "contributions": "N T H", "untrained_lstm": ("N H", "N H")}
GIVEN = ("sigmoid",)


def sigmoid(x: np.ndarray) -> np.ndarray:
    """1 / (1 + exp(-x)), element by element, in [0, 1]; exp sees no positive number, so nothing overflows."""
    e = np.exp(-np.abs(x))  # as x, in (0, 1]
    y: np.ndarray = np.where(x >= 0, np.ones_like(e), e) / (1 + e)  # as x
    return y


def latch(g: np.ndarray, c_prev: np.ndarray, write: np.ndarray, show: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """One step of an LSTM whose gates are all fully open or fully closed, as a memory that is written and read.

    Args:
        g: candidate, (N, H), in (-1, 1).
        c_prev: memory cell after the step before, (N, H).
        write: (N, H), 1.0 where g replaces the cell (i = 1, f = 0), 0.0 where the cell is kept (i = 0, f = 1).
        show: (N, H), 1.0 where the cell is put out (o = 1), 0.0 where not (o = 0).

    Returns:
        (h, c): the new hidden state and memory cell, each (N, H).

    Raises:
        ValueError: the shapes do not fit.

    Source: Gers, Schmidhuber and Cummins (2000), "Learning to Forget", at the extremes of the gates.
    """
    c = np.where(write == 1, g, c_prev)  # (N, H)
    h = np.where(show == 1, np.tanh(c), np.zeros_like(c))  # (N, H)
    return h, c


def contributions(f: np.ndarray, i: np.ndarray, g: np.ndarray) -> np.ndarray:
    """What is left in the last memory cell of what each step wrote.

    Args:
        f: forget gates, (N, T, H), in (0, 1).
        i: input gates, (N, T, H), in (0, 1).
        g: candidates, (N, T, H), in (-1, 1).

    Returns:
        (N, T, H): at t, the share of step t in c_T; with c_0 = 0 they sum to c_T over t.

    Raises:
        ValueError: the shapes do not fit.

    Source: the recurrence c_t = f_t * c_{t-1} + i_t * g_t, unrolled.
    """
    left = np.zeros_like(g)  # (N, T, H)
    kept = np.ones_like(g[:, 0])  # (N, H) product of the later forget gates
    for t in reversed(range(g.shape[1])):
        left[:, t] = kept * i[:, t] * g[:, t]  # (N, H)
        kept = kept * f[:, t]  # (N, H)
    return left


def untrained_lstm(c_0: np.ndarray, dc_T: np.ndarray, steps: int, forget_bias: float) -> tuple[np.ndarray, np.ndarray]:
    """A memory cell after some steps of an LSTM with zero weights, and the gradient back through these steps.

    All biases are zero but the forget gate's, so that g = tanh(0) = 0 and nothing is written.

    Args:
        c_0: memory cell before the first step, (N, H).
        dc_T: gradient that reaches the memory cell after the last step, (N, H).
        steps: number of steps.
        forget_bias: bias of the forget gate.

    Returns:
        (c_T, dc_0): the memory cell after the last step and the gradient that reaches c_0, each (N, H).

    Raises:
        ValueError: the shapes do not fit.

    Source: Jozefowicz, Zaremba and Sutskever (2015), "An Empirical Exploration of Recurrent Network Architectures".
    """
    f = sigmoid(np.full_like(c_0, forget_bias))  # (N, H) forget gate, the same in every step
    share = f**steps  # (N, H) what is left after all steps
    return share * c_0, share * dc_T  # (N, H) each
