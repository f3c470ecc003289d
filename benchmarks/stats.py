"""How long `exam-drill stats` takes with a long history, as whole processes.

    PYTHONPATH=tests/stats python benchmarks/stats.py [ATTEMPTS]

Fills a store in a temporary folder with ATTEMPTS answers (100,000 if it is not given) to the built-in bank over a
year, the same every time, and the cards that FSRS makes of them; then runs the command as text, JSON and page, three
times each.  The first run also looks into the options of blanks that were answered wrongly; it is told by itself.
Beside the time from start to end stands the computing time of all its processes, which says more on a busy machine.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from learner_histories import fill, made

from exam_drill.bank import load_bank
from exam_drill.catalogue import built_in_bank

ROUNDS = 3


def computed() -> float:
    """Seconds of computing of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(folder: Path, *arguments: str) -> tuple[float, float]:
    """Seconds of one run, and of computing in it."""
    command = [sys.executable, "-m", "exam_drill", "stats", "--data-dir", str(folder), *arguments]
    start, before = time.perf_counter(), computed()
    subprocess.run(command, capture_output=True, check=True)
    return time.perf_counter() - start, computed() - before


def main() -> None:
    """Measures and prints."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    questions = load_bank([built_in_bank()]).questions
    with tempfile.TemporaryDirectory(prefix="exam-drill-benchmark-") as place:
        folder = Path(place)
        fill(folder, made(questions, number, days=365, now=datetime.now(UTC)))
        seconds, computing = run(folder)
        print(f"{number} attempts, first run {seconds:.2f} s, computing {computing:.2f} s")
        for name, arguments in {
            "text": (),
            "json": ("--format", "json"),
            "html": ("--html", str(folder / "page.html")),
        }.items():
            times = zip(*(run(folder, *arguments) for _ in range(ROUNDS)), strict=True)
            seconds, computing = map(statistics.median, times)
            print(f"{name}: {seconds:.2f} s, computing {computing:.2f} s (medians of {ROUNDS})", flush=True)


if __name__ == "__main__":
    main()
