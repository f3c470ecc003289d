"""What the declarations of a reference promise, as checks of a module that may be a sabotaged copy."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np

from exam_drill import catalogue
from exam_drill.cases import draw_cases
from exam_drill.domain import parse_input, parse_size
from exam_drill.reference import load_module

LETTERS = {"N": 2, "T": 3, "D": 4, "H": 5, "O": 6, "V": 7}


def shape(text: str, letters: dict[str, int]) -> tuple[int, ...]:
    """Sizes as numbers."""
    return tuple(parse_size(size).evaluate(letters) for size in text.split() if size != "scalar")


def draw(module: str, function: str, ones: str = "", scale: float = 1.0) -> tuple[dict[str, Any], dict[str, int]]:
    """Inputs as they are declared, normal ones times `scale`, and the sizes of the letters: 1 for the `ones`."""
    declared = catalogue.declarations(module)
    draws = load_module(module).DRAW if declared.draws else {}
    specs = {name: parse_input(text, declared.draws) for name, text in declared.inputs[function].items()}
    letters = sorted({letter for spec in specs.values() for letter in spec.letters})
    ranges = {letter: LETTERS.get(letter, 8 + number) for number, letter in enumerate(letters)}
    ranges |= {letter: 1 for letter in letters if letter in ones}
    bounds = {letter: (size, size) for letter, size in ranges.items()}
    (case,) = draw_cases(specs, bounds, seed=0, question=function, trials=1, draws=draws)
    inputs = {
        name: scaled(value, scale) if specs[name].domain in ("normal", *declared.draws) else value
        for name, value in case.inputs.items()
    }
    return inputs, dict(case.sizes)


def scaled(value: Any, scale: float) -> Any:
    """A value with its floats times `scale`."""
    if isinstance(value, dict):
        return {key: scaled(item, scale) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(scaled(item, scale) for item in value)
    return scale * value if np.asarray(value).dtype.kind == "f" else value


def single(value: Any) -> Any:
    """A value with its arrays of floats in single precision."""
    if isinstance(value, dict):
        return {key: single(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(single(item) for item in value)
    return value.astype(np.float32) if isinstance(value, np.ndarray) and value.dtype.kind == "f" else value


def has_single(value: Any) -> bool:
    """Whether there is an array of single precision in it."""
    if isinstance(value, dict):
        return any(map(has_single, value.values()))
    if isinstance(value, list | tuple):
        return any(map(has_single, value))
    return isinstance(value, np.ndarray) and value.dtype == np.float32


def results(value: Any) -> tuple[Any, ...]:
    """A result as a tuple."""
    return value if isinstance(value, tuple) else (value,)


def check_shapes(module: ModuleType, name: str, function: str, ones: str) -> None:
    """The outputs are of the declared shapes."""
    inputs, letters = draw(name, function, ones)
    expected = catalogue.declarations(name).outputs[function]
    shapes = [shape(text, letters) for text in ([expected] if isinstance(expected, str) else expected)]
    value = getattr(module, function)(**inputs)
    assert isinstance(value, tuple) is isinstance(expected, tuple)
    assert [np.shape(part) for part in results(value)] == shapes


def check_inputs_untouched(module: ModuleType, name: str, function: str) -> None:
    """The inputs are left as they were."""
    inputs, untouched = draw(name, function)[0], draw(name, function)[0]
    getattr(module, function)(**inputs)
    np.testing.assert_equal(inputs, untouched)


def check_extremes(module: ModuleType, name: str, function: str) -> None:
    """Inputs a thousand times as large give finite results."""
    for part in results(getattr(module, function)(**draw(name, function, scale=1e3)[0])):
        assert np.isfinite(part).all()


def check_single(module: ModuleType, name: str, function: str) -> None:
    """Single precision stays single, and gives nearly the same."""
    inputs, _ = draw(name, function)
    exact = results(getattr(module, function)(**inputs))
    short = single(inputs)
    for part, double in zip(results(getattr(module, function)(**short)), exact, strict=True):
        if has_single(short) and np.asarray(double).dtype.kind == "f":
            assert np.asarray(part).dtype == np.float32
        np.testing.assert_allclose(part, double, rtol=1e-3, atol=1e-4 * np.abs(double).max())
