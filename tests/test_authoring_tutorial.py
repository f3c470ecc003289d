"""docs/authoring.md, followed word for word in an empty folder, shows what it says that it shows."""

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals that pexpect can drive", allow_module_level=True)

from requirements import lacking
from walkthrough import Reader, Run, same, steps

from exam_drill.sandbox import Sandbox, not_enforced

PAGE = Path(__file__).resolve().parent.parent / "docs" / "authoring.md"
PROMPTS: tuple[str, ...] = ()  # behind these a reader types


Followed = tuple[Reader, list[tuple[Run, list[str]]]]


@pytest.fixture(scope="module")
def followed(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Followed:
    """A reader who has done all that the page says, and what the terminal showed then."""
    if not_enforced(sandbox.capabilities()):
        lacking("a kernel that enforces everything; elsewhere the commands say what it does not")
    reader = Reader(tmp_path_factory.mktemp("empty"))
    done = [(step, reader.follow(step)) for step in steps(PAGE.read_text(encoding="utf-8"), PROMPTS)]
    return reader, [(step, lines) for step, lines in done if isinstance(step, Run)]


def test_every_command_shows_what_the_page_says(followed: Followed) -> None:
    reader, runs = followed
    assert runs
    for run, lines in runs:
        assert [*map(same, lines)] == [*map(same, run.shown)], run.command
    assert set(reader.codes) <= {0, 1}
