"""Gradient clipping: a gradient that is too long is shortened, as a whole or element by element.

    by norm      0 ──────────────●──────────▶ g       norm >  threshold:  g * (threshold / norm), of length threshold
                 0 ───▶ g        │                    norm <= threshold:  g as it is
                             threshold                norm = ||g||_2, over all elements of g

    by element   each element g_i becomes min(max(g_i, -threshold), threshold)

    By norm, all elements are multiplied by one and the same number, and the direction stays: the cosine of the
    angle between before and after is 1.  Element by element only the large ones are cut, and the direction turns.

Symbols: g gradient of any shape; norm and threshold in the unit of g.  In questions g is (N, D), rows and columns,
or g are the gradients of an RNN's parameters: dWx (D, H), dWh (H, H), db (H,), with D input size, H state size.

Where textbooks disagree: PyTorch's clip_grad_norm_ and ゼロから作るDeep Learning ❷ (section 6.1.4) divide by
norm + 1e-6, so that their result is a little shorter than the threshold; here its length is the threshold
itself.  They take one norm over the gradients of all parameters, as clip_by_global_norm does here; for
gradient_clipping one array is the whole gradient.
"""

import numpy as np


def draw_gradient(rng: np.random.RandomState, sizes: tuple[int, ...]) -> np.ndarray:
    """A normal gradient of shape `sizes`; one in eight is zero, where a division by the norm breaks."""
    gradient = rng.standard_normal(sizes)  # sizes
    kept = float(rng.random_sample() >= 0.125)  # () 0.0 or 1.0
    return gradient * kept  # sizes


INPUTS = {
    "gradient_clipping": {"grad": "gradient N D", "threshold": "positive"},
    "clip_elements": {"grad": "gradient N D", "threshold": "positive"},
    "clip_by_global_norm": {"dWx": "D H", "dWh": "H H", "db": "H", "threshold": "positive"},
    "clipping_cosines": {"grad": "N D", "threshold": "positive"},
}
OUTPUTS = {
    "gradient_clipping": "N D",
    "clip_elements": "N D",
    "clip_by_global_norm": ("D H", "H H", "H"),
    "clipping_cosines": ("scalar", "scalar"),
}
DRAW = {"gradient": draw_gradient}


def gradient_clipping(grad: np.ndarray, threshold: float) -> np.ndarray:
    """`grad` with its L2 norm limited to `threshold`.

    Args:
        grad: gradient of the loss, any shape, in units of loss per unit of parameter.
        threshold: longest norm to let pass, in the unit of `grad`, not negative.

    Returns:
        An array of the shape and direction of `grad`, its norm at most `threshold`.  Zero stays zero.

    Raises:
        ValueError: `threshold` is negative.

    Source: Pascanu, Mikolov and Bengio (2013), "On the difficulty of training recurrent neural networks".
    """
    if threshold < 0:
        raise ValueError("threshold must not be negative")
    norm = np.linalg.norm(grad)  # () over all elements
    if norm <= threshold:
        return grad  # as given
    clipped: np.ndarray = grad * (threshold / norm)  # as grad; norm > threshold >= 0, so it is not zero
    return clipped


def clip_elements(grad: np.ndarray, threshold: float) -> np.ndarray:
    """`grad` with each of its elements limited to the range from -threshold to threshold.

    Args:
        grad: gradient of the loss, any shape, in units of loss per unit of parameter.
        threshold: largest size of an element to let pass, in the unit of `grad`, not negative.

    Returns:
        A new array of the shape of `grad`; its direction may be another one.

    Raises:
        ValueError: `threshold` is negative.

    Source: Mikolov (2012), "Statistical Language Models Based on Neural Networks" (thesis).
    """
    if threshold < 0:
        raise ValueError("threshold must not be negative")
    clipped: np.ndarray = np.minimum(np.maximum(grad, -threshold), threshold)  # as grad
    return clipped


def clip_by_global_norm(
    dWx: np.ndarray, dWh: np.ndarray, db: np.ndarray, threshold: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The gradients of several parameters with the norm of all of them together limited to `threshold`.

    Args:
        dWx: gradient of the loss with respect to the weight from input to state, (D, H).
        dWh: the same for the weight from state to state, (H, H).
        db: the same for the bias, (H,).
        threshold: longest norm to let pass, in the unit of the gradients, not negative.

    Returns:
        (dWx, dWh, db): new arrays, all multiplied by one rate, threshold / norm, if this is below 1.

    Raises:
        ValueError: `threshold` is negative.

    Source: Pascanu, Mikolov and Bengio (2013), "On the difficulty of training recurrent neural networks".
    """
    whole = np.concatenate([dWx.ravel(), dWh.ravel(), db])  # (D*H + H*H + H,) all as one vector
    clipped = gradient_clipping(whole, threshold)  # as whole
    end_x = dWx.size  # () where dWx ends in it
    end_h = end_x + dWh.size  # () where dWh ends
    return (
        clipped[:end_x].reshape(dWx.shape),  # (D, H)
        clipped[end_x:end_h].reshape(dWh.shape),  # (H, H)
        clipped[end_h:],  # (H,)
    )


def clipping_cosines(grad: np.ndarray, threshold: float) -> tuple[np.ndarray, np.ndarray]:
    """The cosines of the angle by which a gradient turns when it is clipped by norm, and element by element.

    Args:
        grad: gradient of the loss, any shape, not zero.
        threshold: longest norm, and largest size of an element, to let pass; positive.

    Returns:
        (by_norm, by_element): 1 but for rounding, and a number in (0, 1], which is 1 only where the direction stays.

    Raises:
        ValueError: `threshold` is negative.

    Source: cos = a · b / (||a|| ||b||), with the two ways of clipping above.
    """
    cosines = []
    for clipped in (gradient_clipping(grad, threshold), clip_elements(grad, threshold)):
        product = np.sum(grad * clipped)  # () over all elements
        cosines.append(product / (np.linalg.norm(grad) * np.linalg.norm(clipped)))  # ()
    return cosines[0], cosines[1]
