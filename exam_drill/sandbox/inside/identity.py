"""Who the worker is to the kernel: not the administrator, and without any capability."""

from __future__ import annotations

import contextlib
import ctypes
import os
import struct

from exam_drill.sandbox.inside.kernel import PR_CAP_AMBIENT, PR_CAPBSET_DROP, PR_SET_KEEPCAPS, call, prctl

NOBODY = 65534
_VERSION_3 = 0x20080522
_CLEAR_ALL = 4  # of PR_CAP_AMBIENT


def leave_administrator() -> None:
    """Gives up the administrator's user and group; nothing to do for an ordinary user.  OSError if it is refused.

    The capabilities stay for the steps that need them, until `drop_capabilities`.
    """
    if os.getuid() != 0 and os.geteuid() != 0:
        return
    prctl(PR_SET_KEEPCAPS, 1)
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    permitted = [words[1] for words in _capabilities()]
    _set_capabilities([(word, word, 0) for word in permitted])


def drop_capabilities() -> None:
    """Drops every capability, for good; OSError if one is left."""
    with contextlib.suppress(OSError):  # the end of the list, or no right to shorten it: then there are none to drop
        for number in range(64):
            prctl(PR_CAPBSET_DROP, number)
    with contextlib.suppress(OSError):
        prctl(PR_CAP_AMBIENT, _CLEAR_ALL)
    _set_capabilities([(0, 0, 0), (0, 0, 0)])
    if any(word for words in _capabilities() for word in words):
        raise OSError("capabilities are left")


def _capabilities() -> list[tuple[int, int, int]]:
    """Effective, permitted and inheritable ones: twice 32 bits of each."""
    data = ctypes.create_string_buffer(24)
    call("capget", struct.pack("=Ii", _VERSION_3, 0), data)
    return [struct.unpack_from("=III", data, offset) for offset in (0, 12)]


def _set_capabilities(words: list[tuple[int, int, int]]) -> None:
    call("capset", struct.pack("=Ii", _VERSION_3, 0), b"".join(struct.pack("=III", *word) for word in words))
