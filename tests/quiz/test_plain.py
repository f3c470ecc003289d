"""The quiz without a terminal."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from quiz_fakes import FakeJudge, pair, session_of, small

import exam_drill
from exam_drill.quiz.plain import practise_plainly
from exam_drill.quiz.reports import Reports
from exam_drill.quiz.session import State

ROOT = str(Path(exam_drill.__file__).parents[1])
BANK = Path(__file__).with_name("bank.yaml")


def session(typed: str, state: State | None = None, judge: FakeJudge | None = None) -> tuple[str, State]:
    """What is written for these lines, and how the session ended."""
    out = io.StringIO()
    state = state or session_of(small("first"), small("second", 1))
    with Reports(lambda: judge or FakeJudge(), wake=lambda: None) as reports:
        end = practise_plainly(state, io.StringIO(typed), out, reports, "en")
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


def test_going_back_from_the_summary() -> None:
    _, end = session("2\ns\nb\n1\n")
    assert end.answers == (2, 1)


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
        practise_plainly(session_of(small()), Interrupted(), out, reports, "ja")
    assert "== まとめ ==" in out.getvalue()


def test_a_broken_judge_is_told_and_the_session_goes_on() -> None:
    written, end = session("2\n1\n", judge=FakeJudge(lambda one: OSError(f"no {one.id}")))
    assert "The options could not be run" in written
    assert "OSError: no first" in written
    assert "2 of 2 right" in written
    assert "2 of these could not be proven" in written
    assert end.answers == (2, 1)


def test_a_judge_that_cannot_be_opened_is_told_too() -> None:
    def broken() -> FakeJudge:
        raise RuntimeError("no worker")

    out = io.StringIO()
    with Reports(broken, wake=lambda: None) as reports:
        practise_plainly(session_of(pair()), io.StringIO("1\n2\n"), out, reports, "en")
    assert "RuntimeError: no worker" in out.getvalue()
    assert "2 of 2 right" in out.getvalue()


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


def test_junk_on_the_input_does_no_harm() -> None:
    end = run("quiz", str(BANK), "--order", "bank", "--no-shuffle", "--lang", "ja", typed=b"\xff\xfe\x00\n\x1b[A\nq\n")
    assert end.returncode == 0, end.stderr.decode()
    assert "まとめ" in end.stdout.decode()
    assert b"\x1b" not in end.stdout
