"""docs/ci.md makes a repository of banks in which pytest, check, the hooks and the workflow do what the page says.

`python tests/test_ci_page.py` writes anew what its commands show.
"""

import json
import os
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from requirements import lacking
from walkthrough import Reader, Run, Save, rewritten, same, steps

from exam_drill.cli import COMMANDS, build_parser
from exam_drill.pytest_plugin import options
from exam_drill.sandbox import Sandbox, not_enforced

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "ci.md"
WORKFLOW = ".github/workflows/check-bank.yml"
SCHEMA = ROOT / "tests" / "schemas" / "github-workflow" / "github-workflow.json"
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def reader(folder: Path) -> Reader:
    """A reader of the page who has installed exam_drill and pytest, and nothing else that pytest would load."""
    found = Reader(folder)
    found.variables |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_PLUGINS": "exam_drill.pytest_plugin"}
    return found


def saved() -> dict[str, str]:
    """The files that the page says to save."""
    return {step.name: step.text for step in steps(PAGE.read_text(encoding="utf-8")) if isinstance(step, Save)}


Followed = tuple[Reader, list[tuple[Run, list[str]]]]


@pytest.fixture(scope="module")
def followed(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Followed:
    """A reader who has done all that the page says, and what the terminal showed then."""
    if not_enforced(sandbox.capabilities()):
        lacking("a kernel that enforces everything; elsewhere the commands say what it does not")
    follower = reader(tmp_path_factory.mktemp("repository"))
    done = [(step, follower.follow(step)) for step in steps(PAGE.read_text(encoding="utf-8"))]
    return follower, [(step, lines) for step, lines in done if isinstance(step, Run)]


def test_every_command_shows_what_the_page_says(followed: Followed) -> None:
    follower, runs = followed
    for run, lines in runs:
        assert [*map(same, lines)] == [*map(same, run.shown)], run.command
    assert follower.codes == [1, 0, 0, 0]


def test_the_tree_of_the_page_is_that_of_the_repository(followed: Followed) -> None:
    follower, _ = followed
    named = re.findall(r"^([\w./-]+\.\w+)  +", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(named) == set(saved())
    assert all((follower.folder / name).is_file() for name in named)


def test_the_workflow_is_one_and_the_page_has_it_all() -> None:
    text = (ROOT / "docs" / "ci" / "check-bank.yml").read_text(encoding="utf-8")
    assert saved()[WORKFLOW] == text
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.validate(as_github_reads(text), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(as_github_reads(text.replace("    runs-on: ubuntu-latest\n", "")), schema)


def as_github_reads(text: str) -> dict[str, Any]:
    """The workflow; in YAML 1.2, which GitHub reads, `on` is no truth value."""
    values = yaml.safe_load(text)
    return {"on" if key is True else key: value for key, value in values.items()}


def workflow_steps() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(saved()[WORKFLOW])["jobs"]["check"]["steps"]
    return found


def test_the_workflow_runs_in_the_repository(followed: Followed, tmp_path: Path) -> None:
    follower, _ = followed
    (command,) = [step["run"] for step in workflow_steps() if step.get("run", "").startswith("exam-drill")]
    summary = tmp_path / "summary.md"
    summary.touch()
    environment = {**os.environ, **follower.variables, "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_ACTIONS": "true"}
    done = subprocess.run(
        ["bash", "-e", "-c", command], cwd=follower.folder, env=environment, capture_output=True, text=True, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "proven" in summary.read_text(encoding="utf-8")
    named = {path for step in workflow_steps() for path in re.findall(r"bank\.\w+", str(step.get("with", "")))}
    assert named == {path.name for path in follower.folder.glob("bank.*")} == {"bank.xml", "bank.sarif"}
    (cached,) = [step["with"]["path"] for step in workflow_steps() if "cache@" in step.get("uses", "")]
    assert cached in command
    assert any((follower.folder / cached).iterdir())


def test_hooks_are_whole_and_those_of_the_page_exist() -> None:
    for hook in HOOKS:
        assert {"id", "name", "description", "entry", "language", "files"} <= hook.keys()
        program, command = shlex.split(hook["entry"])
        assert (program, hook["language"]) == ("exam-drill", "python")
        assert command in COMMANDS
        assert re.search(hook["files"], "quizzes/rnn/gru.yaml")
        assert not re.search(hook["files"], ".github/workflows/check-bank.yml")
    known = {hook["id"]: hook["entry"].split()[1] for hook in HOOKS}
    (repository,) = yaml.safe_load(saved()[".pre-commit-config.yaml"])["repos"]
    for hook in repository["hooks"]:
        parser = build_parser(known[hook["id"]])
        parser.parse_args([*hook.get("args", []), "quizzes/rows.yaml"])


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_hooks_find_nothing_in_the_repository(followed: Followed, hook: dict[str, Any]) -> None:
    follower, _ = followed
    (repository,) = yaml.safe_load(saved()[".pre-commit-config.yaml"])["repos"]
    (arguments,) = [known.get("args", []) for known in repository["hooks"] if known["id"] == hook["id"]]
    before = (follower.folder / "quizzes" / "rows.yaml").read_bytes()
    run = Run(shlex.join([*shlex.split(hook["entry"]), *arguments, "quizzes/rows.yaml"]), ())
    lines = follower.follow(run)
    assert follower.codes[-1] == 0, lines
    assert (follower.folder / "quizzes" / "rows.yaml").read_bytes() == before


def test_every_hook_and_every_option_is_described() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert all(f"`{hook['id']}`" in text for hook in HOOKS)
    parser = pytest.Parser(_ispytest=True)
    options.add(parser)
    (group,) = [group for group in parser._groups if group.name == "exam_drill"]
    names = [name for option in group.options for name in option.names()] + list(parser._inidict)
    assert len(names) > 10
    for name in names:
        assert f"`{name}" in text, name


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as empty:
        page = rewritten(PAGE.read_text(encoding="utf-8"), reader(Path(empty)))
    PAGE.write_text(page, encoding="utf-8")
