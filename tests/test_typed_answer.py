"""An answer that was typed into a blank: it runs alone, and is told like an option."""

import builders
import pytest

from exam_drill.attempt import TYPED
from exam_drill.evaluate import Evaluator, evaluate
from exam_drill.question import Blank
from exam_drill.sandbox import Sandbox
from exam_drill.verdict import Failure, ReasonKind, Verdict, VerdictKind

PROGRAM = "def f(x):\n    y = np.zeros_like(x)\n    return （あ）\n"


def answered(text: str, sandbox: Sandbox, program: str = PROGRAM) -> Verdict:
    question = builders.question(program, ["2 * x", "x"])
    verdict = Evaluator(sandbox).answer(question, question.blanks[0], text)
    assert isinstance(verdict, Verdict)
    assert verdict.number == TYPED
    return verdict


@pytest.mark.parametrize("text", ["2 * x", "x + x", "x * 2.0", "(lambda a: a + a)(x)", "sum([x, x])"])
def test_any_form_with_the_same_values_is_right(text: str, sandbox: Sandbox) -> None:
    assert answered(text, sandbox).kind is VerdictKind.MATCHES


def test_a_wrong_answer_is_told_with_its_evidence(sandbox: Sandbox) -> None:
    verdict = answered("x.sum(keepdims=True)", sandbox)
    assert verdict.kind is VerdictKind.DIFFERS
    assert verdict.reason is not None
    assert verdict.reason.kind is ReasonKind.SHAPE


def test_an_error_is_told_at_the_line_of_the_blank_and_has_no_place_in_a_file(sandbox: Sandbox) -> None:
    verdict = answered("nowhere", sandbox)
    assert verdict.reason is not None
    assert verdict.reason.kind is ReasonKind.UNDEFINED
    assert verdict.reason.parameters["line"] == 3
    assert verdict.reason.place is None


@pytest.mark.parametrize("text", ["", "2 *", "x\ny", "(" * 5000, "\0", "import os"])
def test_what_is_no_expression_is_told(text: str, sandbox: Sandbox) -> None:
    assert answered(text, sandbox).kind in (VerdictKind.RAISES, VerdictKind.REFUSED)


def test_the_answers_of_the_blank_are_not_in_the_job(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = []
    begin = Sandbox._begin

    def spy(self: Sandbox, job: bytes, parts: int) -> object:
        jobs.append(job)
        return begin(self, job, parts)

    monkeypatch.setattr(Sandbox, "_begin", spy)
    question = builders.question(PROGRAM, ["2 * x * 123456789", "x * 987654321"])
    Evaluator(sandbox).answer(question, question.blanks[0], "x")
    assert jobs
    assert not any(secret in job for job in jobs for secret in (b"123456789", b"987654321"))


def test_a_reference_that_fails_is_no_fault_of_the_answer(sandbox: Sandbox) -> None:
    question = builders.question(PROGRAM, ["2 * x", "x"], reference="def f(x):\n    return unknown\n")
    failure = Evaluator(sandbox).answer(question, question.blanks[0], "2 * x")
    assert isinstance(failure, Failure)
    assert failure.fault == "reference"


def test_a_question_whose_turn_has_been_prepared_is_evaluated_like_any_other(sandbox: Sandbox) -> None:
    one, other = builders.gru(), builders.gru(answer=1, id="another")
    evaluator = Evaluator(sandbox)
    evaluator.expect(other)
    assert evaluator.evaluate(one) == evaluate(one, sandbox)
    assert evaluator.evaluate(other) == evaluate(other, sandbox)


def test_a_question_that_was_expected_in_vain_changes_nothing(sandbox: Sandbox) -> None:
    one, other = builders.gru(), builders.gru(answer=1, id="another")
    evaluator = Evaluator(sandbox)
    evaluator.expect(other)
    assert evaluator.evaluate(one) == evaluator.evaluate(one)


def test_an_answer_for_another_blank_leaves_the_others_as_published(sandbox: Sandbox) -> None:
    blanks: list[Blank] = [builders.blank(["x", "3 * x"], label="あ"), builders.blank(["y + x", "y"], 1, "い", 120)]
    question = builders.question("def f(x):\n    y = (あ)\n    return (い)\n", blanks)
    verdict = Evaluator(sandbox).answer(question, question.blanks[1], "x + y")
    assert isinstance(verdict, Verdict)
    assert verdict.kind is VerdictKind.MATCHES
