"""`exam-drill new` on banks drawn at random: no comment is lost, no line changes, no question means something else."""

from __future__ import annotations

import io
import os
import tempfile
from contextlib import nullcontext
from pathlib import Path

import yaml
from generated_banks import comments, files, meaning, texts
from hypothesis import HealthCheck, given, settings

from exam_drill.bank import Bank
from exam_drill.cli import Exit, build_parser
from exam_drill.commands import new_question
from exam_drill.commands.new import run
from exam_drill.editing import Edit, EditError, append_question, apply, harm
from exam_drill.environment import Environment
from exam_drill.sandbox import Sandbox

QUESTION = """- id: the-new-one
  reference: gru.gru
  code: |
    def gru(x):
        return (あ)

  options:
    - x
    - -x
  answer: 1
"""


@given(texts())
@settings(max_examples=15)
def test_an_appended_question_leaves_all_else_as_it_was(text: str) -> None:
    edit = append(text)
    if edit is None:
        return
    assert edit.start == edit.end
    after = apply(text, [edit])
    assert harm("b.yaml", text, after, ["the-new-one"]) == ()
    assert meaning(after)[:-1] == meaning(text)
    try:
        before = comments(text)
    except yaml.YAMLError:  # a tab before a comment, which PyYAML's own scanner does not take
        return
    assert comments(after) == before


def append(text: str) -> Edit | None:
    """The edit, None where the questions are written within brackets or are used elsewhere too."""
    try:
        return append_question(text, QUESTION)
    except EditError as error:
        if error.code not in ("flow-questions", "shared"):
            raise
        return None


@given(data=files())
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_new_leaves_all_bytes_of_a_bank(sandbox: Sandbox, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bank.yaml")
        path.write_bytes(data)
        words = ["--reference", "gru.gru", "--blank", "(1 - z) * h + z * h_bar", "--wrong", "h", "--to", str(path)]
        environment = Environment(io.StringIO(), io.StringIO(), io.StringIO(), {"LANG": "C"})
        old, new_question.built_in = new_question.built_in, lambda _: Bank((), (), ())
        try:
            code = run(build_parser("new").parse_args(words), environment, lambda: nullcontext(sandbox))
        finally:
            new_question.built_in = old
        after = path.read_bytes()
        assert os.listdir(folder) == ["bank.yaml"]
    if code == Exit.USAGE:
        assert after == data
        return
    assert code == Exit.FINE
    start = next((n for n, (one, other) in enumerate(zip(data, after, strict=False)) if one != other), len(data))
    added = len(after) - len(data)
    assert added > 0
    assert any(after[:at] + after[at + added :] == data for at in range(max(start - added, 0), start + 1))
