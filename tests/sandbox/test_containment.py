"""Hostile programs are ended, told apart, and leave nothing behind; a broken harness judges nothing."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import builders
import numpy as np
import pytest
from families import descendants, eventually
from kernel import KERNEL

from exam_drill.cases import Case
from exam_drill.evaluate import evaluate
from exam_drill.outcome import Ending, Outcome
from exam_drill.program import Program
from exam_drill.quality import Finding, judge_question
from exam_drill.sandbox import Helpers, Layer, Limits, Sandbox, SandboxError
from exam_drill.sandbox.client import Worker
from exam_drill.verdict import ReasonKind, VerdictKind

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="tells what the Linux kernel enforces")

CASES = [Case({"x": np.array([1.0, 2.0])}, {"N": 2}, 0)]
TIGHT = Limits(wall=1.0, cpu=5, memory=128 << 20, output=1 << 20, layers=KERNEL)


@pytest.fixture
def tight() -> Iterator[Sandbox]:
    """A sandbox with tight limits."""
    with Sandbox(TIGHT) as sandbox:
        yield sandbox


@pytest.fixture
def bare() -> Iterator[Sandbox]:
    """A sandbox with limits only, in which a program can reach what the lockdown keeps from it."""
    with Sandbox(replace(TIGHT, layers=frozenset({Layer.LIMITS}))) as sandbox:
        yield sandbox


def run(sandbox: Sandbox, *options: str) -> list[Outcome]:
    program = Program(
        "def f(x):\n    import os, sys, time\n    return (あ)\n", "あ", dict(enumerate(options, 1)), {}, "f", "", ("x",)
    )
    outcomes = sandbox.run_options(program, CASES, Helpers())
    return [outcomes[number][0] for number in sorted(outcomes)]


def test_each_way_to_end_is_told_apart_and_the_others_are_judged(bare: Sandbox) -> None:
    endings = run(
        bare,
        "2 * x",
        "all(True for _ in iter(int, 1))",
        "np.zeros(10**11)",
        "os.kill(os.getpid(), 9)",
        "os._exit(0)",
        "np.zeros(10**6)",
        "sys.exit()",
        "os.kill(os.getpid(), 11)",
        "time.sleep(60)",
        "x + 1",
    )
    assert [(outcome.ending, outcome.limit, outcome.amount) for outcome in endings] == [
        (Ending.RETURNED, "", ""),
        (Ending.TIMED_OUT, "wall", "1"),
        (Ending.RAISED, "", ""),
        (Ending.KILLED, "signal", "SIGKILL"),
        (Ending.KILLED, "exit", "0"),
        (Ending.REFUSED, "output", "1 MB"),
        (Ending.RAISED, "", ""),
        (Ending.KILLED, "signal", "SIGSEGV"),
        (Ending.TIMED_OUT, "wall", "1"),
        (Ending.RETURNED, "", ""),
    ]
    assert endings[2].error is not None
    assert endings[2].error.type.endswith("MemoryError")


def test_a_hostile_bank_ends_within_the_sum_of_its_limits() -> None:
    options = [
        "2 * x",
        "all(True for _ in iter(int, 1))",
        "np.zeros(10**11 // 8)",
        "__import__('ctypes').string_at(0)",
    ]
    hostile = builders.question("def f(x):\n    return （あ）\n", options, id="hostile")
    good = builders.gru()
    start = time.monotonic()
    with Sandbox(Limits(wall=1.0, layers=KERNEL)) as sandbox:
        reports = [judge_question(evaluate(question, sandbox)).blanks[0] for question in (hostile, good)]
    assert time.monotonic() - start < 1.0 + 10.0  # the limit of the one that does not end, and time to start
    assert [report.finding for report in reports] == [Finding.PROVEN, Finding.PROVEN]
    assert [verdict.kind for verdict in reports[0].verdicts] == [
        VerdictKind.MATCHES,
        VerdictKind.TIMED_OUT,
        VerdictKind.RAISES,
        VerdictKind.KILLED,
    ]
    assert reports[0].verdicts[2].reason is not None
    assert reports[0].verdicts[2].reason.kind is ReasonKind.LIMIT


def test_cpu_time_is_limited_even_where_the_clock_is_not() -> None:
    with Sandbox(Limits(wall=60.0, cpu=0, layers=KERNEL)) as sandbox:  # cpu seconds: 0 per option and 1 to start with
        (outcome,) = run(sandbox, "all(True for _ in iter(int, 1))")
    assert (outcome.ending, outcome.limit) == (Ending.TIMED_OUT, "cpu")


def test_memory_that_is_not_used_at_once_is_counted_too(tight: Sandbox) -> None:
    (outcome,) = run(tight, "[np.ones(10**6) for _ in range(10**4)]")
    assert outcome.error is not None
    assert outcome.error.type.endswith("MemoryError")


def test_what_a_program_writes_goes_nowhere(tight: Sandbox, capfd: pytest.CaptureFixture[str]) -> None:
    (outcome,) = run(tight, "[print('noise' * 1000), sys.stderr.write('noise'), os.write(1, b'noise')] and 2 * x")
    assert outcome.ending is Ending.RETURNED
    assert "noise" not in "".join(capfd.readouterr())


def test_no_file_can_be_written(tight: Sandbox, tmp_path: Path) -> None:
    target = tmp_path / "written"
    outcomes = run(tight, f"open({str(target)!r}, 'w').write('x' * 100000)", "2 * x")
    assert outcomes[0].ending is not Ending.RETURNED
    assert outcomes[1].ending is Ending.RETURNED
    assert not target.exists() or target.stat().st_size == 0


@pytest.mark.parametrize("layers", [frozenset(), frozenset({Layer.NAMESPACES})], ids=["none", "namespaces"])
def test_processes_that_a_program_leaves_behind_are_ended(layers: frozenset[Layer]) -> None:
    fork = "(os.fork() or (os.setsid(), os.fork() or time.sleep(100), time.sleep(100))) and 2 * x"
    started = descendants()
    with Sandbox(replace(TIGHT, layers=layers)) as loose:
        loose.capabilities()
        family = 3 if Layer.NAMESPACES in layers else 2  # a guard, the worker, a child that waits for a job
        assert eventually(lambda: len(descendants() - started) == family)
        assert run(loose, fork, "2 * x")[0].ending is Ending.RETURNED
        assert eventually(lambda: len(descendants() - started) <= family)


def test_a_child_ends_with_its_worker_and_the_worker_with_its_parent() -> None:
    script = (
        "import os, threading, time, sys\n"
        "from test_containment import descendants, run\n"
        "from exam_drill.sandbox import Limits, Sandbox\n"
        "from kernel import KERNEL\n"
        "sandbox = Sandbox(Limits(wall=60.0, layers=KERNEL))\n"
        "sandbox.capabilities()\n"
        "time.sleep(0.5)\n"
        "worker = len(descendants())\n"  # its guard, where it has one, and a child that waits for a job
        "threading.Thread(target=run, args=(sandbox, 'time.sleep(100)'), daemon=True).start()\n"
        "print(worker, flush=True)\n"
        "time.sleep(100)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        worker = int(process.stdout.readline())
        assert eventually(lambda: len(descendants(process.pid)) == worker + 1)
        family = descendants(process.pid)
        process.kill()
    assert eventually(lambda: not any(Path(f"/proc/{pid}").exists() for pid in family))


def test_a_worker_that_dies_is_replaced(tight: Sandbox) -> None:
    tight.capabilities()
    for pid in descendants():
        with suppress(OSError):  # one of them may end with another
            if b"inside.worker" in Path(f"/proc/{pid}/cmdline").read_bytes():
                os.kill(pid, signal.SIGKILL)
    assert run(tight, "2 * x")[0].ending is Ending.RETURNED


def test_an_option_that_kills_the_worker_is_told_and_stops_nobody(bare: Sandbox) -> None:
    outcomes = run(bare, "2 * x", "os.kill(os.getppid(), 9) or time.sleep(60)", "x + 1")
    assert [outcome.ending for outcome in outcomes] == [Ending.RETURNED, Ending.KILLED, Ending.RETURNED]


def test_a_reference_that_kills_the_worker_is_told(bare: Sandbox) -> None:
    source = "import os, time\ndef f(x):\n    os.kill(os.getppid(), 9)\n    time.sleep(60)\n"
    assert bare.run_reference(source, "f", [], ["x"], CASES).failure == "killed"
    assert run(bare, "2 * x")[0].ending is Ending.RETURNED


def test_a_program_that_breaks_the_runner_is_told(tight: Sandbox) -> None:
    breaking = "[setattr(__import__('builtins'), 'len', None), setattr(__import__('builtins'), 'isinstance', None)]"
    outcomes = run(tight, breaking, "2 * x")
    assert outcomes[0].ending in (Ending.KILLED, Ending.RETURNED)
    assert outcomes[1].ending is Ending.RETURNED


@pytest.mark.parametrize(
    "forged",
    [
        b"\xff" * 64,
        b"\x00\x00\x00\x02" + b"\x00" * 8 + b"[]",
        b"\x00\x00\x00\x02" + b"\x00" * 8 + b"{}",
        b"\x00\x00\x00\x0d" + b"\x00" * 8 + b'{"done":true}',
        b'\x00\x00\x00\x1e\x00\x00\x00\x00\x00\x00\x00\x00{"option":1,"outcomes":[{"a":1}]}'[:42],
    ],
)
def test_forged_frames_are_the_options_own_doing(forged: bytes, tight: Sandbox) -> None:
    outcomes = run(tight, said_to_the_parent(forged, "time.sleep(60)"), "2 * x")
    assert outcomes[0].ending in (Ending.REFUSED, Ending.KILLED, Ending.TIMED_OUT)
    assert outcomes[1].ending is Ending.RETURNED


def said_to_the_parent(frame: bytes, then: str) -> str:
    """An option that writes to wherever it can, and goes on with a statement."""
    lines = (
        "for n in range(3, 64):",
        "    try:",
        f"        os.write(n, {frame!r})",
        "        break",
        "    except OSError:",
        "        pass",
        then,
    )
    return f"exec({chr(10).join(lines)!r})"


def test_a_flood_of_frames_is_cut_off(tight: Sandbox) -> None:
    frame = b"\x00\x00\x00\x02" + (1 << 20).to_bytes(8, "big") + b"{}"
    flood = said_to_the_parent(frame, f"while True: os.write(n, b'x' * {1 << 20} + {frame!r})")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    outcomes = run(tight, flood, "2 * x")
    assert [outcome.ending for outcome in outcomes][1] is Ending.RETURNED
    assert outcomes[0].ending in (Ending.REFUSED, Ending.KILLED)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 << 10  # kilobytes


def test_the_expected_values_are_not_in_the_options_child(kernel: Sandbox) -> None:
    # The reference's source is unmistakable, and an option searches all the memory that Python can show it.
    source = "def f(x):\n    return 2 * x + 271828.0\n"
    search = (
        "[1 for item in __import__('gc').get_objects() if isinstance(item, (str, dict, tuple, list)) "
        "and bytes([50, 55, 49, 56, 50, 56]).decode() in repr(item)[:100000]] and missing_name or x"
    )
    question = builders.question("def f(x):\n    return （あ）\n", ["x", search], source)
    report = judge_question(evaluate(question, kernel)).blanks[0]
    assert report.verdicts[1].kind is VerdictKind.DIFFERS  # it found nothing: no NameError


def test_no_descriptor_and_no_process_is_left_behind() -> None:
    def descriptors() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    before, processes = descriptors(), descendants()
    with Sandbox(Limits(wall=0.3, layers=KERNEL)) as sandbox:
        for _ in range(30):
            run(sandbox, "2 * x", "os._exit(1)")
        run(sandbox, "time.sleep(9)")
        during = descriptors()
        for _ in range(10):
            run(sandbox, "2 * x")
        assert descriptors() <= during + 1  # the child that waits may have been told of by now
    assert descriptors() == before
    assert eventually(lambda: descendants() <= processes)


def test_a_closed_sandbox_says_so() -> None:
    sandbox = Sandbox()
    sandbox.close()
    with pytest.raises(SandboxError, match="closed"):
        sandbox.start()


def test_what_was_enforced_is_known_to_the_parent(sandbox: Sandbox) -> None:
    capabilities = sandbox.capabilities()
    assert capabilities.numpy == np.__version__
    assert set(capabilities.child_steps) >= {"memory", "cpu time", "processes", "file size", "system calls"}
    assert not any(capabilities.child_steps.values())


def test_a_worker_can_be_started_twice_and_closed_twice() -> None:
    with Worker() as worker:
        worker.start()
    worker.close()


def test_the_limits_are_in_force_inside_a_child() -> None:
    names = ("AS", "CPU", "CORE", "FSIZE", "NOFILE", "NPROC")
    ask = f"[__import__('resource').getrlimit(getattr(__import__('resource'), 'RLIMIT_' + n)) for n in {names!r}]"
    # With the allow-list of system calls a program could not even ask.
    with Sandbox(Limits(cpu=5, memory=128 << 20, layers=KERNEL - {Layer.SECCOMP})) as sandbox:
        (outcome,) = run(sandbox, ask)
    assert outcome.ending is Ending.RETURNED, outcome.error
    limits = dict(zip(names, outcome.value, strict=True))
    assert all(soft == hard for soft, hard in limits.values())
    assert {name: limits[name][0] for name in ("CPU", "CORE", "FSIZE", "NOFILE", "NPROC")} == {
        "CPU": 5 * 16 + 1,  # a child that waits is made for sixteen options
        "CORE": 0,
        "FSIZE": 0,
        "NOFILE": 16,
        "NPROC": 0,
    }
    assert 0 < limits["AS"][0] < 4 << 30


def test_a_job_after_an_interrupted_one_is_answered_rightly(tight: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    tight.capabilities()
    with monkeypatch.context() as patch:
        patch.setattr("exam_drill.sandbox.channels.Stream.send", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            run(tight, "2 * x")
    assert np.array_equal(run(tight, "x + 1")[0].value, [2.0, 3.0])
