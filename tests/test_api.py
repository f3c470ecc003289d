"""The public interface: its page is true, its names are all there, and importing it lazily costs nothing."""

import ast
import doctest
import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from test_docs import ROOT, blocks

import exam_drill
from exam_drill import api

PAGE = ROOT / "docs" / "api.md"


def test_the_samples_of_the_page_run_and_give_what_they_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bank").mkdir()
    (bank,) = blocks(PAGE, "yaml")
    (tmp_path / "bank" / "double.yaml").write_text(bank, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    session = "\n".join(blocks(PAGE, "pycon"))
    assert session.count(">>> ") > 25
    told: list[str] = []
    test = doctest.DocTestParser().get_doctest(session, {}, "docs/api.md", "docs/api.md", 0)
    doctest.DocTestRunner(verbose=False).run(test, out=told.append)
    assert "".join(told) == ""


def test_every_public_name_is_on_the_page_and_every_name_on_the_page_is_public() -> None:
    names = PAGE.read_text(encoding="utf-8").split("## All names")[1].split("Values are")[0]
    assert re.findall(r"`(\w+)`", names) == [*api.__all__, "__version__"]
    assert sorted(exam_drill.__all__) == sorted([*api.__all__, "__version__"])


def test_names_are_those_of_the_interface() -> None:
    for name in api.__all__:
        assert getattr(exam_drill, name) is getattr(api, name)
    assert set(exam_drill.__all__) <= set(dir(exam_drill))
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        _ = importlib.import_module("exam_drill").chekc


def test_the_types_of_the_names_are_known_without_importing_them() -> None:
    """What type checkers read beside what is imported when it is asked for."""
    tree = ast.parse(Path(exam_drill.__file__).read_text(encoding="utf-8"))
    (declared,) = (
        node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "exam_drill.api"
    )
    assert sorted(alias.name for alias in declared.names) == sorted(api.__all__)
    assert (Path(exam_drill.__file__).parent / "py.typed").exists()


@pytest.mark.parametrize(
    ("statement", "unwanted"),
    [
        ("import exam_drill", ("exam_drill.api", "numpy", "yaml", "rich", "argparse")),
        ("from exam_drill import check", ("rich", "sqlite3", "distributed", "pytest", "argparse")),
    ],
)
def test_importing_takes_no_more_than_it_needs(statement: str, unwanted: tuple[str, ...]) -> None:
    program = f"import sys; {statement}; print([name for name in {unwanted!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


def test_a_bank_goes_alone() -> None:
    bank = exam_drill.load_bank()
    with pytest.raises(TypeError, match="one Bank"):
        exam_drill.check(bank, "more.yaml")


def test_the_command_is_made_of_nothing_else() -> None:
    """`check` uses the public names, and of the rest only what is no engine: arguments, sentences, reports, trust."""
    plain = {"api", "catalogue", "cli", "commands", "environment", "i18n", "question", "report", "visible"}
    assert {name.partition(".")[0] for name in imported("check_bank.py")} <= plain
    # The arguments and the head start do without NumPy, and so without the API as a whole.
    light = {"checking.settings.CheckSettings", "sandbox.limits.Limits"}
    light |= {"sandbox.launch.head_start", "sandbox.system.forks"}
    assert {name for name in imported("check.py") if name.partition(".")[0] not in plain} == light


def imported(file: str) -> set[str]:
    """What a module of `commands` imports of ours: `module.name`, without the package's own name."""
    text = (Path(exam_drill.__file__).parent / "commands" / file).read_text(encoding="utf-8")
    return {
        f"{node.module.removeprefix('exam_drill.')}.{alias.name}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("exam_drill.")
        for alias in node.names
    }
