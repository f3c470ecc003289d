"""Keys and occurrences from a pseudo-terminal, and the terminal's mode afterwards."""

import os
import pty
import signal
import termios
import threading
from collections.abc import Iterator

import pytest

from exam_drill.quiz.keys import Key, Occurrence, PosixKeys

HANDLED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH)


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """The two ends of a pseudo-terminal: the learner's and the program's."""
    learner, program = pty.openpty()
    yield learner, program
    for end in (learner, program):
        try:
            os.close(end)
        except OSError:  # the test has closed it
            continue


def test_keys_typed_before_and_during_a_session_all_arrive(terminal: tuple[int, int]) -> None:
    learner, program = terminal
    os.write(learner, b"4\nq")
    with PosixKeys(program) as keys:
        os.write(learner, "１\x1b[B".encode())
        assert [keys.read() for _ in range(5)] == [Key("4"), Key("enter"), Key("q"), Key("1"), Key("down")]


def test_escape_alone_is_a_key_after_a_moment(terminal: tuple[int, int]) -> None:
    learner, program = terminal
    with PosixKeys(program) as keys:
        os.write(learner, b"\x1b")
        assert keys.read() == Key("escape")


def test_waiting_may_end_without_a_key(terminal: tuple[int, int]) -> None:
    learner, program = terminal
    with PosixKeys(program) as keys:
        assert keys.read(0.01) is Occurrence.WOKEN
        os.write(learner, b"4")
        assert keys.read(60.0) == Key("4")


def test_control_d_and_a_lost_terminal_end_the_session(terminal: tuple[int, int]) -> None:
    learner, program = terminal
    with PosixKeys(program) as keys:
        os.write(learner, b"\x04")
        assert keys.read() is Occurrence.ENDED
        os.close(learner)
        assert keys.read() is Occurrence.ENDED


@pytest.mark.parametrize(
    ("number", "occurrence"),
    [
        (signal.SIGWINCH, Occurrence.RESIZED),
        (signal.SIGCONT, Occurrence.RESIZED),
        (signal.SIGINT, Occurrence.ENDED),
        (signal.SIGTERM, Occurrence.ENDED),
        (signal.SIGTSTP, Occurrence.SUSPENDED),
    ],
)
def test_signals_wake_the_reader(terminal: tuple[int, int], number: signal.Signals, occurrence: Occurrence) -> None:
    with PosixKeys(terminal[1]) as keys:
        os.kill(os.getpid(), number)
        assert keys.read() is occurrence


def test_another_thread_wakes_the_reader(terminal: tuple[int, int]) -> None:
    keys = PosixKeys(terminal[1])
    keys.wake()  # before the session: nothing happens
    with keys:
        thread = threading.Thread(target=keys.wake)
        thread.start()
        assert keys.read() is Occurrence.WOKEN
        thread.join()
    keys.wake()  # and after it


def test_the_terminal_and_the_signals_are_as_before(terminal: tuple[int, int]) -> None:
    program = terminal[1]
    mode = termios.tcgetattr(program)
    handlers = [signal.getsignal(number) for number in HANDLED]
    keys = PosixKeys(program)
    with keys:
        during = termios.tcgetattr(program)
        assert not during[3] & (termios.ICANON | termios.ECHO)
        assert during[3] & termios.ISIG  # Ctrl-C is a signal still
    with pytest.raises(ZeroDivisionError), keys:
        _ = 1 / 0
    assert termios.tcgetattr(program) == mode
    assert [signal.getsignal(number) for number in HANDLED] == handlers
