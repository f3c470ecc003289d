"""The daily trainer on a pseudo-terminal: start screen, answers that are taken back, sessions that were interrupted."""

import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pseudo_terminal import Terminal
from rich.cells import cell_len

from exam_drill.attempt import Grade
from exam_drill.progress import Store

HERE = Path(__file__).parent
Start = Callable[..., Terminal]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts the quiz with nothing selected, and ends it after the test."""
    running: list[Terminal] = []

    def begin(
        *arguments: str, mode: str = "published", columns: int = 80, rows: int = 24, **variables: str
    ) -> Terminal:
        script = [str(HERE / "drive.py"), mode, str(HERE / "bank.yaml"), "--no-shuffle"]
        running.append(Terminal([*script, *arguments], columns, rows, **variables))
        return running[-1]

    yield begin
    for terminal in running:
        terminal.child.close(force=True)


def kept(learner: Path) -> list[tuple[str, Grade]]:
    with Store.open(learner, create=False) as store:
        return [(attempt.subject.question, attempt.grade) for attempt in store.attempts()]


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Welcome.", "2 new blanks", "Enter begin · q quit")),
        ("ja", ("ようこそ。", "新しい空欄 2 個", "Enter 始める · q 終了")),
    ],
)
def test_the_start_screen(start: Start, columns: int, language: str, words: tuple[str, ...]) -> None:
    terminal = start("--lang", language, columns=columns)
    terminal.until(*words)
    assert all(cell_len(line) == columns for line in terminal.lines[:-1])
    terminal.press("x", "x")
    terminal.press("\r", "1/2 · doubling")
    terminal.child.send("qq")
    terminal.leave()


def test_leaving_at_the_start_screen_leaves_nothing(start: Start, learner: Path) -> None:
    for key in ("q", "\x03"):
        terminal = start("--lang", "en")
        terminal.until("Enter begin")
        terminal.child.send(key)
        assert "graded" not in terminal.leave()
    assert kept(learner) == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGHUP, signal.SIGINT])
def test_an_interrupted_session_is_offered_again_at_the_same_question(
    start: Start, learner: Path, end: signal.Signals
) -> None:
    terminal = start("--lang", "en", "--now")
    terminal.until("1/2 · doubling")
    terminal.press("1", "Wrong.", "u undo")
    terminal.press("\r", "2/3 · tripling")
    terminal.press("?", "no hint")
    if end is signal.SIGINT:
        terminal.child.send("\x03")
    else:
        terminal.child.kill(end)
    terminal.child.wait()
    assert kept(learner) == [("doubling", Grade.WRONG)]
    terminal = start("--lang", "en")
    terminal.until("A session was interrupted (1 of 3 answered,", "Enter resume · n begin anew · q quit")
    terminal.press("\r", "2/3 · tripling", "1–4 answer")
    terminal.press("3", "Right.")
    terminal.press("\r", "3/3 · doubling · time 2")
    terminal.press("2", "Right.")
    terminal.press("\r", "1 of 2 right", "asked again 1, then right 1")
    terminal.child.send("q")
    left = terminal.leave()
    assert "This session: 67% right" in left
    assert kept(learner) == [("doubling", Grade.WRONG), ("tripling", Grade.RIGHT), ("doubling", Grade.RIGHT)]
    terminal = start("--lang", "en")
    terminal.until("Today's questions are done.", "Enter begin · q quit")
    terminal.child.send("q")
    terminal.leave()


def test_who_begins_anew_is_not_offered_the_old_session_again(start: Start) -> None:
    terminal = start("--lang", "en", "--now")
    terminal.until("1/2")
    terminal.press("2", "Right.")
    terminal.child.send("\x03")
    terminal.leave()
    terminal = start("--lang", "en")
    terminal.until("interrupted")
    terminal.press("n", "1/1 · tripling")
    terminal.child.send("\x03")
    terminal.leave()
    terminal = start("--lang", "en")
    terminal.until("Enter begin · q quit", "1 of 2 blanks begun")
    terminal.child.send("q")
    terminal.leave()


def test_a_session_that_still_runs_in_another_terminal_is_not_offered(start: Start) -> None:
    first = start("--lang", "en", "--now")
    first.until("1/2")
    first.press("2", "Right.")
    second = start("--lang", "en")
    second.until("Enter begin · q quit")
    assert "interrupted" not in second.text
    second.press("\r", "1/1 · tripling")
    second.press("3", "Right.")
    first.press("\r", "2/2")
    first.press("3", "Right.")
    for terminal in (first, second):
        terminal.child.send("qq")
        terminal.leave()


def test_a_slip_is_taken_back_and_asked_again_at_the_end(start: Start, learner: Path) -> None:
    terminal = start("--lang", "en", "--now")
    terminal.until("1/2 · doubling")
    terminal.press("1", "Wrong.")
    terminal.press("u", "1/2 · tripling", "Taken back; asked again at the end, as if with a hint.")
    terminal.press("u", "There is no answer to take back; u works right after one.")
    terminal.press("3", "Right.")
    terminal.press("\r", "2/2 · doubling")
    terminal.press("2", "Right.")
    terminal.child.send("qq")
    assert "2 of 2 right" in terminal.leave()
    assert kept(learner) == [("tripling", Grade.RIGHT), ("doubling", Grade.RIGHT)]


def test_before_the_runs_have_ended_an_answer_is_simply_given_anew(start: Start, learner: Path) -> None:
    terminal = start("--lang", "en", "--now", mode="never")
    terminal.until("1/2 · doubling")
    terminal.press("1", "Running the options")
    terminal.press("u", "Taken back; answer again.", "1–3 answer")
    terminal.press("2", "You chose 2.")
    terminal.child.send("\x03")
    terminal.leave()
    assert kept(learner) == [("doubling", Grade.PENDING)]


def test_what_was_pending_is_graded_in_the_next_session(start: Start, learner: Path) -> None:
    terminal = start("--lang", "en", "--now", mode="never")
    terminal.until("1/2 · doubling")
    terminal.press("2", "Running the options")
    terminal.press("s", "2/2")
    terminal.child.send("qq")
    terminal.leave()
    assert kept(learner) == [("doubling", Grade.PENDING)]
    terminal = start("--lang", "en", "--now")
    terminal.until("1/2 · doubling")
    terminal.press("s", "2/2 · tripling")
    terminal.press("3", "Right.")
    terminal.child.send("qq")
    terminal.leave()
    assert kept(learner) == [("doubling", Grade.RIGHT), ("tripling", Grade.RIGHT)]


def test_the_clock_is_shown_and_colours_can_be_off(start: Start) -> None:
    terminal = start("--lang", "en", "--minutes", "10", NO_COLOR="1")
    terminal.until("Enter begin")
    terminal.press("\r", "1/2 · 10 min left · doubling")
    terminal.child.send("\x03")
    terminal.leave()
    assert not any(b"\x1b[%dm" % code in terminal.raw or b";%dm" % code in terminal.raw for code in range(30, 50))


def test_a_dumb_terminal_asks_before_it_resumes(start: Start) -> None:
    terminal = start("--lang", "en", TERM="dumb", rows=60)
    terminal.until("Welcome.", "Answer (1–3")
    terminal.press("2\r", "Right.")
    terminal.child.send("\x03")
    terminal.leave()
    terminal = start("--lang", "en", TERM="dumb", rows=60)
    terminal.until("Enter resumes, n begins anew, q leaves:")
    terminal.press("\r", "1/2 · doubling")
    terminal.press("\r", "2/2 · tripling")
    terminal.child.sendeof()
    terminal.leave()
