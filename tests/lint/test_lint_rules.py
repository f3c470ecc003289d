"""The samples in the docstrings of the rules: the passing one is accused of nothing, the failing one of its code."""

from __future__ import annotations

import pkgutil
import re
from pathlib import Path

import pytest
from lint.samples import bank, findings

from exam_drill.i18n import table
from exam_drill.i18n.lint import ABOUT, FINDINGS
from exam_drill.lint import rules
from exam_drill.lint.rules import LEVELS, MENDED, MODULES
from exam_drill.lint.samples import documentation

CODES = list(LEVELS)


@pytest.mark.parametrize("code", CODES)
def test_samples_that_pass(code: str, tmp_path: Path) -> None:
    samples = documentation(code).passes
    assert samples
    for sample in samples:
        others = {"few-options"}  # most samples have as few as can be
        assert {finding.problem.code for finding in findings(tmp_path, bank(sample))} - others <= set(), sample


@pytest.mark.parametrize("code", CODES)
def test_samples_that_fail(code: str, tmp_path: Path) -> None:
    samples = documentation(code).fails
    assert samples
    for sample in samples:
        found = findings(tmp_path, bank(sample))
        assert code in {finding.problem.code for finding in found}, sample
        for finding in found:
            if finding.problem.code == code:
                assert bool(finding.edits) <= (code in MENDED)


def test_every_module_of_the_folder_is_used() -> None:
    names = {module.name for module in pkgutil.iter_modules(rules.__path__)}
    assert names == {module.__name__.rpartition(".")[2] for module in MODULES}


def test_codes_have_sentences_and_are_no_codes_of_the_loader() -> None:
    assert set(FINDINGS) == set(ABOUT) == set(LEVELS)
    assert not set(FINDINGS) & set(table("problems"))


def test_codes_are_written_where_they_are_noted() -> None:
    """Every code of a module's LEVELS stands a second time in it or in what it hands its findings to."""
    sources = "".join(path.read_text(encoding="utf-8") for path in Path(rules.__path__[0]).parent.rglob("*.py"))
    for code in LEVELS:
        if not code.startswith("missing-"):
            assert len(re.findall(f'"{code}"', sources)) > 1, code
