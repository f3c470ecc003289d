"""A child that is an interpreter of its own: where no fork can make one of a warm worker.

    parent ── its standard input ──▶ child         the job, and then nothing: its end is the end of the parent
    parent ◀─ its standard output ── child         "ready", frames, "done": as from a child of the worker

No program gets to see either: before anything is run they are moved away, and 0, 1 and 2 lead nowhere.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import platform
import queue
import threading
import traceback
from collections.abc import Callable, Collection, Mapping
from typing import BinaryIO

import numpy as np

from exam_drill.sandbox.inside.run import run_job
from exam_drill.sandbox.inside.steps import ALWAYS, Step, apply
from exam_drill.sandbox.inside.warm import warm_up
from exam_drill.sandbox.wire import ANY_NUMBER, Frame, Packer, WireError, read_frame

_LARGEST_JOB = 1 << 30


def main(budget: Mapping[str, int], layers: Collection[str]) -> None:
    """The child's whole life: `budget` has the bytes of `memory` and the seconds of `cpu` that it may use."""
    source, sink = _move_away()
    code = 1
    try:
        jobs: queue.SimpleQueue[Frame] = queue.SimpleQueue()
        threading.Thread(target=_attend, args=(source, jobs), daemon=True).start()
        warm_up(policy="policy" in layers, rehearse=False)
        steps = {"dies with the parent": "", **confine(budget, layers)}
        _to_nowhere(2)
        _send(sink, {"ready": steps, "python": platform.python_version(), "numpy": np.__version__})
        run_job(jobs.get(), lambda frame: _write(sink, frame))
        _send(sink, {"done": True})
        code = 0
    except BaseException:
        # Our own code failed, or bank code broke it: the parent is told, and decides which.
        with contextlib.suppress(BaseException):
            _send(sink, {"broken": traceback.format_exc()[-2000:]})
    finally:
        os._exit(code)


def confine(budget: Mapping[str, int], layers: Collection[str]) -> dict[str, str]:
    """Confines the child as far as POSIX can; elsewhere it is the parent that does.

    Step -> "" if it applied, else why it did not.
    """
    try:
        from exam_drill.sandbox.inside.limits import Budget, address_space, limits
    except ImportError:
        return {}
    allowed = Budget.on_top_of(address_space(), budget["memory"], budget["cpu"])
    user: tuple[Step, ...] = (
        (ALWAYS, "own session", _is_session_leader),
        ("identity", "unprivileged user", _is_no_administrator),
    )
    steps = apply(layers, (*user, *limits(allowed)))
    if steps["memory"] == "":
        steps |= apply(layers, (("limits", "memory", lambda: is_refused(allowed.address_space)),))
    return steps


def is_refused(size: int, reserve: Callable[[int, int], mmap.mmap] = mmap.mmap) -> None:
    """OSError if so many bytes can be had: there are systems that take a limit of memory and do not keep it."""
    try:
        reserve(-1, size).close()
    except (OSError, MemoryError, OverflowError):
        return
    raise OSError("taken, but not kept")


def _is_session_leader() -> None:
    if os.getsid(0) != os.getpid():
        raise OSError("still that of the parent")


def _is_no_administrator() -> None:
    if 0 in (os.getuid(), os.geteuid()):
        raise OSError("this is the administrator (root)")


def _move_away() -> tuple[BinaryIO, BinaryIO]:
    """What the parent sends, and what it reads, where no print of a program gets to."""
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    for descriptor in (0, 1):
        _to_nowhere(descriptor)
    return source, sink


def _to_nowhere(descriptor: int) -> None:
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, descriptor)
    os.close(null)


def _attend(source: BinaryIO, jobs: queue.SimpleQueue[Frame]) -> None:
    """Reads the job, and ends this process with the parent: at the end of what it sends."""
    with contextlib.suppress(OSError, WireError):
        job = read_frame(source.read, _LARGEST_JOB, ANY_NUMBER)
        if job is not None:
            jobs.put(job)
            source.read(1)
    os._exit(1)


def _send(sink: BinaryIO, header: object) -> None:
    _write(sink, Packer().frame(header))


def _write(sink: BinaryIO, frame: bytes) -> None:
    sink.write(frame)
    sink.flush()
