"""Additive attention: a mean of the keys, whose order makes no difference, and scores that have a limit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference_impls import additive_attention as additive


def drawn(seed: int, scale: float = 1.0) -> dict[str, np.ndarray]:
    rng = np.random.RandomState(seed)
    sizes = {"query": (2, 3), "keys": (2, 4, 5), "W": (6, 3), "U": (6, 5), "v": (6,)}
    return {name: scale * rng.randn(*size) for name, size in sizes.items()}


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**31), scale=st.sampled_from([0.1, 1.0, 1e3]))
def test_the_context_is_a_mean_of_the_keys(seed: int, scale: float) -> None:
    inputs = drawn(seed, scale)
    keys, (context, weights) = inputs["keys"], additive.additive_attention(**inputs)
    assert np.all(weights >= 0)
    np.testing.assert_allclose(weights.sum(axis=1), 1, rtol=1e-14)
    margin = 1e-12 * scale
    assert np.all((keys.min(axis=1) - margin <= context) & (context <= keys.max(axis=1) + margin))


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**31))
def test_reordered_keys_reorder_the_weights_and_keep_the_context(seed: int) -> None:
    inputs = drawn(seed)
    context, weights = additive.additive_attention(**inputs)
    turned, turned_weights = additive.additive_attention(**{**inputs, "keys": inputs["keys"][:, ::-1]})
    np.testing.assert_allclose(turned, context, rtol=1e-10, atol=1e-13)
    np.testing.assert_allclose(turned_weights, weights[:, ::-1], rtol=1e-12)


def test_a_score_is_limited_by_the_sum_of_v() -> None:
    inputs = drawn(0)
    limit = np.abs(inputs["v"]).sum()
    assert np.all(np.abs(additive.additive_scores(**inputs)) < limit)
    inputs["W"], inputs["query"] = np.sign(inputs["v"])[:, None] * np.full((6, 3), 1e3), np.ones((2, 3))
    np.testing.assert_allclose(additive.additive_scores(**inputs), np.full((2, 4), limit), rtol=1e-12)


def test_without_a_weight_for_the_keys_all_steps_count_alike() -> None:
    inputs = drawn(0)
    inputs["U"] = np.zeros_like(inputs["U"])
    context, weights = additive.additive_attention(**inputs)
    np.testing.assert_allclose(weights, np.full((2, 4), 0.25), rtol=1e-14)
    np.testing.assert_allclose(context, inputs["keys"].mean(axis=1), rtol=1e-12)


def test_the_other_scores_of_attention_are_other_functions() -> None:
    inputs = {**drawn(0), "W": drawn(1)["U"][:5, :3]}  # W (D, H), so that "general" scores of Luong et al. exist
    general = np.einsum("nh,dh,ntd->nt", inputs["query"], inputs["W"], inputs["keys"])
    inputs["U"], inputs["v"] = np.eye(5), np.ones(5)
    assert np.abs(additive.additive_scores(**inputs) - general).max() > 1e-1


def test_shapes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="matmul"):
        additive.additive_scores(**{**drawn(0), "query": np.ones((2, 4))})
