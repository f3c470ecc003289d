"""Banks of all kinds are laid out: what they mean and their comments stay, and a second time changes nothing."""

import warnings
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from fuzzing import examples
from generated_banks import comments, meaning, texts
from hypothesis import given
from ruamel.yaml import YAML, YAMLError
from test_docs import BANKS

from exam_drill.formatting import format_text

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
ROOT = Path(__file__).resolve().parent.parent.parent
QUIZZES = sorted((ROOT / "quizzes").glob("*/*.yaml"))
VALID = sorted((ROOT / "tests" / "bank" / "data" / "valid").iterdir())


def decoded(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")


def check(text: str) -> str:
    new = format_text("bank.yaml", text)
    assert meaning(new) == meaning(text)
    assert Counter(comments(new)) == Counter(comments(text))
    assert format_text("bank.yaml", new) == new
    assert new.endswith("\n")
    assert new.endswith("\n\n") is False
    return new


@examples(25)
@given(texts(2))
def test_meaning_and_comments_stay_and_the_layout_is_stable(text: str) -> None:
    check(text)


def without_ends(value: Any) -> Any:
    """A value as other readers have it, but for line breaks at the end of texts, which say nothing to a bank."""
    if isinstance(value, dict):
        return {without_ends(key): without_ends(item) for key, item in value.items()}
    if isinstance(value, list):
        return [without_ends(item) for item in value]
    return value.rstrip("\n") if isinstance(value, str) else (type(value).__name__, value)


@examples(25)
@given(texts(1))
def test_readers_of_yaml_1_1_and_1_2_see_the_same(text: str) -> None:
    new = format_text("bank.yaml", text)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name of an anchor that is used again, which YAML allows
        for load in (lambda text: yaml.load(text, LOADER), YAML(typ="safe", pure=True).load):
            try:
                before = load(text)
            except (yaml.YAMLError, YAMLError):  # a plain `=`, a name that is used again: not for every reader
                continue
            assert without_ends(load(new)) == without_ends(before)


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.name)
def test_the_valid_banks_of_the_loader(path: Path) -> None:
    check(decoded(path))


@pytest.mark.parametrize(("page", "body"), BANKS, ids=[f"{page.name}-{n}" for n, (page, _) in enumerate(BANKS)])
def test_the_banks_of_the_documentation(page: Path, body: str) -> None:
    check(body)


@pytest.mark.parametrize("path", QUIZZES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_built_in_bank_is_laid_out(path: Path) -> None:
    assert format_text(str(path), path.read_text(encoding="utf-8")).encode() == path.read_bytes()
