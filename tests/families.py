"""The program as a process of its own, and what the system says of the processes and files that it leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import exam_drill

ROOT = str(Path(exam_drill.__file__).parents[1])
PATIENCE = 60.0  # seconds; a slow machine is no failure
GONE = 2.0  # seconds after which nothing may be left


class Started(subprocess.Popen[bytes]):
    """A program that does not outlive the test that fails in its midst."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if error is not None:
            self.kill()
        super().__exit__(kind, error, traceback)


class World:
    """A folder of its own for a program: where it stands and its temporary files, both empty, and a mark.

    The mark is a folder on Python's path, which the worker is given as an argument: so all its processes bear it.
    """

    def __init__(self, folder: Path) -> None:
        self.python = sys.executable
        self.mark = str(folder / "mark")
        self.here, self.temporary = folder / "here", folder / "temporary"
        self.home = folder / "home"  # of the learner's record and settings: whoever runs the program may write there
        for made in (self.here, self.temporary, self.home):
            made.mkdir(mode=0o777)
            made.chmod(0o777)
        self.variables = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")} | {
            "PYTHONPATH": os.pathsep.join((ROOT, self.mark)),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONIOENCODING": "utf-8",
            "PYTHONWARNINGS": "error",
            "OPENBLAS_NUM_THREADS": "1",
            "TMPDIR": str(self.temporary),
            "LANG": "en_US.UTF-8",
            "TERM": "xterm-256color",
            "XDG_CACHE_HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home),
            "XDG_DATA_HOME": str(self.home),
        }

    def be(self, python: str, folders: Iterable[str], libraries: str, user: tuple[int, int] | None) -> dict[str, Any]:
        """Has the program run by another interpreter with these folders on its path; the options to be this user."""
        self.python = python
        self.variables |= {"PYTHONPATH": os.pathsep.join(folders), "LD_LIBRARY_PATH": libraries}
        return {"user": user[0], "group": user[1], "extra_groups": []} if user else {}

    def start(self, *arguments: str, **options: Any) -> Started:
        """Starts `exam-drill` with these arguments."""
        options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
        command = [self.python, "-P", "-m", "exam_drill", *arguments]
        return Started(command, cwd=self.here, env=self.variables, **options)

    def run(self, *arguments: str, **options: Any) -> tuple[int, str, str]:
        """Runs `exam-drill` to its end: exit code, output, errors."""
        with self.start(*arguments, **options) as process:
            out, errors = process.communicate(timeout=PATIENCE)
        return process.returncode, (out or b"").decode(), (errors or b"").decode()

    def family(self) -> list[int]:
        """The worker's processes in the order in which they began, without those that have ended."""
        found = []
        for folder in Path("/proc").iterdir():
            try:
                if folder.name.isdigit() and self.mark.encode() in (folder / "cmdline").read_bytes():
                    found.append(int(folder.name))
            except OSError:  # it has just ended
                continue
        return sorted(found, key=lambda process: (int((_status(process) or ["0"] * 20)[19]), process))

    def wait_for_family(self) -> list[int]:
        """Waits until a child has been busy for a while: the guard, the worker, that child, and one that waits."""
        end = time.monotonic() + PATIENCE
        while True:
            first, *children = self.family() or [0]
            worker, *children = children or [0]
            children.sort(key=seconds_of, reverse=True)
            if len(children) == 2 and seconds_of(children[0]) > 0.3:
                return [first, worker, *children]
            assert time.monotonic() < end, children
            time.sleep(0.01)

    def assert_nothing_is_left(self) -> None:
        assert eventually(lambda: not self.family(), GONE), self.family()
        assert [*self.here.iterdir(), *self.temporary.iterdir()] == []


def eventually(condition: Callable[[], bool], seconds: float = 5.0) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def descendants(pid: int | str = "self") -> set[int]:
    """All processes below one, by what the kernel says of each process's parent."""
    own = os.getpid() if pid == "self" else int(pid)
    parents = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if fields[0] != "Z":
                parents[int(folder.name)] = int(fields[1])
    found = {own}
    while True:
        more = {child for child, parent in parents.items() if parent in found} - found
        if not more:
            return found - {own}
        found |= more


def settled_family(others: set[int], least: int = 3) -> list[int]:
    """The guard, the worker and the child that waits, beside `others`, once the child of the last job has gone.

    `least` are 2 where there may be no guard.
    """
    family: list[int] = []

    def is_steady() -> bool:
        nonlocal family
        before, family = family, sorted(descendants() - others)
        time.sleep(0.02)
        return before == family and least <= len(family) <= 3

    assert eventually(is_steady)
    return family


def seconds_of(process: int) -> float:
    """CPU time that a process has had."""
    fields = _status(process)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") if fields else 0.0


def is_there(process: int) -> bool:
    """Whether a process has not ended; one that nobody has waited for has."""
    return _status(process)[:1] not in ([], ["Z"])


def _status(process: int) -> list[str]:
    """What the system says of a process, beginning with its state; nothing if there is none."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def kill(process: int, number: int = signal.SIGKILL) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, number)


def everything(stream: IO[bytes]) -> str:
    with stream:
        return stream.read().decode()
