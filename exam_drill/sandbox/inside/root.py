"""A root folder with nothing in it, that leaves nothing behind."""

from __future__ import annotations

import contextlib
import os
import tempfile

from exam_drill.sandbox.inside.kernel import call, mount, unmount, unshare
from exam_drill.sandbox.inside.namespaces import MOUNT

_FLAGS = 1 | 2 | 4 | 8  # read-only, no change of user, no devices, no programs
_RECURSIVE, _PRIVATE = 1 << 14, 1 << 18
_DETACH = 2
_ANY_FOLDER = b"/proc"  # to mount over; there is hardly a Linux without it


def empty_root() -> None:
    """Makes an empty read-only folder this process's root; OSError if that is refused.

    In a mount namespace of its own it is a file system in memory, and all others are unmounted.  Where that is
    refused it is a folder that is deleted as soon as it is the root: nothing can be made in it any more.
    """
    try:
        _empty_mount()
    except OSError as refused:
        try:
            _deleted_folder()
        except OSError:
            raise refused from None


def _empty_mount() -> None:
    unshare(MOUNT)  # first: without it, the lines below would be the whole system's affair
    mount(None, b"/", None, _RECURSIVE | _PRIVATE)
    mount(b"empty", _ANY_FOLDER, b"tmpfs", _FLAGS, b"size=4k,nr_inodes=2")
    os.chdir(_ANY_FOLDER)
    try:
        call("pivot_root", b".", b".")
        unmount(b".", _DETACH)  # the old root lies above the new one
    except OSError:
        os.chroot(".")  # an initial RAM disk cannot be exchanged; without capabilities there is no way back either
    os.chdir("/")


def _deleted_folder() -> None:
    folder = tempfile.mkdtemp(prefix="exam-drill-empty-")
    try:
        os.chdir(folder)
    finally:
        with contextlib.suppress(OSError):
            os.rmdir(folder)
    os.chroot(".")
    os.chdir("/")
