"""Typed answers in the background."""

import builders
import pytest

from exam_drill.commands.judge import Judge
from exam_drill.quality import Finding
from exam_drill.quiz.reports import TooLongError
from exam_drill.typed import Meaning


def test_an_answer_comes_by_and_by_whether_it_was_prepared_or_not() -> None:
    question = builders.gru()
    with Judge() as judge:
        judge.prepare(question, "こ")
        prepared = judge.answer(question, "こ", "h + z * (h_bar - h)").result(60)
        other = judge.answer(builders.gru(id="another"), "こ", "h_bar * z").result(60)
    assert prepared.meaning is Meaning.OTHER_FORM
    assert (other.meaning, other.option) == (Meaning.WRONG_OPTION, 1)


def test_reports_and_answers_take_turns() -> None:
    question = builders.gru()
    with Judge() as judge:
        futures = [judge.report(question), judge.answer(question, "こ", "h"), judge.report(builders.gru(answer=1))]
        assert [futures[0].result(60).blanks[0].finding, futures[2].result(60).blanks[0].finding] == [
            Finding.PROVEN,
            Finding.WRONG_KEY,
        ]
        assert futures[1].result(60).meaning is Meaning.WRONG


def test_an_answer_that_does_not_end_is_wrong_and_the_next_one_is_judged() -> None:
    question = builders.question("def f(x):\n    return （あ）\n", ["2 * x", "x"])
    with Judge(seconds=0.5) as judge:
        with pytest.raises(TooLongError):
            judge.answer(question, "あ", "all(True for _ in iter(int, 1))").result(60)
        assert judge.answer(question, "あ", "x + x").result(60).meaning is Meaning.OTHER_FORM


def test_options_that_do_not_end_keep_no_answer_from_its_verdict() -> None:
    question = builders.question("def f(x):\n    return （あ）\n", ["2 * x", "all(True for _ in iter(int, 1))"])
    with Judge(seconds=0.5) as judge:
        judge.prepare(question, "あ")
        assert judge.answer(question, "あ", "x + x").result(60).meaning is Meaning.OTHER_FORM
        assert judge.answer(question, "あ", "3 * x").result(60).meaning is Meaning.WRONG
