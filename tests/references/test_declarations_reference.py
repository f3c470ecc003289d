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

FILES = sorted(Path(reference_impls.__path__[0]).glob("[a-z]*.py"))
MODULES = [path.stem for path in FILES]
FUNCTIONS = [
    (name, function) for name in MODULES for function in importlib.import_module(f"reference_impls.{name}").INPUTS
]
LETTERS = {"N": 2, "T": 3, "D": 4, "H": 5, "O": 6, "V": 7}


def shape(text: str, letters: dict[str, int]) -> tuple[int, ...]:
    return tuple(eval(size, {}, letters) for size in text.split())


def draw(module: Any, function: str, letters: dict[str, int], scale: float = 1.0) -> dict[str, Any]:
    rng, inputs = np.random.RandomState(0), {}
    for name, text in module.INPUTS[function].items():
        domain, sizes = re.fullmatch(r"([a-z]{2,})?\s*(.*)", text).groups()
        if domain in getattr(module, "DRAW", {}):
            inputs[name] = scaled(module.DRAW[domain](rng, shape(sizes, letters)), scale)
        elif domain == "onehot":
            *rows, width = shape(sizes, letters)
            inputs[name] = np.eye(width)[rng.randint(0, width, size=rows)]
        elif domain == "positive":
            inputs[name] = 0.5
        else:
            assert domain is None
            inputs[name] = scale * rng.randn(*shape(sizes, letters))
    return inputs


def scaled(value: Any, scale: float) -> Any:
    return {key: scaled(item, scale) for key, item in value.items()} if isinstance(value, dict) else scale * value


def results(value: Any) -> tuple[np.ndarray, ...]:
    return value if isinstance(value, tuple) else (value,)


def float32(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: float32(item) for key, item in value.items()}
    return value.astype(np.float32) if isinstance(value, np.ndarray) else value


@pytest.fixture(params=FUNCTIONS, ids=lambda pair: ".".join(pair))
def declared(request: pytest.FixtureRequest) -> tuple[Any, str]:
    name, function = request.param
    return importlib.import_module(f"reference_impls.{name}"), function


def test_inputs_name_the_parameters_in_their_order(declared: tuple[Any, str]) -> None:
    module, function = declared
    assert list(module.INPUTS[function]) == list(inspect.signature(getattr(module, function)).parameters)
    assert module.INPUTS.keys() == module.OUTPUTS.keys()


@pytest.mark.parametrize("ones", ["", "N", "T", "NT", "NTDHOV"])
def test_outputs_have_the_declared_shapes_also_at_size_one(declared: tuple[Any, str], ones: str) -> None:
    module, function = declared
    letters = LETTERS | dict.fromkeys(ones, 1)
    expected = module.OUTPUTS[function]
    shapes = [shape(text, letters) for text in ([expected] if isinstance(expected, str) else expected)]
    value = getattr(module, function)(**draw(module, function, letters))
    assert isinstance(value, tuple) is isinstance(expected, tuple)
    assert [part.shape for part in results(value)] == shapes


def test_the_inputs_are_left_as_they_were(declared: tuple[Any, str]) -> None:
    module, function = declared
    inputs, untouched = draw(module, function, LETTERS), draw(module, function, LETTERS)
    getattr(module, function)(**inputs)
    np.testing.assert_equal(inputs, untouched)


def test_extreme_inputs_neither_overflow_nor_warn(declared: tuple[Any, str]) -> None:
    module, function = declared
    for part in results(getattr(module, function)(**draw(module, function, LETTERS, scale=1e3))):
        assert np.isfinite(part).all()


def test_single_precision_stays_single(declared: tuple[Any, str]) -> None:
    module, function = declared
    inputs = {name: float32(value) for name, value in draw(module, function, LETTERS).items()}
    exact = results(getattr(module, function)(**draw(module, function, LETTERS)))
    for part, double in zip(results(getattr(module, function)(**inputs)), exact, strict=True):
        assert part.dtype == np.float32
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
