"""Silences: where they stand, what they cover, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from lint.samples import findings, question

from exam_drill.lint import lint

HEAD = "format: 1\nquestions:\n"
WRONG = "hint: {ja: 選択肢 2 を見よ。, en: Look at option 2.}"
OFF = "# lint: off option-number-in-text – a reason"
OTHER = "id: other\ncode: |\n  def f(x):     # (N, D)\n      return np.exp(あ)\n"


def told(folder: Path, sample: str) -> set[str]:
    return {finding.problem.code for finding in findings(folder, HEAD + question(sample))}


@pytest.mark.parametrize(
    "sample",
    [
        f"{WRONG}  {OFF}\n",
        f"hint:   {OFF}\n  ja: 選択肢 2 を見よ。\n  en: Look at it.\n",
        f"hint:\n  {OFF}\n\n  # another comment\n  ja: 選択肢 2 を見よ。\n  en: Look at it.\n",
        f"hint:\n  ja: |-  {OFF}\n    一行目。\n    選択肢 2 を見よ。\n  en: Look at it.\n",
        f"hint:\n  {OFF}\n  ja: >\n    一行目。\n    選択肢 2 を見よ。\n  en: Look at it.\n",
        f"id: sample  {OFF}\n{WRONG}\n",
        f"{WRONG}  # lint: off option-number-in-text - a reason\n",
        f"{WRONG}  #lint:off option-number-in-text — 理由\n",
    ],
)
def test_a_silence_covers_its_line_its_block_or_its_question(sample: str, tmp_path: Path) -> None:
    assert told(tmp_path, sample) == set()


@pytest.mark.parametrize(
    ("sample", "codes"),
    [
        (f"{WRONG}  # lint: off option-number-in-text\n", {"option-number-in-text", "silence-without-reason"}),
        (f"{WRONG}  # lint: off option-number-in-text –\n", {"option-number-in-text", "silence-without-reason"}),
        (f"{WRONG}  # lint: off option-number – why\n", {"option-number-in-text", "silence-unknown-code"}),
        (f"{WRONG}  # lint: off\n", {"option-number-in-text", "silence-form"}),
        (f"{WRONG}  # lint: off option-number-in-text, same-why-twice – why\n", {"silence-unused"}),
        ('hint: {ja: "選択肢 2 # lint: off option-number-in-text – x", en: Look.}\n', {"option-number-in-text"}),
        (
            "hint:\n  ja: |-\n    選択肢 2 を見よ。  # lint: off option-number-in-text – within a text\n  en: Look.\n",
            {"option-number-in-text"},
        ),
        (f"{WRONG}  # a note {OFF}\n", {"option-number-in-text"}),
        (f"hint:\n  ja: |-  # a note {OFF}\n    選択肢 2 を見よ。\n  en: Look.\n", {"option-number-in-text"}),
        (f'hint: {{ja: "# 選択肢 2", en: Look.}}  {OFF}\n', set()),
    ],
)
def test_what_is_no_silence_silences_nothing(sample: str, codes: set[str], tmp_path: Path) -> None:
    assert told(tmp_path, sample) == codes


def test_a_silence_above_a_line_is_not_about_the_one_after_it(tmp_path: Path) -> None:
    text = HEAD + question(f"{WRONG}\n").replace("    title:", f"    {OFF}\n    title:")
    codes = [finding.problem.code for finding in findings(tmp_path, text)]
    assert codes == ["silence-unused", "option-number-in-text", "option-number-in-text"]


def test_a_silence_of_one_question_leaves_the_next_one_alone(tmp_path: Path) -> None:
    text = HEAD + question(f"id: sample  {OFF}\n{WRONG}\n") + question(f"{OTHER}{WRONG}\n")
    assert {finding.problem.question for finding in findings(tmp_path, text)} == {"other"}


def test_silenced_findings_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    path.write_text(HEAD + question(f"id: sample  {OFF}\n{WRONG}\n"), encoding="utf-8")
    assert sum(report.silenced for report in lint([path])) == 2


def test_the_loader_cannot_be_silenced(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    path.write_text(HEAD + question("answer: 9  # lint: off answer-no-option – no\n"), encoding="utf-8")
    reports = list(lint([path]))
    assert [problem.code for report in reports for problem in report.problems] == ["answer-no-option"]
    assert [f.problem.code for report in reports for f in report.findings] == ["silence-unknown-code"]
