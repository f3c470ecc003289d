"""Mini-batches of one long series go on where they ended and wrap round; perplexity has its landmarks."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference_impls import language_model

sizes = st.integers(1, 5)


def test_the_picture_at_the_head_of_the_module() -> None:
    xs, ts = language_model.minibatches(np.arange(11), batch_size=2, time_size=3, iterations=2)
    assert xs.tolist() == [[[0, 1, 2], [5, 6, 7]], [[3, 4, 5], [8, 9, 0]]]
    assert ts.tolist() == [[[1, 2, 3], [6, 7, 8]], [[4, 5, 6], [9, 10, 1]]]


def test_what_is_left_over_by_the_division_belongs_to_the_last_row() -> None:
    assert language_model.batch_offsets(11, 3).tolist() == [0, 3, 6]
    assert language_model.batch_offsets(3, 3).tolist() == [0, 1, 2]


def test_fewer_pairs_than_rows_are_refused() -> None:
    with pytest.raises(ValueError, match="fewer"):
        language_model.batch_offsets(2, 3)
    with pytest.raises(ValueError, match="fewer"):
        language_model.minibatches(np.arange(3), batch_size=3, time_size=1, iterations=1)


@settings(max_examples=40, deadline=None)
@given(N=sizes, T=sizes, iterations=st.integers(2, 5), rest=st.integers(0, 6))
def test_the_rows_of_short_batches_are_those_of_a_long_one(N: int, T: int, iterations: int, rest: int) -> None:
    corpus = np.arange(N + 1 + rest)
    xs, ts = language_model.minibatches(corpus, N, T, iterations)
    (long,), _ = language_model.minibatches(corpus, N, iterations * T, 1)
    np.testing.assert_array_equal(np.concatenate(list(xs), axis=1), long)
    np.testing.assert_array_equal(ts, xs + 1)  # in this series the next word is the next number
    np.testing.assert_array_equal(np.diff(long, axis=1) % (len(corpus) - 1), 1 % (len(corpus) - 1))


def test_the_series_drawn_lie_between_one_and_two_windows_and_are_longer_than_the_rows() -> None:
    rng = np.random.RandomState(0)
    drawn = [language_model.draw_corpus(rng, (5, 2, 3)) for _ in range(200)]
    assert {len(corpus) for corpus in drawn} == set(range(8, 16))
    assert set(np.concatenate(drawn)) == set(range(5))
    assert language_model.draw_size(rng, (4,)) == 4


def test_perplexity_is_one_for_a_certain_model_and_infinite_where_the_right_word_was_ruled_out() -> None:
    certain, ruled_out = np.array([[[0.0, 1.0]]]), np.array([[[1.0, 0.0]]])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert language_model.perplexity(certain, np.array([[1]])) == 1
        assert language_model.perplexity(ruled_out, np.array([[1]])) == np.inf


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**31), N=sizes, T=sizes, k=st.integers(1, 9))
def test_choosing_evenly_among_k_words_makes_k(seed: int, N: int, T: int, k: int) -> None:
    ts = np.random.RandomState(seed).randint(0, k, size=(N, T))
    ys = np.concatenate([np.full((N, T, k), 1 / k), np.zeros((N, T, 3))], axis=2)
    assert language_model.perplexity(ys, ts) == pytest.approx(k, rel=1e-12)


def test_perplexity_is_the_same_to_every_base() -> None:
    rng = np.random.RandomState(0)
    ys, ts = rng.dirichlet(np.ones(4), size=(2, 3)), rng.randint(0, 4, size=(2, 3))
    p = np.array([ys[n, t, ts[n, t]] for n, t in np.ndindex(2, 3)])
    assert language_model.perplexity(ys, ts) == pytest.approx(2 ** -np.log2(p).mean(), rel=1e-13)


def test_an_empty_vocabulary_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        language_model.yardsticks(0)
    assert language_model.yardsticks(1) == (1, 1)
