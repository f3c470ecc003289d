"""What a decoder does, whatever its weights: which words it sees, and that its variants fit each other."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import softmax

from reference_impls import decoder

seeds = st.integers(0, 2**31)
sizes = st.integers(1, 4)
N, S, T, V, D, H = 3, 2, 4, 7, 5, 6


def weights(rng: np.random.RandomState) -> dict[str, Any]:
    return {
        "E": rng.randn(V, D),
        "Wx": rng.randn(D, H),
        "Wh": rng.randn(H, H),
        "b": rng.randn(H),
        "Wo": rng.randn(H, V),
        "bo": rng.randn(V),
    }


def draw(rng: np.random.RandomState, *, rows: int = N, steps: int = T) -> tuple[Any, Any, int, dict[str, Any]]:
    return rng.randn(rows, S, H), rng.randint(0, V, size=(rows, steps)), int(rng.randint(V)), weights(rng)


def test_softmax_agrees_with_scipy_also_where_exp_would_overflow() -> None:
    x = np.array([[0.0, 1.0, -2.0], [1e4, 0.0, 1e4], [-1e4, -1e4, -1e4]])
    np.testing.assert_allclose(decoder.softmax(x), softmax(x, axis=-1), rtol=1e-13, atol=0)


@settings(max_examples=25, deadline=None)
@given(seed=seeds, rows=sizes, steps=sizes)
def test_probabilities_sum_to_one_at_every_step(seed: int, rows: int, steps: int) -> None:
    hs, targets, bos, w = draw(np.random.RandomState(seed), rows=rows, steps=steps)
    p = decoder.decode(hs, targets, bos, **w)
    assert p.min() >= 0
    np.testing.assert_allclose(p.sum(axis=2), 1, rtol=1e-12)


@pytest.mark.parametrize("changed", range(T))
def test_a_target_acts_on_later_steps_only_so_the_last_one_on_none(rng: np.random.RandomState, changed: int) -> None:
    hs, targets, bos, w = draw(rng)
    other = targets.copy()
    other[:, changed] = (other[:, changed] + 1) % V
    moved = np.abs(decoder.decode(hs, other, bos, **w) - decoder.decode(hs, targets, bos, **w)).max(axis=(0, 2))
    assert not moved[: changed + 1].any()
    assert (moved[changed + 1 :] > 1e-6).all()


def test_only_the_last_state_of_the_encoder_counts(rng: np.random.RandomState) -> None:
    hs, targets, bos, w = draw(rng)
    other = hs.copy()
    other[:, :-1] += 1
    np.testing.assert_array_equal(decoder.decode(other, targets, bos, **w), decoder.decode(hs, targets, bos, **w))
    np.testing.assert_array_equal(decoder.decode_greedy(other, bos, T, **w), decoder.decode_greedy(hs, bos, T, **w))


@settings(max_examples=25, deadline=None)
@given(seed=seeds, rows=sizes, steps=sizes)
def test_forced_to_its_own_words_the_decoder_finds_them_most_probable(seed: int, rows: int, steps: int) -> None:
    hs, _, bos, w = draw(np.random.RandomState(seed), rows=rows)
    words = decoder.decode_greedy(hs, bos, steps, **w)
    np.testing.assert_array_equal(decoder.decode(hs, words, bos, **w).argmax(axis=2), words)


def test_the_first_words_do_not_hang_on_how_many_are_asked_for(rng: np.random.RandomState) -> None:
    hs, _, bos, w = draw(rng)
    np.testing.assert_array_equal(decoder.decode_greedy(hs, bos, 2, **w), decoder.decode_greedy(hs, bos, T, **w)[:, :2])
    assert decoder.decode_greedy(hs, bos, 0, **w).shape == (N, 0)


def test_a_peeky_decoder_without_weights_for_the_context_is_the_plain_one(rng: np.random.RandomState) -> None:
    hs, targets, bos, w = draw(rng)
    blind = {**w, "Wx": np.vstack([w["Wx"], np.zeros((H, H))]), "Wo": np.vstack([w["Wo"], np.zeros((H, V))])}
    expected = decoder.decode(hs, targets, bos, **w)
    np.testing.assert_allclose(decoder.decode_peeky(hs, targets, bos, **blind), expected, atol=1e-13)
    for name, width in (("Wx", H), ("Wo", V)):
        seeing = {**blind, name: np.vstack([w[name], rng.randn(H, width)])}
        assert np.abs(decoder.decode_peeky(hs, targets, bos, **seeing) - expected).max() > 1e-2


def test_the_loss_is_the_mean_surprise_at_the_right_words(rng: np.random.RandomState) -> None:
    hs, targets, bos, w = draw(rng)
    p = decoder.decode(hs, targets, bos, **w)
    surprise = [-np.log(p[n, t, targets[n, t]]) for n in range(N) for t in range(T)]
    sentence = np.concatenate([np.full((N, 1), bos), targets], axis=1)
    assert decoder.decoder_loss(hs, sentence, **w) == pytest.approx(np.mean(surprise), rel=1e-12)


def test_the_loss_stays_finite_where_a_probability_is_zero(rng: np.random.RandomState) -> None:
    hs, _, _, w = draw(rng)
    sentence = np.zeros((N, T + 1), dtype=int)
    w |= {"Wo": np.zeros((H, V)), "bo": np.eye(V)[1] * 1e4}  # word 1 for certain, word 0 is right
    assert decoder.decoder_loss(hs, sentence, **w) == pytest.approx(1e4)
