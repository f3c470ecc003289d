"""Evidence that was gathered of a question holds for it wherever it stands by now."""

from pathlib import Path

import pytest

from exam_drill.bank import load_bank
from exam_drill.evaluate import evaluate
from exam_drill.quality import QuestionReport, judge_question
from exam_drill.sandbox import Sandbox
from exam_drill.watching.moved import at
from exam_drill.watching.proofs import key_of

BANK = """format: 1
questions:
  - id: one
    reference: {reference}
    prompt: a prompt
    code: |
      def f(x):
          y = missing(x)
          return (あ)
    options: [y.nothing, "2 * undefined", "(3 +"]
    answer: 1
"""
OTHER = """# moved
format: 1
questions:
  - id: one
    code: |
        def f(x):
            y = missing(x)
            return (あ)
    prompt: |
      another
      prompt
    blanks:
      あ:
        answer: 1
        options:
          - code: y.nothing
            why: no
          - "2 * undefined"
          - (3 +
    reference: {reference}
"""
REFERENCES = (
    '{code: "def missing(x): return x\\ndef f(x): return x", inputs: {x: N}}',
    '{code: "def f(x): return nothing", inputs: {x: N}}',
)


@pytest.mark.parametrize("reference", REFERENCES)
def test_a_report_is_moved_as_if_it_were_made_anew(reference: str, tmp_path: Path, sandbox: Sandbox) -> None:
    reports: list[QuestionReport] = []
    for text in (BANK, BANK.replace("missing(x)", "x + 0"), OTHER, OTHER.replace("missing(x)", "x + 0")):
        path = tmp_path / "bank.yaml"
        path.write_text(text.replace("{reference}", reference), encoding="utf-8")
        (question,) = load_bank([path]).questions
        reports.append(judge_question(evaluate(question, sandbox)))
    for before, after in ((0, 2), (1, 3)):
        one, other = reports[before], reports[after]
        assert key_of(one.question) == key_of(other.question)
        assert at(one, other.question) == other
        assert at(other, one.question) == one
    assert key_of(reports[0].question) != key_of(reports[1].question)
