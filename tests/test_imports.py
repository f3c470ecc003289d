"""The ways through the code: which part may import which."""

import ast
from pathlib import Path

import pytest

import exam_drill

ROOT = Path(exam_drill.__file__).parent
VALUES = {
    "attempt",
    "cells",
    "question",
    "problem",
    "outcome",
    "verdict",
    "quality",
    "scope",
    "traced",
    "domain",
    "catalogue",
    "helpers",
    "visible",
    "markers",
    "scan",
    "syllabus",
}
# Each part, and the parts that it may import beside the frozen values.
ALLOWED: dict[str, set[str]] = {
    "__init__": {"api"},  # when one of its names is asked for
    "caching": {"bank", "checking", "database", "engine", "i18n"},
    "engine": set(),
    "api": {"bank", "caching", "checking", "distributing", "report", "sandbox", "selection"},
    "checking": {"bank", "cases", "distributing", "engine", "evaluate", "sandbox", "selection", "threads"},
    "distributing": set(),
    "__main__": {"cli", "streams", "threads"},
    "cli": {"reader", "commands", "help_text", "environment", "i18n", "interruption", "preferences"},
    "interruption": set(),
    "streams": set(),
    "threads": set(),
    "environment": {"output", "preferences"},
    "preferences": set(),
    "output": set(),
    "console": {"output", "themes"},
    "themes": set(),
    "help_text": {"i18n", "layout"},
    "reader": {"environment", "i18n", "output"},
    "commands": {
        "caching",
        "database",
        "api",
        "bank",
        "checking",
        "cli",
        "columns",
        "measuring",
        "console",
        "distributing",
        "drafting",
        "editing",
        "environment",
        "evaluate",
        "exam",
        "formatting",
        "i18n",
        "interruption",
        "quality",
        "quiz",
        "report",
        "sandbox",
        "scheduling",
        "selection",
        "layout",
        "lint",
        "inspection",
        "preview",
        "progress",
        "output",
        "preferences",
        "stats",
        "suggest",
        "typed",
        "themes",
        "watching",
        "web",
        "why",
    },
    "bank": set(),
    "editing": {"bank"},
    "formatting": {"bank", "editing"},
    "drafting": {"bank", "editing", "i18n", "sandbox", "suggest"},
    "program": set(),
    "cases": set(),
    "compare": set(),
    "diagnosis": {"cases", "compare"},
    "reference": {"cases", "compare"},
    "sandbox": {"cases", "program", "threads"},
    "expected": {"cases", "reference", "sandbox"},
    "faults": {"cases", "compare", "diagnosis", "program", "reference", "sandbox"},
    "evaluate": {
        "cases",
        "compare",
        "faults",
        "judging",
        "preparing",
        "program",
        "reference",
        "sandbox",
        "witness",
    },
    "preparing": {"cases", "compare", "expected", "program", "reference", "sandbox"},
    "judging": {"cases", "diagnosis", "faults", "preparing", "program", "sandbox", "witness"},
    "witness": {"cases", "compare", "diagnosis"},
    "excerpt": {"compare"},
    "inspection": {"cases", "compare", "diagnosis", "evaluate", "excerpt", "sandbox", "witness"},
    "preview": {"compare", "excerpt", "i18n", "inspection", "layout", "quiz", "web"},
    "scheduling": {"progress"},
    "typed": {"cases", "diagnosis", "evaluate", "faults", "judging", "program", "sandbox"},
    "progress": {"database"},
    "database": set(),
    "why": {
        "cases",
        "compare",
        "diagnosis",
        "excerpt",
        "expected",
        "i18n",
        "layout",
        "preview",
        "program",
        "quiz",
        "reference",
        "sandbox",
    },
    "selection": set(),
    "layout": set(),
    "columns": {"layout"},
    "measuring": {"output"},
    "suggest": {"cases", "compare", "diagnosis", "evaluate", "faults", "i18n", "program", "sandbox"},
    "quiz": {"i18n", "layout", "environment", "output", "progress", "scheduling", "selection", "typed"},
    "exam": {"i18n", "layout", "progress", "quiz", "scheduling", "selection"},
    "report": {"checking", "columns", "console", "i18n", "layout", "quiz", "web"},
    "lint": {"bank", "editing"},
    "stats": {"i18n", "layout", "quiz", "scheduling", "web"},
    "web": set(),
    "pytest_plugin": {
        "bank",
        "caching",
        "checking",
        "database",
        "i18n",
        "layout",
        "preferences",
        "report",
        "sandbox",
        "selection",
    },
    "watching": {
        "bank",
        "compare",
        "editing",
        "evaluate",
        "expected",
        "i18n",
        "layout",
        "lint",
        "quiz",
        "reference",
        "report",
        "sandbox",
    },
    "i18n": set(),
}
# What runs beside bank code has no way to anything but itself.
INSIDE = {"exam_drill.sandbox.inside", "exam_drill.helpers"} | {
    f"exam_drill.sandbox.{name}" for name in ("column", "values", "wire")
}

FILES = sorted(ROOT.rglob("*.py"))


def part(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The modules of exam_drill that a file imports, at its top or inside its functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = {alias.name for alias in node.names if alias.name != "__version__"}
            found |= {f"exam_drill.{name}" for name in names} if node.module == "exam_drill" else {node.module}
    return {name for name in found if name.split(".")[0] in ("exam_drill", "reference_impls")}


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(ROOT)) for path in FILES])
def test_arrows_go_one_way(path: Path) -> None:
    own = part(path)
    targets = {name.split(".")[1] for name in imported(path) if name.startswith("exam_drill.")} - {own}
    if own in VALUES:
        assert targets <= VALUES
    else:
        assert own in ALLOWED, "a new part needs its row in the table"
        assert targets - VALUES <= ALLOWED[own]


@pytest.mark.parametrize("path", sorted((ROOT / "sandbox" / "inside").rglob("*.py")), ids=lambda path: path.name)
def test_the_inside_of_the_sandbox_knows_nothing_of_the_outside(path: Path) -> None:
    for name in imported(path):
        assert any(name.startswith(allowed) for allowed in INSIDE), name


def test_the_outside_never_imports_the_inside() -> None:
    for path in FILES:
        if "inside" not in path.parts:
            assert not any("sandbox.inside" in name for name in imported(path)), path


def test_the_references_know_nothing_of_the_engine() -> None:
    for path in (ROOT.parent / "reference_impls").glob("*.py"):
        assert imported(path) == set(), path


def test_only_the_child_runs_or_parses_bank_code() -> None:
    """No `exec`, `eval`, `compile` or `ast` outside of the inside, but for the literals of our own references."""
    for path in FILES:
        if "inside" in path.parts or path.name in ("catalogue.py", "helpers.py"):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        assert not names & {"exec", "eval", "compile", "__import__"}, path
        modules = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        assert not modules & {"ast", "pickle", "marshal"}, path
