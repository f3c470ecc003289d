"""The command: what it prints, in which form, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lint.samples import question
from lint.test_lint_invalid_banks import run

from exam_drill.cli import Exit
from exam_drill.i18n.lint import FINDINGS
from exam_drill.lint.rules import LEVELS, MENDED

HEAD = "format: 1\nquestions:\n"
DOCS = Path(__file__).resolve().parent.parent.parent / "docs" / "lint.md"
OTHER = "code: |\n  def f(x):  # (N, D)\n      return np.exp(あ)\n"


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "bank.yaml"
    path.write_text(HEAD + question("hint: {ja: 符号。, en: x} \ndifficulty: without\n"), encoding="utf-8")
    return path


def test_the_built_in_bank_has_nothing_to_be_told() -> None:
    code, out, errors = run("--strict")
    assert (code, errors) == (Exit.FINE, "")
    assert out.startswith("questions ")
    assert out.count("\n") == 1


def test_findings_are_told_with_their_places(bank: Path) -> None:
    code, out, errors = run(str(bank))
    assert (code, errors) == (Exit.FINDINGS, "")
    first, total, fixable, advice = out.splitlines()
    assert first.startswith(f"{bank}:17:27: trailing-space: ")
    assert "findings 1," in total
    assert fixable.startswith("1 ")
    assert "1 " in advice


def test_problems_of_the_loader_are_told_and_end_in_two(bank: Path) -> None:
    bank.write_text(bank.read_text(encoding="utf-8").replace("answer: 4", "answer: 5"), encoding="utf-8")
    code, out, _ = run(str(bank), "--ignore", "trailing-space")
    assert code == Exit.USAGE
    assert out.splitlines()[0].startswith(f"{bank}:16:13: answer-no-option: ")


def test_what_is_told_can_be_chosen(bank: Path) -> None:
    def codes(*words: str) -> set[str]:
        return {item["code"] for item in json.loads(run(str(bank), "--format", "json", *words)[1])["findings"]}

    assert codes() == {"trailing-space"}
    assert codes("--strict") == {"trailing-space", "missing-difficulty"}
    assert codes("--strict", "--ignore", "trailing-space") == {"missing-difficulty"}
    assert codes("--select", "missing-difficulty,same-why-twice") == {"missing-difficulty"}
    assert codes("--ignore", "trailing-space") == set()


def test_json_is_whole_and_as_documented(bank: Path) -> None:
    code, out, _ = run(str(bank), "--format", "json", "--strict")
    report = json.loads(out)
    sample = json.loads(DOCS.read_text(encoding="utf-8").split("```json\n")[1].split("```")[0])
    assert code == Exit.FINDINGS
    assert report.keys() == sample.keys()
    assert report["summary"].keys() == sample["summary"].keys()
    assert all(item.keys() == sample["findings"][0].keys() for item in report["findings"])
    assert [item["fixable"] for item in report["findings"]] == [False, True]
    assert report["summary"]["codes"] == {"missing-difficulty": 1, "trailing-space": 1}


def test_a_bank_without_findings_is_whole_json(bank: Path) -> None:
    bank.write_text(HEAD + question(""), encoding="utf-8")
    code, out, _ = run(str(bank), "--format", "json")
    assert code == Exit.FINE
    assert json.loads(out)["findings"] == []


def test_fix_writes_and_tells_what_is_left(bank: Path) -> None:
    text = bank.read_text(encoding="utf-8").replace("\n", "\r\n")
    bank.write_bytes(b"\xef\xbb\xbf" + text.encode())
    code, out, errors = run(str(bank), "--fix")
    assert code == Exit.FINE
    assert bank.read_bytes() == b"\xef\xbb\xbf" + text.replace("} \r\n", "}\r\n").encode()
    assert errors == f"{bank}: mended 1\n"
    assert "findings 0," in out


def test_diff_shows_and_writes_nothing(bank: Path) -> None:
    before = bank.read_bytes()
    code, out, _ = run(str(bank), "--fix", "--diff")
    assert code == Exit.FINDINGS
    assert out.startswith(f"--- {bank}\n+++ {bank}\n@@")
    assert "\n-    hint: {ja: 符号。, en: x} \n+    hint: {ja: 符号。, en: x}\n" in out
    assert bank.read_bytes() == before
    run(str(bank), "--fix")
    assert run(str(bank), "--diff") == (Exit.FINE, "", "")


def test_what_would_change_another_question_is_told(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    first = question("title: &same {ja: ＲＮＮ, en: RNN}\n")
    path.write_text(HEAD + first + question(f"id: b\nsource: {{kind: note, title: *same}}\n{OTHER}"), encoding="utf-8")
    before = path.read_bytes()
    code, _, errors = run(str(path), "--fix")
    assert code == Exit.FINDINGS
    assert errors.startswith(f"{path}: 1 not mended, because something else would change")
    assert path.read_bytes() == before


@pytest.mark.parametrize("words", [("--fix",), ("--select", "missing-whi"), ("--ignore", "x"), ("--explain", "x")])
def test_wrong_usage_says_what_next(words: tuple[str, ...]) -> None:
    code, out, errors = run(*words)
    assert (code, out) == (Exit.USAGE, "")
    assert errors.count("\n") == 1
    assert "Traceback" not in errors


def test_paths_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    code, out, _ = run(str(tmp_path / "none.yaml"), str(tmp_path))
    assert code == Exit.USAGE
    assert [line.split(": ")[1] for line in out.splitlines()[:2]] == ["folder-empty", "path-missing"]


def test_the_list_has_every_code() -> None:
    code, out, _ = run("--list")
    assert code == Exit.FINE
    assert [line.split()[0] for line in out.splitlines()] == list(LEVELS)


@pytest.mark.parametrize("code", LEVELS)
def test_every_code_is_explained(code: str) -> None:
    end, out, _ = run("--explain", code)
    assert end == Exit.FINE
    assert out.startswith(f"{code} (")
    assert "Passes:" in out
    assert "Fails:" in out


def test_codes_of_the_loader_are_explained_elsewhere() -> None:
    code, out, _ = run("--explain", "answer-no-option")
    assert code == Exit.FINE
    assert "docs/bank-format.md" in out


def test_every_code_is_documented_and_no_other() -> None:
    rows = [line.split("|") for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    documented = {row[1].strip(" `"): row[3].strip() for row in rows if "--" not in row[1]}
    assert set(documented) == set(FINDINGS)
    assert {code for code, mended in documented.items() if mended == "yes"} == MENDED
