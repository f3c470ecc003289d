"""Whole exams on a pseudo-terminal, with terminals that are closed and programs that are killed in between.

The clock stands in a file, so that what the screen says of it is exact.
"""

import os
import re
import shlex
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pseudo_terminal import Terminal
from rich.cells import cell_len

from exam_drill.attempt import Grade, Mode
from exam_drill.progress import Store

HERE = Path(__file__).parent
Start = Callable[..., Terminal]


class Room:
    """A data folder, a clock, and the terminals at which an exam is sat."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self._clock = folder / "clock"
        self._running: list[Terminal] = []
        self.seconds = 0.0
        self.go_on(0)

    def go_on(self, seconds: float) -> None:
        """The clock goes on by so many seconds; what reads it meanwhile finds the old time or the new one."""
        self.seconds += seconds
        new = self._clock.with_suffix(".new")
        new.write_text(str(self.seconds), encoding="utf-8")
        os.replace(new, self._clock)

    def command(self, *arguments: str, language: str = "en") -> list[str]:
        command = [str(HERE / "exam_drive.py"), str(self._clock), str(HERE / "bank.yaml"), "--seed", "1", "--trust"]
        return [*command, "--lang", language, "--data-dir", str(self.data), *arguments]

    def start(self, *arguments: str, columns: int = 80, rows: int = 24, language: str = "en") -> Terminal:
        self._running.append(Terminal(self.command(*arguments, language=language), columns, rows))
        return self._running[-1]

    def shell(self) -> Terminal:
        self._running.append(Terminal(["--norc", "--noprofile", "-i"], 80, 24, program="bash", PS1="ready> "))
        return self._running[-1]

    def close(self) -> None:
        for terminal in self._running:
            terminal.child.close(force=True)

    def attempts(self) -> dict[str, Grade]:
        with Store.open(self.data) as store:
            found = list(store.attempts())
            assert all(one.mode is Mode.EXAM for one in found)
            return {f"{one.subject.question} {one.subject.label}": one.grade for one in found}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path)
    yield room
    room.close()


def right(terminal: Terminal, code: str) -> str:
    """The number under which an option is shown."""
    match = re.search(rf"(\d)  {re.escape(code)}(?: |$)", terminal.text, re.MULTILINE)
    assert match, terminal.text
    return match[1]


def test_an_exam_from_start_to_result_with_a_closed_terminal_in_between(room: Room) -> None:
    first = room.start("--minutes", "10")
    first.until("4 questions on 3 listings, 10 minutes", "3.5 RNNs", "Enter begin")
    room.go_on(100)  # the clock does not run yet
    first.press("\r", "10:00 left · 1/4 · doubling", "answered 0 · open 4")
    first.press(right(first, "h + h"), "← your answer", "answered 1")
    assert "Right" not in first.text
    room.go_on(5)
    first.until("9:55 left")
    first.press("f", "1/4 · flagged", "flagged 1")
    first.press("n", "2/4 · both")
    room.go_on(7)
    first.until("9:48 left")
    first.child.close(force=True)  # the terminal is closed
    assert room.attempts() == {}  # nothing is graded before it is handed in

    room.go_on(5000)  # of which nothing counts
    second = room.start(columns=60, rows=20)
    second.until("not over", "9:48 left", "answered 1", "Enter go on")
    room.go_on(60)
    second.press("\r", "9:48 left · 2/4 · both")
    room.go_on(3)
    second.until("9:45 left")
    second.press(right(second, "h"), "answered 2")
    os.kill(second.child.pid, signal.SIGKILL)
    second.child.wait()

    room.go_on(1000)
    third = room.start("--resume")
    third.until("9:45 left · 2/4", "answered 2")
    third.press("o", "overview", "answered 2", "[2:", lambda text: re.search(r" 1:[1-3]\*", text) is not None)
    third.press("4\r", "4/4 · tripling")
    third.press("h", "2 questions are open", "Open: 3–4", "Flagged: 1")
    third.press("b", "4/4")
    room.go_on(5)
    third.until("9:40 left")
    third.press(right(third, "3 * h"), "answered 3")
    third.press("h", "Open: 3")
    third.press("y", "2 of 4 right (50%)", "handed in · time 0:20 of 10:00", "open 1")
    third.until("3.1 MLPs, losses and activations", "1/1", "3.5 RNNs", "1/3")
    third.press("w", "wrong or open 1/2 · 2 · both", "Wrong. The right answer is")
    third.press("\r", "wrong or open 2/2 · 3 · both", "No answer was given. The right one is")
    third.press("f", "flagged 1/1 · 1 · doubling", "Right.", "Twice is also a sum.")
    third.press("o", "Result of the exam")
    third.child.send("q")
    left = third.leave()
    assert "2 of 4 right (50%)" in left
    assert room.attempts() == {"doubling あ": Grade.RIGHT, "both あ": Grade.WRONG, "tripling う": Grade.RIGHT}
    with Store.open(room.data) as store:
        assert len(store.cards()) == 3
        assert len(store.sessions(Mode.EXAM, open_only=True)) == 0

    fourth = room.start("--review")
    fourth.until("2 of 4 right (50%)")
    fourth.child.send("q")
    fourth.leave()


def test_the_time_is_up(room: Room) -> None:
    terminal = room.start("--minutes", "0.1")
    terminal.press("\r", "0:06 left")
    terminal.press(right(terminal, "h + h"), "answered 1")
    room.go_on(5)
    terminal.until("0:01 left")
    room.go_on(1)
    terminal.until("the time was up · time 0:06 of 0:06", "1 of 4 right (25%)")
    terminal.child.send("q")
    terminal.leave()
    again = room.start("--minutes", "1", columns=120, rows=40)
    again.press("\r", "1:00 left")
    again.press("h", "y hand in")
    again.press("y", "0 of 4 right", "earlier exams", "1/4  25%")  # beside the first one's
    again.child.send("q")
    again.leave()
    listed = room.start("--results")
    left = listed.leave()
    assert left.index("0 of 4 right") < left.index("1 of 4 right")


def test_leaving_and_giving_up(room: Room) -> None:
    terminal = room.start("--minutes", "2", language="ja")
    terminal.until("Enter 開始")
    terminal.press("x", "下の行のキーが使えます")
    terminal.press("\r", "残り 2:00 · 1/4")
    terminal.press(" ", "n で次へ進みます")  # an open question is not left by a key that scrolls
    terminal.press("ｎ", "2/4 · both")
    terminal.child.send("ｑ")
    left = terminal.leave()
    assert "残り 2:00、解答済み 0 · 未解答 4 · 印 0" in left
    assert "exam-drill exam" in left
    again = room.start()
    again.press("g", "Give up the exam")
    again.press("b", "Enter go on")
    again.press("g", "Give up the exam")
    again.press("y", "Enter begin")
    again.child.send("q")
    again.leave()
    assert "given up" in room.start("--results").leave()
    assert room.attempts() == {}


@pytest.mark.skipif(not shutil.which("bash"), reason="needs a shell with job control")
def test_the_clock_stands_while_the_exam_is_suspended(room: Room) -> None:
    terminal = room.shell()
    terminal.until("ready>")
    terminal.press(shlex.join([sys.executable, *room.command("--minutes", "2")]) + "\r", "Enter begin")
    terminal.press("\r", "2:00 left")
    room.go_on(4)
    terminal.until("1:56 left")
    terminal.press("\x1a", "Stopped")
    room.go_on(9)
    terminal.screen.reset()  # what is seen from here on was drawn afterwards
    terminal.press("fg\r", "1:56 left · 1/4", "q leave")
    room.go_on(2)
    terminal.until("1:54 left")
    terminal.press("\x03", "Left with 1:54 to go")  # Ctrl-C is a way to leave
    terminal.child.sendline("exit 0")
    terminal.leave()


def test_who_goes_on_elsewhere_ends_it_here(room: Room) -> None:
    here = room.start("--minutes", "5")
    here.press("\r", "5:00 left")
    elsewhere = room.start("--resume")
    elsewhere.until("5:00 left")
    elsewhere.press("1", "answered 1")
    here.child.send("2")
    assert "gone on with elsewhere" in here.leave()
    elsewhere.child.kill(signal.SIGTERM)
    assert "answered 1" in elsewhere.leave(code=143)
    again = room.start("--resume")
    again.until("5:00 left", "answered 1")
    again.child.send("q")
    again.leave()


@pytest.mark.parametrize(
    ("columns", "rows", "language"), [(60, 20, "ja"), (60, 20, "en"), (80, 24, "ja"), (120, 40, "en")]
)
def test_every_screen_fits(room: Room, columns: int, rows: int, language: str) -> None:
    terminal = room.start("--minutes", "5", columns=columns, rows=rows, language=language)
    pages = [
        ("", "Enter"),
        ("\r", "1/4"),
        ("1f", "▸"),
        ("o", "[1:"),
        ("h", "y "),
        ("y", "0:00"),
        ("a", "1/4"),
        ("o", "0:00"),
    ]
    for keys, seen in pages:
        terminal.press(keys, seen, lambda text: _frame_is_whole(text, columns))
    terminal.child.send("q")
    terminal.leave()


def _frame_is_whole(text: str, columns: int) -> bool:
    """Whether what is on the screen is one frame that is exactly as wide, and keys below it."""
    lines = text.split("\n")
    frame = [line for line in lines if line[:1] in ("╭", "│", "╰")]
    ends = "".join(line[0] + line[-1] for line in (frame[0], frame[-1])) if frame else ""
    return ends == "╭╮╰╯" and {cell_len(line) for line in frame} == {columns} and len(lines) > len(frame)
