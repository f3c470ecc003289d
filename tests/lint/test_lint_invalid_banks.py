"""Broken banks: each mistake with its line and column, whatever else is wrong, and never a traceback."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from exam_drill.bank import load_bank
from exam_drill.cli import Exit, main
from exam_drill.environment import Environment
from exam_drill.i18n.lint import FINDINGS
from exam_drill.lint import lint

BANKS = sorted((Path(__file__).parent / "data").glob("*.yaml"))
OF_THE_LOADER = sorted((Path(__file__).parent.parent / "bank" / "data" / "invalid").glob("*.yaml"))


def run(*words: str) -> tuple[int, str, str]:
    out, errors = io.StringIO(), io.StringIO()
    code = main(["lint", *words], Environment(io.StringIO(), out, errors, {"LANG": "en_GB.UTF-8"}))
    return code, out.getvalue(), errors.getvalue()


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
def test_a_broken_bank_has_the_expected_findings(path: Path) -> None:
    expected = path.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
    found = [f.problem for report in lint([path]) for f in report.findings if f.problem.code != "few-options"]
    assert [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in found] == expected
    assert {problem.place.path for problem in found} == {str(path)}
    assert load_bank([path]).problems == ()


def test_there_are_enough_broken_banks_and_one_for_each_code() -> None:
    assert len(BANKS) >= 40
    seen = {line.split()[1] for path in BANKS for line in path.with_suffix(".expected").read_text().splitlines()}
    assert seen == set(FINDINGS) - {"few-options"}


@pytest.mark.parametrize("path", OF_THE_LOADER, ids=lambda path: path.stem)
def test_what_the_loader_says_is_told_as_it_says_it(path: Path) -> None:
    problems = [problem for report in lint([path]) for problem in report.problems]
    assert tuple(problems) == load_bank([path]).problems


def test_all_broken_banks_at_once_are_a_report() -> None:
    code, out, errors = run(str(OF_THE_LOADER[0].parent), str(BANKS[0].parent), "--strict")
    assert code == Exit.USAGE
    assert errors == ""
    assert "Traceback" not in out
    own = [path for path in BANKS if path.stem != "answer-positions"]  # of a whole bank no file is named
    assert all(f"{path}:" in out for path in (*OF_THE_LOADER, *own))
