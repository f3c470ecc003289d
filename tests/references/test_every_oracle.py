"""Every reference agrees with its oracles: with what PyTorch said when it was stored, and says here."""

from pathlib import Path
from types import ModuleType

import pytest
from references.oracles.base import TRIALS, Oracle, largest_error
from references.oracles.known import STORED, all_oracles, expected

import reference_impls
from exam_drill import catalogue
from exam_drill.reference import load_module

ORACLES = all_oracles()

each_oracle = pytest.mark.parametrize("oracle", ORACLES, ids=[oracle.name for oracle in ORACLES])


@each_oracle
def test_the_reference_agrees_with_its_oracle(oracle: Oracle) -> None:
    module = load_module(oracle.module)
    for trial in range(TRIALS):
        error = largest_error(oracle.answer(module, trial), expected(oracle, trial))
        assert error < oracle.tolerance, (
            trial,
            error,
            "if the inputs changed: python tests/references/store_oracles.py",
        )


@pytest.mark.oracle
@pytest.mark.parametrize(
    "oracle", [item for item in ORACLES if item.needs_torch], ids=[item.name for item in ORACLES if item.needs_torch]
)
def test_the_reference_agrees_with_pytorch_as_it_is_here(torch: ModuleType, oracle: Oracle) -> None:
    module = load_module(oracle.module)
    for trial in range(TRIALS):
        said = oracle.ask(torch, trial)
        assert largest_error(oracle.answer(module, trial), said) < oracle.tolerance, trial
        # What is stored may be of another version and another processor: their last digits may differ, no more.
        assert largest_error(said, expected(oracle, trial)) < oracle.tolerance, (
            trial,
            "python tests/references/store_oracles.py",
        )


def test_every_reference_has_an_oracle_and_every_backward_pass_has_two() -> None:
    held = {oracle.reference for oracle in ORACLES}
    modules = [path.stem for path in Path(reference_impls.__path__[0]).glob("[a-z]*.py")]
    functions = {f"{module}.{name}" for module in modules for name in catalogue.declarations(module).inputs}
    assert functions - held == set()
    assert held - functions == set()
    for function in functions:
        if function.endswith("_backward"):
            kinds = {"differences" in oracle.against for oracle in ORACLES if oracle.reference == function}
            assert kinds == {True, False}, function


def test_nothing_is_stored_that_no_oracle_said() -> None:
    assert {path.stem for path in STORED.glob("*")} == {oracle.module for oracle in ORACLES if oracle.needs_torch}
