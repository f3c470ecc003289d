"""The worker: a process with NumPy imported that forks a child for each job and outlives none of its surprises.

    parent ── control socket ──▶ worker            "fork", with the child's end of a new socket as a file descriptor;
       │                                           "reap", once a child has ended or was killed
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
import traceback
from collections.abc import Collection

import numpy as np

from exam_drill.sandbox.inside.confine import confine_child, confine_worker
from exam_drill.sandbox.inside.gaps import fill_gaps
from exam_drill.sandbox.inside.kernel import fork
from exam_drill.sandbox.inside.limits import Budget, address_space
from exam_drill.sandbox.inside.orphans import Orphans
from exam_drill.sandbox.inside.run import run_job
from exam_drill.sandbox.inside.seccomp import Filter, prepare
from exam_drill.sandbox.inside.warm import warm_up
from exam_drill.sandbox.wire import ANY_NUMBER, Packer, read_frame

_LARGEST_JOB = 1 << 30
_SELDOM = 20_000  # new objects between two collections: most children make fewer, and need none
_MOST_DESCRIPTORS = 256  # more than the worker ever has


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
    fill_gaps()
    gc.set_threshold(_SELDOM)
    gc.freeze()  # a child's collector does not look at, and so does not copy, what was made before it
    _tell(control, {"python": version, "numpy": np.__version__, "steps": steps})
    unread, descriptors = b"", []
    while True:
        data, received, _, _ = socket.recv_fds(control, 4096, 4)
        if not data:
            return
        descriptors += received
        *lines, unread = (unread + data).split(b"\n")
        for line in lines:
            request = json.loads(line)
            if "reap" in request:
                _reap(control, request["reap"], orphans if request["hunt"] else None)
                continue
            budget = Budget.on_top_of(space, request["memory"], request["cpu"])
            mine = descriptors.pop(0)
            child = fork()
            if child == 0:
                control.close()
                _serve(socket.socket(fileno=mine), budget, prepared, layers)
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


def _serve(job_socket: socket.socket, budget: Budget, prepared: Filter, layers: Collection[str]) -> None:
    """The child's whole life."""
    code = 1
    try:
        os.dup2(0, 2)  # the null device; standard error is the worker's line to the parent
        os.closerange(3, job_socket.fileno())
        os.closerange(job_socket.fileno() + 1, _MOST_DESCRIPTORS)
        steps = confine_child(budget, prepared, layers)
        job_socket.sendall(Packer().frame({"ready": steps}))
        stream = job_socket.makefile("rb")
        job = read_frame(stream.read, _LARGEST_JOB, ANY_NUMBER)
        if job is not None:
            run_job(job, job_socket.sendall)
            job_socket.sendall(Packer().frame({"done": True}))
        code = 0
    except BaseException:
        # Our own code failed, or bank code broke it: the parent is told, and decides which.
        with contextlib.suppress(BaseException):
            job_socket.sendall(Packer().frame({"broken": traceback.format_exc()[-2000:]}))
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
    socket.send_fds(control, [json.dumps({"pid": child, "descriptors": 1}).encode() + b"\n"], [pidfd])
    os.close(pidfd)
