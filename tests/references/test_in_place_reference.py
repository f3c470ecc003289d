"""What stays as it was, and how PyTorch's convention for gradients differs."""

from types import ModuleType

import numpy as np
import pytest

from reference_impls import in_place


@pytest.mark.oracle
def test_pytorch_adds_to_the_gradients_until_they_are_reset(torch: ModuleType, rng: np.random.RandomState) -> None:
    xs, ts, W = rng.randn(2, 4, 3), rng.randn(2, 4, 5), rng.randn(3, 5)
    ours, _ = in_place.sgd(xs, ts, W, 0.1)
    weight = torch.from_numpy(W.copy()).requires_grad_()
    optimizer = torch.optim.SGD([weight], lr=0.1)
    for x, t in zip(torch.from_numpy(xs), torch.from_numpy(ts), strict=True):
        (0.5 * (x @ weight - t).square().sum() / len(x)).backward()
        optimizer.step()  # without zero_grad
    first, _ = in_place.sgd(xs[:1], ts[:1], W, 0.1)
    once_more = weight.detach().numpy() - (first - W)  # without the first gradient's second use
    assert np.abs(ours - weight.detach().numpy()).max() > 1e-2
    np.testing.assert_allclose(once_more, ours, atol=1e-12)


def test_no_sentence_and_every_sentence_ended() -> None:
    hs = np.ones((2, 3, 4))
    for ended, last in ((np.zeros(2, dtype=bool), 1.0), (np.ones(2, dtype=bool), 0.0)):
        h, masked = in_place.end_states(hs, ended)
        assert np.all(h == last)
        assert np.all(masked[:, -1] == last)
        assert np.all(masked[:, :-1] == 1)


def test_without_a_mini_batch_nothing_is_learnt() -> None:
    W = np.ones((2, 3))
    after, dW = in_place.sgd(np.zeros((0, 4, 2)), np.zeros((0, 4, 3)), W, 0.5)
    np.testing.assert_array_equal(after, W)
    assert dW.shape == W.shape
    assert not dW.any()
