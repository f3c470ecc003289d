"""The system calls that a child keeps: the kernel answers all others itself (seccomp)."""

from __future__ import annotations

import ctypes
import errno

from exam_drill.sandbox.inside import bpf
from exam_drill.sandbox.inside.kernel import PR_SET_SECCOMP, machine, prctl, prepared_call
from exam_drill.sandbox.inside.syscalls import ALLOWED, FATAL, LAST, NOT_EXECUTABLE

ALLOW = 0x7FFF0000
KILL = 0x80000000  # the whole process, by SIGSYS; kernels before 4.14 end the thread, which is the only one
REFUSE = 0x00050000 | errno.EPERM
UNKNOWN = 0x00050000 | errno.ENOSYS

_ARCHITECTURES = (0xC000003E, 0xC00000B7)  # AUDIT_ARCH_X86_64, AUDIT_ARCH_AARCH64
_X32 = 0x40000000  # a second set of numbers on x86-64, for programs with short pointers
_NUMBER, _ARCHITECTURE, _THIRD_ARGUMENT = 0, 4, 32  # offsets in struct seccomp_data; the low word comes first
_PROT_EXEC = 4
_SET_MODE_FILTER = 1
_MODE_FILTER = 2


class Filter:
    """A filter that is ready to be loaded, or why there is none."""

    def __init__(self, code: bytes, failure: str = "") -> None:
        self.failure = failure
        self._program = _Program(len(code) // 8, code)
        self.program = ctypes.byref(self._program)
        self.load = None if failure else prepared_call("seccomp", _SET_MODE_FILTER, 0, self.program)


def filter_code(machine: int) -> bpf.Code:
    """The filter for a machine of `syscalls.MACHINES`."""
    not_executable = [
        *bpf.load(_THIRD_ARGUMENT),
        *bpf.branch(bpf.JUMP_ANY_BIT, _PROT_EXEC, bpf.answer(REFUSE), bpf.answer(ALLOW)),
    ]
    cases: dict[int, bpf.Code] = {}
    for calls, code in ((ALLOWED, bpf.answer(ALLOW)), (NOT_EXECUTABLE, not_executable), (FATAL, bpf.answer(KILL))):
        cases |= {numbers[machine]: code for numbers in calls.values() if numbers[machine] >= 0}
    # The C library tries calls that are newer than itself and goes on without them if it hears ENOSYS, not EPERM.
    newer = bpf.branch(bpf.JUMP_AT_LEAST, LAST[machine] + 1, bpf.answer(UNKNOWN), bpf.answer(REFUSE))
    known = bpf.branch(bpf.JUMP_AT_LEAST, _X32, bpf.answer(KILL), bpf.decide(cases, newer))
    ours = [*bpf.load(_NUMBER), *known]
    # A 64-bit process can call by the 32-bit numbers of its machine, which mean other things.
    return [
        *bpf.load(_ARCHITECTURE),
        *bpf.branch(bpf.JUMP_EQUAL, _ARCHITECTURES[machine], ours, bpf.answer(KILL)),
    ]


def prepare() -> Filter:
    """The filter for this machine; done once in the worker, so that a child only has to load it."""
    try:
        return Filter(bpf.pack(filter_code(machine())))
    except OSError as error:
        return Filter(b"", str(error))


def load(prepared: Filter) -> None:
    """Loads the filter into this process, for good; OSError if there is none or the kernel refuses it."""
    if prepared.load is None:
        raise OSError(prepared.failure)
    try:
        prepared.load()
    except OSError as error:
        if error.errno != errno.ENOSYS:
            raise
        prctl(PR_SET_SECCOMP, _MODE_FILTER, prepared.program)  # a kernel before 3.17


class _Program(ctypes.Structure):
    """`struct sock_fprog`."""

    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))
