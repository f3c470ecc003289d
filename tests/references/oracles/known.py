"""All oracles, and what those that need PyTorch said when it was last asked."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path
from types import ModuleType

import numpy as np
from references.oracles.base import TRIALS, Oracle

FOLDER = Path(__file__).parent
STORED = FOLDER.parent / "stored"
_FRAMEWORK = {"__init__", "base", "differences", "known"}


@cache
def all_oracles() -> tuple[Oracle, ...]:
    """Every oracle, in the order of the files and of their tuples."""
    names = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem not in _FRAMEWORK)
    found = tuple(o for name in names for o in importlib.import_module(f"references.oracles.{name}").ORACLES)
    assert len({oracle.name for oracle in found}) == len(found), "two oracles of one name"
    return found


@cache
def expected(oracle: Oracle, trial: int) -> tuple[np.ndarray, ...]:
    """What an oracle expects of a trial: stored if it needs PyTorch, asked if not."""
    return oracle.ask(None, trial) if not oracle.needs_torch else _stored(oracle.module)[f"{oracle.name}:{trial}"]


@cache
def _stored(module: str) -> dict[str, tuple[np.ndarray, ...]]:
    with np.load(STORED / f"{module}.npz", allow_pickle=False) as file:
        parts: dict[str, list[np.ndarray]] = {}
        for key in file.files:  # in the order in which they were stored
            parts.setdefault(key.rpartition(":")[0], []).append(file[key])
    return {key: tuple(arrays) for key, arrays in parts.items()}


def store(torch: ModuleType) -> None:
    """Asks every oracle that needs PyTorch, and writes what they say, a file for each reference module."""
    STORED.mkdir(exist_ok=True)
    for path in STORED.glob("*.npz"):
        path.unlink()
    for module in sorted({oracle.module for oracle in all_oracles() if oracle.needs_torch}):
        said = {
            f"{oracle.name}:{trial}:{part}": array
            for oracle in all_oracles()
            if oracle.module == module and oracle.needs_torch
            for trial in range(TRIALS)
            for part, array in enumerate(oracle.ask(torch, trial))
        }
        np.savez_compressed(STORED / f"{module}.npz", **said)
