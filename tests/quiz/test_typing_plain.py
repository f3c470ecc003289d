"""Typing answers line by line."""

import dataclasses
import io
from pathlib import Path

import pytest
from quiz_fakes import FakeJudge, session_of, small

from exam_drill.attempt import TYPED, Grade
from exam_drill.cli import build_parser
from exam_drill.commands import quiz
from exam_drill.environment import Environment
from exam_drill.progress import Store
from exam_drill.question import Question
from exam_drill.quiz.grading import grade_at
from exam_drill.quiz.plain import PlainPractice
from exam_drill.quiz.practice import Practice
from exam_drill.quiz.reports import Reports
from exam_drill.quiz.session import Move, State, TypedAnswer
from exam_drill.quiz.steps import step
from exam_drill.typed import TypedReport

HERE = Path(__file__).parent


def statement(identity: str = "statement") -> Question:
    one = small(identity, options=("h = h", "h = 2 * h\nh = h", "h = 3 * h"))
    return dataclasses.replace(one, code=dataclasses.replace(one.code, text="def f(h):\n    (あ)\n    return h\n"))


def session(
    typed: str, *questions: Question, hidden: bool = False, judge: FakeJudge | None = None
) -> tuple[str, State]:
    out = io.StringIO()
    state = session_of(*questions or (small("first"), small("second", 1)))._replace(typing=hidden)
    with Reports(lambda: judge or FakeJudge(), wake=lambda: None) as reports:
        end = PlainPractice(io.StringIO(typed), out, reports, "en", lambda: 0.0).run(state)
    return out.getvalue(), end


def test_the_word_t_and_the_line_after_it_answer() -> None:
    written, end = session("t\n1 * 2 * h\nｔ\nｈ\n")
    assert end.answers == (TYPED, TYPED)
    assert end.texts == {0: "1 * 2 * h", 1: "ｈ"}
    assert written.count("○ Right") == 2
    assert "read differently: ｈ → h" in written
    assert "2 of 2 right" in written


def test_a_wrong_one_is_told_and_is_in_the_summary() -> None:
    written, end = session("t\n5 * h\n2\n")
    assert end.answers == (TYPED, 2)
    assert "× Wrong. The right answer is 2." in written
    assert "  typed  5 * h\n" in written.split("== Summary ==")[1]


def test_after_the_word_a_line_is_code_whatever_it_would_mean_otherwise() -> None:
    _, end = session("t\nq\nq\n")
    assert end.answers == (TYPED, None)
    assert end.texts == {0: "q"}


def test_what_is_no_answer_is_told_and_the_question_stays() -> None:
    written, end = session("t\nh = 2\nt\n\nt\nx\0\n2\n")
    assert end.answers == (2, None)
    assert "Line 1, column 3: not valid Python (invalid syntax). Only an expression goes here" in written
    assert "It does not count as an answer" in written
    assert "the character U+0000 cannot stand in code" in written


def test_with_hidden_options_every_line_is_code() -> None:
    written, end = session("2 * h\ns\n", hidden=True)
    assert end.answers == (TYPED, TYPED)  # a variable may be called s
    assert "   2  2 * h" not in written.split("typed")[0]


@pytest.mark.parametrize("word", [":s", "：ｓ"])
def test_words_begin_with_a_colon_there(word: str) -> None:
    written, end = session(f"{word}\n:?\n:x\n:o\n1\n", hidden=True)
    assert end.answers == (None, 1)
    assert end.skipped == {0}
    assert "Double it." in written
    assert "There is no “:x”" in written
    assert "   3  3 * h" in written  # asked for
    assert "Answer (1–3/t/?/i/s/b/q):" in written


def test_hidden_options_are_hidden_again_at_the_next_question() -> None:
    written, end = session(":o\n2\nh\n", hidden=True)
    assert end.answers == (2, TYPED)
    assert written.count("The expression for (あ)") == 2


@pytest.mark.parametrize("end_of_it", [".\n", "\n", "．\n", "。\n", ""])
def test_statements_take_lines_until_a_stop_or_an_empty_one(end_of_it: str) -> None:
    written, end = session(f"t\nh = 2 * h\nh = h\n{end_of_it}", statement())
    assert end.texts == {0: "h = 2 * h\nh = h"}
    assert "○ Right" in written


def test_the_end_of_the_input_in_the_middle_is_the_end() -> None:
    written, end = session("t\n")
    assert end.answers == (None, None)
    assert written.count("== Summary ==") == 1


def test_very_long_lines_are_one_answer_that_is_too_long() -> None:
    written, end = session(f"t\n{'x' * 10_000}\n2\n")
    assert end.answers == (2, None)
    assert written.count("Too long") == 1
    written, end = session("t\n" + "h = h\n" * 60 + ".\nq\n", statement())
    assert end.answers == (None,)
    assert "Too many lines: " in written


def test_a_judge_that_breaks_is_told_and_nobody_is_blamed() -> None:
    class Broken(FakeJudge):
        def typed(self, *_: object) -> TypedReport | Exception | None:
            return RuntimeError("no fork")

    written, end = session("t\n2 * h\n", judge=Broken())
    assert end.answers == (TYPED, None)
    assert "It could not be checked by running it, so this answer does not count." in written
    assert "Cause: RuntimeError: no fork" in written
    assert "Nothing was graded." in written


def test_the_judge_prepares_before_the_answer_is_there() -> None:
    judge = FakeJudge()
    session("t\n2 * h\n", judge=judge)
    assert judge.asked.index("first あ") < len(judge.asked)


def test_typed_answers_are_recorded_with_their_text_and_what_they_are_worth(tmp_path: Path) -> None:
    arguments = build_parser("quiz").parse_args(
        [str(HERE / "bank.yaml"), "--type", "--order", "bank", "--no-shuffle", "--data-dir", str(tmp_path)]
    )
    typed = io.StringIO("h = 2\nｈ ＋ ｈ\n5 * h\n")
    environment = Environment(stdin=typed, stdout=io.StringIO(), stderr=io.StringIO(), variables={"LANG": "en_US"})
    assert quiz.run(arguments, environment, open_judge=FakeJudge) == 0
    with Store.open(tmp_path) as store:
        attempts = tuple(store.attempts())
    assert [(one.subject.question, one.chosen, one.typed, one.grade) for one in attempts] == [
        ("doubling", TYPED, "ｈ ＋ ｈ", Grade.RIGHT),
        ("tripling", TYPED, "5 * h", Grade.WRONG),
    ]


def test_of_a_session_that_is_gone_on_with_what_was_typed_is_judged_again() -> None:
    state = session_of(small("first"), small("second", 1))
    state = step(step(state, TypedAnswer("2 * h")), Move.NEXT)
    with Reports(FakeJudge, wake=lambda: None) as reports:
        practice = Practice(reports, "en", lambda: 0.0)
        assert grade_at(state, 0, practice.known()) is Grade.PENDING
        for _ in range(3):
            practice.look_ahead(state)
        assert grade_at(state, 0, practice.known()) is Grade.RIGHT


def test_the_names_at_the_blank_are_shown_without_its_options() -> None:
    written, end = session(":i\nh\n", hidden=True)
    assert "seen: names first あ" in written
    assert end.hints(0) == 1
    assert end.answers[0] == TYPED
    assert "   2  2 * h" not in written.split("typed")[0]
