"""docs/authoring.md, followed word for word in an empty folder, shows what it says that it shows."""

import re
from pathlib import Path

import pytest
from requirements import lacking
from walkthrough import Reader, Run, Save, Step, same, steps

from exam_drill.bank import load_bank
from exam_drill.evaluate import evaluate
from exam_drill.i18n import table
from exam_drill.quality import Finding, judge_question
from exam_drill.question import LANGUAGES
from exam_drill.sandbox import Sandbox, not_enforced

PAGE = Path(__file__).resolve().parent.parent / "docs" / "authoring.md"
# Behind these a reader types.
PROMPTS = tuple(
    re.sub(r"\\\{\w+\\\}", ".*?", re.escape(sentences[LANGUAGES.index("en")]))
    for commands in ("new", "suggest")
    for name, sentences in table(commands).items()
    if name.startswith("ask")
)


Followed = tuple[Reader, list[tuple[Run, list[str]]]]


def options(reader: Reader, step: Step) -> list[str]:
    """The options in the bank that a step saves."""
    path = reader.folder / step.name if isinstance(step, Save) else reader.folder
    if path.suffix != ".yaml" or not path.exists():
        return []
    return [option.code.text for one in load_bank([path]).questions for option in one.blanks[0].options]


@pytest.fixture(scope="module")
def followed(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Followed:
    """A reader who has done all that the page says, and what the terminal showed then."""
    if not_enforced(sandbox.capabilities()):
        lacking("a kernel that enforces everything; elsewhere the commands say what it does not")
    reader = Reader(tmp_path_factory.mktemp("empty"))
    done = []
    for step in steps(PAGE.read_text(encoding="utf-8"), PROMPTS):
        before = options(reader, step)
        done.append((step, reader.follow(step)))
        assert before in ([], options(reader, step)), "only words may change"
    return reader, [(step, lines) for step, lines in done if isinstance(step, Run)]


def test_every_command_shows_what_the_page_says(followed: Followed) -> None:
    reader, runs = followed
    assert runs
    for run, lines in runs:
        assert [*map(same, lines)] == [*map(same, run.shown)], run.command
    assert set(reader.codes) <= {0, 1}


def test_the_walk_ends_at_a_proven_question_with_four_options(followed: Followed, sandbox: Sandbox) -> None:
    reader, runs = followed
    (name,) = {run.command.split()[-1] for run, _ in runs if run.command.startswith("exam-drill check --strict")}
    bank = load_bank([reader.folder / name])
    assert bank.problems == ()
    (question,) = bank.questions
    (blank,) = judge_question(evaluate(question, sandbox)).blanks
    assert (blank.finding, blank.warnings, len(blank.verdicts)) == (Finding.PROVEN, (), 4)
