"""Banks in files: the valid ones load without a problem, the invalid ones with exactly the problems beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from exam_drill.bank import load_bank
from exam_drill.i18n import say, table
from exam_drill.question import LANGUAGES, Place

DATA = Path(__file__).parent / "data"
VALID = sorted((DATA / "valid").glob("*.y*ml"))
INVALID = sorted((DATA / "invalid").glob("*.yaml"))


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_valid_bank_has_no_problem(path: Path) -> None:
    bank = load_bank([path])
    assert bank.problems == ()
    assert bank.questions
    assert bank.files == (str(path),)


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_invalid_bank_has_the_expected_problems(path: Path) -> None:
    bank = load_bank([path])
    found = [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in bank.problems]
    assert found == path.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
    assert found
    assert {problem.place.path for problem in bank.problems} == {str(path)}
    invalid = {(problem.question, problem.code) for problem in bank.problems}
    for question in bank.questions:
        assert {code for name, code in invalid if name == question.id} <= {"id-duplicate"}
    for problem in bank.problems:
        for language in LANGUAGES:
            assert say(language, f"problems.{problem.code}", **problem.parameters).isprintable()


def test_every_problem_has_a_fixture() -> None:
    seen = {line.split()[1] for path in INVALID for line in path.with_suffix(".expected").read_text().splitlines()}
    of_files = {
        "path-missing", "folder-empty", "folder-named-like-file", "not-a-file", "file-unreadable", "file-too-large",
        "too-many-files",
    }  # fmt: skip
    in_other_tests = {"yaml-syntax", "errata-too-large", "too-many-problems"}
    assert seen == set(table("problems")) - of_files - in_other_tests


def test_every_field_is_read() -> None:
    (question,) = load_bank([DATA / "valid" / "everything.yml"]).questions
    assert (question.id, question.syllabus, question.difficulty) == ("clip-by-norm", "3.10", "easy")
    assert question.title is not None
    assert question.title.read("en") == "Gradient clipping"
    assert [(blank.label, len(blank.options), blank.answer) for blank in question.blanks] == [
        ("い", 3, 1),
        ("ろ", 3, 2),
    ]
    assert question.blank("い").options[2].why is not None
    assert "rate = (い)" in question.code.text
    assert '"""（い）"""' in question.code.text
    assert question.reference.function == "clip"
    assert question.call is not None
    assert question.call.text == "clip(grad, threshold)"
    assert question.inputs == {"threshold": "uniform(0.1, 2)"}
    assert question.sizes == {"N": (1, 4), "D": (3, 3)}
    assert (question.trials, question.rtol, question.atol) == (20, 1e-6, 0.0)
    assert [source.kind for source in question.sources] == ["course", "note"]
    assert [(erratum.where, erratum.sources) for erratum in question.errata] == [
        ("options", ()), ("code", (2,)), ("answer", ()),
    ]  # fmt: skip
    assert question.tags == ("clipping", "勾配")
    answer = question.blank("ろ").place
    assert (DATA / "valid" / "everything.yml").read_text(encoding="utf-8").split("\n")[answer.line - 1][
        answer.column - 1 :
    ] == "2"


def test_code_is_taken_as_it_is_written() -> None:
    (question,) = load_bank([DATA / "valid" / "raw-scalars.yaml"]).questions
    assert [option.code.text for option in question.blanks[0].options] == [
        "0", "true", "null", "yes", "~", "1e-9", "3.10", "-y", "-x", "it's", "a\tb", "0o7", "x[1:2] == x", "x#y",
        "x + 1", "x + 2",
    ]  # fmt: skip


def test_byte_order_mark_and_line_ends_move_no_place() -> None:
    plain, bom, crlf = (
        load_bank([DATA / "valid" / f"{name}.yaml"]).questions[0]
        for name in ("shortest", "byte-order-mark", "windows-line-ends")
    )
    lines = [[(place.line, place.column) for place in question.code.lines] for question in (plain, bom, crlf)]
    assert lines[0] == lines[1] == lines[2]
    assert plain.code.text == bom.code.text == crlf.code.text


def test_places_name_the_path_as_it_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DATA)
    bank = load_bank([Path("invalid/answer-no-option.yaml")])
    assert bank.problems[0].place == Place("invalid/answer-no-option.yaml", 9, 13)
