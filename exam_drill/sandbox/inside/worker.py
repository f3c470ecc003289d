"""The worker: a process with NumPy imported that forks a child for each job and outlives none of its surprises.

    parent ── control socket ──▶ worker            "fork", with the child's end of a new socket as a file descriptor;
       │                                           "reap", once a child has ended or was killed; "bury", where it was
       │                                           killed, left nobody behind, and nothing is to be told of it
       │                           │ fork
       │                           ▼
       └───── job socket ───────▶ child            confines itself, says "ready", only then reads its job, runs it, ends

Between parent and worker there may be a guard: see `namespaces.enter_process_namespace`.

    worker ── control socket ──▶ parent            {"pid"} with a pidfd to kill it by; when it has ended {"status", …}

The worker never holds bank data: what it could leak to a child is what every child has anyway.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import platform
import signal
import socket
import struct
import traceback
from collections.abc import Collection

import numpy as np

from exam_drill.sandbox.inside.confine import confine_worker, steps_of_child
from exam_drill.sandbox.inside.gaps import fill_gaps
from exam_drill.sandbox.inside.kernel import prepared_fork
from exam_drill.sandbox.inside.limits import Budget, address_space
from exam_drill.sandbox.inside.line import send, work
from exam_drill.sandbox.inside.orphans import Orphans
from exam_drill.sandbox.inside.seccomp import prepare
from exam_drill.sandbox.inside.steps import Step, apply
from exam_drill.sandbox.inside.warm import warm_up
from exam_drill.sandbox.wire import Packer

_SELDOM = 20_000  # new objects between two collections: most children make fewer, and need none
_MOST_DESCRIPTORS = 256  # more than the worker ever has
_DESCRIPTOR = struct.Struct("i")  # beside a message
_MOST_AT_ONCE = 4


def main(descriptor: int, layers: Collection[str]) -> None:
    """Serves the control socket `descriptor` until its other end is closed; `layers` as in `confine`."""
    control = socket.socket(fileno=descriptor)
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
        signal.signal(name, signal.SIG_DFL)  # a child inherits it
    warm_up(policy="policy" in layers)
    prepared = prepare()
    space = address_space()
    version = platform.python_version()
    orphans = Orphans()
    # From here on no file can be opened.
    steps = confine_worker(layers)
    orphans.alone = steps["process namespace"] == ""
    gc.set_threshold(_SELDOM)
    gc.freeze()  # a child's collector does not look at, and so does not copy, what was made before it
    gc.collect()  # of nothing, but it gives back the objects that lie ready to be used again, here and there
    fill_gaps()
    _tell(control, {"python": version, "numpy": np.__version__, "steps": steps})
    fork, kept = prepared_fork(), frozenset(layers)
    confinement: dict[tuple[int, int], tuple[Step, ...]] = {}  # by the memory and the time that a child may use
    # After each fork the worker, too, has the pages copied that it writes to: so it makes no detours.
    read = json.JSONDecoder().raw_decode
    beside = socket.CMSG_SPACE(_MOST_AT_ONCE * _DESCRIPTOR.size)
    unread = ""
    descriptors: list[int] = []
    while True:
        data, ancillary, _, _ = control.recvmsg(4096, beside)
        if not data:
            return
        for _, _, numbers in ancillary:
            descriptors.extend(memoryview(numbers).cast("i"))
        *lines, unread = (unread + data.decode()).split("\n")
        for line in lines:
            request, _ = read(line)
            if "bury" in request:
                os.waitpid(request["bury"], 0)
                continue
            if "reap" in request:
                _reap(control, request["reap"], orphans if request["hunt"] else None)
                continue
            asked = request["memory"], request["cpu"]
            if asked not in confinement:
                confinement = {asked: steps_of_child(Budget.on_top_of(space, *asked), prepared)}
            mine = descriptors.pop(0)
            child = fork()
            if child == 0:
                _serve(mine, confinement[asked], kept)
            os.close(mine)
            _tell_child(control, child)


def _reap(control: socket.socket, child: int, orphans: Orphans | None) -> None:
    """Waits for the end of a child, ends what it left behind, and tells how it ended."""
    _, status, usage = os.wait4(child, 0)
    with contextlib.suppress(OSError):  # the usual case: nobody is left in its group
        os.killpg(child, signal.SIGKILL)
    if orphans is not None:
        orphans.end()
    _tell(control, {"status": status, "cpu": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss})


def _serve(line: int, confinement: tuple[Step, ...], layers: Collection[str]) -> None:
    """The child's whole life; `line` is its descriptor to the parent."""
    code = 1
    try:
        os.dup2(0, 2)  # the null device; standard error is the worker's line to the parent
        os.closerange(3, line)
        os.closerange(line + 1, _MOST_DESCRIPTORS)
        send(line, Packer().frame({"ready": apply(layers, confinement)}))
        work(line, line)
        code = 0
    except BaseException:
        # Our own code failed, or bank code broke it: the parent is told, and decides which.
        with contextlib.suppress(BaseException):
            send(line, Packer().frame({"broken": traceback.format_exc()[-2000:]}))
    finally:
        os._exit(code)


def _tell(control: socket.socket, message: object) -> None:
    control.sendall(json.dumps(message).encode() + b"\n")


def _tell_child(control: socket.socket, child: int) -> None:
    """Tells the parent of a new child, with a pidfd where the system has them: it stays right when a pid is used
    again.
    """
    try:
        pidfd = os.pidfd_open(child)
    except (AttributeError, OSError):
        _tell(control, {"pid": child})
        return
    told = b'{"pid":%d,"descriptors":1}\n' % child
    control.sendmsg([told], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, _DESCRIPTOR.pack(pidfd))])
    os.close(pidfd)
