"""How many learned numbers a recurrent layer has.

    one block    Wx (D, H) + Wh (H, H) + b (H,)   =   D·H + H·H + H   =   H·(D + H + 1)

    RNN    1 block                    h
    GRU    3 blocks                   r, z and the candidate
    LSTM   4 blocks                   i, f, o and the candidate
    LSTM with peepholes               4 blocks and 3·H: p_i, p_f and p_o, one weight for each cell

So RNN : GRU : LSTM is 1 : 3 : 4.  States (h and the memory cell) are no parameters: they are not learned, and
neither batch size nor series length changes the number.

Symbols: D input size, H state size, both whole numbers.

Where textbooks disagree: the biases.  Here, as in the papers and the book, a block has one.  PyTorch has two for every
block, bias_ih and bias_hh (H more for each block); so has Keras's GRU by default (reset_after=True), but not
its LSTM.  Two biases that are only added up have the effect of one; but in a GRU that resets after the product,
the candidate's second bias is multiplied by r, so that it does something of its own.
"""

import numpy as np

INPUTS = {
    "rnn_parameters": {"D": "integer(1, 20)", "H": "integer(1, 20)"},
    "lstm_parameters": {"D": "integer(1, 20)", "H": "integer(1, 20)"},
    "gru_parameters": {"D": "integer(1, 20)", "H": "integer(1, 20)"},
    "peephole_lstm_parameters": {"D": "integer(1, 20)", "H": "integer(1, 20)"},
    "lstm_parameters_two_biases": {"D": "integer(1, 20)", "H": "integer(1, 20)"},
    "gru_parameters_two_biases": {"D": "integer(1, 20)", "H": "integer(1, 20)"},
    "recurrent_parameters": {"D": "integer(1, 20)", "H": "integer(1, 20)"},
}
OUTPUTS = {
    "rnn_parameters": "scalar",
    "lstm_parameters": "scalar",
    "gru_parameters": "scalar",
    "peephole_lstm_parameters": "scalar",
    "lstm_parameters_two_biases": "scalar",
    "gru_parameters_two_biases": "scalar",
    "recurrent_parameters": ("scalar", "scalar", "scalar"),
}


def elements(*shapes: tuple[int, ...]) -> int:
    """How many elements arrays of these shapes have together."""
    return int(sum(np.prod(shape) for shape in shapes))


def rnn_parameters(D: int, H: int) -> int:
    """A simple RNN: Wx, Wh and one bias.

    Args:
        D: input size, at least 1.
        H: state size, at least 1.

    Returns:
        the number of parameters, a whole number.

    Raises:
        TypeError: a size is no number.

    Source: the shapes of rnn.rnn_step.
    """
    return elements((D, H), (H, H), (H,))


def lstm_parameters(D: int, H: int) -> int:
    """An LSTM without peepholes: three gates and the candidate, one bias each.

    Args:
        D: input size, at least 1.
        H: state size, at least 1.

    Returns:
        the number of parameters, a whole number.

    Raises:
        TypeError: a size is no number.

    Source: the shapes of lstm.lstm_cell.
    """
    return elements((D, 4 * H), (H, 4 * H), (4 * H,))


def gru_parameters(D: int, H: int) -> int:
    """A GRU: two gates and the candidate, one bias each.

    Args:
        D: input size, at least 1.
        H: state size, at least 1.

    Returns:
        the number of parameters, a whole number.

    Raises:
        TypeError: a size is no number.

    Source: Cho et al. (2014), "Learning Phrase Representations using RNN Encoder-Decoder for Statistical Machine
    Translation", with a bias.
    """
    return elements((D, 3 * H), (H, 3 * H), (3 * H,))


def peephole_lstm_parameters(D: int, H: int) -> int:
    """An LSTM with a peephole to each of its three gates, one weight for each cell.

    Args:
        D: input size, at least 1.
        H: state size, at least 1.

    Returns:
        the number of parameters, a whole number.

    Raises:
        TypeError: a size is no number.

    Source: the shapes of peephole_lstm.peephole_lstm.
    """
    return elements((D, 4 * H), (H, 4 * H), (4 * H,), (H,), (H,), (H,))


def lstm_parameters_two_biases(D: int, H: int) -> int:
    """As `lstm_parameters`, with two biases for each block: torch.nn.LSTM.

    Args:
        D: input size, at least 1.
        H: state size, at least 1.

    Returns:
        the number of parameters, a whole number.

    Raises:
        TypeError: a size is no number.

    Source: the documentation of torch.nn.LSTM.
    """
    return elements((D, 4 * H), (H, 4 * H), (4 * H,), (4 * H,))


def gru_parameters_two_biases(D: int, H: int) -> int:
    """As `gru_parameters`, with two biases for each block: torch.nn.GRU, and keras.layers.GRU by default.

    Args:
        D: input size, at least 1.
        H: state size, at least 1.

    Returns:
        the number of parameters, a whole number.

    Raises:
        TypeError: a size is no number.

    Source: the documentation of torch.nn.GRU and keras.layers.GRU.
    """
    return elements((D, 3 * H), (H, 3 * H), (3 * H,), (3 * H,))


def recurrent_parameters(D: int, H: int) -> tuple[int, int, int]:
    """The three layers of the same sizes beside each other, one bias for each block.

    Args:
        D: input size, at least 1.
        H: state size, at least 1.

    Returns:
        (rnn, gru, lstm), three whole numbers in the proportion 1 : 3 : 4.

    Raises:
        TypeError: a size is no number.

    Source: as the single ones.
    """
    return rnn_parameters(D, H), gru_parameters(D, H), lstm_parameters(D, H)
