"""Fixtures that many tests share."""

import itertools
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import settings
from kernel import KERNEL

from exam_drill.sandbox import Limits, Sandbox

pytest_plugins = ["pytester"]  # tests of our plugin for pytest run pytest

for _name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):  # what the tests set by LANG is not to be overruled from outside
    os.environ.pop(_name, None)

collect_ignore_glob = [
    "*.yaml",
    "*.yml",
]  # our own plugin would take the banks among the tests for tests: some are broken

# They drive the program through a pseudo-terminal, which Windows has not: there they cannot even be imported.
if sys.platform == "win32":
    collect_ignore = [
        "exam/test_exam_terminal.py",
        "quiz/test_keys.py",
        "quiz/test_terminal_sessions.py",
        "quiz/test_typing_sessions.py",
        "test_authoring_tutorial.py",
        "test_ci_page.py",
        "test_hostile_sessions.py",
        "test_walkthrough.py",
        "watching/test_watch_sessions.py",
    ]

# What a learner leaves behind lies in folders of the user: here in ones of the test run, for child processes, too.
_HOME = tempfile.TemporaryDirectory(prefix="exam-drill-tests-")
for _name, _folder in (("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_STATE_HOME", "state")):
    os.environ[_name] = os.path.join(_HOME.name, _folder)
for _name in ("EXAM_DRILL_DATA_DIR", "EXAM_DRILL_CACHE_DIR"):
    os.environ.pop(_name, None)

_NUMBERS = itertools.count()

settings.register_profile("steady", deadline=None)  # how long an example takes tells of the machine, not of the code
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test begins with an empty cache of `check`: none finds what another one has judged."""
    monkeypatch.setenv("XDG_CACHE_HOME", os.path.join(_HOME.name, "cache", str(next(_NUMBERS))))


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """One warm sandbox for all tests that only judge honest programs."""
    with Sandbox(Limits(wall=20.0, cpu=20)) as warm:
        yield warm


@pytest.fixture(scope="session")
def kernel() -> Iterator[Sandbox]:
    """One warm sandbox without the syntax policy, for programs that the kernel alone is to keep in."""
    with Sandbox(Limits(wall=20.0, cpu=20, layers=KERNEL)) as warm:
        yield warm


@pytest.fixture
def lent(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that opens a sandbox gets the one that is warm: to start one takes longer than all that it runs."""

    @contextmanager
    def opened(**_: object) -> Iterator[Sandbox]:
        try:
            yield sandbox
        finally:
            sandbox.deadline = None

    monkeypatch.setattr("exam_drill.sandbox.Sandbox", opened)
