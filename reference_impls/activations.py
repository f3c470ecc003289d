"""Sigmoid, tanh and ReLU, forward and backward.

    sigmoid'(x)              tanh'(x)                 relu'(x)
    ¼ ┤    ╭─╮               1 ┤    ╭─╮               1 ┤     ┌────
      │  ╭─╯ ╰─╮               │   ╭╯ ╰╮                │     │
    0 ┼──╯──┼──╰── x         0 ┼───╯─┼─╰─── x         0 ┼─────┼──── x
            0                        0                        0

    y = sigmoid(x) = 1 / (1 + exp(-x))     dy/dx = y (1 - y)      at most 1/4, where x = 0 and y = 1/2
    y = tanh(x) = 2 sigmoid(2x) - 1        dy/dx = 1 - y²         at most 1, where x = 0 and y = 0
    y = relu(x) = max(x, 0)                dy/dx = 1 for x > 0, 0 else

Symbols: N batch, D size of a layer; x input, y output; dy gradient of the loss with respect to y, dx with
respect to x, dx = dy · dy/dx element by element.  All without unit.

Where textbooks disagree: ReLU has no derivative at 0; here it is 0 there, as in PyTorch and ゼロから作るDeep
Learning.  Some take 1 or 1/2.  A layer may keep its output y or its input x for the way back; both give the
same dx, and here it is x.
"""

import numpy as np

INPUTS = {
    "sigmoid": {"x": "N D"},
    "sigmoid_derivative": {"x": "N D"},
    "sigmoid_backward": {"x": "N D", "dy": "N D"},
    "steepest_point": {"w": "positive N", "b": "N"},
    "tanh_and_derivative": {"x": "N D"},
    "tanh_backward": {"x": "N D", "dy": "N D"},
    "relu": {"x": "N D"},
    "relu_backward": {"x": "N D", "dy": "N D"},
}
OUTPUTS = {
    "sigmoid": "N D",
    "sigmoid_derivative": "N D",
    "sigmoid_backward": "N D",
    "steepest_point": ("N", "N"),
    "tanh_and_derivative": ("N D", "N D"),
    "tanh_backward": "N D",
    "relu": "N D",
    "relu_backward": "N D",
}


def sigmoid(x: np.ndarray) -> np.ndarray:
    """1 / (1 + exp(-x)), element by element; exp sees no positive number, so nothing overflows.

    Args:
        x: input, any shape.

    Returns:
        y, as x, each element in [0, 1].

    Raises:
        TypeError: x is not numeric.

    Source: Goodfellow, Bengio and Courville (2016), "Deep Learning", section 3.10.
    """
    e = np.exp(-np.abs(x))  # as x, in (0, 1]
    y: np.ndarray = np.where(x >= 0, np.ones_like(e), e) / (1 + e)  # as x
    return y


def sigmoid_derivative(x: np.ndarray) -> np.ndarray:
    """The derivative of the sigmoid in terms of its input: exp(-x) / (1 + exp(-x))².

    Args:
        x: input, any shape.

    Returns:
        dy/dx, as x, each element in [0, 1/4], the same for x and -x.

    Raises:
        TypeError: x is not numeric.

    Source: Goodfellow, Bengio and Courville (2016), "Deep Learning", section 3.10.
    """
    e = np.exp(-np.abs(x))  # as x, in (0, 1]
    derivative: np.ndarray = e / (1 + e) ** 2  # as x
    return derivative


def sigmoid_backward(x: np.ndarray, dy: np.ndarray) -> np.ndarray:
    """The gradient that a sigmoid layer hands back.

    Args:
        x: input of the layer on the way forward, (N, D).
        dy: gradient of the loss with respect to the layer's output, (N, D).

    Returns:
        dx, (N, D), each element at most a quarter of dy's.

    Raises:
        ValueError: the shapes do not fit.

    Source: 斎藤 (2016), ゼロから作るDeep Learning, section 5.5.2.
    """
    y = sigmoid(x)  # (N, D) output of the layer
    dx: np.ndarray = dy * y * (1 - y)  # (N, D)
    return dx


def steepest_point(w: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where a neuron sigmoid(w x + b) of one input reacts most to x, and how much.

    Args:
        w: weights of N neurons, (N,), none of them 0.
        b: their biases, (N,).

    Returns:
        (place, slope): the x where w x + b = 0, and the derivative with respect to x there, w/4; each (N,).

    Raises:
        ValueError: the shapes do not fit.

    Source: y (1 - y) = 1/4 - (y - 1/2)² is greatest where y = 1/2.
    """
    place = -b / w  # (N,) there y is 1/2
    slope = w / 4  # (N,)
    return place, slope


def tanh_and_derivative(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """tanh and its derivative, both in terms of the input.

    Args:
        x: input, (N, D).

    Returns:
        (y, derivative): tanh(x) in [-1, 1] and dy/dx = 4 exp(-2x) / (1 + exp(-2x))² in [0, 1]; each (N, D).

    Raises:
        TypeError: x is not numeric.

    Source: Goodfellow, Bengio and Courville (2016), "Deep Learning", section 6.3.2.
    """
    e = np.exp(-2 * np.abs(x))  # (N, D) in (0, 1]
    y = np.sign(x) * (1 - e) / (1 + e)  # (N, D)
    derivative = 4 * e / (1 + e) ** 2  # (N, D) the same for x and -x
    return y, derivative


def tanh_backward(x: np.ndarray, dy: np.ndarray) -> np.ndarray:
    """The gradient that a tanh layer hands back.

    Args:
        x: input of the layer on the way forward, (N, D).
        dy: gradient of the loss with respect to the layer's output, (N, D).

    Returns:
        dx, (N, D), no element greater in size than dy's.

    Raises:
        ValueError: the shapes do not fit.

    Source: 斎藤 (2018), ゼロから作るDeep Learning ❷, appendix A.
    """
    y = np.tanh(x)  # (N, D) output of the layer
    dx: np.ndarray = dy * (1 - y**2)  # (N, D)
    return dx


def relu(x: np.ndarray) -> np.ndarray:
    """max(x, 0), element by element.

    Args:
        x: input, any shape.

    Returns:
        y, as x, no element negative.

    Raises:
        TypeError: x is not numeric.

    Source: Glorot, Bordes and Bengio (2011), "Deep Sparse Rectifier Neural Networks".
    """
    y: np.ndarray = np.maximum(x, 0)  # as x
    return y


def relu_backward(x: np.ndarray, dy: np.ndarray) -> np.ndarray:
    """The gradient that a ReLU layer hands back: dy where the input was positive, 0 elsewhere.

    Args:
        x: input of the layer on the way forward, (N, D).
        dy: gradient of the loss with respect to the layer's output, (N, D).

    Returns:
        dx, (N, D).

    Raises:
        ValueError: the shapes do not fit.

    Source: as `relu`.
    """
    dx: np.ndarray = dy * (x > 0)  # (N, D)
    return dx
