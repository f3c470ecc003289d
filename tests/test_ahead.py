"""The next questions' options are at work while the answers of this one are compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import builders
import pytest
from judging import PROGRAM

import exam_drill.judging
from exam_drill.bank import load_bank
from exam_drill.catalogue import built_in_bank
from exam_drill.evaluate import AHEAD, Evaluator, evaluate
from exam_drill.quality import Finding, judge_question
from exam_drill.question import Question
from exam_drill.sandbox import Sandbox
from exam_drill.sandbox.client import Running, Worker
from exam_drill.verdict import Evaluation, Verdict, VerdictKind


class Counting(Sandbox):
    """Counts the jobs that were begun, and sees to it that no more than `most` are at work at once."""

    most = 0

    def __init__(self) -> None:
        super().__init__()
        self.begun = 0
        self._running: list[Running] = []

    def begin(self, job: bytes, parts: int) -> Running:
        self._running = [running for running in self._running if running._ended is None]
        assert len(self._running) < self.most, "too many jobs at once"
        self.begun += 1
        self._running.append(super().begin(job, parts))
        return self._running[-1]


class InTurn(Counting):
    """As where a child could leave a process behind."""

    most = 1

    @property
    def can_overlap(self) -> bool:
        return False


class Overlapping(Counting):
    most = 1 + AHEAD


@pytest.fixture(params=[InTurn, Overlapping])
def counting(request: pytest.FixtureRequest) -> Iterator[Counting]:
    with request.param() as made:
        made.capabilities()
        yield made


@pytest.fixture(scope="module")
def questions() -> tuple[Question, ...]:
    return load_bank([built_in_bank()]).questions


def kinds(evaluation: Evaluation) -> list[list[VerdictKind]]:
    return [[verdict.kind for verdict in blank.verdicts] for blank in evaluation.blanks]


def test_the_next_question_is_at_work_before_it_is_asked_for(
    counting: Counting, questions: tuple[Question, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = questions[:2]
    at_the_last: list[int] = []
    judge = exam_drill.judging.judge_option

    def watching(*arguments: Any) -> Verdict:
        at_the_last.append(counting.begun)
        return judge(*arguments)

    monkeypatch.setattr(exam_drill.judging, "judge_option", watching)
    evaluator = Evaluator(counting)
    evaluator.expect(second)
    evaluator.evaluate(first)
    assert at_the_last[0] == (2 if counting.can_overlap else 1)
    assert at_the_last[-1] == counting.begun == 2
    assert judge_question(evaluator.evaluate(second)).blanks[0].finding is Finding.PROVEN
    assert counting.begun == 2


def test_as_many_are_at_work_as_may_be(counting: Counting, questions: tuple[Question, ...]) -> None:
    evaluator = Evaluator(counting)
    order = questions[:6]
    begun = []
    for place, question in enumerate(order, 1):
        evaluator.expect(*order[place:])
        evaluator.evaluate(question)
        begun.append(counting.begun)
    assert begun == ([3, 4, 5, 6, 6, 6] if counting.can_overlap else [2, 3, 4, 5, 6, 6])


def test_what_is_prepared_before_the_sandbox_is_up_is_at_work_afterwards(
    counting: Counting, questions: tuple[Question, ...]
) -> None:
    evaluator = Evaluator(counting)
    before = counting.begun
    evaluator.prepare(*questions[:3])
    assert counting.begun == before
    evaluator.expect(*questions[1:3])
    assert kinds(evaluator.evaluate(questions[0])) == found(questions[0])
    assert counting.begun == before + (3 if counting.can_overlap else 2)
    for question in (questions[1], questions[5]):
        assert kinds(evaluator.evaluate(question)) == found(question)


def test_other_questions_may_come_to_be_expected(counting: Counting, questions: tuple[Question, ...]) -> None:
    evaluator = Evaluator(counting)
    evaluator.expect(*questions[1:3])
    evaluator.evaluate(questions[0])
    evaluator.expect(questions[5], questions[6])
    assert kinds(evaluator.evaluate(questions[1])) == found(questions[1])
    begun = counting.begun
    assert kinds(evaluator.evaluate(questions[5])) == found(questions[5])
    # It was at work, instead of the one that was expected before; in turn, the one after it is so only now.
    assert counting.begun == begun + (0 if counting.can_overlap else 1)
    for place in (6, 2):
        assert kinds(evaluator.evaluate(questions[place])) == found(questions[place])


def test_another_question_may_come_instead(counting: Counting, questions: tuple[Question, ...]) -> None:
    first, second, third = questions[:3]
    evaluator = Evaluator(counting)
    evaluator.expect(second)
    evaluator.evaluate(first)
    assert kinds(evaluator.evaluate(third)) == kinds(evaluate(third, counting))
    assert kinds(evaluator.evaluate(second)) == kinds(evaluate(second, counting))


def test_what_must_be_run_again_goes_before_what_comes(counting: Counting, questions: tuple[Question, ...]) -> None:
    wrong = builders.question(PROGRAM, ["x", "2 * x", "x + x + 0 * x"])
    evaluator = Evaluator(counting)
    order = (questions[0], wrong, questions[1], wrong, questions[2])
    for place, question in enumerate(order, 1):
        evaluator.expect(*order[place:])
        assert kinds(evaluator.evaluate(question)) == found(question)


def found(question: Question) -> list[list[VerdictKind]]:
    with Sandbox() as alone:
        return kinds(evaluate(question, alone))


def test_nothing_is_at_work_after_a_failure(
    counting: Counting, questions: tuple[Question, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluator = Evaluator(counting)
    evaluator.expect(questions[1])

    def fail(*arguments: object) -> object:
        raise RuntimeError("in the midst of it")

    with monkeypatch.context() as patched:
        patched.setattr(exam_drill.judging, "judge_option", fail)
        with pytest.raises(RuntimeError):
            evaluator.evaluate(questions[0])
    assert all(running._ended is not None for running in counting._running)
    assert kinds(evaluator.evaluate(questions[1])) == found(questions[1])


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


def test_what_came_of_a_worker_that_was_lost_is_asked_for_again(
    questions: tuple[Question, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = exam_drill.judging.judge_option

    def losing(*arguments: Any) -> Verdict:
        monkeypatch.setattr(exam_drill.judging, "judge_option", judge)
        worker = sandbox._worker
        assert isinstance(worker, Worker)
        assert worker._process is not None
        worker._process.kill()
        return judge(*arguments)

    with Overlapping() as sandbox:
        sandbox.capabilities()
        evaluator = Evaluator(sandbox)
        monkeypatch.setattr(exam_drill.judging, "judge_option", losing)
        for place, question in enumerate(questions[:4], 1):
            evaluator.expect(*questions[place:4])
            assert kinds(evaluator.evaluate(question)) == found(question)


def test_what_is_at_work_in_vain_is_ended(questions: tuple[Question, ...]) -> None:
    with Overlapping() as sandbox:
        sandbox.capabilities()
        evaluator = Evaluator(sandbox)
        evaluator.expect(*questions[1:3])
        evaluator.evaluate(questions[0])
        assert [running._ended is None for running in sandbox._running[-2:]] == [True, True]
        evaluator.close()
        assert all(running._ended is not None for running in sandbox._running)
        assert kinds(evaluator.evaluate(questions[1])) == found(questions[1])
