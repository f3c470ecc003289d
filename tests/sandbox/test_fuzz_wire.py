"""Whatever comes from a child or a worker ends as a verdict or as one of the errors that are documented.

`EXAM_DRILL_FUZZ_EXAMPLES=2000 pytest tests/sandbox/test_fuzz_wire.py` goes on for longer.
"""

from __future__ import annotations

import contextlib
import io
import json
import platform
import socket
import sys
import time
import tracemalloc
from collections.abc import Sequence
from typing import Any

import builders
import numpy as np
import pytest
from fuzzing import examples
from hypothesis import example, given
from hypothesis import strategies as st
from reports import Result, print_result, to_json

from exam_drill.console import VisibleConsole
from exam_drill.evaluate import Settings, evaluate
from exam_drill.outcome import Ending, Outcome
from exam_drill.quality import judge_question
from exam_drill.question import Question
from exam_drill.sandbox import Limits, ReferenceRun, Sandbox, SandboxError
from exam_drill.sandbox.answers import ended, read_option, read_reference
from exam_drill.sandbox.channels import Stream
from exam_drill.sandbox.child import Child, ChildEnd, End, with_status
from exam_drill.sandbox.client import Capabilities, Running
from exam_drill.sandbox.wire import PREFIX, Packer, read_frame

pytestmark = pytest.mark.skipif(not hasattr(socket, "send_fds"), reason="about sockets of Unix")

LIMITS = Limits(wall=0.3, output=1 << 16, start=1.0)
TRIALS = 2
MOST = 60_000  # bytes of what a fake child says: as much as a socket holds
LARGEST = 80 << 20  # bytes of memory that judging all of it may take; a header may have 8 MB

# ── what a child may say ──

texts = st.text(max_size=6) | st.sampled_from(
    ["\x1b]0;x\x07", "\ud800", "\0", "9" * 5000, "NameError", "MemoryError", "policy", "option", "code", "あ", "x", ""]
)
integers = st.integers() | st.sampled_from([2**63, -(2**63) - 1, 10**400, -1])
numbers = st.floats() | st.sampled_from([1e308, -0.0])
junk = st.recursive(
    st.none() | st.booleans() | integers | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
dtypes = st.sampled_from(
    ["<f8", "<f4", "<f2", ">f8", "<f16", "<c8", "<c16", "<c32", "<i8", "|u1", "|b1", "O", "<M8", "|V8", "|S4", "x"]
)
shapes = st.lists(st.integers(-1, 4) | integers, max_size=3) | st.lists(st.just(1), max_size=40)
leaves = st.one_of(
    st.just(["n"]),
    st.tuples(st.just("b"), st.booleans() | junk),
    st.tuples(st.just("i"), integers.map(hex) | texts),
    st.tuples(st.just("f"), numbers | junk),
    st.tuples(st.just("c"), numbers, numbers),
    st.tuples(st.just("s"), texts),
    st.tuples(st.just("a"), dtypes, shapes, st.integers(-8, 64) | junk),
    st.tuples(st.just("g"), dtypes, st.integers(-8, 64)),
    st.tuples(st.just("o"), texts),
)
tagged = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from("lt"), st.lists(inner, max_size=3)),
        st.tuples(st.just("d"), st.lists(st.tuples(texts, inner), max_size=3)),
    ),
    max_leaves=5,
)


@st.composite
def columns(draw: st.DrawFn, depth: int = 0) -> Any:
    """The values of several trials."""
    match draw(st.sampled_from("AAAGvTL" if depth < 2 else "AGv")):
        case "A":
            lengths = st.lists(st.just([2]) | shapes, max_size=TRIALS + 1)
            return ["A", draw(st.just("<f8") | dtypes), draw(lengths), draw(st.just(0) | st.integers(-8, 64) | junk)]
        case "G":
            return ["G", draw(dtypes), draw(st.integers(0, 3) | junk), draw(st.integers(-8, 64))]
        case "v":
            return ["v", draw(st.lists(tagged, max_size=TRIALS + 1) | junk)]
        case tag:
            return [tag, draw(st.lists(columns(depth + 1), max_size=3) | junk)]


errors = st.tuples(texts, texts, texts, texts, integers | junk, integers, texts) | junk
outcomes = st.one_of(
    st.fixed_dictionaries(
        {"ending": st.just("returned"), "value": tagged, "reached": st.booleans() | junk},
        optional={"arguments": st.dictionaries(texts, tagged, max_size=2) | junk, "warning": errors},
    ),
    st.fixed_dictionaries(
        {
            "ending": st.just("returned") | texts,
            "values": columns() | junk,
            "reached": st.lists(texts, max_size=2) | junk,
        },
        optional={"warning": errors},
    ),
    st.fixed_dictionaries({"ending": st.sampled_from(list(Ending)), "error": errors, "limit": texts, "amount": texts}),
    junk,
)
bodies = st.binary(max_size=80) | st.just(np.arange(12.0).tobytes())


def frame(header: Any, body: bytes = b"") -> bytes:
    text = json.dumps(header).encode()
    return PREFIX.pack(len(text), len(body)) + text + body


several = st.lists(outcomes, min_size=TRIALS, max_size=TRIALS) | st.lists(outcomes, max_size=3)
option_frames = st.builds(
    lambda number, found, body: frame({"option": number, "outcomes": found}, body),
    st.sampled_from([1, 2, 3, "1"]),
    several,
    bodies,
)
reference_frames = st.builds(
    frame,
    st.one_of(
        st.fixed_dictionaries({"outcomes": several, "unsteady": st.just(0) | junk, "helpers": texts}),
        st.fixed_dictionaries({"failed": texts}, optional={"error": errors, "name": junk}),
    ),
    bodies,
)
other_frames = st.builds(
    frame,
    st.sampled_from([{"done": True}, {"ready": {}}]) | st.fixed_dictionaries({"broken": texts | junk}) | junk,
    bodies,
)
headers = st.builds(PREFIX.pack, st.integers(0, 2**32 - 1), st.integers(0, 2**64 - 1))
frames = st.one_of(option_frames, reference_frames, other_frames, headers, st.binary(max_size=40))


@st.composite
def speeches(draw: st.DrawFn) -> bytes:
    """Frames of all kinds, now and then with some bytes changed."""
    said = bytearray(b"".join(draw(st.lists(frames, max_size=5))))
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 5]))):
        start = draw(st.integers(0, len(said)))
        said[start : start + draw(st.integers(0, 4))] = draw(st.binary(max_size=4))
    return bytes(said[:MOST])


# ── one child ──


def child_that_says(said: bytes) -> tuple[Child, socket.socket]:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    theirs.sendall(said)
    return Child(Stream(ours), 4, 5), theirs


@given(said=speeches(), parts=st.integers(0, 4), open_still=st.sampled_from([False] * 9 + [True]))
@examples(60)
def test_a_childs_frames_are_outcomes_or_its_end(said: bytes, parts: int, open_still: bool) -> None:
    child, theirs = child_that_says(said)
    with theirs:
        if not open_still:
            theirs.shutdown(socket.SHUT_WR)
        end = child.send(b"", parts, 1 << 16, lambda: 0.005)
        for _ in range(parts + 1):
            if end is not None:
                break
            found = child.next()
            if isinstance(found, ChildEnd):
                end = found
                break
            options = read_option(found, 1, TRIALS)
            assert len(options) in (1, TRIALS)
            assert all(isinstance(outcome, Outcome) for outcome in options)
            assert isinstance(read_reference(found, TRIALS, ("g",), False), ReferenceRun)
        assert end is not None  # more frames than parts are none
        assert isinstance(ended(end, LIMITS), Outcome)
        child.close()


@given(said=speeches() | st.builds(lambda steps: frame({"ready": steps}), junk))
@example(said=frame({"ready": None}))
@examples(60)
def test_a_child_that_is_up_says_so_or_is_none(said: bytes) -> None:
    child, theirs = child_that_says(said)
    with theirs:
        theirs.shutdown(socket.SHUT_WR)
        with contextlib.suppress(SandboxError):
            child.meet(0.05)
            assert isinstance(child.steps, dict)
        child.close()


@given(account=st.dictionaries(st.sampled_from(["status", "cpu"]), junk) | st.just({"status": 40, "cpu": 0.0}))
@examples(60)
def test_however_a_child_ended_it_can_be_told(account: dict[str, Any]) -> None:
    end = with_status(ChildEnd(End.EXIT), account, 5)
    assert end.end in (End.EXIT, End.SIGNAL, End.CPU)


def test_a_signal_without_a_name_is_told_by_its_number() -> None:
    assert with_status(ChildEnd(End.EXIT), {"status": 40, "cpu": 0.0}, 5) == ChildEnd(End.SIGNAL, "SIG40")


# ── the whole way, from children that lie to the reports ──


class Liar:
    """In a worker's place: its children read their job and then say what they were told to."""

    deadline: float | None = None

    def __init__(self, speeches: Sequence[bytes]) -> None:
        self._speeches = list(speeches)

    def start(self) -> None:
        pass

    def close(self) -> None:
        pass

    def capabilities(self) -> Capabilities:
        return Capabilities("", "", {}, {})

    def begin(self, job: bytes, parts: int) -> Running:
        said = self._speeches.pop(0) if self._speeches else frame({"done": True})
        child, theirs = child_that_says(said)
        with theirs:
            problem = child.send(job, parts, 2 * LIMITS.output, lambda: LIMITS.wall)
            read_frame(theirs.makefile("rb").read, 1 << 20)  # else it would be a reset of the connection
        return Running(self, child, problem)

    def finish(self, child: Child, end: ChildEnd) -> ChildEnd:
        child.close()
        return end


def honest(question: Question) -> bytes:
    """What the child of a good reference says."""
    packer = Packer()
    value = packer.value(np.arange(3.0))
    return packer.frame({"outcomes": [{"ending": "returned", "value": value}] * TRIALS, "unsteady": 0, "helpers": ""})


@given(lies=st.lists(speeches(), min_size=1, max_size=8), good=st.booleans(), named=st.booleans())
@example(lies=[frame({"failed": ""})], good=False, named=False)
@example(lies=[frame({"failed": "policy"})], good=False, named=False)
@examples(20)
def test_children_that_lie_end_in_a_report(lies: list[bytes], good: bool, named: bool) -> None:
    question = builders.gru() if named else builders.question("def f(x):\n    return (あ)\n", ["x", "2 * x", "3 * x"])
    sandbox = Sandbox(LIMITS)
    sandbox._worker, sandbox._trusted = Liar([honest(question), *lies] if good else lies), True
    tracemalloc.start()
    try:
        report = judge_question(evaluate(question, sandbox, Settings(trials=TRIALS)))
        result = Result((report,), (), 0.0)
        written = io.StringIO()
        print_result(result, VisibleConsole(written, {}, colours=False), "en", every=True)
        text = written.getvalue() + to_json(result, "ja")
        assert tracemalloc.get_traced_memory()[1] < LARGEST
    finally:
        tracemalloc.stop()
        sandbox.close()
    assert "\x1b" not in text
    text.encode()


# ── a worker that lies ──

GREETING = {"python": platform.python_version(), "numpy": "", "steps": {}}
greetings = st.just(GREETING) | st.fixed_dictionaries(
    {"python": st.just(platform.python_version()) | junk, "numpy": junk, "steps": st.just({}) | junk}
)
words = st.fixed_dictionaries(
    {}, optional={"pid": integers | junk, "descriptors": junk, "status": integers | junk, "cpu": junk}
)
lines = st.one_of(
    greetings.map(json.dumps),
    words.map(json.dumps),
    junk.map(json.dumps),
    st.sampled_from(["", "[" * 50_000, "x" * 2_000_000, '{"pid": 1, "descriptors": 1}']),
).map(str.encode) | st.binary(max_size=20)
_FAKE = "import socket, sys; s = socket.socket(fileno=int(sys.argv[1])); s.sendall({said!r}); s.recv(1000)"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about workers that fork")
@given(first=greetings.map(json.dumps).map(str.encode) | lines, more=st.lists(lines, max_size=4))
@example(first=b"[1]", more=[])
@example(first=b"{}", more=[])
@example(first=json.dumps(GREETING).encode(), more=[b"{}", b'{"pid": "x", "descriptors": "x"}'])
@examples(6)
def test_a_worker_that_lies_judges_nothing(first: bytes, more: list[bytes]) -> None:
    said = b"\n".join([first, *more, b""])[:100_000]
    start = time.monotonic()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("exam_drill.sandbox.launch._WORKER", _FAKE.format(said=said))
        with Sandbox(LIMITS) as sandbox, pytest.raises(SandboxError):
            sandbox.capabilities()
    assert time.monotonic() - start < 20
