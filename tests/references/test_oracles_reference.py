"""Every reference agrees with PyTorch, and the comparison notices when one does not."""

import importlib
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from reference_oracles import ORACLES

import reference_impls

TIGHT = 1e-10
CLEARLY_WRONG = 1e-4

# Oracle -> texts of the reference and mistakes in their place, each of which the oracle must notice.
SABOTAGE = {
    "rnn_step": [("+ h_prev @ Wh", "+ h_prev @ Wh.T"), ("np.tanh(t)", "np.tanh(t) * 0.999")],
    "rnn": [("h = h_prev  #", "h = 0 * h_prev  #"), ("hs[:, t] = h  #", "hs[:, T - 1 - t] = h  #")],
    "birnn": [
        ("hs_b[:, ::-1]]", "hs_b]"),
        ("rnn(xs[:, ::-1]", "rnn(xs"),
        ("[hs_f, hs_b[:, ::-1]]", "[hs_b[:, ::-1], hs_f]"),
    ],
    "lstm": [
        ("f * c_prev + i * a", "i * c_prev + f * a"),
        ("o * activation(c)", "activation(o * c)"),
        ("return c, h", "return h, c"),
    ],
    "lstm_cell": [("f * c_prev + i * g", "o * c_prev + i * g"), ("o * activation(c_next)", "o * c_next")],
    "gru": [("(1 - z) * h + z * h_bar", "z * h + (1 - z) * h_bar"), ("(r * h) @ Uh.T", "r * (h @ Uh.T)")],
    "gru_diagonal": [("(1 - z) * h + z * h_bar", "z * h + (1 - z) * h_bar"), ("(r * h) @ Uh.T", "h @ Uh.T")],
    "clipping": [("(threshold / norm)", "(norm / threshold)"), ("if norm <= threshold:", "if norm > threshold:")],
    "encoder": [("W @ E[:, k]", "W @ E[:, k - 1]"), ("+ U @ h +", "+")],
    "recursive": [
        ("W[:, :D] @ left + W[:, D:] @ right", "W[:, :D] @ right + W[:, D:] @ left"),
        ("@ right + b", "@ right"),
    ],
    "bptt": [("+ dh @ U ", "+ dh @ U.T "), ("if t > 0:", "if True:"), ("/ N  #", "#")],
}


def reference(name: str) -> ModuleType:
    return importlib.import_module(f"reference_impls.{name}")


def sabotaged(name: str, right: str, wrong: str) -> ModuleType:
    """A copy of a reference module with a mistake in it."""
    text = (Path(reference_impls.__path__[0]) / f"{name}.py").read_text(encoding="utf-8")
    assert right in text
    module = ModuleType(f"sabotaged_{name}")
    exec(text.replace(right, wrong), module.__dict__)
    return module


@pytest.mark.oracle
@pytest.mark.parametrize("oracle", ORACLES)
def test_the_reference_agrees_with_pytorch(torch: ModuleType, oracle: str) -> None:
    module, error = ORACLES[oracle]
    for seed in range(5):
        assert error(torch, reference(module), np.random.RandomState(seed)) < TIGHT


@pytest.mark.oracle
@pytest.mark.parametrize(
    ("oracle", "right", "wrong"),
    [(oracle, *pair) for oracle, pairs in SABOTAGE.items() for pair in pairs],
)
def test_the_comparison_notices_a_mistake(torch: ModuleType, oracle: str, right: str, wrong: str) -> None:
    module, error = ORACLES[oracle]
    assert error(torch, sabotaged(module, right, wrong), np.random.RandomState(0)) > CLEARLY_WRONG


def test_every_module_has_an_oracle_and_every_oracle_is_sabotaged() -> None:
    modules = {path.stem for path in Path(reference_impls.__path__[0]).glob("[a-z]*.py")}
    assert {module for module, _ in ORACLES.values()} == modules
    assert SABOTAGE.keys() == ORACLES.keys()
