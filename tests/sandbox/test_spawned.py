"""Children that are interpreters of their own, as on macOS and Windows: tried here wherever there is POSIX."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import builders
import numpy as np
import pytest
from kernel import KERNEL
from test_containment import descendants, eventually, run

from exam_drill.evaluate import evaluate
from exam_drill.outcome import Ending
from exam_drill.quality import Finding, judge_question
from exam_drill.sandbox import DeadlineError, Limits, Sandbox, SandboxError
from exam_drill.sandbox.inside.spawned import is_refused
from exam_drill.sandbox.spawned import SpawnedWorker

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at processes as Linux shows them")

OPEN = Limits(wall=1.5, cpu=20, memory=128 << 20, output=1 << 20, layers=KERNEL)  # no policy in front


@pytest.fixture(scope="module")
def spawned() -> Iterator[Sandbox]:
    with Sandbox(OPEN, spawned=True) as sandbox:
        yield sandbox


def descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))


def test_a_question_is_judged_as_with_forked_children() -> None:
    with Sandbox(spawned=True) as sandbox:
        found = judge_question(evaluate(builders.gru(), sandbox)).blanks[0]
        assert (found.finding, found.executed) == (Finding.PROVEN, (4,))
        refused = evaluate(builders.gru(["z.dtype.__class__.__bases__", "z"], answer=2), sandbox).blanks[0].verdicts[0]
        assert refused.reason is not None
        assert refused.reason.kind == "policy"


def test_each_way_to_end_is_told_apart(spawned: Sandbox) -> None:
    endings = run(
        spawned,
        "2 * x",
        "np.ones(40 << 20)",
        "(print('x' * 9), sys.stdout.flush(), os.write(0, b'y'), os.write(1, b'y'), os.write(2, b'z')) and 2 * x",
        "all(True for _ in iter(int, 1))",
        "os._exit(3)",
        "os.kill(os.getpid(), 11)",
        "os.write(4, b'x' * 64)",  # forged
        "[os.write(4, b'\\0' * (1 << 16)) for _ in range(4000)]",  # read only a few megabytes ahead
        "x + 1",
    )
    assert [(outcome.ending, outcome.limit, outcome.amount) for outcome in endings] == [
        (Ending.RETURNED, "", ""),
        (Ending.RAISED, "", ""),
        (Ending.RETURNED, "", ""),
        (Ending.TIMED_OUT, "wall", "1.5"),
        (Ending.KILLED, "exit", "3"),
        (Ending.KILLED, "signal", "SIGSEGV"),
        (Ending.REFUSED, "output", "1 MB"),
        (Ending.REFUSED, "answer", ""),
        (Ending.RETURNED, "", ""),
    ]
    assert endings[1].error is not None
    assert "Memory" in endings[1].error.type
    assert np.array_equal(endings[2].value, [2.0, 4.0])
    assert spawned.capabilities().child_steps["memory"] == ""


def test_the_time_of_the_processor_is_limited_by_the_kernel() -> None:
    with Sandbox(replace(OPEN, wall=20.0, cpu=0), spawned=True) as sandbox:
        (bad,) = run(sandbox, "all(True for _ in iter(int, 1))")
    assert (bad.ending, bad.limit) == (Ending.TIMED_OUT, "cpu")


def test_a_limit_of_memory_that_is_taken_but_not_kept_is_no_limit() -> None:
    class Mapped:
        closed = False

        def close(self) -> None:
            self.closed = True

    mapped = Mapped()
    with pytest.raises(OSError, match="taken, but not kept"):
        is_refused(1 << 40, lambda *_: mapped)
    assert mapped.closed

    def refuse(*_: int) -> None:
        raise OSError(12, "no memory")

    is_refused(1 << 40, refuse)


@pytest.mark.parametrize(
    ("system", "expected"),
    [
        (
            "resource.setrlimit = lambda kind, amounts: kind == resource.RLIMIT_AS or real(kind, amounts)",
            "taken, but not kept",
        ),
        ("resource.setrlimit = lambda kind, amounts: kind == resource.RLIMIT_AS and refuse()", "current limit exceeds"),
        ("sys.modules['resource'] = None", None),  # Windows
    ],
)
def test_a_child_tells_what_its_system_does_not_keep(system: str, expected: str | None) -> None:
    script = (
        "import json, resource, sys\n"
        "real = resource.setrlimit\n"
        "def refuse(): raise ValueError('current limit exceeds maximum limit')\n"
        f"{system}\n"
        "from exam_drill.sandbox.inside.spawned import confine\n"
        "print(json.dumps(confine({'memory': 1 << 20, 'cpu': 5}, ['identity', 'limits'])))\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True)
    steps = json.loads(done.stdout)
    if expected is None:
        assert steps == {}
    else:
        assert steps["memory"].startswith(expected)
        assert steps["cpu time"] == ""


def test_what_a_program_starts_ends_with_it(spawned: Sandbox) -> None:
    if os.geteuid() != 0:
        pytest.skip("an ordinary user's limit of processes refuses the fork already")
    run(spawned, "2 * x")
    before = descendants()
    (forked,) = run(spawned, "os.fork() or time.sleep(100)")
    assert forked.ending is Ending.RETURNED
    assert eventually(lambda: len(descendants()) <= len(before))


def test_nothing_is_left_when_it_is_closed() -> None:
    processes, files, threads = descendants(), descriptors(), threading.active_count()
    with Sandbox(OPEN, spawned=True) as sandbox:
        run(sandbox, "2 * x", "os._exit(1)", "x")
        assert len(descendants() - processes) == 1  # the next one, which waits
    assert descendants() <= processes
    assert eventually(lambda: threading.active_count() <= threads)
    assert descriptors() == files


@pytest.mark.parametrize("seconds", [0.0, 1.0])
def test_closing_it_from_another_thread_ends_the_job(seconds: float) -> None:
    processes = descendants()
    with Sandbox(replace(OPEN, wall=60.0), spawned=True) as sandbox:
        sandbox.capabilities()
        threading.Timer(seconds, sandbox.close).start()
        start = time.monotonic()
        with pytest.raises(SandboxError):
            run(sandbox, "time.sleep(60)")  # on its way, or not begun
        assert time.monotonic() - start < 10.0
    assert eventually(lambda: descendants() <= processes, 2.0)


def test_a_deadline_ends_the_job() -> None:
    with Sandbox(replace(OPEN, wall=60.0), spawned=True) as sandbox:
        sandbox.capabilities()
        sandbox.deadline = time.monotonic() + 0.3
        with pytest.raises(DeadlineError):
            run(sandbox, "time.sleep(60)")
        sandbox.deadline = None
        assert run(sandbox, "2 * x")[0].ending is Ending.RETURNED


def test_a_child_that_waits_and_is_killed_is_replaced(spawned: Sandbox) -> None:
    run(spawned, "2 * x")
    for child in descendants():
        command = Path(f"/proc/{child}/cmdline").read_bytes()
        if b"inside.spawned" in command:
            os.kill(child, signal.SIGKILL)
    assert run(spawned, "2 * x")[0].ending is Ending.RETURNED


@pytest.mark.parametrize("broken", ["/bin/false", "/nonexistent"])
def test_an_interpreter_that_does_not_start_judges_nothing(broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", broken)
    sandbox = Sandbox(spawned=True)
    with pytest.raises(SandboxError, match="no-worker"):
        sandbox.capabilities()
    sandbox.close()


def test_the_interpreters_last_words_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exam_drill.sandbox.spawned._CHILD", "raise SystemExit('no numpy here')")
    with SpawnedWorker() as worker, pytest.raises(SandboxError, match="no numpy here"):
        worker.capabilities()


def up(process: int) -> bool:
    """Whether an interpreter has got so far that it attends to its parent, in a thread of its own."""
    return len(os.listdir(f"/proc/{process}/task")) > 1


def test_no_child_outlives_its_parent() -> None:
    script = (
        "import threading, time\n"
        "from test_containment import descendants, run\n"
        "from test_spawned import OPEN, Sandbox, replace, up\n"
        "sandbox = Sandbox(replace(OPEN, wall=60.0), spawned=True)\n"
        "sandbox.capabilities()\n"
        "threading.Thread(target=run, args=(sandbox, 'time.sleep(100)'), daemon=True).start()\n"
        "while len(descendants()) < 2 or not all(map(up, descendants())): time.sleep(0.01)\n"
        "print(sorted(descendants()), flush=True)\n"
        "time.sleep(100)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, env=environment)
    assert parent.stdout is not None
    children = json.loads(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert len(children) == 2
    assert eventually(lambda: not any(Path(f"/proc/{child}").exists() for child in children), 2.0)
