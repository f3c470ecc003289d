"""Whole sessions of `exam-drill watch`: on a pseudo-terminal, seen through a terminal emulator, and without one."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from families import GONE, PATIENCE, World, descendants, eventually
from pseudo_terminal import Terminal
from rich.cells import cell_len

from watching.desk import HEAD, text

ENDLESS = "all(True for _ in iter(int, 1))"
Start = Callable[..., Terminal]


@pytest.fixture
def start(bank: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    running: list[Terminal] = []
    monkeypatch.chdir(bank.parent)  # where its path is short

    def begin(*arguments: str, columns: int = 80, rows: int = 24, **variables: str) -> Terminal:
        command = ["-m", "exam_drill", "watch", bank.name, "--lang", "en", *arguments]
        running.append(Terminal(command, columns, rows, **variables))
        return running[-1]

    yield begin
    for terminal in running:
        family = descendants(terminal.child.pid)
        terminal.child.close(force=True)
        assert eventually(lambda family=family: not any(Path(f"/proc/{one}").exists() for one in family), 5.0)


def save(bank: Path, *questions: str) -> None:
    other = bank.with_name(".bank.saving")
    other.write_text(HEAD + "".join(questions), encoding="utf-8")
    os.replace(other, bank)


def test_a_session_of_saves(start: Start, bank: Path) -> None:
    terminal = start()
    terminal.until("questions 3 · proven 3", "start: all questions (", "q quit")
    save(bank, text("first"), text("second", answer=2), text("third"))
    terminal.until("× second  changed", "wrong_key", "only option 1 agrees", "proven 2 · findings 1", " ms)")
    assert "first" not in terminal.text
    save(bank, "# a line\n" + text("first", prompt="another"), text("second", answer=2), text("third"))
    terminal.until("○ first  unchanged program: last proof stands", "still open elsewhere", "wrong_key  second（あ）")
    bank.write_text(bank.read_text(encoding="utf-8"), encoding="utf-8")
    terminal.until("nothing has changed, nothing to do")
    save(bank, text("first"), text("second").replace("answer: 1", "anwser: 1"))
    terminal.until("× second  has a mistake", "unknown-key", "questions that are gone: third", "problems 1")
    save(bank, text("first"), text("second"), "    x")
    terminal.until("yaml-", "questions 0")
    save(bank, text("first"), text("second"))
    terminal.until("questions 2 · proven 2")
    terminal.press("a", "all questions anew (", "proven 2")
    terminal.press("\r", "once more", "proven 2")
    terminal.child.send("q")
    terminal.leave(0)


def test_the_screen_fits_every_window_in_both_languages(start: Start, bank: Path) -> None:
    save(bank, text("first", answer=2), text("second", answer=2), text("third"))
    terminal = start("--lang", "ja", columns=60, rows=14)
    terminal.until("証明済み 1", "要確認 2", "q 終了", "wrong_key  first")
    save(bank, text("first", answer=2), text("second", wrong="5 * x", answer=2), text("third"))
    terminal.until("× second  変更", "公表された正解は", "↓")
    for columns, rows in ((80, 24), (60, 14), (40, 10), (100, 40)):
        terminal.screen.resize(rows, columns)
        terminal.child.setwinsize(rows, columns)
        terminal.until(lambda shown, rows=rows: "q 終了" in "\n".join(shown.split("\n")[rows - 2 :]))
        terminal.until(lambda shown, columns=columns: cell_len(shown.split("\n")[0]) == columns, "╰")
    terminal.until("× second  変更", "5 * x", "wrong_key  first（あ）")
    terminal.child.setwinsize(14, 60)
    terminal.screen.resize(14, 60)
    terminal.press("\x1b[F", "↑")
    terminal.press("\x1b[H", "× second  変更")
    terminal.child.sendcontrol("c")
    terminal.leave(0)


def test_nobody_waits_for_stale_work(start: Start, bank: Path) -> None:
    terminal = start("--time", "60", "--no-color")
    terminal.until("proven 3")
    save(bank, text("first", wrong=ENDLESS), text("second"), text("third"))
    terminal.until("… first  changed", "running…", "waiting 1")
    began = time.monotonic()
    save(bank, text("first", answer=2), text("second"), text("third"))
    terminal.until("× first  changed", "only option 1 agrees")
    assert time.monotonic() - began < 30  # less than the limit of the endless one
    save(bank, text("first", wrong=ENDLESS), text("second"), text("third"))
    terminal.until("running…")
    terminal.child.send("q")
    terminal.leave(0)
    assert not any(b"\x1b[%dm" % code in terminal.raw for code in range(30, 50))


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_gives_the_terminal_back(number: int, code: int, start: Start, bank: Path) -> None:
    save(bank, text("first", wrong=ENDLESS), text("second"))
    terminal = start("--time", "60")
    terminal.until("waiting 2")
    terminal.child.kill(number)
    terminal.leave(code)


@pytest.fixture
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("world"))
    yield made
    made.assert_nothing_is_left()


class Reader:
    """What a program without a terminal has written."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.text, self._process = "", process
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        while data := os.read(self._process.stdout.fileno(), 65536):
            self.text += data.decode()

    def until(self, *seen: str) -> None:
        assert eventually(lambda: all(one in self.text for one in seen), PATIENCE), self.text

    def end(self) -> int:
        code = self._process.wait(PATIENCE)
        self._thread.join(PATIENCE)
        return code


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_without_a_terminal_every_save_is_a_block(number: signal.Signals, code: int, bank: Path, world: World) -> None:
    with world.start("watch", str(bank), "--lang", "en") as process:
        reader = Reader(process)
        reader.until("start: all questions", "questions 3 · proven 3")
        save(bank, text("first"), text("second", answer=2), text("third"))
        reader.until("× second  changed", "wrong_key")
        save(bank, text("first", wrong=ENDLESS), text("second"), text("third"))
        assert eventually(lambda: bool(world.family()), GONE)
        process.send_signal(number)
        assert reader.end() == code
        assert process.stderr is not None
        errors = process.stderr.read().decode()
    assert "Traceback" not in errors
    assert "\x1b" not in reader.text


def test_a_reader_that_goes_ends_it(bank: Path, world: World) -> None:
    with world.start("watch", str(bank)) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(PATIENCE) == 141


def test_wrong_usage(tmp_path: Path, world: World) -> None:
    code, out, errors = world.run("watch", str(tmp_path / "nothing"), "--lang", "en")
    assert (code, out) == (2, "")
    assert "there is no" in errors
    code, _, errors = world.run("watch", "", "--lang", "en")
    assert code == 2
