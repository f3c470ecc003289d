"""A child's line to the parent: bytes out, bytes in, and the one job that comes by it.

It is a bare descriptor.  Whatever a child touches for the first time has its page copied by the kernel, so one that
makes a socket, a file and a reader of it has spent as much on them as on many a question.
"""

from __future__ import annotations

import os
from functools import partial

from exam_drill.sandbox.inside.run import run_job
from exam_drill.sandbox.wire import ANY_NUMBER, Packer, read_frame

_LARGEST_JOB = 1 << 30
_AT_ONCE = 1 << 20  # bytes


def send(descriptor: int, data: bytes) -> None:
    """Sends all of it."""
    sent = os.write(descriptor, data)
    while sent < len(data):
        sent += os.write(descriptor, memoryview(data)[sent:])


def receive(descriptor: int, size: int) -> bytes:
    """So many bytes; fewer at the end of what comes."""
    data = os.read(descriptor, min(size, _AT_ONCE))
    if len(data) in (0, size):
        return data
    chunks, left = [data], size - len(data)
    while left and (data := os.read(descriptor, min(left, _AT_ONCE))):
        chunks.append(data)
        left -= len(data)
    return b"".join(chunks)


def work(source: int, sink: int) -> None:
    """Reads a job, runs it, and says that it is through."""
    job = read_frame(partial(receive, source), _LARGEST_JOB, ANY_NUMBER)
    if job is not None:
        run_job(job, partial(send, sink))
        send(sink, Packer().frame({"done": True}))
