"""The GRU's conventions, pinned: where PyTorch's GRUCell is another model, and where the two meet."""

from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from references.oracles.gru import grucell

from reference_impls import gru

N, D, H = 4, 3, 5  # all different: no transposed weight fits by luck


def draw(rng: np.random.RandomState) -> dict[str, np.ndarray]:
    sizes = {"Wr": D, "Ur": H, "Wz": D, "Uz": H, "Wh": D, "Uh": H}
    return {"x": rng.randn(N, D), "h": rng.randn(N, H)} | {name: rng.randn(H, size) for name, size in sizes.items()}


def turned(inputs: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The weights for an update gate that is the share of the old state."""
    return inputs | {"Wz": -inputs["Wz"], "Uz": -inputs["Uz"]}


def ask(torch: ModuleType, inputs: dict[str, np.ndarray]) -> np.ndarray:
    """PyTorch's GRUCell on our weights as they are."""
    answer: np.ndarray = grucell(torch, **{name: torch.from_numpy(value) for name, value in inputs.items()}).numpy()
    return answer


def run(inputs: dict[str, np.ndarray]) -> np.ndarray:
    return gru.gru(**inputs)


@pytest.mark.oracle
def test_grucell_lets_z_weigh_the_old_state(torch: ModuleType, rng: np.random.RandomState) -> None:
    inputs = draw(rng)
    inputs["Uh"] = np.diag(rng.randn(H))  # so that only the update gate can differ
    np.testing.assert_allclose(run(inputs), ask(torch, turned(inputs)), atol=1e-10)
    assert np.abs(run(inputs) - ask(torch, inputs)).max() > 1e-2


@pytest.mark.oracle
def test_grucell_resets_after_the_product(torch: ModuleType, rng: np.random.RandomState) -> None:
    inputs = draw(rng)
    theirs = ask(torch, turned(inputs))
    assert np.abs(run(inputs) - theirs).max() > 1e-2
    x, h, r, z = inputs["x"], inputs["h"], *gates(inputs)
    h_bar = np.tanh(x @ inputs["Wh"].T + r * (h @ inputs["Uh"].T))  # PyTorch's candidate
    np.testing.assert_allclose((1 - z) * h + z * h_bar, theirs, atol=1e-10)


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
    inputs = {name: scale * value for name, value in draw(np.random.RandomState(seed)).items()}
    bound = np.maximum(np.abs(inputs["h"]), 1.0)
    assert np.all(np.abs(run(inputs)) <= bound * (1 + 1e-12))


def stacked(inputs: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The weights in the layout of `gru_reset_after`, with biases of zero."""
    w, none = inputs, np.zeros(3 * H)
    W, U = np.vstack([w["Wr"], w["Wz"], w["Wh"]]), np.vstack([w["Ur"], w["Uz"], w["Uh"]])
    return {"x": w["x"], "h": w["h"], "W": W, "U": U, "bW": none, "bU": none}


def test_the_two_conventions_meet_where_uh_is_diagonal_and_z_is_turned_and_only_there(
    rng: np.random.RandomState,
) -> None:
    inputs = draw(rng)
    diagonal = {**inputs, "Uh": np.diag(np.diag(inputs["Uh"]))}
    np.testing.assert_allclose(gru.gru_reset_after(**stacked(turned(diagonal))), run(diagonal), atol=1e-14)
    assert np.abs(gru.gru_reset_after(**stacked(diagonal)) - run(diagonal)).max() > 1e-2
    assert np.abs(gru.gru_reset_after(**stacked(turned(inputs))) - run(inputs)).max() > 1e-2


def test_resetting_after_the_product_resets_the_bias_of_the_state_but_not_that_of_the_input() -> None:
    one, none, closed = np.ones((1, 1)), np.zeros((3, 1)), np.array([-1e3, -1e3, 0.0])  # r = z = 0
    for bias, expected in (("bW", np.tanh(0.5)), ("bU", 0.0)):
        biases = {"bW": closed, "bU": np.zeros(3)}
        biases[bias] = biases[bias] + np.array([0, 0, 0.5])
        assert gru.gru_reset_after(one, one, none, none, **biases) == pytest.approx(expected, abs=1e-15)


def test_a_series_is_its_first_half_and_then_its_second(rng: np.random.RandomState) -> None:
    inputs = draw(rng)
    x, h = inputs.pop("x"), inputs.pop("h")
    xs = rng.randn(len(x), 5, x.shape[1])
    first = gru.gru_series(xs[:, :2], h, **inputs)
    second = gru.gru_series(xs[:, 2:], first[:, -1], **inputs)
    whole = gru.gru_series(xs, h, **inputs)
    np.testing.assert_allclose(whole, np.concatenate([first, second], axis=1), atol=1e-14)
    np.testing.assert_array_equal(whole[:, 0], gru.gru(xs[:, 0], h, **inputs))


def test_a_shut_update_gate_hands_the_gradient_on_untouched(rng: np.random.RandomState) -> None:
    inputs = draw(rng)
    inputs |= {"x": np.ones_like(inputs["x"]), "Wz": np.full_like(inputs["Wz"], -1e3), "Uz": 0 * inputs["Uz"]}
    dh_new = rng.randn(*inputs["h"].shape)
    dx, dh, *weights = gru.gru_backward(dh_new, **inputs)
    np.testing.assert_array_equal(dh, dh_new)
    assert not any(gradient.any() for gradient in (dx, *weights))


def test_the_update_gate_has_no_gradient_where_the_candidate_equals_the_state(rng: np.random.RandomState) -> None:
    h, z, dh_new = rng.randn(2, 3), rng.rand(2, 3), rng.randn(2, 3)
    dz, dh_bar, dh = gru.gru_update_backward(dh_new, h, z, h)
    assert not dz.any()
    np.testing.assert_allclose(dh_bar + dh, dh_new, rtol=1e-14)
