"""Attention's conventions, pinned: the scale, what True means in a mask; and what each query may not depend on."""

from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from references.oracles.base import draw_inputs, largest_error

from reference_impls import attention

seeds = st.integers(0, 2**31)


def drawn(seed: int, T: int = 4, S: int = 5) -> dict[str, np.ndarray]:
    rng = np.random.RandomState(seed)
    return {"Q": rng.randn(2, T, 3), "K": rng.randn(2, S, 3), "V": rng.randn(2, S, 6)}


def ask(torch: ModuleType, inputs: dict[str, np.ndarray], **options: Any) -> np.ndarray:
    tensors = [torch.from_numpy(value) for value in inputs.values()]
    answer: np.ndarray = torch.nn.functional.scaled_dot_product_attention(*tensors, **options).numpy()
    return answer


@pytest.mark.oracle
def test_pytorch_scales_unless_it_is_told_not_to(torch: ModuleType) -> None:
    inputs = drawn(0)
    plain, scaled = attention.dot_product_attention(**inputs), attention.scaled_dot_product_attention(**inputs)
    assert largest_error((plain,), (ask(torch, inputs),)) > 1e-2
    assert largest_error((scaled,), (ask(torch, inputs, scale=1.0),)) > 1e-2
    assert largest_error((scaled,), (ask(torch, inputs, scale=3**-0.5),)) < 1e-14


@pytest.mark.oracle
def test_multihead_attention_has_true_for_may_not_look(torch: ModuleType) -> None:
    inputs = draw_inputs("attention.masked_attention", 0)
    inputs["V"], D = inputs["K"], inputs["K"].shape[2]
    layer = torch.nn.MultiheadAttention(D, 1, bias=False, batch_first=True, dtype=torch.float64)
    with torch.no_grad():
        layer.in_proj_weight.copy_(torch.eye(D).repeat(3, 1))
        layer.out_proj.weight.copy_(torch.eye(D))
    ours = (attention.masked_attention(**inputs),)
    Q, K, V, mask = (torch.from_numpy(value) for value in inputs.values())
    assert largest_error(ours, (layer(Q, K, V, attn_mask=~mask)[0].detach().numpy(),)) < 1e-10
    assert not largest_error(ours, (layer(Q, K, V, attn_mask=mask)[0].detach().numpy(),)) < 1e-2


@settings(max_examples=30, deadline=None)
@given(seed=seeds, shift=st.sampled_from([-1e3, 0.5, 1e3]))
def test_a_softmax_is_a_distribution_that_a_shift_leaves_as_it_is(seed: int, shift: float) -> None:
    x = np.random.RandomState(seed).randn(2, 3, 4)
    y = attention.softmax(x)
    assert np.all(y > 0)
    np.testing.assert_allclose(y.sum(axis=2), 1, rtol=1e-14)
    np.testing.assert_allclose(attention.softmax(x + shift), y, rtol=1e-11)
    np.testing.assert_allclose(y[..., 0] / y[..., 1], np.exp(x[..., 0] - x[..., 1]), rtol=1e-12)
    np.testing.assert_allclose(attention.softmax_backward(x, y).sum(axis=2), 0, atol=1e-15)


def test_a_score_of_minus_infinity_gets_no_weight() -> None:
    np.testing.assert_array_equal(attention.softmax(np.array([2.0, -np.inf, 2.0])), [0.5, 0.0, 0.5])


@settings(max_examples=30, deadline=None)
@given(seed=seeds)
def test_a_masked_key_and_its_value_make_no_difference(seed: int) -> None:
    inputs = drawn(seed)
    mask = attention.draw_visible(np.random.RandomState(seed), (2, 4, 5))
    mask[:, :, 1], mask[:, :, 2] = False, True
    output = attention.masked_attention(**inputs, mask=mask)
    inputs["K"][:, 1], inputs["V"][:, 1] = 1e3, 1e3
    np.testing.assert_array_equal(attention.masked_attention(**inputs, mask=mask), output)
    inputs["V"][:, 2] += 1  # and a visible one does
    assert np.all(attention.masked_attention(**inputs, mask=mask) > output)


def test_a_query_that_may_look_nowhere_is_refused() -> None:
    mask = np.ones((2, 4, 5), dtype=bool)
    mask[1, 2] = False
    with pytest.raises(ValueError, match="one key at least"):
        attention.masked_attention(**drawn(0), mask=mask)


@settings(max_examples=30, deadline=None)
@given(seed=seeds)
def test_no_step_sees_a_later_one(seed: int) -> None:
    inputs = drawn(seed, T=5)
    output = attention.causal_attention(**inputs)
    np.testing.assert_allclose(output[:, 0], inputs["V"][:, 0], rtol=1e-14)
    inputs["K"][:, 3:] += 1
    inputs["V"][:, 3:] += 1
    changed = attention.causal_attention(**inputs)
    np.testing.assert_array_equal(changed[:, :3], output[:, :3])
    assert np.all(np.any(changed[:, 3:] != output[:, 3:], axis=2))


def test_the_masks_drawn_for_questions_leave_a_key_to_each_query_and_hide_some() -> None:
    mask = attention.draw_visible(np.random.RandomState(0), (300, 3, 4))
    assert mask.any(axis=2).all()
    assert mask.dtype == bool
    np.testing.assert_allclose(mask.mean(axis=(0, 1)), 5 / 8, atol=0.05)  # 1/4 + 3/4 · 1/2, at each key alike
