"""Fixtures of the reference tests."""

import importlib
import os
from types import ModuleType

import numpy as np
import pytest


@pytest.fixture(scope="session")
def torch() -> ModuleType:
    """PyTorch, the independent oracle.

    Without it the tests are skipped, unless EXAM_DRILL_REQUIRE_ORACLE=1 asks for a failure: a run that is meant
    to compare must not pass by comparing nothing.
    """
    if os.environ.get("EXAM_DRILL_REQUIRE_ORACLE") == "1":
        return importlib.import_module("torch")
    module: ModuleType = pytest.importorskip("torch")
    return module


@pytest.fixture
def rng() -> np.random.RandomState:
    return np.random.RandomState(20260801)
