"""Judges every mutant of every reference; `run_mutants.py` is the way in.

First by the oracles and by what a module declares, in this process; a mutant that survives that is put in the place of
the reference, and the tests of its own are run on it.  Who survives both is equivalent, or a gap in the tests.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from references.killing import is_killed
from references.mutants import Mutant, mutants, unchanged

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("exam_drill", "reference_impls", "tests", "pyproject.toml")


def copy_to(folder: Path) -> None:
    """Copies what the tests of the references need."""
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "attacks"))
        else:
            shutil.copy(ROOT / part, folder)


def survives_the_tests(folder: Path, mutant: Mutant) -> bool:
    """Whether the tests of the references pass in a copy whose reference is the mutant."""
    path = folder / "reference_impls" / f"{mutant.module}.py"
    path.write_text(mutant.text, encoding="utf-8")
    tests = [f"tests/references/test_{name}_reference.py" for name in (mutant.module, "models", "declarations")]
    tests = [test for test in tests if (folder / test).exists()]
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    # A mutant has no comments.
    command += [
        "--deselect",
        "tests/references/test_declarations_reference.py::test_every_computing_line_tells_its_shape",
    ]
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, timeout=300).returncode == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        shutil.copy(ROOT / "reference_impls" / path.name, path)


def judge_all(wanted: list[str], folder: Path) -> None:
    """Judges and prints."""
    copy_to(folder)
    totals: Counter[str] = Counter()
    for path in sorted((ROOT / "reference_impls").glob("[a-z]*.py")):
        if wanted and path.stem not in wanted:
            continue
        source = path.read_text(encoding="utf-8")
        if is_killed(unchanged(path.stem, source)) or not survives_the_tests(folder, unchanged(path.stem, source)):
            sys.exit(f"{path.stem}: the tests fail on the reference itself")
        found = list(mutants(path.stem, source))
        left = [mutant for mutant in found if not is_killed(mutant)]
        survivors = [mutant for mutant in left if survives_the_tests(folder, mutant)]
        totals.update(mutants=len(found), left=len(left), survivors=len(survivors))
        print(f"{path.stem:22} {len(found):5} mutants, {len(found) - len(left):5} noticed at once, "
              f"{len(left) - len(survivors):3} by the other tests, {len(survivors):3} survive", flush=True)  # fmt: skip
        for mutant in left:
            print(f"    {'SURVIVES' if mutant in survivors else 'tests   '} {mutant}")
    killed = totals["mutants"] - totals["survivors"]
    print(f"all: {totals['mutants']} mutants, {killed} killed ({killed / max(totals['mutants'], 1):.2%})")
