"""What results hang on beside questions and references: our own code, Python, NumPy, PyYAML, the machine.

    compare.py, sandbox/… ─▶ judging() ─┐
    sys.version, NumPy, CPU ─▶ system() ┴─▶ the same on two machines, or on two days: the same verdicts

Digests are of the files themselves, so an edit in a checkout shows at once; to read all of them takes milliseconds.
NumPy and PyYAML are looked at without being imported.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from exam_drill import __version__, catalogue

_PACKAGE = Path(__file__).resolve().parent
# The parts by which a question becomes a report: files, and folders with all that is in them.
JUDGING = (
    "__init__.py",
    "bank",
    "cases.py",
    "catalogue.py",
    "checking",
    "compare.py",
    "diagnosis.py",
    "domain.py",
    "evaluate.py",
    "expected.py",
    "faults.py",
    "helpers.py",
    "judging.py",
    "markers.py",
    "outcome.py",
    "preparing.py",
    "problem.py",
    "program.py",
    "quality.py",
    "question.py",
    "reference.py",
    "sandbox",
    "scan.py",
    "scope.py",
    "threads.py",
    "traced.py",
    "verdict.py",
    "witness.py",
)
# The parts by which a file becomes questions and problems.
LOADING = (
    "__init__.py",
    "bank",
    "catalogue.py",
    "domain.py",
    "markers.py",
    "problem.py",
    "question.py",
    "scan.py",
    "visible.py",
)


@cache
def judging() -> str:
    """What judges: SHA-256 of the version and of the sources of all parts that have a say in verdicts."""
    return digest(_PACKAGE, JUDGING)


@cache
def loading() -> str:
    """What reads banks: SHA-256 of the version, the loader's sources, PyYAML and all references."""
    found = hashlib.sha256(f"{digest(_PACKAGE, LOADING)} {_package('yaml')}".encode())
    for module in catalogue.modules():
        found.update(_hashed(f"{module}\0{catalogue.source(module)}".encode()))
    return found.hexdigest()


@cache
def system() -> str:
    """What runs it: SHA-256 of Python and NumPy with how they were built, the operating system and the machine."""
    names = (sys.implementation.name, sys.version, sys.platform, platform.machine(), sys.byteorder, _package("numpy"))
    return hashlib.sha256("\0".join(names).encode()).hexdigest()


def digest(folder: Path, parts: Iterable[str]) -> str:
    """SHA-256 of the version and of all Python files of these parts of a folder, with their names."""
    found = hashlib.sha256(__version__.encode())
    for part in parts:
        for path in _sources(folder / part):
            found.update(_hashed(path.relative_to(folder).as_posix().encode()))
            found.update(_hashed(path.read_bytes()))
    return found.hexdigest()


def _sources(path: Path) -> Iterator[Path]:
    if path.suffix == ".py":
        if path.exists():
            yield path
        return
    for folder, folders, files in os.walk(path):
        folders.sort()
        yield from (Path(folder, name) for name in sorted(files) if name.endswith(".py"))


def _package(name: str) -> str:
    """An installed package: what its files say of its version and of how it was built, and which files there are."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        return ""
    folder = Path(spec.origin).parent
    found = hashlib.sha256()
    for file in ("__init__.py", "version.py", "__config__.py"):
        if (folder / file).is_file():
            found.update(_hashed((folder / file).read_bytes()))
    names = sorted(entry for entry in os.listdir(folder) if entry != "__pycache__")
    found.update("\0".join(names).encode())
    return found.hexdigest()


def _hashed(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
