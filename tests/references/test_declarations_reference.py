"""What every reference module declares is true: names, order, shapes; and it is readable and safe on its own."""

import ast
import importlib
import inspect
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import reference_impls
from exam_drill import catalogue
from exam_drill.cases import draw_cases
from exam_drill.domain import parse_input, parse_size
from exam_drill.reference import load_module

FILES = sorted(Path(reference_impls.__path__[0]).glob("[a-z]*.py"))
MODULES = [path.stem for path in FILES]
FUNCTIONS = [
    (name, function) for name in MODULES for function in importlib.import_module(f"reference_impls.{name}").INPUTS
]
LETTERS = {"N": 2, "T": 3, "D": 4, "H": 5, "O": 6, "V": 7}


def shape(text: str, letters: dict[str, int]) -> tuple[int, ...]:
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
    if isinstance(value, dict):
        return {key: scaled(item, scale) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(scaled(item, scale) for item in value)
    return scale * value if np.asarray(value).dtype.kind == "f" else value


def is_single(value: Any) -> bool:
    """Whether there is an array of single precision in it."""
    if isinstance(value, dict):
        return any(map(is_single, value.values()))
    if isinstance(value, list | tuple):
        return any(map(is_single, value))
    return isinstance(value, np.ndarray) and value.dtype == np.float32


def results(value: Any) -> tuple[np.ndarray, ...]:
    return value if isinstance(value, tuple) else (value,)


def float32(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: float32(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(float32(item) for item in value)
    return value.astype(np.float32) if isinstance(value, np.ndarray) and value.dtype.kind == "f" else value


@pytest.fixture(params=FUNCTIONS, ids=lambda pair: ".".join(pair))
def declared(request: pytest.FixtureRequest) -> tuple[str, str]:
    name, function = request.param
    return name, function


def call(declared: tuple[str, str], inputs: dict[str, Any]) -> Any:
    name, function = declared
    return getattr(importlib.import_module(f"reference_impls.{name}"), function)(**inputs)


def test_inputs_name_the_parameters_in_their_order(declared: tuple[str, str]) -> None:
    name, function = declared
    module = importlib.import_module(f"reference_impls.{name}")
    assert list(module.INPUTS[function]) == list(inspect.signature(getattr(module, function)).parameters)
    assert module.INPUTS.keys() == module.OUTPUTS.keys()


@pytest.mark.parametrize("ones", ["", "N", "T", "NT", "NTDHOV"])
def test_outputs_have_the_declared_shapes_also_at_size_one(declared: tuple[str, str], ones: str) -> None:
    inputs, letters = draw(*declared, ones)
    expected = catalogue.declarations(declared[0]).outputs[declared[1]]
    shapes = [shape(text, letters) for text in ([expected] if isinstance(expected, str) else expected)]
    value = call(declared, inputs)
    assert isinstance(value, tuple) is isinstance(expected, tuple)
    assert [np.shape(part) for part in results(value)] == shapes


def test_the_inputs_are_left_as_they_were(declared: tuple[str, str]) -> None:
    inputs, untouched = draw(*declared)[0], draw(*declared)[0]
    call(declared, inputs)
    np.testing.assert_equal(inputs, untouched)


def test_extreme_inputs_neither_overflow_nor_warn(declared: tuple[str, str]) -> None:
    for part in results(call(declared, draw(*declared, scale=1e3)[0])):
        assert np.isfinite(part).all()


def test_single_precision_stays_single(declared: tuple[str, str]) -> None:
    inputs, _ = draw(*declared)
    exact = results(call(declared, inputs))
    single = float32(inputs)
    for part, double in zip(results(call(declared, single)), exact, strict=True):
        if is_single(single) and np.asarray(double).dtype.kind == "f":
            assert np.asarray(part).dtype == np.float32
        np.testing.assert_allclose(part, double, rtol=1e-3, atol=1e-4 * np.abs(double).max())


@pytest.mark.parametrize("path", FILES, ids=MODULES)
def test_declarations_are_literals_and_only_numpy_is_imported(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [ast.unparse(node) for node in imports] == ["import numpy as np"]
    assigned = {
        node.targets[0].id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert set(ast.literal_eval(assigned["INPUTS"])) <= functions
    assert ast.literal_eval(assigned["OUTPUTS"])
    assert set(ast.literal_eval(assigned["GIVEN"])) <= functions if "GIVEN" in assigned else True


@pytest.mark.parametrize("path", FILES, ids=MODULES)
def test_docstrings_state_convention_shapes_errors_and_source(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    head = ast.get_docstring(tree) or ""
    assert "Symbols: " in head
    assert "Where textbooks disagree" in head
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and (path.stem, node.name) in FUNCTIONS:
            text = ast.get_docstring(node) or ""
            assert all(part in text for part in ("Args:", "Returns:", "Raises:", "Source: ")), node.name
            assert all(f"    {argument.arg}: " in text for argument in node.args.args), node.name


@pytest.mark.parametrize("path", FILES, ids=MODULES)
def test_every_computing_line_tells_its_shape(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    for node in ast.walk(ast.parse("\n".join(lines))):
        if isinstance(node, ast.FunctionDef):
            for statement in ast.walk(node):
                if isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign):
                    computes = any(isinstance(part, ast.BinOp | ast.Call) for part in ast.walk(statement))
                    line = lines[statement.lineno - 1]
                    assert not computes or re.search(r"# (\(.*\)|as \w+|sizes)", line), f"{path.name}: {line}"
