"""The recursive network: a sentence's vector grows along its parse tree, with the same weights at every node.

             v                       leaf    v = its word vector
            ╱ ╲                      node    v = tanh(W [left ; right] + b)
          v    x_2
         ╱ ╲                         a tree is a word vector, (D,), or {"left": tree, "right": tree}
       x_0  x_1

Symbols: D size of a word vector, and of every node's vector.

Where textbooks disagree: W is (D, 2D) and stands on the left of the two children's vectors set one above the
other, as in the course's exercise; its left half acts on the left child.  Some write two matrices, W_left and
W_right: they are the two halves of W.
"""

import numpy as np

Tree = np.ndarray | dict[str, "Tree"]


def draw_tree(rng: np.random.RandomState, sizes: tuple[int, ...], depth: int = 3) -> Tree:
    """A tree of at most `depth` levels of nodes, its leaves normal and of shape `sizes`; 1 in 8 is a leaf."""
    if depth == 0 or rng.random_sample() < (0.125 if depth == 3 else 0.4):
        return rng.standard_normal(sizes)  # sizes
    return {"left": draw_tree(rng, sizes, depth - 1), "right": draw_tree(rng, sizes, depth - 1)}


INPUTS = {"traverse": {"node": "tree D", "W": "D 2*D", "b": "D"}}
OUTPUTS = {"traverse": "D"}
GIVEN = ("activation",)
DRAW = {"tree": draw_tree}


def activation(x: np.ndarray) -> np.ndarray:
    """The activation of a node: tanh, element by element, in [-1, 1]."""
    y: np.ndarray = np.tanh(x)  # as x
    return y


def traverse(node: Tree, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The vector of a tree.

    Args:
        node: a word vector, (D,), or a dict of two trees, "left" and "right".
        W: both children to their parent, (D, 2D).
        b: bias, (D,).

    Returns:
        v, (D,): the word vector itself for a leaf, else each element in (-1, 1).

    Raises:
        KeyError: a node lacks a child.
        ValueError: the shapes do not fit.

    Source: Socher, Lin, Ng and Manning (2011), "Parsing Natural Scenes and Natural Language with Recursive
    Neural Networks".
    """
    if not isinstance(node, dict):
        return node  # (D,) a leaf
    D = b.shape[0]
    left = traverse(node["left"], W, b)  # (D,)
    right = traverse(node["right"], W, b)  # (D,)
    return activation(W[:, :D] @ left + W[:, D:] @ right + b)  # (D,)
