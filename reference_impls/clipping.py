"""Gradient clipping by norm: a gradient that is too long is shortened, its direction stays.

    0 ──────────────●──────────▶ g       norm >  threshold:  g * (threshold / norm), of length threshold
    0 ───▶ g        │                    norm <= threshold:  g as it is
                threshold                norm = ||g||_2, over all elements of g

Symbols: g gradient of any shape; norm and threshold in the unit of g.  In questions g is (N, D), rows and columns.

Where textbooks disagree: PyTorch's clip_grad_norm_ and ゼロから作るDeep Learning ❷ (section 6.1.4) divide by
norm + 1e-6, so that their result is a little shorter than the threshold; here its length is the threshold
itself.  They also take one norm over the gradients of all parameters; here one array is the whole gradient.
"""

import numpy as np


def draw_gradient(rng: np.random.RandomState, sizes: tuple[int, ...]) -> np.ndarray:
    """A normal gradient of shape `sizes`; one in eight is zero, where a division by the norm breaks."""
    gradient = rng.standard_normal(sizes)  # sizes
    kept = float(rng.random_sample() >= 0.125)  # () 0.0 or 1.0
    return gradient * kept  # sizes


INPUTS = {"gradient_clipping": {"grad": "gradient N D", "threshold": "positive"}}
OUTPUTS = {"gradient_clipping": "N D"}
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
