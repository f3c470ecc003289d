"""Whole sessions on a pseudo-terminal with a bank in which every text is hostile: the raw bytes, and what is seen."""

import sys
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyte
import pytest
from builders import blank, question
from hostile import NASTY, SHOWN, assert_clean, squeezed, write
from pseudo_terminal import Terminal
from rich.cells import cell_len
from test_terminal_safety import Stream

from exam_drill.console import VisibleConsole
from exam_drill.question import Text
from exam_drill.quiz.arrangement import arrange
from exam_drill.quiz.page import page
from exam_drill.quiz.screen import Screen
from exam_drill.quiz.session import Answer, begin
from exam_drill.quiz.steps import step
from exam_drill.selection import Selection
from exam_drill.visible import visible

DRIVE = str(Path(__file__).with_name("hostile_drive.py"))
FIXED = ("--order", "bank", "--no-shuffle")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(write(tmp_path_factory.mktemp("hostile")))


def shows(*names: str) -> Callable[[str], bool]:
    """Whether the screen shows these texts, however they are broken into lines."""
    return lambda text: all(squeezed(visible(SHOWN[name])) in squeezed(text) for name in names)


@pytest.mark.parametrize(("columns", "more"), [(80, ()), (40, ("--no-color",))])
def test_a_session(folder: str, columns: int, more: tuple[str, ...]) -> None:
    words = ["quiz", folder, "--id", "hostile-fields", "--lang", "ja", *FIXED, *more]
    terminal = Terminal([DRIVE, *words], columns, 150)
    terminal.until("q 終了", shows("title.ja", "tags", "prompt.ja", "code", "option"))
    assert all(cell_len(line) == columns for line in terminal.lines if line.startswith(("│", "╭", "╰")))
    terminal.press("?", shows("hint.ja"))
    terminal.press("1", "不正解です", shows(*SHOWN))
    terminal.press("n", "まとめ", shows("title.ja", "option"))
    terminal.press("え", "「え」")
    terminal.child.send(NASTY.replace("r", ""))  # as if pasted; r would ask again
    terminal.child.send("\x03")
    left = assert_clean(terminal.leave().encode(), terminal=True)
    assert shows("title.ja", "option")(left)
    assert "「え」" in assert_clean(terminal.raw, terminal=True)
    if more:
        assert b"\x1b[1;31m" not in terminal.raw


def test_a_dumb_terminal(folder: str) -> None:
    terminal = Terminal([DRIVE, "quiz", folder, "--lang", "en", *FIXED], 80, 60, TERM="dumb")
    terminal.until("Answer (1–5/t/?/i/s/b/q):")
    terminal.child.sendeof()
    terminal.leave()
    text = assert_clean(terminal.raw.replace(b"\r\n", b"\n"))
    assert visible(SHOWN["code"]) in text


@pytest.mark.parametrize(
    "words", [("check",), ("check", "--all", "--no-color"), ("show", "hostile-fields"), ("doctor",)]
)
def test_reports_on_a_terminal(folder: str, words: tuple[str, ...]) -> None:
    paths = [folder] if words[0] != "doctor" else []
    terminal = Terminal([DRIVE, *words, *paths], 80, 24, TERM="xterm", EXAM_DRILL_DATA_DIR=f"{folder}/\x1b[7;7H")
    terminal.raw = terminal.child.read()
    terminal.child.close()
    assert terminal.child.exitstatus in (0, 2), terminal.raw
    assert_clean(terminal.raw, terminal=True, progress=words[0] == "check", asking=words[0] == "doctor")


def test_what_is_typed_ahead_of_a_shell_of_words(folder: str) -> None:
    """A word that is no command, on a terminal."""
    child = pexpect.spawn(sys.executable, [DRIVE, NASTY.replace("\0", "")], timeout=60)
    assert_clean(child.read().replace(b"\r\n", b"\n"))
    child.close()
    assert child.exitstatus == 2


def test_a_line_that_is_wider_than_it_was_taken_for_moves_no_other() -> None:
    """Flags and skin tones have one width for rich and another for this emulator."""
    wide = "🇯🇵👍🏽" * 30
    one = question(
        "def f(h):\n    return (あ)\n", [blank([wide, "h"], 2)], title=Text(wide), prompt=Text(wide), tags=(wide,)
    )
    state = step(begin(arrange([one], Selection(seed=0, shuffle=False), lambda _: ())), Answer(1))
    out = Stream(terminal=True)
    with Screen(VisibleConsole(out, {"TERM": "xterm", "COLUMNS": "80"}), "ja") as screen:
        frame = screen.draw(page(state, {}, "ja"), None)
        terminal = pyte.Screen(80, len(frame.lines))
        pyte.ByteStream(terminal).feed(out.written)
    for shown, line in zip(terminal.display, frame.lines, strict=True):
        assert shown.startswith(line.plain[:2])
    assert "↓" not in terminal.display[0]
    assert terminal.display[-1].rstrip() == frame.lines[-1].plain.rstrip()


@pytest.mark.parametrize("encoding", ["ascii", "euc_jp"])
def test_an_encoding_without_frames_gets_plain_lines(folder: str, encoding: str) -> None:
    terminal = Terminal([DRIVE, "quiz", folder, "--lang", "en", *FIXED], 80, 60, PYTHONIOENCODING=encoding)
    terminal.until("/?/i/s/b/q):")
    terminal.child.sendeof()
    terminal.raw += terminal.child.read()
    assert_clean(terminal.raw.replace(b"\r\n", b"\n"), encoding)
