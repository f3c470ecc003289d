"""Runs `exam-drill` as on Windows, as far as another system can: `python as_windows.py ARGUMENT …`.

What Python lacks there is hidden once its own library is loaded, so that only our code and what it imports later meet
the gaps.  Children are real ones of this system.  kernel32 is made up: it grants everything and is asked what it saw.
"""

from __future__ import annotations

import concurrent.futures
import ctypes
import importlib
import importlib.metadata
import json
import multiprocessing
import os
import pathlib
import pkgutil
import platform
import signal
import socket
import subprocess
import sys
import tempfile
import types
from typing import Any

import numpy as np
import platformdirs
import rich.console
import rich.progress
import rich.table
import watchdog.observers
import yaml

LOADED = (
    concurrent.futures, importlib.metadata, multiprocessing, np, pathlib, platform, platformdirs, tempfile,
    watchdog.observers, yaml,
)  # fmt: skip
MODULES = ("fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty")
MISSING: dict[types.ModuleType, tuple[str, ...]] = {
    os: (
        *(
            "chown",
            "chroot",
            "fork",
            "forkpty",
            "getegid",
            "geteuid",
            "getgid",
            "getgroups",
            "getpgid",
            "getsid",
            "getuid",
        ),
        *(
            "killpg",
            "mkfifo",
            "nice",
            "openpty",
            "pidfd_open",
            "posix_spawn",
            "pread",
            "register_at_fork",
            "set_blocking",
        ),
        *(
            "setgid",
            "setgroups",
            "setresuid",
            "setsid",
            "setuid",
            "sysconf",
            "uname",
            "wait",
            "wait3",
            "wait4",
            "waitid",
        ),
        *("WNOHANG", "WEXITSTATUS", "WIFSIGNALED", "WTERMSIG", "sched_getaffinity"),
    ),
    signal: (
        *("SIGALRM", "SIGCHLD", "SIGCONT", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT", "SIGTSTP", "SIGUSR1", "SIGWINCH"),
        *("SIGXCPU", "SIGXFSZ", "alarm", "pidfd_send_signal", "pthread_sigmask", "setitimer", "sigwait"),
    ),
    socket: ("AF_UNIX", "MSG_DONTWAIT", "recv_fds", "send_fds", "SO_PEERCRED"),
}
SEEN: list[str] = []  # calls of kernel32


class Popen(subprocess.Popen):
    """A process that is started as on Windows."""

    def __init__(self, arguments: list[str], *, creationflags: int = 0, **options: Any) -> None:
        unknown = {"preexec_fn", "start_new_session", "pass_fds", "process_group", "user"} & set(options)
        if unknown:
            raise ValueError(f"not on Windows: {unknown}")
        SEEN.append(f"flags {creationflags}")
        super().__init__(arguments, **options)

    def kill(self) -> None:
        if self.poll() is None:
            os.kill(self.pid, 9)


class Kernel32:
    """What `ctypes.WinDLL` gives."""

    def __init__(self, name: str, use_last_error: bool) -> None:
        assert (name, use_last_error) == ("kernel32", True)

    def __getattr__(self, name: str) -> Any:
        def function(*_: object) -> int:
            SEEN.append(name)
            return 4

        setattr(self, name, function)
        return function


def hide() -> None:
    """Makes this process look like one of Windows."""
    for module, names in MISSING.items():
        for name in names:
            if hasattr(module, name):
                delattr(module, name)
    for name in MODULES:
        sys.modules[name] = None
    sys.modules["msvcrt"] = types.ModuleType("msvcrt")
    subprocess.Popen = Popen
    ctypes.WinDLL = Kernel32
    ctypes.get_last_error = lambda: 0
    sys.platform = "win32"


if __name__ == "__main__":
    rich.console.Console(), rich.table.Table(), rich.progress.Progress()
    importlib.import_module("prompt_toolkit.application")  # it asks the system what it is as it is imported
    platform.uname()  # remembered: to be told anew would take a process
    hide()
    import exam_drill
    from exam_drill.cli import COMMANDS, build_parser, main

    for module in pkgutil.walk_packages(exam_drill.__path__, "exam_drill."):
        # What runs in a worker of Dask's imports Dask, which asks the real system what it is.
        elsewhere = module.name in ("exam_drill.__main__", "exam_drill.distributing.node")
        if not module.name.startswith("exam_drill.sandbox.inside.") and not elsewhere:
            importlib.import_module(module.name)  # the whole of the parent
    for command in COMMANDS:
        build_parser(command)

    code = main(sys.argv[1:])
    print(json.dumps(SEEN), file=sys.stderr)
    sys.exit(code)
