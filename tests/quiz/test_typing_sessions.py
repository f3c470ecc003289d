"""Typing answers on a pseudo-terminal, seen through a terminal emulator."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import hostile
import pytest
from pseudo_terminal import Terminal

HERE = Path(__file__).parent
FIXED = ("--order", "bank", "--no-shuffle", "--lang", "en", "--no-record")
ESCAPE, ENTER, UP, INTERRUPT, END = "\x1b", "\r", "\x1b[A", "\x03", "\x04"
PASTE = "\x1b[200~{}\x1b[201~"
EDITOR = "Enter answer · Esc options"
# Styles, cursor moves, clearing, modes of the terminal: all that the screens and the editor write beside text.
OURS = re.compile(r"\x1b\[(?:[\d;]*[mHABCDJK]|\?(?:1|7|12|25|1049|2004)[hl])")

Start = Callable[..., Terminal]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts the quiz with a judge that answers at once and ends it after the test."""
    running: list[Terminal] = []

    def begin(
        *arguments: str,
        columns: int = 80,
        rows: int = 24,
        bank: Path = HERE / "bank.yaml",
        mode: str = "published",
        **variables: str,
    ) -> Terminal:
        script = ["-m", "exam_drill", "quiz"] if mode == "real" else [str(HERE / "drive.py"), mode]
        running.append(Terminal([*script, str(bank), *FIXED, *arguments], columns, rows, **variables))
        return running[-1]

    yield begin
    for terminal in running:
        terminal.child.close(force=True)


def opened(start: Start, *arguments: str, **options: object) -> Terminal:
    terminal = start(*arguments, **options)
    terminal.until("q quit")
    terminal.press("t", EDITOR, "(あ) >")
    return terminal


def test_an_answer_is_typed_edited_and_found_right(start: Start) -> None:
    terminal = opened(start)
    assert "3 * h" not in terminal.text
    assert "The options are hidden." in terminal.text
    terminal.press("ｈ ＋ X", "(あ) > ｈ ＋ X")
    terminal.press("\x7fｈ", "(あ) > ｈ ＋ ｈ")
    terminal.press(ENTER, "○ Right: this is exactly option 2.", "read differently: ｈ → h, ＋ → +")
    terminal.press(ENTER, "2/2 · tripling")
    terminal.press("t", "(い) >")
    terminal.press(UP, "(い) > ｈ ＋ ｈ")  # of another question
    terminal.press("\x0b\x01\x0b5 * h" + ENTER, "× Wrong. The right answer is 3.", "typed  5 * h")
    terminal.press("q", "1 of 2 right", "typed  5 * h")
    terminal.child.send("q")
    assert "  typed  " in terminal.leave()


def test_what_is_no_python_is_no_answer_and_the_cursor_stands_at_it(start: Start) -> None:
    terminal = opened(start)
    terminal.press("h = 2" + ENTER, "! Line 1, column 3: not valid Python", "Only an expression", "(あ) > h = 2")
    assert terminal.screen.cursor.x == len("(あ) > h ") + 1  # あ takes two cells
    terminal.press("\x1b[3~\x1b[3~\x1b[3~+ h" + ENTER, "○ Right")


def test_escape_shows_the_options_and_what_was_typed_is_there_again(start: Start) -> None:
    terminal = opened(start)
    terminal.press("h + ", "(あ) > h +")
    terminal.press(ESCAPE, "3  3 * h", "t type")
    terminal.press("t", "(あ) > h +")
    terminal.press("h" + ENTER, "○ Right")


def test_with_type_the_options_are_hidden_from_the_beginning(start: Start) -> None:
    terminal = start("--type")
    terminal.until(EDITOR)
    assert b"3 * h" not in terminal.raw
    terminal.press(":?" + ENTER, "A sum would do as well.", EDITOR)
    terminal.press(":what" + ENTER, "There is no “:what”")
    terminal.press("\x15：ｓ" + ENTER, "2/2 · tripling", "(い) >")
    terminal.press(ESCAPE, "3  3 * h", "t type")
    terminal.press("3", "○ Right.")
    terminal.press(ENTER, "1 of 1 right")


def test_keys_typed_ahead_of_the_editor_and_of_the_quiz_are_kept(start: Start) -> None:
    terminal = start()
    terminal.until("q quit")
    terminal.press("tH + h\x01\x1b[3~h" + ENTER, "○ Right: this is exactly option 2.")
    terminal.press(ENTER + "t", "2/2 · tripling", "(い) >")
    terminal.press("3 * h" + ENTER + ENTER, "2 of 2 right")  # the second one goes on


def test_the_history_does_not_give_away_what_was_typed_for_the_same_blank(start: Start) -> None:
    terminal = opened(start, "-n", "1")
    terminal.press("7 * h" + ENTER, "× Wrong.")
    terminal.press("qr", "round 2")
    terminal.press("t", EDITOR, "(あ) >")
    terminal.press(UP + "h", "(あ) > h")
    assert "7" not in terminal.text.rpartition("(あ) >")[2]


def test_several_lines_are_pasted_and_sent_by_an_empty_one(start: Start, tmp_path: Path) -> None:
    bank = tmp_path / "bank.yaml"
    text = (HERE / "bank.yaml").read_text(encoding="utf-8")
    text = text.replace("return (あ)", "(あ)\n          return h").replace("- h + h\n", '- "h = h + h\\nh = h"\n', 1)
    bank.write_text(text, encoding="utf-8")
    terminal = start(bank=bank)
    terminal.until("q quit")
    terminal.press("t", "Enter new line")
    terminal.press(PASTE.format("h = h + h\r\n\tif\x1b[2J\x00\u202e h:"), "if[2J h:")
    assert b"\x1b[2J h" not in terminal.raw
    terminal.press("\x15\x7f", lambda text: "if" not in text.rpartition("(あ) >")[2])
    terminal.press(ENTER + "h = h", "       h = h")
    terminal.press(ENTER, lambda text: "○" not in text)
    terminal.press(ENTER, "○ Right: this is exactly option 2.")


@pytest.mark.parametrize("columns", [30, 60, 120])
def test_the_screen_is_laid_out_anew_while_one_types(start: Start, columns: int) -> None:
    terminal = opened(start)
    terminal.press("h + 状態", "(あ) > h + 状態")
    terminal.screen.resize(24, columns)
    terminal.child.setwinsize(24, columns)
    terminal.until(lambda text: text.split("\n")[0].endswith("╮") and len(text.split("\n")[0]) > columns * 0.8)
    terminal.until("(あ) > h + 状態", "return 【(あ)】")
    assert all(len(line) <= columns for line in terminal.lines)
    terminal.press(" + 1", "状態 + 1")


@pytest.mark.parametrize("keys", [INTERRUPT, END])
def test_ctrl_c_and_ctrl_d_end_the_session_with_its_summary(start: Start, keys: str) -> None:
    terminal = opened(start)
    terminal.child.send(keys)
    left = terminal.leave()
    assert "Nothing was graded." in left
    assert terminal.raw.count(b"\x1b[?2004h") == terminal.raw.count(b"\x1b[?2004l")


def test_ctrl_d_in_a_text_deletes_and_ctrl_c_ends_all_the_same(start: Start) -> None:
    terminal = opened(start)
    terminal.press("hx\x02" + END, lambda text: text.rpartition("(あ) > ")[2].startswith("h\n"))
    terminal.child.send(INTERRUPT)
    assert "Nothing was graded." in terminal.leave()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_asks_to_end_is_heard_by_the_editor(start: Start, number: signal.Signals) -> None:
    terminal = opened(start, mode="real")
    terminal.child.kill(number)
    terminal.leave(128 + number)


def test_it_can_be_suspended_and_goes_on_with_the_text() -> None:
    shell = Terminal(["-i"], 80, 24, program="/bin/sh", PS1="$ ")
    command = f"{sys.executable} {HERE / 'drive.py'} published {HERE / 'bank.yaml'} {' '.join(FIXED)}\r"
    shell.press(command, "q quit")
    shell.press("t", EDITOR)
    shell.press("h + ", "(あ) > h +")
    shell.press("\x1a", "Stopped")
    shell.press("fg\r", "(あ) > h +")
    shell.press("h" + ENTER, "○ Right")
    shell.press(INTERRUPT, "1 of 1 right")
    shell.child.close(force=True)


def test_hostile_texts_of_a_bank_are_shown_and_not_obeyed(tmp_path: Path) -> None:
    drive = str(HERE.parent / "hostile_drive.py")
    words = ["quiz", str(hostile.write(tmp_path)), "--id", "hostile-fields", *FIXED]
    terminal = Terminal([drive, *words], 80, 150)
    terminal.until("q quit")
    terminal.press("t", EDITOR, "(あ) >")
    terminal.press(PASTE.format("h + \u202e2J'\x1b]0;x\x07'"), "(あ) > h + 2J']0;x'")
    terminal.press(ENTER, "not valid Python")
    terminal.child.send(INTERRUPT)
    terminal.leave()
    text = OURS.sub("", terminal.raw.decode()).replace("\r", "").replace("\b", "")
    assert not hostile.hidden(text)


def test_no_colours_means_none(start: Start) -> None:
    terminal = opened(start, "--no-color")
    terminal.press("np.tanh(h, axis=1)", "axis=1)")
    assert not any(f"\x1b[{code}m".encode() in terminal.raw for code in (31, 32, 33, 34, 35, 36))
    assert b"\x1b[38" not in terminal.raw
    assert b";38;" not in terminal.raw


def test_the_library_is_imported_only_when_somebody_types() -> None:
    code = "import sys, exam_drill.quiz.terminal, exam_drill.quiz.plain; print('prompt_toolkit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"False\n"


def test_real_runs_judge_what_is_typed(start: Start) -> None:
    terminal = opened(start, mode="real")
    terminal.press("h - -h" + ENTER, "Right: another form, the same values on all")
    terminal.press(ENTER, "2/2 · tripling")
    terminal.press("t", "(い) >")
    terminal.press("h * 2" + ENTER, "× Wrong: on all trials this gives the same as option 2.")
