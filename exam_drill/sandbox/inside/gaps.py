"""Uses up the gaps in the worker's memory, so that what a child makes lies side by side.

After a fork each page is copied when it is first written to.  A child that finds its memory in hundreds of gaps, left
all over by what start-up made and threw away, has hundreds of pages copied for a few kilobytes.
"""

from __future__ import annotations

import ctypes
import sys

import numpy as np

_SIZES = (*range(32 << 10, 4 << 10, -2 << 10), *range(4 << 10, 1 << 10, -256), *range(1 << 10, 8, -16))
_MOST = 2000  # gaps of one size
_LARGE = 64 << 10
_EMPTY = sys.getsizeof(b"")
_PYTHON_SIZES = range(16, 513, 16)  # of objects that Python gets from its own allocator
_POOL, _POOL_HEADER = 16 << 10, 48  # bytes: it keeps objects of one size in pools of their own
_IN_A_ROW = 4
_AXES, _ARRAYS = 5, 8  # NumPy keeps the shapes of arrays that are gone for the next ones: up to 7 of each length

_FIELDS = ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost")

_kept: list[object] = []


class _Account(ctypes.Structure):
    """`struct mallinfo2` of the GNU C library: `keepcost` are the bytes that lie free at the very end."""

    _fields_ = tuple((name, ctypes.c_size_t) for name in _FIELDS)


def fill_gaps() -> None:
    """Fills the gaps for good, as far as the allocators can be asked."""
    _fill_those_of_the_c_library()
    _kept.extend(np.empty((1,) * axes) for axes in range(1, _AXES) for _ in range(_ARRAYS))
    _fill_those_of_python()  # last: whatever else is made here comes and goes there, and leaves gaps


def _fill_those_of_the_c_library() -> None:
    try:
        libc = ctypes.CDLL(None)
        account, allocate = libc.mallinfo2, libc.malloc
    except (OSError, AttributeError, TypeError):
        return
    account.restype = _Account
    allocate.restype, allocate.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    libc.free.argtypes = [ctypes.c_void_p]
    for size in _SIZES:
        for _ in range(_MOST):
            end = account().keepcost
            allocate(size)
            if account().keepcost != end:
                break  # this one came from the end: there are no more gaps of its size
    libc.free(allocate(_LARGE))  # a large request puts in order what was given back: else each child's first one does


def _fill_those_of_python() -> None:
    for size in _PYTHON_SIZES:
        place = row = 0
        for _ in range(_MOST):
            _kept.append(object() if size == 16 else 1 << 40 | len(_kept) if size == 32 else bytes(size - _EMPTY))
            before, place = place, id(_kept[-1])  # nothing else is made here: it might take a gap, and leave it again
            row = 1 if place % _POOL == _POOL_HEADER else row + 1 if row and place == before + size else 0
            if row == _IN_A_ROW:
                break  # they fill a new pool from its start: there are no more gaps of their size
