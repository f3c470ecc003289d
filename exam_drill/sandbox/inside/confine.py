"""What the worker and each child give up before they meet bank code.

Each step is tried on its own and its result is told to the parent: where a kernel offers less, the report says so.  A
stronger lockdown is more steps in these two lists.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_CHILD_SUBREAPER = 36
_PR_SET_NO_NEW_PRIVS = 38


@dataclass(frozen=True, slots=True)
class Budget:
    """Limits of one child: address space in bytes (in all), CPU time in seconds."""

    address_space: int
    cpu: int


def confine_worker() -> dict[str, str]:
    """Confines the worker; step -> "" if it applied, else why it did not."""
    return _apply(
        (
            ("dies with the parent", lambda: _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)),
            ("adopts orphans", lambda: _prctl(_PR_SET_CHILD_SUBREAPER, 1)),
            ("no new privileges", lambda: _prctl(_PR_SET_NO_NEW_PRIVS, 1)),
        )
    )


def confine_child(budget: Budget) -> dict[str, str]:
    """Confines a child; step -> "" if it applied, else why it did not."""
    return _apply(
        (
            ("own session", os.setsid),
            ("dies with the worker", lambda: _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)),
            ("no tracing", lambda: _prctl(_PR_SET_DUMPABLE, 0)),
            ("memory", lambda: _limit(resource.RLIMIT_AS, budget.address_space)),
            ("cpu time", lambda: _limit(resource.RLIMIT_CPU, budget.cpu)),
            ("core dumps", lambda: _limit(resource.RLIMIT_CORE, 0)),
            ("file size", lambda: _limit(resource.RLIMIT_FSIZE, 0)),
            ("open files", lambda: _limit(resource.RLIMIT_NOFILE, 16)),
            ("processes", lambda: _limit(resource.RLIMIT_NPROC, 0)),
        )
    )


def address_space() -> int:
    """The size of this process's address space in bytes; 0 where it cannot be read."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _apply(steps: Iterable[tuple[str, Callable[[], object]]]) -> dict[str, str]:
    applied = {}
    for name, step in steps:
        try:
            step()
            applied[name] = ""
        except (OSError, ValueError, AttributeError) as error:
            applied[name] = str(error) or type(error).__name__
    return applied


def _limit(kind: int, amount: int) -> None:
    # Soft and hard alike: SIGXCPU could be caught, SIGKILL cannot.
    resource.setrlimit(kind, (amount, amount))


def _prctl(option: int, value: int) -> None:
    if not sys.platform.startswith("linux"):
        raise OSError("only on Linux")
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, value, 0, 0, 0) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
