"""Whole sessions on a pseudo-terminal, seen through a terminal emulator."""

import re
import shlex
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pseudo_terminal import Terminal
from rich.cells import cell_len

HERE = Path(__file__).parent
FIXED = ("--order", "bank", "--no-shuffle")


Start = Callable[..., Terminal]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts `drive.py` (or the command itself) and ends it after the test."""
    running: list[Terminal] = []

    def begin(
        *arguments: str,
        mode: str = "published",
        columns: int = 80,
        rows: int = 24,
        bank: Path = HERE / "bank.yaml",
        **variables: str,
    ) -> Terminal:
        script = ["-m", "exam_drill", "quiz"] if mode == "real" else [str(HERE / "drive.py"), mode]
        running.append(Terminal([*script, str(bank), *FIXED, *arguments], columns, rows, **variables))
        return running[-1]

    yield begin
    for terminal in running:
        terminal.child.close(force=True)


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40)])
def test_a_session_from_the_first_question_to_the_summary(start: Start, columns: int, rows: int) -> None:
    terminal = start("--lang", "en", columns=columns, rows=rows)
    terminal.until("q quit")
    assert terminal.lines[-1] == " 1–3 answer · t type · ? hint · i names · s skip · b back · q quit"  # drawn last
    assert "# a < b, x[bold], C:\\new, z * h * g" in terminal.text
    assert all(cell_len(line) == columns for line in terminal.lines[:-1])
    terminal.press("\r", "Press a number to answer")
    terminal.press("?", "A sum would do as well.")
    terminal.press("1", "Wrong. The right answer is 2.")
    terminal.until("← your answer", "output has the shape (4,) instead of (3, 4)", "Nothing is done.")
    terminal.press("\x1b[F", "Twice is also a sum.")
    terminal.press("\r", "2/2 · tripling")
    terminal.press("x", "“x” does nothing here")
    for key in ("\x1b[15~", "\x1b[C", "\x01"):
        terminal.press("x", "“x” does nothing here")
        terminal.press(key, "That key does nothing here")
    terminal.press("b", "1/2 · doubling")
    terminal.until("Wrong.")
    terminal.press("n", lambda text: "2/2" in text and "1–4 answer" in text)
    terminal.press("3", "Right.")
    terminal.press(" ", "1 of 2 right", "× doubling", "q leave")
    terminal.press("r", "1/1 · doubling · round 2")
    terminal.press("2", "Right.")
    terminal.press("\r", "round 2: 1 of 1 right")
    terminal.child.send("q")
    left = terminal.leave()
    assert "round 1: 1 of 2 right" in left
    assert "round 2: 1 of 1 right" in left
    assert "numpy imported: False" in left


def test_full_width_keys_count_and_keys_typed_ahead_are_not_lost(start: Start) -> None:
    terminal = start("--lang", "ja")
    terminal.until("begin")
    terminal.child.send("？２\r３")  # before the first question is drawn
    terminal.until(lambda text: "2/2" in text and "正解です。" in text)
    terminal.child.send("ｑｑ")
    assert "2 問中 2 問正解" in terminal.leave()


def test_skipping_and_quitting(start: Start) -> None:
    terminal = start("--lang", "en")
    terminal.until("1/2")
    terminal.press("s", "2/2")
    terminal.press("q", "To look at again", "- doubling", "not answered 1")
    terminal.child.send("\r")
    assert "skipped 1" in terminal.leave()


@pytest.mark.parametrize("end", ["\x03", "\x04"])
@pytest.mark.parametrize("keys", ["", "1", "q"])
def test_ctrl_c_and_the_end_of_input_end_with_the_summary(start: Start, end: str, keys: str) -> None:
    terminal = start("--lang", "en")
    terminal.until("q quit")
    if keys:
        terminal.press(keys, "Wrong." if keys == "1" else "Summary")
    terminal.child.send(end)
    left = terminal.leave()
    assert ("0 of 1 right" if keys == "1" else "Nothing was graded.") in left
    assert "exit code 0" in left


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_request_to_end_restores_the_terminal(start: Start, number: signal.Signals) -> None:
    terminal = start("--lang", "en", mode="real")
    terminal.until("q quit")
    terminal.child.kill(number)
    left = terminal.leave(code=128 + number)
    assert "not answered 2" in left
    assert f"ended by {number.name}" in left


@pytest.mark.skipif(not shutil.which("bash"), reason="needs a shell with job control")
def test_ctrl_z_gives_the_terminal_back_and_coming_back_draws_again() -> None:
    terminal = Terminal(["--norc", "--noprofile", "-i"], 80, 24, program="bash", PS1="ready> ")
    terminal.until("ready>")
    quiz = [sys.executable, str(HERE / "drive.py"), "published", str(HERE / "bank.yaml"), *FIXED, "--lang", "en"]
    terminal.press(shlex.join(quiz) + "\r", "q quit")
    terminal.press("\x1a", "Stopped")
    terminal.press("echo typed$((1+1))\r", "typed2")  # the shell has its terminal back
    terminal.press("fg\r", "1/2 · doubling", "q quit")
    terminal.press("2", "Right.")
    terminal.press("\x03", "exit code 0")
    terminal.child.sendline("exit 0")
    terminal.leave()


def test_the_frame_follows_the_size_of_the_terminal(start: Start) -> None:
    terminal = start("--lang", "ja")
    terminal.until("q 終了")
    terminal.press("1", "不正解です")
    for columns, rows in ((120, 40), (40, 16), (80, 24)):
        terminal.screen.resize(rows, columns)
        terminal.child.setwinsize(rows, columns)
        terminal.until(lambda text, rows=rows: "q 終了" in "\n".join(text.split("\n")[rows - 2 :]))
        terminal.until("不正解です", "╰")
        borders = [line for line in terminal.lines if line.startswith("╭")]
        assert len(borders) == 1
        assert cell_len(borders[0]) == columns


def test_a_small_terminal_scrolls_and_the_keys_stay(start: Start) -> None:
    terminal = start("--lang", "en", columns=60, rows=10)
    terminal.until("↑↓ scroll", "q quit")
    assert "3 * h" not in terminal.text
    terminal.press("j", lambda text: "↑1 more" in text)
    terminal.press("k", lambda text: "↑" not in text.split("\n")[0])
    terminal.press("\x1b[6~", "3  3 * h", "q quit")
    terminal.press("\x0c", "3  3 * h", "q quit")
    terminal.press("\x1b[5~", lambda text: "↑" not in text.split("\n")[0])
    terminal.press(" ", "3  3 * h")
    assert "q quit" in terminal.lines[-1]
    terminal.press("1", "Wrong.")
    pages = 0
    while "Test" not in terminal.text:  # the source is at the end
        above = re.search(r"↑(\d+) more", terminal.text)
        terminal.press(" ", lambda text, above=above: above is None or above[0] not in text)
        pages += 1
    assert pages > 1
    assert "1/2" in terminal.text
    terminal.press("\r", "2/2")
    terminal.child.send("qq")
    terminal.leave()


def test_while_the_options_run_enter_waits_and_skip_goes_on(start: Start) -> None:
    terminal = start("--lang", "en", mode="never")
    terminal.until("q quit")
    terminal.press("2", "Running the options…")
    terminal.until(lambda text: re.search(r"Running the options… \(\d+ s\)", text) is not None)
    terminal.press("\r", "Still running")
    terminal.press("s", "2/2")
    terminal.child.send("\x03")
    assert "still running 1" in terminal.leave()


def test_a_broken_sandbox_is_told_and_the_published_answer_counts(start: Start) -> None:
    terminal = start("--lang", "en", mode="broken")
    terminal.until("q quit")
    terminal.press("2", "Right.", "The options could not be run", "SandboxError: the worker cannot start")
    terminal.child.send("qq")
    assert "1 of these could not be proven" in terminal.leave()


@pytest.mark.parametrize("off", [{"NO_COLOR": "1"}, {}])
def test_without_colours_marks_and_words_say_it(start: Start, off: dict[str, str]) -> None:
    terminal = start("--lang", "en", *([] if off else ["--no-color"]), **off)
    terminal.until("q quit")
    terminal.press("1", "× Wrong.", "○  2  h + h  ← correct")
    terminal.child.send("qq")
    terminal.leave()
    assert not any(b"\x1b[%dm" % code in terminal.raw or b";%dm" % code in terminal.raw for code in range(30, 50))


def test_colours_are_there_when_nobody_minds(start: Start) -> None:
    terminal = start("--lang", "en")
    terminal.until("q quit")
    terminal.press("1", "Wrong.")
    terminal.child.send("qq")
    terminal.leave()
    assert b"\x1b[1;38;5;161m" in terminal.raw


def test_a_dumb_terminal_gets_plain_lines(start: Start) -> None:
    terminal = start("--lang", "en", rows=60, TERM="dumb")
    terminal.until("Answer (1–3/t/?/i/s/b/q):")
    terminal.press("2\r", "○ Right.", "Go on (Enter/b/q):")
    assert "2/2" not in terminal.text
    terminal.press("\r", "2/2 · tripling", "Answer (1–4/t/?/i/s/b/q):")
    terminal.child.sendeof()
    assert "1 of 1 right" in terminal.leave()
    assert b"\x1b" not in terminal.raw


def test_the_command_itself_judges_by_execution(start: Start) -> None:
    terminal = start("--lang", "en", mode="real", rows=40)
    terminal.until("1/2 · doubling")
    terminal.press(
        "3", "Wrong. The right answer is 2.", "agrees with the reference on all 12 trials", "3 × output[0] is"
    )
    terminal.child.send("qq")
    assert "0 of 1 right" in terminal.leave()


def test_nobody_waits_for_a_question_whose_options_never_end(start: Start, tmp_path: Path) -> None:
    bank = tmp_path / "endless.yaml"
    endless = "".join(f'      - "all({number} for _ in iter(int, 1))"\n' for number in range(1, 21))
    question = """  - id: {id}
    reference: {{code: "def f(x): return 2 * x", inputs: {{x: N}}}}
    code: |
      def f(x):
          return (あ)
    options:
{options}    answer: 1
"""
    both = (question.format(id=identity, options=endless) for identity in ("first", "second"))
    bank.write_text("format: 1\nquestions:\n" + "".join(both), encoding="utf-8")
    terminal = start("--lang", "en", mode="real", rows=40, bank=bank)
    terminal.until("1/2 · first")
    began = time.monotonic()
    terminal.press("20", lambda text: re.search(r"Running the options… \(\d+ s\)", text) is not None)
    terminal.press("s", "2/2 · second")
    terminal.press("b", "1/2 · first", "Running the options…")
    terminal.child.send("qq")
    assert "still running 1" in terminal.leave()
    assert time.monotonic() - began < 20  # not even the half minute after which the question is given up
