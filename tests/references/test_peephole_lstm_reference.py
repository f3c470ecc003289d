"""The peepholes' conventions, pinned: which cell each gate sees, and that it sees no other cell than its own."""

import numpy as np
from references.oracles.base import draw_inputs, largest_error

from reference_impls import lstm, peephole_lstm

ORDINARY = 0


def test_the_output_gate_looks_at_the_new_cell() -> None:
    inputs = draw_inputs("peephole_lstm.peephole_lstm", ORDINARY)
    D, H = inputs["x"].shape[1], inputs["h_prev"].shape[1]
    h_next, c_next = peephole_lstm.peephole_lstm(**inputs)
    s = (inputs["x"] @ inputs["weight"][:D] + inputs["h_prev"] @ inputs["weight"][D:] + inputs["bias"])[
        :, 2 * H : 3 * H
    ]

    def output(seen: np.ndarray) -> np.ndarray:
        return peephole_lstm.sigmoid(s + inputs["p_o"] * seen) * np.tanh(c_next)

    assert largest_error((h_next,), (output(c_next),)) < 1e-12
    assert largest_error((h_next,), (output(inputs["c_prev"]),)) > 1e-2


def test_a_gate_sees_its_own_cell_alone() -> None:
    inputs = draw_inputs("peephole_lstm.peephole_lstm", ORDINARY)
    moved = inputs["c_prev"].copy()
    moved[:, 0] += 1
    before, after = (peephole_lstm.peephole_lstm(**inputs | {"c_prev": c}) for c in (inputs["c_prev"], moved))
    for old, new in zip(before, after, strict=True):
        np.testing.assert_array_equal(old[:, 1:], new[:, 1:])
        assert np.all(old[:, 0] != new[:, 0])


def test_without_peepholes_it_is_the_lstm_of_the_same_layout() -> None:
    inputs = draw_inputs("peephole_lstm.peephole_lstm", ORDINARY)
    plain = {name: inputs[name] for name in ("x", "h_prev", "c_prev", "weight", "bias")}
    none = {name: np.zeros_like(inputs[name]) for name in ("p_i", "p_f", "p_o")}
    assert largest_error(peephole_lstm.peephole_lstm(**plain, **none), lstm.lstm_cell(**plain)) < 1e-12
    for name in none:  # and each of them matters
        some = none | {name: inputs[name]}
        assert largest_error(peephole_lstm.peephole_lstm(**plain, **some), lstm.lstm_cell(**plain)) > 1e-3
