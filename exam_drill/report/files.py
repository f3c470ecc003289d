"""A report on its way into a file: unseen until it is whole.

    report_file("build/junit.xml") ─▶ folders made, a file without a name in the last of them ─▶ .stream
        commit  ─▶ junit.xml is there, or is another one, in one step
        else    ─▶ all is as before

What is in the way is told at once, not after an hour of judging.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from typing import IO, TextIO

_BANKS = (".yaml", ".yml")


class BankInTheWayError(Exception):
    """A report would replace what is a bank by its name, which nobody wants."""


class ReportFile:
    """One report: what is written to `stream` is kept where nobody sees it until `commit`."""

    def __init__(self, target: str, mode: int | None, file: IO[bytes]) -> None:
        self._target, self._mode, self._file = target, mode, file
        self.stream: TextIO = io.TextIOWrapper(file, "utf-8", errors="backslashreplace", newline="\n")

    def commit(self) -> None:
        """Puts the report where it belongs; OSError if that fails, and then what was there is there still.

        A link keeps leading to the file, which keeps its mode.
        """
        self.stream.flush()
        self._file.seek(0)
        if _is_regular(self._mode):
            self._replace()
        else:
            with open(self._target, "wb") as device:
                shutil.copyfileobj(self._file, device)

    def _replace(self) -> None:
        folder, name = os.path.split(self._target)
        number, temporary = tempfile.mkstemp(prefix=f".{name[:40]}.", suffix=".tmp", dir=folder)
        try:
            with open(number, "wb") as file:
                shutil.copyfileobj(self._file, file)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, stat.S_IMODE(self._mode) if self._mode is not None else 0o666 & ~_umask())
            os.replace(temporary, self._target)
        except BaseException:
            os.unlink(temporary)
            raise


@contextlib.contextmanager
def report_file(name: str) -> Iterator[ReportFile]:
    """A report that may become a file of this name; without a `commit` all is as before.

    Folders that are missing are made.  OSError if it cannot be written there, ValueError if no file can have this
    name, and BankInTheWayError if a bank has it.  Into a device or a pipe is written at the end.
    """
    target = os.path.realpath(name)
    mode = _mode(target)
    folder = os.path.dirname(target)
    missing = _missing(folder)
    try:
        os.makedirs(folder, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder if _is_regular(mode) else None) as file:
            report = ReportFile(target, mode, file)
            try:
                yield report
            finally:
                with contextlib.suppress(OSError):  # what is still buffered may not fit on the disk
                    report.stream.close()
    finally:
        for made in missing:
            with contextlib.suppress(OSError):  # the report is in it
                os.rmdir(made)


def _mode(path: str) -> int | None:
    """The type and mode of what is there, None if nothing is; an error if no report may be written over it."""
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
    if path.lower().endswith(_BANKS):
        raise BankInTheWayError
    if mode is not None and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
    return mode


def _is_regular(mode: int | None) -> bool:
    return mode is None or stat.S_ISREG(mode)


def _missing(folder: str) -> list[str]:
    """The folders that are not there yet, the innermost first."""
    found = []
    while not os.path.lexists(folder):
        found.append(folder)
        folder = os.path.dirname(folder)
    return found


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
