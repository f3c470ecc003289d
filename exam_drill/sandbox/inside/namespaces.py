"""Namespaces of the worker's own: no network, no other process, no mount, no host name is left to be seen."""

from __future__ import annotations

import os
import signal

from exam_drill.sandbox.inside.kernel import PR_SET_PDEATHSIG, prctl, unshare

MOUNT = 0x00020000
HOST_NAME = 0x04000000
IPC = 0x08000000
USER = 0x10000000
PROCESS = 0x20000000
NETWORK = 0x40000000


def enter_process_namespace() -> None:
    """Makes this process the first of a namespace of processes: when it ends, the kernel ends all the others there.

    Only a child can be that, so the caller goes on in a fork, and what called stays as its guard: it waits, ends when
    the fork ends, and takes the fork with it when it is killed.  OSError, without a fork, if it is refused.
    """
    unshare(PROCESS)
    first = os.fork()
    if first == 0:
        return
    code = 1
    try:
        os.closerange(0, 256)  # the parent must see the sockets close when the worker ends
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(first, 0)[1])
    finally:
        os._exit(code & 0xFF)
