"""A sandbox is closed from another thread, at whatever line its own thread is: nothing of it is left."""

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from types import FrameType
from typing import Any

import builders
import pytest
from families import descendants, eventually

from exam_drill.evaluate import Evaluator, Settings
from exam_drill.sandbox import Layer, Limits, Sandbox, SandboxError, client, jobs

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts what Linux shows of the process")

OURS = {client.__file__, jobs.__file__}
PARTS = 6  # each line in one of them
Line = tuple[int, str]  # its number, and the functions that led to it


def way_to(frame: FrameType) -> str:
    """The functions of the same file that are under way, and the one that called the first of them."""
    file, names, caller = frame.f_code.co_filename, [frame.f_code.co_name], frame.f_back
    while caller is not None:
        names.append(caller.f_code.co_name)
        if caller.f_code.co_filename != file:
            break
        caller = caller.f_back
    return " ".join(names)


def judged(sandbox: Sandbox, at_line: Callable[[Line], None]) -> None:
    """Judges questions, and tells each line of the sandbox's that is about to run."""

    def lines(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            at_line((frame.f_lineno, way_to(frame)))
        return lines

    def calls(frame: FrameType, *_: Any) -> Any:
        return lines if frame.f_code.co_filename in OURS else None

    questions = [builders.question("def f(x):\n    return （あ）\n", ["2 * x", "x"]) for _ in range(3)]
    evaluator = Evaluator(sandbox, Settings(trials=2))
    before = sys.gettrace()
    sys.settrace(calls)
    try:
        sandbox.start()
        sandbox.capabilities()
        for place, question in enumerate(questions, 1):
            evaluator.expect(*questions[place:])
            evaluator.evaluate(question)
    finally:
        sys.settrace(before)


def lines_that_run(limits: Limits) -> list[Line]:
    found: dict[Line, None] = {}
    with Sandbox(limits) as sandbox:
        judged(sandbox, found.setdefault)
    return list(found)


def descriptors() -> set[tuple[str, str]]:
    found = set()
    for number in os.listdir("/proc/self/fd"):
        try:
            found.add((number, os.readlink(f"/proc/self/fd/{number}")))
        except FileNotFoundError:  # that of the list itself
            continue
    return found


def check(limits: Limits, lines: Iterable[Line]) -> None:
    """Closes a sandbox with these limits at each of the lines."""
    gc.collect()
    for line in lines:
        processes, open_before = descendants(), descriptors()
        sandbox = Sandbox(limits)
        closing = threading.Thread(target=sandbox.close)

        def close_at(one: Line, closing: threading.Thread = closing, line: Line = line) -> None:
            if one == line and closing.ident is None:
                closing.start()
                closing.join(0.1)  # it may have to wait for us

        with suppress(SandboxError):  # unless all was judged before
            judged(sandbox, close_at)
        if closing.ident is None:  # not every run comes by every line
            closing.start()
        closing.join()
        assert descriptors() <= open_before, line
        assert eventually(lambda processes=processes: descendants() <= processes), line


@pytest.mark.parametrize("part", range(PARTS))
def test_whenever_it_is_closed_nothing_is_left(part: int) -> None:
    lines = lines_that_run(Limits())
    assert len(lines) > 200
    check(Limits(), lines[part::PARTS])


def test_nor_where_a_child_is_asked_for_when_the_one_before_has_ended() -> None:
    one_by_one = Limits(layers=frozenset(Layer) - {Layer.SECCOMP})
    lines = [line for line in lines_that_run(one_by_one) if "_have_waiting finish" in line[1]]
    assert lines
    check(one_by_one, lines)
