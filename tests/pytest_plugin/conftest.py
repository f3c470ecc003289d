"""pytest within pytest, with the plugin as an entry point of an installed exam_drill would bring it."""

import tomllib
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from exam_drill import evaluate, pytest_plugin
from exam_drill.bank import load
from exam_drill.pytest_plugin import collecting
from exam_drill.sandbox import Sandbox

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., pytest.RunResult]


@pytest.fixture
def run(pytester: pytest.Pytester, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs pytest in this process, with the sandbox that is warm, in English, with nothing but our plugin."""
    monkeypatch.setenv("EXAM_DRILL_CACHE_DIR", str(pytester.path / ".cache"))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert all((collecting, load, evaluate))  # imported above: else each run would import them, and YAML, anew
    monkeypatch.setattr("exam_drill.sandbox.Sandbox", lambda *_, **__: sandbox)
    monkeypatch.setattr(type(sandbox), "close", lambda _: None)

    def go(*arguments: str) -> pytest.RunResult:
        with warnings.catch_warnings():
            warnings.resetwarnings()  # our own tests make errors of them
            return pytester.runpytest_inprocess(*arguments, plugins=[pytest_plugin])

    return go


@pytest.fixture
def installed(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs pytest in a process of its own that finds the plugin, and pytest-xdist, by their entry points."""
    monkeypatch.setenv("EXAM_DRILL_CACHE_DIR", str(pytester.path / ".cache"))
    monkeypatch.setenv("PYTHONPATH", write_entry_points(pytester.path / "site"))
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    # Hypothesis takes longer to import than all else.
    return partial(pytester.runpytest_subprocess, "-p", "no:hypothesispytest")


def write_entry_points(folder: Path) -> str:
    """Makes a folder that a fresh Python finds them in; the PYTHONPATH for that, with our source."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    own = folder / "exam_drill-0.1.0.dist-info"
    own.mkdir(parents=True)
    (own / "METADATA").write_text("Metadata-Version: 2.1\nName: exam-drill\nVersion: 0.1.0\n")
    lines = [
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in of.items()) for group, of in groups.items()
    ]
    (own / "entry_points.txt").write_text("\n".join(lines))
    return f"{ROOT}:{folder}"
