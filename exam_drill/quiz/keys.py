"""Single keys from a terminal, and what else can wake a session.

    terminal ── bytes ─▶ Decoder ─▶ Key("4")
    signals ─── pipe ──▶ Occurrence.RESIZED, ENDED, SUSPENDED
    threads ─── pipe ──▶ Occurrence.WOKEN

The terminal stays in single-key mode for the whole session, so that keys typed ahead are neither lost nor echoed, and
gets its own mode back whatever happens.  Signals only write into the pipe: nothing is ever interrupted halfway.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from enum import Enum, auto
from typing import NamedTuple, Protocol, TextIO

from exam_drill.quiz.decoding import Decoder, key_name


class Key(NamedTuple):
    """A key by its name: a character, or `enter`, `space`, `up`, `page-down`, …."""

    name: str


class Occurrence(Enum):
    """What wakes a session beside a key."""

    RESIZED = auto()  # the screen must be drawn again
    WOKEN = auto()  # somebody called `wake`, or the time to wait is over
    SUSPENDED = auto()  # Ctrl-Z: call `suspend`
    ENDED = auto()  # Ctrl-C, Ctrl-D, a lost terminal, a request to end


class Loan:
    """A terminal in other hands.

    `ahead` are the bytes that were typed ahead: what nobody has read of them by the end comes back as keys.  Who has it
    tells in `ended_by` which of the signals `asking` to end came, 0 if none did.  `stdin` is None for the
    standard input.
    """

    def __init__(self, stdin: TextIO | None = None, ahead: bytes = b"", asking: tuple[int, ...] = ()) -> None:
        self.stdin, self.ahead, self.asking = stdin, ahead, asking
        self.ended_by = 0


class Keys(Protocol):
    """A source of keys.  Entered before the first `read`, left at the end."""

    @property
    def ended_by(self) -> int:
        """The signal that asked to end, other than Ctrl-C's, which is a key here; 0 if none did."""

    def __enter__(self) -> Keys: ...

    def __exit__(self, *exception: object) -> None: ...

    def read(self, timeout: float | None = None) -> Key | Occurrence:
        """Waits for the next key or occurrence, or `timeout` seconds."""

    def wake(self) -> None:
        """Makes `read` return WOKEN; from any thread, also when nobody reads any more."""

    def suspend(self) -> None:
        """Gives the terminal back and stops the process until it is continued."""

    def lent(self) -> AbstractContextManager[Loan]:
        """The terminal in its own mode, and the signals, for somebody who reads it differently for a while."""


def open_keys(stdin: TextIO) -> Keys:
    """The keys of this terminal; only on the main thread."""
    if sys.platform == "win32":
        return WindowsKeys()
    return PosixKeys(stdin.fileno(), stdin.encoding or "utf-8", stdin)


if sys.platform == "win32":
    import msvcrt
    import shutil
    import threading
    from collections.abc import Iterable
    from itertools import count

    _WINDOWS_NAMES = {
        "H": "up",
        "P": "down",
        "K": "left",
        "M": "right",
        "I": "page-up",
        "Q": "page-down",
        "G": "home",
        "O": "end",
    }
    _POLL = 0.02  # seconds between two looks at the keyboard

    class WindowsKeys:
        """Keys of a Windows console."""

        ended_by = 0  # there are no such signals

        def __init__(self) -> None:
            self._woken = threading.Event()
            self._size = shutil.get_terminal_size()

        def __enter__(self) -> WindowsKeys:
            return self

        def __exit__(self, *exception: object) -> None:
            pass

        def read(self, timeout: float | None = None) -> Key | Occurrence:
            """Waits for the next key or occurrence, or `timeout` seconds."""
            looks: Iterable[int] = count() if timeout is None else range(int(timeout / _POLL))
            for _ in looks:
                try:
                    if self._woken.wait(_POLL):
                        self._woken.clear()
                        return Occurrence.WOKEN
                    if msvcrt.kbhit():
                        return _windows_key(msvcrt.getwch())
                except KeyboardInterrupt:
                    return Occurrence.ENDED
                if self._size != shutil.get_terminal_size():
                    self._size = shutil.get_terminal_size()
                    return Occurrence.RESIZED
            return Occurrence.WOKEN

        def wake(self) -> None:
            """Makes `read` return WOKEN."""
            self._woken.set()

        def suspend(self) -> None:
            """A Windows console stops no process."""

        @contextmanager
        def lent(self) -> Iterator[Loan]:
            """The console for somebody else."""
            yield Loan()

    def _windows_key(character: str) -> Key | Occurrence:
        if character in ("\x00", "\xe0"):
            return Key(_WINDOWS_NAMES.get(msvcrt.getwch(), "other"))
        if character in ("\x03", "\x04", "\x1a"):
            return Occurrence.ENDED
        return Key(key_name(character))

else:
    import os
    import select
    import signal
    import termios
    import threading
    from collections.abc import Callable
    from types import FrameType

    _ESCAPE_TIME = 0.05  # seconds after which Escape alone is no longer the start of a sequence
    _SIGNALS = {
        signal.SIGINT: Occurrence.ENDED,
        signal.SIGTERM: Occurrence.ENDED,
        signal.SIGHUP: Occurrence.ENDED,
        signal.SIGQUIT: Occurrence.ENDED,
        signal.SIGTSTP: Occurrence.SUSPENDED,
        signal.SIGCONT: Occurrence.RESIZED,
        signal.SIGWINCH: Occurrence.RESIZED,
    }
    _WAKE = b"\0"  # no signal has the number 0
    _ENDING = {"interrupt", "end-of-input"}
    _ASKING = {signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT}  # to end, by the exit code too
    _Handler = Callable[[int, FrameType | None], object] | int | None

    class PosixKeys:
        """Keys of a terminal that termios controls."""

        def __init__(self, terminal: int, encoding: str = "utf-8", stdin: TextIO | None = None) -> None:
            self._terminal, self._stdin = terminal, stdin
            self._decoder = Decoder(encoding)
            self._waiting: deque[Key | Occurrence] = deque()
            self._lock = threading.Lock()  # guards the writing end, which `wake` may find closed
            self._out: int | None = None
            self._ahead = b""  # typed, not yet decoded
            self.ended_by = 0

        def __enter__(self) -> PosixKeys:
            try:
                self._mode = termios.tcgetattr(self._terminal)
            except termios.error as error:  # it is gone already
                raise OSError(*error.args) from None
            self._in, self._out = os.pipe()
            os.set_blocking(self._in, False)
            os.set_blocking(self._out, False)
            self._listen(self._out)
            self._single_keys()
            return self

        def __exit__(self, *exception: object) -> None:
            self._own_mode()
            self._listen_no_more()
            with suppress(BlockingIOError):
                self._note(os.read(self._in, 512))  # what came too late to be an occurrence
            with self._lock:
                out, self._out = self._out, None
            for end in (self._in, out):
                if end is not None:
                    os.close(end)

        def read(self, timeout: float | None = None) -> Key | Occurrence:
            """Waits for the next key or occurrence, or `timeout` seconds."""
            while not self._waiting:
                if self._ahead:
                    byte, self._ahead = self._ahead[:1], self._ahead[1:]
                    self._take(self._decoder.feed(byte))
                    continue
                patience = _ESCAPE_TIME if self._decoder.waiting else timeout
                ready = select.select([self._terminal, self._in], [], [], patience)[0]
                if not ready and not self._decoder.waiting:
                    return Occurrence.WOKEN
                if not ready:
                    self._take(self._decoder.flush())
                if self._in in ready:
                    self._waiting.extend(self._occurrences(os.read(self._in, 512)))
                if self._terminal in ready:
                    self._take_bytes()
            return self._waiting.popleft()

        def wake(self) -> None:
            """Makes `read` return WOKEN."""
            with self._lock:
                if self._out is not None:
                    with suppress(BlockingIOError):  # the pipe is full of reasons to wake up
                        os.write(self._out, _WAKE)

        def suspend(self) -> None:
            """Gives the terminal back and stops the process until it is continued."""
            self._own_mode()
            handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGTSTP)
            signal.signal(signal.SIGTSTP, handler)
            with suppress(termios.error):
                self._single_keys()

        @contextmanager
        def lent(self) -> Iterator[Loan]:
            """The terminal in its own mode, and the signals, for somebody who reads it differently for a while."""
            out = self._out
            loan = Loan(self._stdin, self._ahead, tuple(_ASKING))
            self._ahead = b""
            self._own_mode()
            self._listen_no_more()
            try:
                yield loan
            finally:
                self._ahead += loan.ahead
                self.ended_by = self.ended_by or loan.ended_by
                if out is not None:
                    self._listen(out)
                with suppress(termios.error):  # the terminal may be gone: it is the next `read` that tells
                    self._single_keys()

        def _listen(self, out: int) -> None:
            """Has signals only write into the pipe."""
            self._wakeup = signal.set_wakeup_fd(out, warn_on_full_buffer=False)
            self._handlers: dict[int, _Handler] = {number: signal.signal(number, _only_wake) for number in _SIGNALS}

        def _listen_no_more(self) -> None:
            for number, handler in self._handlers.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(self._wakeup)

        def _take_bytes(self) -> None:
            try:
                data = os.read(self._terminal, 1024)
            except OSError:  # the terminal is gone
                data = b""
            if data:
                self._ahead += data
            else:
                self.ended_by = self.ended_by or signal.SIGHUP  # which may be on its way, or meant for others only
                self._waiting.append(Occurrence.ENDED)

        def _take(self, names: list[str]) -> None:
            self._waiting.extend(Occurrence.ENDED if name in _ENDING else Key(name) for name in names)

        def _occurrences(self, numbers: bytes) -> list[Occurrence]:
            if signal.SIGCONT in numbers:
                with suppress(termios.error):  # the signal also comes with SIGHUP, when the terminal is gone
                    self._single_keys()  # a shell may have changed the mode while the process was stopped
            self._note(numbers)
            return [_SIGNALS[signal.Signals(number)] if number else Occurrence.WOKEN for number in numbers]

        def _note(self, numbers: bytes) -> None:
            self.ended_by = self.ended_by or next((number for number in numbers if number in _ASKING), 0)

        def _single_keys(self) -> None:
            mode = termios.tcgetattr(self._terminal)
            mode[3] &= ~(termios.ICANON | termios.ECHO | termios.IEXTEN)
            mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
            termios.tcsetattr(self._terminal, termios.TCSADRAIN, mode)  # FLUSH would lose keys typed ahead

        def _own_mode(self) -> None:
            with suppress(termios.error):  # the terminal may be gone, and its mode with it
                termios.tcsetattr(self._terminal, termios.TCSADRAIN, self._mode)

    def _only_wake(number: int, frame: FrameType | None) -> None:
        """Python has written the signal's number into the pipe already."""
