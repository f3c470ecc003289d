"""What an encoder does, whatever its weights; and the two layouts of one model."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference_impls import encoder

seeds = st.integers(0, 2**31)
sizes = st.integers(1, 5)
N, T, V, D, H = 3, 4, 6, 2, 5


def draw(rng: np.random.RandomState, *, rows: int = N, steps: int = T) -> dict[str, Any]:
    return {
        "ids": rng.randint(0, V, size=(rows, steps)),
        "E": rng.randn(V, D),
        "Wx": rng.randn(D, H),
        "Wh": rng.randn(H, H),
        "b": rng.randn(H),
    }


@settings(max_examples=25, deadline=None)
@given(seed=seeds, rows=sizes, steps=sizes)
def test_rows_of_ids_and_columns_of_onehot_vectors_are_the_same_model(seed: int, rows: int, steps: int) -> None:
    inputs = draw(np.random.RandomState(seed), rows=rows, steps=steps)
    hs = encoder.encode_ids(**inputs)
    for row, ids in enumerate(inputs["ids"]):
        words = np.eye(V)[ids]
        last = encoder.encode(words, inputs["E"].T, inputs["Wx"].T, inputs["Wh"].T, inputs["b"])
        np.testing.assert_allclose(hs[row, -1], last, atol=1e-13)


def test_a_state_knows_the_words_so_far_and_none_that_follow(rng: np.random.RandomState) -> None:
    inputs = draw(rng)
    hs = encoder.encode_ids(**inputs)
    first = encoder.encode_ids(**{**inputs, "ids": inputs["ids"][:, :2]})
    np.testing.assert_array_equal(hs[:, :2], first)


def test_reading_a_reversed_sentence_in_reverse_is_reading_the_sentence(rng: np.random.RandomState) -> None:
    inputs = draw(rng)
    turned = encoder.encode_reversed(**{**inputs, "ids": inputs["ids"][:, ::-1]})
    np.testing.assert_array_equal(turned, encoder.encode_ids(**inputs)[:, -1])
    assert np.abs(encoder.encode_reversed(**inputs) - turned).max() > 1e-2


def test_only_words_of_the_sentence_get_a_gradient_and_two_places_of_one_word_are_added(
    rng: np.random.RandomState,
) -> None:
    inputs, dh = draw(rng, rows=1, steps=2), rng.randn(1, H)
    twice, apart = {**inputs, "ids": np.array([[3, 3]])}, {**inputs, "ids": np.array([[3, 4]])}
    apart["E"] = inputs["E"].copy()
    apart["E"][4] = apart["E"][3]  # two words of one meaning
    together, separate = encoder.encode_backward(dh, **twice)[0], encoder.encode_backward(dh, **apart)[0]
    np.testing.assert_allclose(together[3], separate[3] + separate[4], atol=1e-14)
    assert not together[[0, 1, 2, 4, 5]].any()


def test_a_sentence_of_one_word_has_no_gradient_for_the_weight_of_the_state(rng: np.random.RandomState) -> None:
    _, _, dWh, db = encoder.encode_backward(rng.randn(N, H), **draw(rng, steps=1))
    assert not dWh.any()
    assert db.all()


def test_an_id_outside_the_vocabulary_is_an_error(rng: np.random.RandomState) -> None:
    with pytest.raises(IndexError):
        encoder.encode_ids(**{**draw(rng), "ids": np.array([[V]])})
