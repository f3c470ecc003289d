"""Counts of parameters: their proportion, and PyTorch's second bias, pinned."""

from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from references.oracles.parameter_counts import numel

from reference_impls import parameter_counts as counts

sizes = st.integers(1, 50)


@given(D=sizes, H=sizes)
def test_rnn_gru_and_lstm_are_one_to_three_to_four(D: int, H: int) -> None:
    rnn, gru, lstm = counts.recurrent_parameters(D, H)
    assert (gru, lstm) == (3 * rnn, 4 * rnn)
    assert rnn == H * (D + H + 1)
    assert counts.peephole_lstm_parameters(D, H) == lstm + 3 * H
    assert counts.lstm_parameters_two_biases(D, H) == lstm + 4 * H
    assert counts.gru_parameters_two_biases(D, H) == gru + 3 * H


def test_the_counts_are_whole_numbers_of_python() -> None:
    assert all(type(count) is int for count in counts.recurrent_parameters(3, 5))


@pytest.mark.oracle
def test_pytorchs_layers_have_one_bias_more_for_each_block(torch: ModuleType) -> None:
    for layer, blocks in ((torch.nn.RNN, 1), (torch.nn.GRU, 3), (torch.nn.LSTM, 4)):
        assert numel(layer(3, 5), biases=2) - numel(layer(3, 5), biases=1) == blocks * 5
    assert counts.lstm_parameters(3, 5) != numel(torch.nn.LSTM(3, 5), biases=2)
    assert counts.gru_parameters(3, 5) != numel(torch.nn.GRU(3, 5), biases=2)
