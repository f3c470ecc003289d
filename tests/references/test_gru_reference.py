"""The GRU's conventions, pinned: where PyTorch's GRUCell is another model, and where the two meet."""

from types import ModuleType

import numpy as np
import pytest
import reference_oracles as oracles
from hypothesis import given, settings
from hypothesis import strategies as st

from reference_impls import gru


def run(inputs: dict[str, np.ndarray]) -> np.ndarray:
    return gru.gru(**inputs)


@pytest.mark.oracle
def test_grucell_lets_z_weigh_the_old_state(torch: ModuleType, rng: np.random.RandomState) -> None:
    inputs = oracles.gru_weights(rng)
    inputs["Uh"] = np.diag(rng.randn(oracles.H))  # so that only the update gate can differ
    mapped = oracles.gru_cell(torch, inputs, update_sign=-1.0)
    unmapped = oracles.gru_cell(torch, inputs, update_sign=1.0)
    assert oracles.largest((run(inputs), mapped)) < 1e-10
    assert oracles.largest((run(inputs), unmapped)) > 1e-2


@pytest.mark.oracle
def test_grucell_resets_after_the_product(torch: ModuleType, rng: np.random.RandomState) -> None:
    inputs = oracles.gru_weights(rng)
    mapped = oracles.gru_cell(torch, inputs, update_sign=-1.0)
    assert oracles.largest((run(inputs), mapped)) > 1e-2
    x, h, r, z = inputs["x"], inputs["h"], *gates(inputs)
    h_bar = np.tanh(x @ inputs["Wh"].T + r * (h @ inputs["Uh"].T))  # PyTorch's candidate
    assert oracles.largest(((1 - z) * h + z * h_bar, mapped)) < 1e-10


def gates(inputs: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    x, h = inputs["x"], inputs["h"]
    r = gru.sigmoid(x @ inputs["Wr"].T + h @ inputs["Ur"].T)
    z = gru.sigmoid(x @ inputs["Wz"].T + h @ inputs["Uz"].T)
    return r, z


def test_an_update_gate_of_one_takes_the_candidate_and_of_zero_keeps_the_state() -> None:
    x, h, none = np.ones((1, 1)), np.full((1, 1), 0.3), np.zeros((1, 1))
    wide = np.full((1, 1), 1e3)
    taken = gru.gru(x, h, Wr=wide, Ur=none, Wz=wide, Uz=none, Wh=np.ones((1, 1)), Uh=none)
    kept = gru.gru(x, h, Wr=wide, Ur=none, Wz=-wide, Uz=none, Wh=np.ones((1, 1)), Uh=none)
    assert taken == pytest.approx(np.tanh(1.0), abs=1e-15)
    assert kept == pytest.approx(0.3, abs=1e-15)


def test_a_reset_gate_of_zero_forgets_the_state_in_the_candidate() -> None:
    x, none, wide = np.ones((1, 1)), np.zeros((1, 1)), np.full((1, 1), 1e3)
    states = [
        gru.gru(x, np.full((1, 1), h), Wr=-wide, Ur=none, Wz=wide, Uz=none, Wh=np.ones((1, 1)), Uh=np.ones((1, 1)))
        for h in (-0.5, 0.5)
    ]
    np.testing.assert_array_equal(states[0], states[1])


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**31), scale=st.sampled_from([0.1, 1.0, 30.0, 1e3]))
def test_the_new_state_lies_between_the_old_one_and_the_candidates_range(seed: int, scale: float) -> None:
    inputs = {name: scale * value for name, value in oracles.gru_weights(np.random.RandomState(seed)).items()}
    bound = np.maximum(np.abs(inputs["h"]), 1.0)
    assert np.all(np.abs(run(inputs)) <= bound * (1 + 1e-12))
