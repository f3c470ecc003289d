"""A job object of Windows: limits that a process cannot leave, and its end with ours.

The numbers and layouts are those of winnt.h.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

JOB_TIME = 0x0004
ACTIVE_PROCESS = 0x0008
PROCESS_MEMORY = 0x0100
DIE_ON_UNHANDLED_EXCEPTION = 0x0400  # no dialogue that waits for somebody
KILL_ON_JOB_CLOSE = 0x2000
EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation
SET_QUOTA_AND_TERMINATE = 0x0100 | 0x0001  # rights to a process that a job needs
NOT_ENOUGH_QUOTA = 1816  # the exit code of who used up a job's time
_TICKS = 10_000_000  # of 100 nanoseconds, a second
_OWN_MEMORY = 256 << 20  # bytes that an interpreter with NumPy may have for itself


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION; what counts input and output is not used."""

    _fields_ = (
        ("BasicLimitInformation", BasicLimits),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


@dataclass(frozen=True, slots=True)
class Kernel:
    """The functions of kernel32 by their names, and what its last error was."""

    functions: Any
    last_error: Callable[[], int]

    @classmethod
    def of_this_system(cls) -> Kernel:
        """OSError anywhere but on Windows."""
        if sys.platform != "win32":
            raise OSError("only on Windows")
        functions = ctypes.WinDLL("kernel32", use_last_error=True)
        handle = ctypes.c_void_p
        functions.CreateJobObjectW.restype = handle
        functions.OpenProcess.restype = handle
        return cls(functions, ctypes.get_last_error)


class JobObject:
    """A job for one process: closing it ends the process."""

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel
        self._open = True
        self._handle = self._check(kernel.functions.CreateJobObjectW(None, None), "CreateJobObject")

    def hold(self, pid: int, memory: int, cpu: int) -> None:
        """Puts a process that has started nothing yet into the job; OSError if Windows refuses.

        It may have `memory` bytes beside its own, `cpu` seconds, and no other process.
        """
        call = self._kernel.functions
        wanted = ExtendedLimits()
        basic = wanted.BasicLimitInformation
        basic.LimitFlags = JOB_TIME | ACTIVE_PROCESS | PROCESS_MEMORY | DIE_ON_UNHANDLED_EXCEPTION | KILL_ON_JOB_CLOSE
        basic.PerJobUserTimeLimit = cpu * _TICKS
        basic.ActiveProcessLimit = 1
        wanted.ProcessMemoryLimit = memory + _OWN_MEMORY
        size = ctypes.c_uint32(ctypes.sizeof(wanted))
        done = call.SetInformationJobObject(self._handle, EXTENDED_LIMITS, ctypes.byref(wanted), size)
        self._check(done, "SetInformationJobObject")
        rights, inherited, number = map(ctypes.c_uint32, (SET_QUOTA_AND_TERMINATE, 0, pid))
        process = self._check(call.OpenProcess(rights, inherited, number), "OpenProcess")
        try:
            self._check(call.AssignProcessToJobObject(self._handle, process), "AssignProcessToJobObject")
        finally:
            call.CloseHandle(process)

    def close(self) -> None:
        """Ends what is in the job.  Safe to call twice."""
        if self._open:
            self._open = False
            self._kernel.functions.CloseHandle(self._handle)

    def _check(self, result: int | None, function: str) -> ctypes.c_void_p:
        """A handle or a truth; OSError for none."""
        if not result:
            raise OSError(f"{function} failed with error {self._kernel.last_error()}")
        return ctypes.c_void_p(result)


def held(pid: int, memory: int, cpu: int, kernel: Callable[[], Kernel]) -> tuple[JobObject | None, Mapping[str, str]]:
    """A process in a job of its own, and the steps of confinement: "", or why they did not apply."""
    steps = ("memory", "cpu time", "no further process")
    job = None
    try:
        job = JobObject(kernel())
        job.hold(pid, memory, cpu)
    except (OSError, AttributeError) as error:
        if job is not None:
            job.close()
        return None, dict.fromkeys(steps, str(error) or type(error).__name__)
    return job, dict.fromkeys(steps, "")
