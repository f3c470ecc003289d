"""The worker: a process with NumPy imported that forks a child for each job and outlives none of its surprises.

    parent ── control socket ──▶ worker            "fork", with the child's end of a new socket as a file descriptor
       │                           │ fork
       │                           ▼
       └───── job socket ───────▶ child            confines itself, says "ready", only then reads its job, runs it, ends

    worker ── control socket ──▶ parent            {"pid"} with a pidfd to kill it by; when it has ended {"status", …}

The worker never holds bank data: what it could leak to a child is what every child has anyway.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import random
import signal
import socket
import sys
import traceback

import numpy as np

from exam_drill.sandbox.inside.confine import Budget, address_space, confine_child, confine_worker
from exam_drill.sandbox.inside.run import run_job
from exam_drill.sandbox.wire import Packer, read_frame

_LARGEST_JOB = 1 << 30


def main(descriptor: int) -> None:
    """Serves the control socket `descriptor` until its other end is closed."""
    control = socket.socket(fileno=descriptor)
    steps = confine_worker()
    _warm_up()
    _tell(control, {"python": platform.python_version(), "numpy": np.__version__, "steps": steps})
    space = address_space()
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 4096, 1)
        if not message:
            return
        request = json.loads(message)
        budget = Budget(space + request["memory"] if space else request["memory"] + (4 << 30), request["cpu"])
        child = os.fork()
        if child == 0:
            control.close()
            _serve(socket.socket(fileno=descriptors[0]), budget)
        for number in descriptors:
            os.close(number)
        _tell_child(control, child)
        _, status, usage = os.wait4(child, 0)
        _sweep(child)
        _tell(control, {"status": status, "cpu": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss})


def _serve(job_socket: socket.socket, budget: Budget) -> None:
    """The child's whole life."""
    code = 1
    try:
        null = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(null, standard)
        os.close(null)
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
            signal.signal(name, signal.SIG_DFL)
        steps = confine_child(budget)
        job_socket.sendall(Packer().frame({"ready": steps}))
        stream = job_socket.makefile("rb")
        job = read_frame(stream.read, _LARGEST_JOB)
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
    data = json.dumps({"pid": child}).encode() + b"\n"
    try:
        pidfd = os.pidfd_open(child)
    except (AttributeError, OSError):
        control.sendall(data)
        return
    socket.send_fds(control, [data], [pidfd])
    os.close(pidfd)


def _sweep(child: int) -> None:
    """Kills what a child left behind: its process group, and orphans that this worker has adopted."""
    with contextlib.suppress(OSError):  # the usual case: nobody is left
        os.killpg(child, signal.SIGKILL)
    while True:
        try:
            ended, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if ended == 0:
            orphans = _children()
            if not orphans:
                return
            for orphan in orphans:
                os.kill(orphan, signal.SIGKILL)
                os.waitpid(orphan, 0)


def _children() -> list[int]:
    try:
        with open(f"/proc/self/task/{os.getpid()}/children", encoding="ascii") as file:
            return [int(number) for number in file.read().split()]
    except OSError:
        return []


def _warm_up() -> None:
    """Does once what would otherwise be done by every child."""
    np.random.seed(0)  # touching a part of NumPy loads it: a confined child need not open its files
    np.fft.fft([0.0, 1.0])
    random.seed(0)
    ones = np.ones((2, 2))
    np.linalg.norm(ones @ ones.T)
    np.concatenate([ones, ones]).sum(axis=0)
    np.einsum("ij,jk->ik", ones, ones)
    str(ones)


if __name__ == "__main__":
    main(int(sys.argv[1]))
