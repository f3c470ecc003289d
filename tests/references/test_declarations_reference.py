"""What every reference module declares is true: names, order, shapes; and it is readable and safe on its own."""

import ast
import importlib
import inspect
import re
from pathlib import Path
from types import ModuleType

import pytest
from references.declared import check_extremes, check_inputs_untouched, check_shapes, check_single

import reference_impls

FILES = sorted(Path(reference_impls.__path__[0]).glob("[a-z]*.py"))
MODULES = [path.stem for path in FILES]
FUNCTIONS = [
    (name, function) for name in MODULES for function in importlib.import_module(f"reference_impls.{name}").INPUTS
]


each_function = pytest.mark.parametrize(("name", "function"), FUNCTIONS, ids=[".".join(pair) for pair in FUNCTIONS])


def module(name: str) -> ModuleType:
    return importlib.import_module(f"reference_impls.{name}")


@each_function
def test_inputs_name_the_parameters_in_their_order(name: str, function: str) -> None:
    declared = module(name)
    assert list(declared.INPUTS[function]) == list(inspect.signature(getattr(declared, function)).parameters)
    assert declared.INPUTS.keys() == declared.OUTPUTS.keys()


@pytest.mark.parametrize("ones", ["", "N", "T", "NT", "NTDHOV"])
@each_function
def test_outputs_have_the_declared_shapes_also_at_size_one(name: str, function: str, ones: str) -> None:
    check_shapes(module(name), name, function, ones)


@each_function
def test_the_inputs_are_left_as_they_were(name: str, function: str) -> None:
    check_inputs_untouched(module(name), name, function)


@each_function
def test_extreme_inputs_neither_overflow_nor_warn(name: str, function: str) -> None:
    check_extremes(module(name), name, function)


@each_function
def test_single_precision_stays_single(name: str, function: str) -> None:
    check_single(module(name), name, function)


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
