"""Calls into the Linux kernel that Python 3.11 has no function for."""

from __future__ import annotations

import ctypes
import functools
import os
import platform
import sys
from collections.abc import Callable

from exam_drill.sandbox.inside.syscalls import MACHINES, NUMBERS

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_KEEPCAPS = 8
PR_SET_SECCOMP = 22
PR_CAPBSET_DROP = 24
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38
PR_CAP_AMBIENT = 47


class Call:
    """A call with all that it takes, so that it only has to be made: each child makes some, and has seen nothing yet.

    OSError if it is refused.
    """

    __slots__ = ("_arguments", "_function")

    def __init__(self, function: Callable[..., int], *arguments: object) -> None:
        self._function, self._arguments = function, arguments

    def __call__(self) -> int:
        """Makes it."""
        result = self._function(*self._arguments)
        if result == -1:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code))
        return result


def prepared_prctl(option: int, second: int = 0, third: object = 0) -> Call:
    """prctl(2)."""
    return Call(_libc().prctl, option, second, third, 0, 0)


def prctl(option: int, second: int = 0, third: object = 0) -> None:
    """prctl(2); OSError if it is refused."""
    prepared_prctl(option, second, third)()


def unshare(flags: int) -> None:
    """unshare(2); OSError if it is refused."""
    Call(_libc().unshare, flags)()


def mount(source: bytes | None, target: bytes, kind: bytes | None, flags: int, options: bytes | None = None) -> None:
    """mount(2); OSError if it is refused."""
    Call(_libc().mount, source, target, kind, ctypes.c_ulong(flags), options)()


def unmount(target: bytes, flags: int) -> None:
    """umount2(2); OSError if it is refused."""
    Call(_libc().umount2, target, flags)()


def prepared_call(name: str, *arguments: object) -> Call:
    """A system call by its name in `syscalls.NUMBERS`; OSError if this machine is not known."""
    words = [ctypes.c_long(word) if isinstance(word, int) else word for word in arguments]
    return Call(_libc().syscall, ctypes.c_long(NUMBERS[name][machine()]), *words)


def call(name: str, *arguments: object) -> int:
    """A system call, made at once; OSError if it is refused or this machine is not known."""
    return prepared_call(name, *arguments)()


def prepared_fork() -> Callable[[], int]:
    """fork(2), without what Python does after a fork where it can be avoided.

    `os.fork` makes new locks, for other threads may have held the old ones, and seeds the generators of random numbers
    anew.  The worker has one thread and its children seed for each run, so all that it does here is to write to
    hundreds of pages, each of which the kernel then has to copy.
    """
    try:
        return Call(_interpreter().fork)
    except OSError:
        return os.fork


def machine() -> int:
    """The index of this machine in `syscalls.MACHINES`; OSError for one that is not there."""
    name = platform.machine()
    if name not in MACHINES or sys.maxsize < 2**32:  # a 32-bit program calls by other numbers
        raise OSError(f"system calls of {name or 'this machine'} are not known")
    return MACHINES.index(name)


@functools.cache
def _libc() -> ctypes.CDLL:
    if not sys.platform.startswith("linux"):
        raise OSError("only on Linux")
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    libc.prctl.argtypes = (ctypes.c_int, ctypes.c_ulong, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong)
    return libc


@functools.cache
def _interpreter() -> ctypes.PyDLL:
    """The C library, called without letting go of the interpreter's lock."""
    if not sys.platform.startswith("linux"):
        raise OSError("only on Linux")
    return ctypes.PyDLL(None, use_errno=True)
