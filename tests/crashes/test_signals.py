"""Whenever a signal comes, the program ends as a whole, says so, and gives the terminal back.

`EXAM_DRILL_MOMENTS` is the number of moments at which each signal is sent; more than a few take a while.
"""

import os
import pty
import select
import signal
import subprocess
import sys
import termios
import threading
import time

import pytest
from crash_world import ENDLESS, ENDS, bank, check_told
from families import PATIENCE, World, eventually, everything

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads what Linux says of processes")

MOMENTS = int(os.environ.get("EXAM_DRILL_MOMENTS", "2"))
SHOWN = "╰".encode()  # the lower edge of the first question's frame
COMMANDS = {
    "check": ("check", "--no-cache"),
    "quiz": ("quiz", "-n", "2"),
    "show": ("show", "gru-state-update"),
    "doctor": ("doctor",),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """How long each command takes."""
    world, times = World(tmp_path_factory.mktemp("whole")), {}
    for name, arguments in COMMANDS.items():
        began = time.monotonic()
        assert world.run(*arguments)[0] == 0
        times[name] = time.monotonic() - began
    return times


@pytest.mark.parametrize(
    ("command", "number"),
    [
        *(("check", number) for number in ENDS),
        *(("quiz", number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)),
        ("show", signal.SIGINT),
        ("doctor", signal.SIGTERM),
    ],
)
def test_a_signal_at_any_moment_ends_all_of_it(
    command: str, number: signal.Signals, world: World, whole: dict[str, float]
) -> None:
    shift = (list(ENDS).index(number) + 0.5) / len(ENDS)
    for moment in range(MOMENTS):
        with world.start(*COMMANDS[command], stdin=subprocess.PIPE) as process:
            assert process.stdin is not None
            process.stdin.write(b"1\n1\n")
            process.stdin.flush()
            time.sleep(whole[command] * (moment + shift) / MOMENTS)
            process.send_signal(number)
            _, errors = process.communicate(timeout=PATIENCE)
        check_told(process.returncode, errors.decode(), number)
        world.assert_nothing_is_left()


def test_a_second_signal_does_not_disturb_the_end_that_the_first_one_began(world: World) -> None:
    with world.start("check", bank(world, ENDLESS), "--time", "60") as process:
        world.wait_for_family()
        for _ in range(200):
            process.send_signal(signal.SIGTERM)
            process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode in (143, 130)
    check_told(process.returncode, errors.decode(), process.returncode - 128)


class Screen:
    """A terminal with the quiz on it."""

    def __init__(self, world: World, *arguments: str) -> None:
        self.ours, self.theirs = pty.openpty()
        termios.tcsetwinsize(self.theirs, (40, 100))
        self.mode = termios.tcgetattr(self.theirs)
        self.written = b""
        self.closed = threading.Event()
        script = (
            "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
        )
        command = [sys.executable, "-c", script, sys.executable, "-m", "exam_drill", "quiz", *arguments]
        self.process = subprocess.Popen(
            command,
            cwd=world.here,
            env=world.variables,
            stdin=self.theirs,
            stdout=self.theirs,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self) -> None:
        while not self.closed.is_set():
            if select.select([self.ours], [], [], 0.05)[0]:
                try:
                    self.written += os.read(self.ours, 65536)
                except OSError:  # nobody has the other side any more
                    break
        os.close(self.ours)

    def close(self) -> None:
        """Closes the window."""
        os.close(self.theirs)
        self.theirs = -1
        self.closed.set()
        self.reader.join(PATIENCE)

    def end(self) -> tuple[int, str]:
        """The exit code, and what was said on the error stream."""
        assert self.process.stderr is not None
        errors = everything(self.process.stderr)
        code = self.process.wait(PATIENCE)
        if self.theirs >= 0:
            assert termios.tcgetattr(self.theirs) == self.mode
            os.close(self.theirs)  # now the reader comes to an end
            self.reader.join(PATIENCE)
            assert self.written.count(b"\x1b[?1049h") == self.written.count(b"\x1b[?1049l")
            assert self.written.rfind(b"\x1b[?25h") >= self.written.rfind(b"\x1b[?25l")
        return code, errors


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda number: number.name)
def test_a_signal_at_any_moment_gives_the_terminal_back(number: signal.Signals, world: World) -> None:
    for moment in range(MOMENTS):
        screen = Screen(world)
        if moment % 2:
            assert eventually(lambda screen=screen: SHOWN in screen.written, PATIENCE)
            os.write(screen.ours, b"1")
        time.sleep(0.6 * (moment + 0.5) / MOMENTS)
        screen.process.send_signal(number)
        check_told(*screen.end(), number)
        world.assert_nothing_is_left()


def test_a_closed_window_ends_all_of_it(world: World) -> None:
    screen = Screen(world)
    assert eventually(lambda: SHOWN in screen.written, PATIENCE)
    os.write(screen.ours, b"1")
    screen.close()
    code, errors = screen.end()
    assert code == 129, errors
    check_told(code, errors, signal.SIGHUP)
