"""What differs from one operating system to another, as functions of its name (that of `sys.platform`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

WINDOWS = "win32"
_DETACHED = 0x0008  # DETACHED_PROCESS: no console, so that neither Ctrl-C nor what a program prints gets through
_NEEDED = {  # by the loader of programs and by Python itself
    WINDOWS: ("SYSTEMROOT", "WINDIR"),
    "darwin": ("DYLD_LIBRARY_PATH", "DYLD_FRAMEWORK_PATH"),
}
_NEEDED_ELSEWHERE = ("LD_LIBRARY_PATH",)


class Apart(TypedDict, total=False):
    """Arguments of `subprocess.Popen` that keep a process from the signals of our terminal."""

    start_new_session: bool
    creationflags: int


def forks(system: str, has_fork: bool) -> bool:
    """Whether a worker with NumPy imported can fork its children here.

    On macOS it cannot, though there is a fork: Accelerate, which NumPy may use, does not survive it.  On other systems
    nobody has tried.
    """
    return has_fork and system.startswith("linux")


def interpreter(system: str, executable: str, base: str) -> str:
    """The program that is Python itself.

    In a virtual environment of Windows `sys.executable` only starts the `base` one: its end would not be the end of
    that one, and a limit of one process would be used up by itself.
    """
    return base if system == WINDOWS and base else executable


def passed_on(system: str, variables: Mapping[str, str]) -> dict[str, str]:
    """What a Python needs of our environment to be the same one."""
    return {name: variables[name] for name in _NEEDED.get(system, _NEEDED_ELSEWHERE) if name in variables}


def apart(system: str) -> Apart:
    """How a process is started that our terminal does not know."""
    return {"creationflags": _DETACHED} if system == WINDOWS else {"start_new_session": True}
