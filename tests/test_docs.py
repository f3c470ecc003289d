"""The documentation tells the truth: its samples run, its links lead somewhere, and it names what there is."""

import argparse
import json
import re
from pathlib import Path

import pytest
import yaml

from exam_drill import catalogue
from exam_drill.bank import load_bank
from exam_drill.cli import COMMANDS, build_parser
from exam_drill.evaluate import evaluate
from exam_drill.preferences import KINDS
from exam_drill.quality import Finding, WarningKind, judge_question
from exam_drill.sandbox import Sandbox
from exam_drill.verdict import ReasonKind, VerdictKind

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
PAGE_OF = {"show": "quiz", "doctor": "check"}  # commands that are described beside another one
DISPLAY = {"--lang", "--theme", "--no-color", "--reader", "--no-reader"}  # of every command, in docs/settings.md
BLOCK = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: Path, kind: str) -> list[str]:
    return [body for name, body in BLOCK.findall(page.read_text(encoding="utf-8")) if name == kind]


def options_of(command: str) -> set[str]:
    """The long options of a command, but for `--help`."""
    actions = build_parser(command)._actions
    return {
        option
        for action in actions
        if not isinstance(action, argparse._HelpAction)
        for option in action.option_strings
        if option.startswith("--")
    }


BANKS = [(page, body) for page in PAGES for body in blocks(page, "yaml")]


@pytest.mark.parametrize(("page", "body"), BANKS, ids=[f"{page.name}-{n}" for n, (page, _) in enumerate(BANKS)])
def test_every_bank_in_the_documentation_is_proven(page: Path, body: str, sandbox: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "sample.yaml"
    path.write_text(body, encoding="utf-8")
    bank = load_bank([path])
    assert bank.problems == ()
    assert bank.questions
    for question in bank.questions:
        for blank in judge_question(evaluate(question, sandbox)).blanks:
            assert blank.finding is Finding.PROVEN, (question.id, blank.failure)


def test_the_first_question_of_the_format_is_short_and_whole() -> None:
    first = blocks(ROOT / "docs" / "bank-format.md", "yaml")[0]
    assert len(first.splitlines()) == 12
    assert yaml.safe_load(first)["questions"][0]["reference"]["code"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", BLOCK.sub("", page.read_text(encoding="utf-8"))):
        if "://" not in target:
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_within_documents_lead_to_a_heading(page: Path) -> None:
    for target, anchor in re.findall(r"\]\(([^)#\s]*)#([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            text = (page.parent / target if target else page).read_text(encoding="utf-8")
            headings = re.findall(r"^#+ (.+)$", BLOCK.sub("", text), re.MULTILINE)
            slugs = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
            assert anchor in slugs, (target, anchor)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_documented(command: str) -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert f"exam-drill {command}" in text or command == "quiz"
    page = ROOT / "docs" / f"{PAGE_OF.get(command, command)}.md"
    own = page.read_text(encoding="utf-8") if page.exists() else text
    for option in options_of(command) - DISPLAY:
        assert f"{option}" in own, (command, option)


def test_every_setting_and_what_every_command_takes_is_documented() -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in text for name in KINDS)
    assert all(option in text for option in DISPLAY)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_in_samples_exist(page: Path) -> None:
    for body in (*blocks(page, ""), *blocks(page, "sh")):
        for line in body.splitlines():
            words = line.split("#")[0].split()
            if not words or Path(words[0]).name != "exam-drill" or len(words) == 1:
                continue
            named = not words[1].startswith("-")  # without a command it is the quiz
            assert not named or words[1] in COMMANDS, line
            known = options_of(words[1] if named else "quiz")
            for word in words[1 + named :]:
                option = word.strip("[]").split("=")[0]
                assert not option.startswith("--") or option in known, line


def test_every_code_of_a_check_is_documented() -> None:
    text = (ROOT / "docs" / "check.md").read_text(encoding="utf-8")
    for code in (*Finding, *WarningKind, *VerdictKind, *ReasonKind):
        assert f"`{code}`" in text, code


def test_the_sample_of_the_json_report_has_the_shape_of_the_real_one(sandbox: Sandbox) -> None:
    (sample,) = blocks(ROOT / "docs" / "check.md", "json")

    from reports import Result, to_json

    bank = load_bank([catalogue.built_in_bank()])
    question = next(question for question in bank.questions if question.id == "gru-state-update")
    real = json.loads(to_json(Result((judge_question(evaluate(question, sandbox)),), (), 0.1), "en"))

    def same(one: object, other: object, at: str) -> None:
        if isinstance(one, dict) and isinstance(other, dict):
            for key in one:
                if key not in ("findings", "margins"):
                    assert key in other, f"{at}.{key}"
                    same(one[key], other[key], f"{at}.{key}")
        elif isinstance(one, list) and isinstance(other, list) and one and other:
            same(one[0], other[0], f"{at}[0]")

    same(json.loads(sample), real, "report")


def test_the_two_readmes_say_the_same() -> None:
    english, japanese = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.ja.md"))
    assert re.findall(r"^#+", english, re.MULTILINE) == re.findall(r"^#+", japanese, re.MULTILINE)
    for pattern in (r"\]\((docs/[^)]+\.md)\)", r"docs/pictures/([a-z-]+)-(?:en|ja)"):
        assert sorted(re.findall(pattern, english)) == sorted(re.findall(pattern, japanese))
    commands = [
        [
            line.split("#")[0].rstrip()
            for body in BLOCK.findall(text)
            if body[0] != "yaml"
            for line in body[1].splitlines()
        ]
        for text in (english, japanese)
    ]
    assert commands[0] == commands[1]


def test_every_package_that_is_needed_is_explained() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    decisions = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8").lower()
    for requirement in project["dependencies"]:
        assert f"`{re.split('[<>=;]', requirement)[0].strip()}`" in decisions


def test_references_are_explained_where_they_stand() -> None:
    for module in catalogue.modules():
        assert catalogue.source(module).lstrip().startswith('"""')
        for function in catalogue.declarations(module).inputs:
            assert function in catalogue.functions(module)
