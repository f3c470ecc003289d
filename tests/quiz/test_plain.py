"""The quiz without a terminal."""

import dataclasses
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from quiz_fakes import FakeJudge, pair, session_of, small

import exam_drill
from exam_drill.question import Source, Text
from exam_drill.quiz.plain import PlainPractice
from exam_drill.quiz.reports import Reports, TooLongError
from exam_drill.quiz.session import Phase, State, note

ROOT = str(Path(exam_drill.__file__).parents[1])
BANK = Path(__file__).with_name("bank.yaml")


def session(
    typed: str, state: State | None = None, judge: FakeJudge | None = None, *, waiting: bool = False
) -> tuple[str, State]:
    """What is written for these lines, and how the session ended."""
    out = io.StringIO()
    state = state or session_of(small("first"), small("second", 1))
    with Reports(lambda: judge or FakeJudge(), wake=lambda: None) as reports:
        end = PlainPractice(io.StringIO(typed), out, reports, "en", lambda: 0.0, waiting=waiting).run(state)
    return out.getvalue(), end


@pytest.mark.parametrize("typed", ["2\n1\n", "２\n１\n", "\n\n 2 \r\n\n（１）\n", "2\n1"])
def test_one_line_answers_and_empty_lines_are_ignored(typed: str) -> None:
    written, end = session(typed)
    assert end.answers == (2, 1)
    assert written.count("○ Right.") == 2
    assert "2 of 2 right" in written


def test_the_end_of_the_input_ends_with_the_summary() -> None:
    written, end = session("1\n")
    assert end.answers == (1, None)
    assert written.count("== Summary ==") == 1
    assert "0 of 1 right" in written
    assert "not answered 1" in written


def test_hint_skip_back_and_unknown_words() -> None:
    written, end = session("?\nwhat\n9\ns\nb\n2\nq\nq\n")
    assert "Hint  Double it." in written
    assert "“what” does nothing here" in written
    assert "There is no option 9; choose 1–3." in written
    assert end.answers == (2, None)


def test_an_answered_question_is_shown_again_when_going_back() -> None:
    written, end = session("2\nb\n1\nn\n1\n")
    assert "Already answered" in written
    assert end.answers == (2, 1)


def test_the_missed_ones_are_asked_again() -> None:
    written, end = session("1\n1\nr\n2\n")
    assert [item.question.id for item in end.items] == ["first"]
    assert "round 1: 1 of 2 right" in written
    assert "round 2: 1 of 1 right" in written


@pytest.mark.parametrize("last", ["1", "b", "", "q", "what"])
def test_after_the_summary_only_r_goes_on(last: str) -> None:
    written, end = session(f"2\ns\n{last}\nr\n1\n")
    assert end.phase is Phase.ENDED
    assert end.answers == (2, None)
    assert written.count("== Summary ==") == 1
    assert written.endswith("r asks again, anything else ends: \n")


def test_answers_without_an_end_make_no_session_without_one() -> None:
    class Ones(io.StringIO):
        def readline(self, *_: object) -> str:
            return "1\n"

    out = io.StringIO()
    with Reports(FakeJudge, wake=lambda: None) as reports:
        end = PlainPractice(Ones(), out, reports, "en", lambda: 0.0).run(session_of(small("a"), small("b")))
    assert end.answers == (1, 1)


def test_what_a_later_round_leaves_is_still_missed() -> None:
    written, end = session("1\ns\nr\n2\nq\nr\n1\n")
    assert [item.question.id for item in end.items] == ["second"]
    assert "- second\n  not answered\n" in written
    assert "round 2: 1 of 1 right" in written
    assert "round 3: 1 of 1 right" in written


def test_somebody_who_types_reads_the_feedback_before_the_next_question() -> None:
    written, end = session("1\n", waiting=True)
    assert "Wrong." in written
    assert "2/2" not in written
    written, end = session("1\n\n1\n2\nn\n", waiting=True)
    assert end.answers == (1, 1)
    assert written.count("Go on (Enter/b/q): ") == 3
    assert "Already answered; n goes on." in written


def test_the_keys_are_named_where_there_is_no_last_line() -> None:
    written, _ = session("what\n2\nb\nwhat\n1\n")
    assert "“what” does nothing here; the keys are 1–3/t/?/i/s/b/q." in written
    assert "“what” does nothing here; the keys are n/i/d/b/q." in written
    assert "Already answered; n goes on." in written


def test_blanks_are_counted_apart_from_questions() -> None:
    written, _ = session("1\n2\n2\n", session_of(pair(), small("first")))
    assert "3 of 3 blanks right\nquestions 2, blanks 3\n" in written
    assert "blanks" not in session("2\n1\n")[0].partition("== Summary")[2]


def test_a_remark_from_the_beginning_is_told_once() -> None:
    written, _ = session("2\n1\n", note(session_of(small("first"), small("second", 1)), "fewer", number=5, count=2))
    assert written.count("5 questions were asked for, 2 found.") == 1


def test_a_terminal_that_has_gone_is_the_end_of_the_input() -> None:
    class Gone(io.StringIO):
        def readline(self, *_: object) -> str:
            raise OSError(5, "Input/output error")

    out = io.StringIO()
    with Reports(FakeJudge, wake=lambda: None) as reports:
        PlainPractice(Gone(), out, reports, "en", lambda: 0.0).run(session_of(small()))
    assert "== Summary ==" in out.getvalue()


def test_a_number_of_a_thousand_digits_and_an_endless_line() -> None:
    written, end = session("9" * 5000 + "\n" + "x" * 10000 + "\n2\nq\n")
    assert end.answers[0] == 2
    assert len(written) < 20000


def test_ctrl_c_ends_with_the_summary() -> None:
    class Interrupted(io.StringIO):
        def readline(self, *_: object) -> str:
            raise KeyboardInterrupt

    out = io.StringIO()
    with Reports(FakeJudge, wake=lambda: None) as reports:
        PlainPractice(Interrupted(), out, reports, "ja", lambda: 0.0).run(session_of(small()))
    assert "== まとめ ==" in out.getvalue()


def test_a_broken_judge_is_told_and_the_session_goes_on() -> None:
    written, end = session("2\n1\n", judge=FakeJudge(lambda one: OSError(f"no {one.id}")))
    assert "The options could not be run" in written
    assert "OSError: no first" in written
    assert "2 of 2 right" in written
    assert "2 of these could not be proven" in written
    assert end.answers == (2, 1)


def test_a_question_that_was_given_up_is_told_and_the_session_goes_on() -> None:
    written, end = session("2\n1\n", judge=FakeJudge(lambda _: TooLongError(30.0)))
    assert "Running the options took longer than 30 s and was given up; graded by the published answer" in written
    assert "could not be run" not in written
    assert "Cause" not in written
    assert "2 of these could not be proven" in written
    assert end.answers == (2, 1)


def test_a_judge_that_cannot_be_opened_is_told_too() -> None:
    def broken() -> FakeJudge:
        raise RuntimeError("no worker")

    out = io.StringIO()
    with Reports(broken, wake=lambda: None) as reports:
        PlainPractice(io.StringIO("1\n2\n"), out, reports, "en", lambda: 0.0).run(session_of(pair()))
    assert "RuntimeError: no worker" in out.getvalue()
    assert "2 of 2 blanks right" in out.getvalue()


def run(*arguments: str, typed: bytes) -> subprocess.CompletedProcess[bytes]:
    variables = {**os.environ, "LANG": "en_US.UTF-8", "PYTHONIOENCODING": "utf-8", "PYTHONPATH": ROOT}
    command = [sys.executable, "-m", "exam_drill", *arguments]
    return subprocess.run(command, input=typed, capture_output=True, env=variables, timeout=120, check=False)


def test_the_command_judges_by_execution_and_prints_plain_text() -> None:
    end = run("quiz", str(BANK), "--order", "bank", "--no-shuffle", "--lang", "en", typed="２\n\n1\n".encode())
    text = end.stdout.decode()
    assert end.returncode == 0, end.stderr.decode()
    assert end.stderr == b""
    assert "\x1b" not in text
    assert "# a < b, x[bold], C:\\new, z * h * g" in text
    assert "2 ○ agrees with the reference on all 12 trials" in text
    assert "1 × output[0] is" in text
    assert "× Wrong. The right answer is 3." in text
    assert "1 of 2 right" in text


@pytest.mark.skipif(sys.platform == "win32", reason="a shell that closes a stream")
def test_a_closed_input_is_the_end_of_the_input() -> None:
    variables = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": ROOT}
    command = ["sh", "-c", 'exec "$0" "$@" <&-', sys.executable, "-m", "exam_drill", "quiz", str(BANK), "--lang", "en"]
    end = subprocess.run(command, capture_output=True, env=variables, timeout=120, check=False)
    assert (end.returncode, end.stderr) == (0, b"")
    assert "not answered 2" in end.stdout.decode()


def test_junk_on_the_input_does_no_harm() -> None:
    end = run("quiz", str(BANK), "--order", "bank", "--no-shuffle", "--lang", "ja", typed=b"\xff\xfe\x00\n\x1b[A\nq\n")
    assert end.returncode == 0, end.stderr.decode()
    assert "まとめ" in end.stdout.decode()
    assert b"\x1b" not in end.stdout


def test_the_explanation_of_a_program_waits_for_its_last_blank() -> None:
    question = dataclasses.replace(
        pair(), explanation=Text("い は x", "い is x"), sources=(Source("book", Text("本", "A book")),)
    )
    written, _ = session("1\n1\nq\n", session_of(question))
    first, second = written.split("== 2/2")
    assert "The explanation follows after (い), the last blank of this program." in first
    assert "い is x" not in first
    assert "A book" not in first
    assert "Explanation\n  い is x" in second
    assert "[publication] A book" in second
    assert "follows after" not in second


def test_who_goes_back_before_the_last_blank_is_answered_is_not_told_either() -> None:
    question = dataclasses.replace(pair(), explanation=Text("い は x", "い is x"))
    written, _ = session("1\ns\nb\nb\nq\n", session_of(question))
    assert "い is x" not in written
