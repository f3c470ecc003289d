"""The recursive network: a sentence's vector grows along its parse tree, with the same weights at every node.

             v                       leaf    v = its word vector
            ╱ ╲                      node    v = tanh(W [left ; right] + b)
          v    x_2
         ╱ ╲                         a tree is a word vector, (D,), or {"left": tree, "right": tree}
       x_0  x_1

    backward   da = dv * (1 - v ** 2),   [dleft ; dright] = W^T da
               dW = da [left ; right]^T + what both subtrees give,   db = da + what both subtrees give

Symbols: D size of a word vector, and of every node's vector.  dy is the derivative of a scalar loss with respect
to y, of the shape of y.

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


INPUTS = {
    "traverse": {"node": "tree D", "W": "D 2*D", "b": "D"},
    "traverse_backward": {"node": "tree D", "W": "D 2*D", "b": "D", "dv": "D"},
}
OUTPUTS = {"traverse": "D", "traverse_backward": ("D 2*D", "D")}
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


def traverse_backward(node: Tree, W: np.ndarray, b: np.ndarray, dv: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The gradients of the weight and the bias that all nodes of a tree share.

    Args:
        node: a word vector, (D,), or a dict of two trees, "left" and "right".
        W: both children to their parent, (D, 2D).
        b: bias, (D,).
        dv: derivative of the loss with respect to the tree's vector, (D,).

    Returns:
        (dW, db), (D, 2D) and (D,), sums over all nodes; zeros for a leaf, which uses neither W nor b.

    Raises:
        KeyError: a node lacks a child.
        ValueError: the shapes do not fit.

    Source: Goller and Küchler (1996), "Learning task-dependent distributed representations by backpropagation
    through structure".
    """
    if not isinstance(node, dict):
        return np.zeros_like(W), np.zeros_like(b)  # (D, 2D), (D,) a leaf
    D = b.shape[0]
    children = np.concatenate([traverse(node["left"], W, b), traverse(node["right"], W, b)])  # (2D,)
    v = activation(W @ children + b)  # (D,)
    da = dv * (1 - v**2)  # (D,) with respect to the pre-activation
    d_children = W.T @ da  # (2D,) left child first
    dW_left, db_left = traverse_backward(node["left"], W, b, d_children[:D])  # (D, 2D), (D,)
    dW_right, db_right = traverse_backward(node["right"], W, b, d_children[D:])  # (D, 2D), (D,)
    dW = np.outer(da, children) + dW_left + dW_right  # (D, 2D) this node's share and the subtrees'
    db = da + db_left + db_right  # (D,)
    return dW, db
