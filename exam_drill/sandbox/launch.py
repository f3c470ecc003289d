"""Starting the worker's process: nothing here needs NumPy, so it can be on its way before its parent is up.

launch(layers) ─▶ Launched: the process, and our end of its control socket

    with head_start(layers):            the process starts here …
        import what takes long
        Worker(limits).start()          … and the first worker with these layers takes it
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from exam_drill.sandbox.system import passed_on
from exam_drill.threads import ONE_THREAD

# The first thing that it does is to see to it that it ends with us, for it takes a while until it is up: 1 is
# PR_SET_PDEATHSIG, and importing anything of ours would import NumPy.
_WORKER = (
    "import ctypes, json, os, sys; sys.platform != 'linux' or ctypes.CDLL(None).prctl(1, 9, 0, 0, 0); "
    "os.getppid() == int(sys.argv[4]) or sys.exit(); sys.path[:] = json.loads(sys.argv[2]); "
    "from exam_drill.sandbox.inside.worker import main; "
    "main(int(sys.argv[1]), json.loads(sys.argv[3]))"
)
# With more threads than one, a product in a forked child hangs or dies. A fixed hash seed: sets iterate alike every
# time.
_ENVIRONMENT = {
    **ONE_THREAD,
    "PYTHONHASHSEED": "0",
    "LC_ALL": "C.UTF-8",
    "LD_BIND_NOW": "1",  # of the dynamic linker: a function is looked up here, not in each child that calls it
}


def environment(system: str) -> dict[str, str]:
    """That of a process of ours on this system.

    It keeps the byte code of its modules where this process would: else they are compiled at each start of a checkout,
    for nobody but a worker imports them.
    """
    kept = {"PYTHONDONTWRITEBYTECODE": "1"} if sys.dont_write_bytecode else {}
    where = {"PYTHONPYCACHEPREFIX": sys.pycache_prefix} if sys.pycache_prefix else {}
    return {**_ENVIRONMENT, **passed_on(system, os.environ), **kept, **where}


@dataclass(frozen=True, slots=True)
class Launched:
    """A worker's process that nobody has spoken to yet, and what it was told at its start."""

    process: subprocess.Popen[bytes]
    control: socket.socket
    told: tuple[str, ...]

    def close(self) -> None:
        """Ends it."""
        self.process.kill()
        self.control.close()
        self.process.wait()
        if self.process.stderr is not None:
            self.process.stderr.close()


_AHEAD: list[Launched] = []  # at most one, until a worker takes it; a process can only be its own parent's worker


@contextlib.contextmanager
def head_start(layers: Collection[str]) -> Iterator[None]:
    """Starts the process of the first worker that will be started meanwhile; ends it if there is none.

    That it cannot be started is told to who needs it.
    """
    with contextlib.suppress(OSError):
        _AHEAD.append(launch(layers))
    try:
        yield
    finally:
        while _AHEAD:
            _AHEAD.pop().close()


def launch(layers: Collection[str]) -> Launched:
    """A new process, or the one that had a head start and was told the same; OSError if there can be none."""
    told = (_WORKER, json.dumps(sys.path), json.dumps(sorted(layers)), str(os.getpid()))
    with contextlib.suppress(IndexError):  # another thread may be quicker
        ahead = _AHEAD.pop()
        if ahead.told == told:
            return ahead
        ahead.close()
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        with theirs:
            process = _popen(theirs.fileno(), told)
    except BaseException:
        ours.close()
        raise
    return Launched(process, ours, told)


def _popen(descriptor: int, told: tuple[str, ...]) -> subprocess.Popen[bytes]:
    """The process, which serves the socket `descriptor`."""
    program, path, layers, parent = told
    process = subprocess.Popen(
        [sys.executable, "-S", "-P", "-c", program, str(descriptor), path, layers, parent],
        pass_fds=[descriptor],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment(sys.platform),
        start_new_session=True,  # Ctrl-C in the terminal is the parent's affair
    )
    _first_to_go(process.pid)
    return process


def _first_to_go(process: int) -> None:
    """Where memory runs out, Linux is to end this process, or one that it starts, rather than ours."""
    with contextlib.suppress(OSError), open(f"/proc/{process}/oom_score_adj", "w", encoding="ascii") as file:
        file.write("1000")
