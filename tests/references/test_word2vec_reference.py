"""Word vectors: the table of the course's notes, and what cosine, CBOW and skip-gram do not depend on."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference_impls import word2vec

KING, QUEEN, MAN, WOMAN = range(4)
rng = np.random.RandomState(0)
TABLE, QUERY = word2vec.draw_royal_table(rng, (4, 4)), word2vec.draw_royal_query(rng, (3,))
seeds = st.integers(0, 2**31)


def test_in_the_notes_table_king_minus_man_plus_woman_is_nearest_to_queen_by_cosine_only() -> None:
    np.testing.assert_array_equal(TABLE[QUERY], TABLE[[KING, MAN, WOMAN]])
    x = np.array([0.5, 0.2, 0.3, 0.5])
    np.testing.assert_allclose(word2vec.cosine_similarities(x, TABLE).round(3), [0.814, 0.994, 0.592, 0.980])
    np.testing.assert_allclose(TABLE @ x, [0.69, 0.58, 0.39, 0.33], rtol=1e-12)
    assert word2vec.nearest_words(TABLE, QUERY) == (KING, QUEEN)
    np.testing.assert_array_equal(word2vec.analogy_ranking(TABLE, QUERY), [QUEEN])


def test_in_the_notes_table_the_king_is_nearer_to_the_man_than_to_the_queen() -> None:
    similarities = word2vec.cosine_similarities(TABLE[KING], TABLE)
    np.testing.assert_allclose(similarities.round(3), [1, 0.828, 0.947, 0.861])


def test_the_words_of_an_analogy_are_no_answers_though_they_may_be_nearest() -> None:
    table = np.array([[4.0, 1.0], [1.0, 3.0], [1.0, 3.1], [-1.0, 1.0], [3.0, 1.0], [-1.0, -1.0]])
    query = np.array([0, 1, 2])
    assert word2vec.nearest_words(table, query) == (0, 0)
    np.testing.assert_array_equal(word2vec.analogy_ranking(table, query), [4, 3, 5])


@settings(max_examples=30, deadline=None)
@given(seed=seeds, factor=st.sampled_from([1e-3, 0.5, 7.0, 1e3]))
def test_a_cosine_knows_no_length(seed: int, factor: float) -> None:
    random = np.random.RandomState(seed)
    x, table = random.randn(3), random.randn(5, 3)
    similarities = word2vec.cosine_similarities(x, table)
    assert np.all(np.abs(similarities) <= 1 + 1e-14)
    scaled = table * factor ** np.arange(5)[:, None]
    np.testing.assert_allclose(word2vec.cosine_similarities(factor * x, scaled), similarities, rtol=1e-12)
    np.testing.assert_allclose(word2vec.cosine_similarities(table[2], table)[2], 1, rtol=1e-14)


@pytest.mark.parametrize(("x", "table"), [(np.zeros(3), np.ones((2, 3))), (np.ones(3), np.diag([1.0, 0.0, 1.0]))])
def test_a_zero_vector_has_no_direction(x: np.ndarray, table: np.ndarray) -> None:
    with pytest.raises(ValueError, match="zero"):
        word2vec.cosine_similarities(x, table)


@settings(max_examples=30, deadline=None)
@given(seed=seeds)
def test_cbow_knows_no_order_and_its_gradient_collects_from_all_places(seed: int) -> None:
    random = np.random.RandomState(seed)
    W_in, W_out, dscores = random.randn(5, 3), random.randn(5, 3), random.randn(2, 5)
    contexts = np.array([[1, 1, 2, 4], [1, 0, 0, 0]])
    scores = word2vec.cbow_scores(contexts, W_in, W_out)
    np.testing.assert_allclose(word2vec.cbow_scores(contexts[:, ::-1], W_in, W_out), scores, rtol=1e-10, atol=1e-12)
    dW_in, _ = word2vec.cbow_scores_backward(contexts, W_in, W_out, dscores)
    dh = dscores @ W_out
    np.testing.assert_allclose(dW_in[1], dh[0] / 2 + dh[1] / 4, rtol=1e-12)
    np.testing.assert_array_equal(dW_in[3], np.zeros(3))


def test_before_training_the_losses_are_those_of_a_guess() -> None:
    center, contexts, none = np.array([0, 1]), np.array([[1, 2, 3], [0, 2, 3]]), np.zeros((4, 3))
    W = np.random.RandomState(0).randn(4, 3)
    np.testing.assert_allclose(word2vec.skip_gram_loss(center, contexts, none, W), [3 * np.log(4)] * 2)
    sampled = word2vec.negative_sampling_loss(center, contexts[:, 0], contexts[:, 1:], W, none)
    np.testing.assert_allclose(sampled, [3 * np.log(2)] * 2)


def test_extreme_scores_give_losses_like_the_scores_themselves() -> None:
    W_in, W_out = np.array([[1.0]]), np.array([[1e4]])
    zero = np.array([0])
    np.testing.assert_allclose(word2vec.negative_sampling_loss(zero, zero, zero[:, None], W_in, W_out), [1e4])
    np.testing.assert_allclose(word2vec.negative_sampling_loss(zero, zero, zero[:, None], W_in, -W_out), [1e4])


def test_the_ids_drawn_for_questions_are_different() -> None:
    drawn = [word2vec.draw_distinct(np.random.RandomState(seed), (5, 3)) for seed in range(200)]
    assert all(ids.shape == (3,) and len(set(ids)) == 3 for ids in drawn)
    assert {int(ids[0]) for ids in drawn} == set(range(5))


def test_a_log_softmax_is_taken_over_the_last_axis() -> None:
    x = np.random.RandomState(0).randn(2, 3, 4)
    y = word2vec.log_softmax(x)
    np.testing.assert_allclose(np.exp(y).sum(axis=2), np.ones((2, 3)), rtol=1e-14)
    np.testing.assert_allclose(y[..., :1] - y, x[..., :1] - x, rtol=1e-9, atol=1e-13)
