"""A child's line to the parent: whatever the pieces in which it comes and goes, it is all there."""

import os
import threading
from collections.abc import Iterator

import pytest

from exam_drill.sandbox.inside.line import receive, send, work
from exam_drill.sandbox.wire import Packer, read_frame

LARGE = bytes(range(256)) * 12_000  # 3 MB: more than a pipe takes, and than is read at once

Pipe = tuple[int, int]


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    ends = os.pipe()
    yield ends
    for end in ends:
        try:
            os.close(end)
        except OSError:
            continue  # the test has closed it


@pytest.mark.parametrize("data", [b"x", LARGE])
def test_all_is_sent_and_received(data: bytes, pipe: Pipe) -> None:
    reader, writer = pipe
    sending = threading.Thread(target=send, args=(writer, data))
    sending.start()
    assert receive(reader, len(data)) == data
    sending.join()


def test_no_more_is_taken_than_was_asked_for(pipe: Pipe) -> None:
    reader, writer = pipe
    send(writer, b"first, second")
    assert [receive(reader, 5), receive(reader, 2), receive(reader, 6)] == [b"first", b", ", b"second"]


@pytest.mark.parametrize("said", [b"", b"half"])
def test_the_end_is_told_by_fewer_bytes(said: bytes, pipe: Pipe) -> None:
    reader, writer = pipe
    send(writer, said)
    os.close(writer)
    assert receive(reader, 100) == said


def test_nothing_is_received_where_nothing_is_asked_for(pipe: Pipe) -> None:
    reader, _ = pipe
    assert receive(reader, 0) == b""


def test_where_no_job_comes_nothing_is_said(pipe: Pipe) -> None:
    reader, writer = pipe
    os.close(writer)
    answers, sink = os.pipe()
    work(reader, sink)
    os.close(sink)
    assert os.read(answers, 100) == b""
    os.close(answers)


def test_a_job_is_answered_and_its_end_is_told(pipe: Pipe) -> None:
    reader, writer = pipe
    job = {
        "job": "options",
        "code": "def f():\n    return (あ)\n",
        "texts": [["あ", "1"]],
        "function": "f",
        "call": "",
        "helpers": "",
        "given": [],
        "trusted": False,
        "strangers": True,
        "inputs": [],
        "policy": True,
        "cases": {"seeds": [0], "columns": []},
        "output": 1000,
        "enough": 0,
        "options": [[1, "あ", "2.5"]],
    }
    send(writer, Packer().frame(job))
    answers, sink = os.pipe()
    work(reader, sink)
    os.close(sink)
    with open(answers, "rb") as stream:
        answer, done = (read_frame(stream.read, 1 << 16) for _ in range(2))
        assert answer is not None
        assert done is not None
        assert answer.header["option"] == 1
        assert done.header == {"done": True}
        assert stream.read() == b""
