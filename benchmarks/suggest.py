"""How long `exam-drill suggest` takes, as whole processes, over the questions of the built-in bank.

    python benchmarks/suggest.py [EVERY]

Runs `exam-drill suggest ID --format json` for every question, or every EVERY-th, one after the other.  Tells the median
and the 90th percentile of the time from the start of a process to its end, the same of the computing time of all its
processes, which says more on a busy machine, and how many suggestions the blanks got.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time

from exam_drill.bank import load_bank
from exam_drill.catalogue import built_in_bank


def computed() -> float:
    """Seconds of computing of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def suggest(identity: str) -> tuple[float, float, list[int]]:
    """Seconds of one run, seconds of computing in it, and the number of suggestions of each blank."""
    start, before = time.perf_counter(), computed()
    command = [sys.executable, "-m", "exam_drill", "suggest", identity, "--format", "json"]
    found = subprocess.run(command, capture_output=True, check=True)
    seconds = time.perf_counter() - start
    return seconds, computed() - before, [len(blank["suggestions"]) for blank in json.loads(found.stdout)["blanks"]]


def main() -> None:
    """Measures and prints."""
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    times: list[tuple[float, float]] = []
    counts: list[int] = []
    for question in load_bank([built_in_bank()]).questions[::every]:
        seconds, computing, found = suggest(question.id)
        times.append((seconds, computing))
        counts += found
        print(f"{seconds:6.2f} s {computing:6.2f} s  {question.id}  {' '.join(map(str, found))}", flush=True)
    for name, values in zip(("from start to end", "computing"), zip(*times, strict=True), strict=True):
        ninth = statistics.quantiles(values, n=10)[-1] if len(values) > 1 else values[0]
        print(f"{name}: median {statistics.median(values):.2f} s, 90th percentile {ninth:.2f} s")
    print(f"{len(times)} questions, {len(counts)} blanks: {sum(counts)} suggestions, at least {min(counts)} for each")


if __name__ == "__main__":
    main()
