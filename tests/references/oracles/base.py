"""What an oracle is: an independent implementation that a reference is held against.

    INPUTS of the reference ─ draw ─▶ inputs ─ prepare ─▶ inputs ─┬─▶ reference ─▶ result ──┐
                                                                  └─▶ oracle ────▶ expected ┴─▶ largest error

The inputs are drawn by the engine from what the reference declares, so the sizes differ from each other and each is 1
once.  PyTorch computes in float64, and every mapping of weights, gates or axes is written out in the oracle: it is the
documented convention.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np

from exam_drill import catalogue
from exam_drill.cases import draw_cases
from exam_drill.domain import parse_input
from exam_drill.reference import load_module

TRIALS = 10
TIGHT = 1e-10


def unchanged(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs as they were drawn."""
    return inputs


@dataclass(frozen=True)
class Oracle:
    """One comparison of one reference function.

    Attributes:
        reference: the function, "module.function".
        against: what it is held against, as the page about the bank prints it.
        expected: what the reference must return, in its own layout: `expected(torch, **inputs)` with the arrays as
            tensors, or `expected(**inputs)` with the arrays as they are if PyTorch is not needed.
        prepare: changes the drawn inputs, for both sides.
        needs_torch: whether `expected` gets PyTorch.
        tolerance: the largest error allowed.
    """

    reference: str
    against: str
    expected: Callable[..., Any]
    prepare: Callable[[dict[str, Any]], dict[str, Any]] = unchanged
    needs_torch: bool = True
    tolerance: float = TIGHT

    @property
    def module(self) -> str:
        """The name of the reference's module."""
        return self.reference.partition(".")[0]

    @property
    def function(self) -> str:
        """The name of the reference's function."""
        return self.reference.partition(".")[2]

    @property
    def name(self) -> str:
        """A name that no other oracle has."""
        return f"{self.reference}:{self.expected.__name__.strip('_')}"

    def inputs(self, trial: int) -> dict[str, Any]:
        """Those of a trial, drawn anew."""
        return self.prepare(draw_inputs(self.reference, trial))

    def ask(self, torch: ModuleType | None, trial: int) -> tuple[np.ndarray, ...]:
        """What the oracle expects of a trial, as arrays."""
        inputs = self.inputs(trial)
        if not self.needs_torch:
            return arrays(self.expected(**inputs))
        assert torch is not None
        return arrays(self.expected(torch, **{name: tensors(torch, value) for name, value in inputs.items()}))

    def answer(self, module: ModuleType, trial: int) -> tuple[np.ndarray, ...]:
        """What the reference says, of which `module` may be a sabotaged copy."""
        return arrays(getattr(module, self.function)(**self.inputs(trial)))


def draw_inputs(reference: str, trial: int) -> dict[str, Any]:
    """Inputs as a reference declares them, the same at every call."""
    module, _, function = reference.partition(".")
    declared = catalogue.declarations(module)
    draws = load_module(module).DRAW if declared.draws else {}
    specs = {name: parse_input(text, declared.draws) for name, text in declared.inputs[function].items()}
    letters = {letter for spec in specs.values() for letter in spec.letters}
    ranges = {letter: (1, len(letters) + 1) for letter in letters}
    cases = draw_cases(specs, ranges, seed=0, question=reference, trials=TRIALS, draws=draws)
    return dict(cases[trial].inputs)


def tensors(torch: ModuleType, value: Any) -> Any:
    """A value with its arrays copied into tensors."""
    if isinstance(value, np.ndarray):
        return torch.from_numpy(value.copy())
    if isinstance(value, Mapping):
        return {key: tensors(torch, item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(tensors(torch, item) for item in value)
    return value


def arrays(value: Any) -> tuple[np.ndarray, ...]:
    """A result as a tuple of arrays."""
    if isinstance(value, (list, tuple)):
        return tuple(array for item in value for array in arrays(item))
    if isinstance(value, Mapping):
        return tuple(array for key in sorted(value) for array in arrays(value[key]))
    return (np.asarray(value.detach().numpy() if hasattr(value, "detach") else value),)


def largest_error(ours: tuple[np.ndarray, ...], expected: tuple[np.ndarray, ...]) -> float:
    """The largest absolute difference, relative to values above 1; infinity if number, shape or kind of them differ."""
    if len(ours) != len(expected):
        return np.inf
    errors = [0.0]
    for mine, other in zip(ours, expected, strict=True):
        if mine.shape != other.shape or (mine.dtype.kind == "f") != (other.dtype.kind == "f"):
            return np.inf
        difference = np.abs(mine.astype(np.float64) - other) / np.maximum(np.abs(other), 1)
        errors.append(float(np.max(difference, initial=0)))
    return float("inf") if np.isnan(errors).any() else max(errors)
