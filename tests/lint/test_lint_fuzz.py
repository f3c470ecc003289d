"""Banks with pieces changed never end lint in a traceback, and what is told can be shown.

`EXAM_DRILL_FUZZ_EXAMPLES=2000 pytest tests/lint/test_lint_fuzz.py` goes on for longer.
"""

from __future__ import annotations

from pathlib import Path

from bank.test_fuzz_banks import bytes_changed, tokens_changed
from fuzzing import examples
from generated_banks import texts
from hypothesis import given
from hypothesis import strategies as st

from exam_drill.editing import BankText
from exam_drill.lint import lint
from exam_drill.lint.mend import mend
from exam_drill.lint.rules import MENDED
from exam_drill.problem import Problem
from exam_drill.question import LANGUAGES
from exam_drill.report.lint_report import line


def linted(folder: Path, content: bytes) -> None:
    path = folder / "bank.yaml"
    path.write_bytes(content)
    reports = list(lint([path]))
    lines = content.decode("utf-8", "replace").count("\n") + 1
    for report in reports:
        for problem in (*report.problems, *(finding.problem for finding in report.findings)):
            assert problem.place.line <= lines
            assert problem.place.column >= 1
            for language in LANGUAGES:
                assert line(problem, language).isprintable()
    bank_text = BankText.read(str(path))
    if not isinstance(bank_text, Problem):
        mend(bank_text, lambda code: code in MENDED)


@given(content=bytes_changed())
@examples(20)
def test_a_bank_with_bytes_changed(content: bytes, tmp_path: Path) -> None:
    linted(tmp_path, content)


@given(content=tokens_changed())
@examples(30)
def test_a_bank_with_tokens_changed(content: bytes, tmp_path: Path) -> None:
    linted(tmp_path, content)


@given(text=texts(2), comment=st.sampled_from(("# lint: off", "# lint: off missing-why – x", "# lint: off a,,")))
@examples(20)
def test_a_bank_as_authors_write_them(text: str, comment: str, tmp_path: Path) -> None:
    lines = text.split("\n")
    linted(tmp_path, "\n".join(f"{line}  {comment}" if line.strip() else line for line in lines).encode())
    linted(tmp_path, text.encode())
