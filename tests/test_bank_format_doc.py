"""docs/bank-format.md: every whole bank in it loads, and its tables hold what the loader knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from exam_drill.bank import form, load_bank
from exam_drill.domain import DOMAINS
from exam_drill.i18n import table

DOCUMENT = (Path(__file__).parent.parent / "docs" / "bank-format.md").read_text(encoding="utf-8")
SAMPLES = re.findall(r"^```yaml\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL)


def section(heading: str) -> str:
    return re.split(r"^#+ ", DOCUMENT.partition(f" {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def first_column(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", "\n".join(re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)))


@pytest.mark.parametrize("number", range(len(SAMPLES)))
def test_samples_load(number: int, tmp_path: Path) -> None:
    path = tmp_path / "sample.yaml"
    path.write_text(SAMPLES[number], encoding="utf-8")
    bank = load_bank([path])
    assert bank.problems == ()
    assert bank.questions


def test_the_first_sample_is_short_and_needs_nothing_else() -> None:
    assert len(SAMPLES) >= 7
    assert SAMPLES[0].count("\n") <= 12
    assert "def " in SAMPLES[0]


def test_the_samples_make_one_bank(tmp_path: Path) -> None:
    for number, sample in enumerate(SAMPLES):
        (tmp_path / f"{number}.yaml").write_text(sample, encoding="utf-8")
    assert load_bank([tmp_path]).problems == ()


def test_every_field_is_documented() -> None:
    assert first_column(section("The file")) == [*form.BANK.keys]
    assert sorted(first_column(section("The fields of a question"))) == sorted(form.QUESTION.keys)
    assert first_column(section("References")) == [*form.WRITTEN_REFERENCE.keys]
    assert first_column(section("Sources and errata")) == [*form.SOURCE.keys, *form.ERRATUM.keys]
    assert all(f"`{key}`" in section("The fields of a question") for key in form.BLANK.keys)
    assert f"`{{{', '.join(f'{key}: …' for key in form.OPTION.keys)}}}`" in section("Options")
    assert re.search(r"`\{" + ", ".join(f"{key}: [^,]+" for key in form.TEXT.keys) + r"\}`", DOCUMENT)
    assert all(f"`{word}`" in section("The fields of a question") for word in form.DIFFICULTY.words)


def test_every_domain_is_documented() -> None:
    assert {name.partition("(")[0] for name in first_column(section("Inputs"))} == set(DOMAINS)


def test_every_problem_is_documented() -> None:
    assert first_column(section("Problems")) == list(table("problems"))
