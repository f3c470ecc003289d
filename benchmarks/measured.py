"""Runs a whole process and tells what it and all its descendants used; and what machine that was.

    command ─▶ process ─┬─▶ children ─▶ …        seconds: from its start to its end
                        └─ ends                  computing: of it and of every process that came from it
                                                 peak: its own memory alone, at the highest

Descendants that outlive their parents are handed to this process (it is a subreaper), so nothing escapes the sum.
"""

from __future__ import annotations

import ctypes
import importlib.metadata
import os
import platform
import resource
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).resolve().parent / "results"
CHECK = (sys.executable, "-m", "exam_drill", "check")
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER
_LOOK = 50  # milliseconds between two looks at the memory
_TAIL = 1 << 20  # bytes of what it wrote that are kept
_LINGER = 5.0  # seconds for which descendants may outlive the process


class Used(NamedTuple):
    """What one run used."""

    seconds: float
    computing: float  # seconds of processor time, user and system, of the whole tree
    peak: float  # MB of memory of the process itself, without its children
    code: int
    output: str  # the end of what it wrote


class FailedError(Exception):
    """A run that did not do its job, so that its time means nothing."""


@contextmanager
def surroundings(**more: str) -> Iterator[dict[str, str]]:
    """The variables of all runs: folders of their own for caches and byte code, no colours, one language."""
    with tempfile.TemporaryDirectory(prefix="exam-drill-benchmark-") as folder:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH") if name in os.environ}
        own = {f"XDG_{name}_HOME": f"{folder}/{name.lower()}" for name in ("DATA", "CONFIG", "CACHE")}
        yield {
            **kept,
            **own,
            "LANG": "C.UTF-8",
            "NO_COLOR": "1",
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "benchmarks"))),
            "PYTHONPYCACHEPREFIX": f"{folder}/bytecode",
            **more,
        }


def run(command: Sequence[str], variables: Mapping[str, str], codes: Sequence[int] = (0,)) -> Used:
    """Runs a command to its end; FailedError if its exit code is none of those that are right."""
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, env=dict(variables), stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, cwd=ROOT
        )
        peak = _watch(process.pid)
        seconds = time.perf_counter() - start
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        computing = used.ru_utime + used.ru_stime + _adopted()
        output.seek(max(output.seek(0, os.SEEK_END) - _TAIL, 0))
        text = output.read().decode(errors="replace")
    if process.returncode not in codes:
        raise FailedError(f"{' '.join(command)}\nexit code {process.returncode}\n{text[-2000:]}")
    return Used(seconds, computing, peak, process.returncode, text)


def _watch(pid: int) -> float:
    """Waits for the end of a process; the highest memory of its own that was seen, in MB."""
    watched, peak = os.pidfd_open(pid), 0.0
    try:
        poll = select.poll()
        poll.register(watched, select.POLLIN)
        while not poll.poll(_LOOK):
            peak = max(peak, _high_water(pid))
    finally:
        os.close(watched)
    return peak


def _high_water(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM:")), 0.0)


def _adopted() -> float:
    """Seconds of computing of what outlived the process, once all of it has ended."""
    computing, end = 0.0, time.monotonic() + _LINGER
    while time.monotonic() < end:
        try:
            pid, _, used = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            return computing
        if pid == 0:
            time.sleep(0.01)
        computing += used.ru_utime + used.ru_stime if pid else 0.0
    raise FailedError("a process that the command has started does not end")


def spread(values: Sequence[float]) -> dict[str, float]:
    """The median of some values and their middle half."""
    low, high = (values[0], values[0]) if len(values) == 1 else _quartiles(values)
    return {"median": _short(statistics.median(values)), "low": _short(low), "high": _short(high)}


def _quartiles(values: Sequence[float]) -> tuple[float, float]:
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, high


def _short(value: float) -> float:
    return float(f"{value:.4g}")


def machine() -> dict[str, Any]:
    """What the figures hang on; nothing that tells whose machine it is."""
    return {
        "cpu": _processor(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "kernel": ".".join(platform.release().split("-")[0].split(".")[:2]),
        "python": platform.python_version(),
        "versions": {
            name: importlib.metadata.version(name) for name in ("numpy", "pyyaml", "pytest") if _is_there(name)
        },
    }


def _is_there(name: str) -> bool:
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


class Quiet:
    """Looks, from when it is made, how much of the machine others use while this process and its children measure."""

    def __init__(self) -> None:
        self._start = time.monotonic(), _busy(), _own()

    def others(self) -> float:
        """The share of all cores that others have used, from 0 to 1: with more than a little of it, seconds mislead."""
        then, busy, own = self._start
        passed = (time.monotonic() - then) * (os.cpu_count() or 1)
        return round(min(max((_busy() - busy - (_own() - own)) / passed, 0.0), 1.0), 3)


def _busy() -> float:
    """Seconds for which the machine's cores have been at work since it was started."""
    user, nice, system, _, _, irq, softirq, steal, *_ = map(
        int, Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    )
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


def _own() -> float:
    """Seconds of computing of this process and of all that it has waited for."""
    found = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in found)


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows in columns: the first to the left, the others to the right."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
