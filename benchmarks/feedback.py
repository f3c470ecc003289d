"""How soon the feedback is on the screen after a key was pressed, in the real program with the built-in bank.

    python benchmarks/feedback.py [--questions N] [--pause SECONDS] [--seed N] [--columns N] [--rows N]

A learner in a pseudo-terminal: `exam-drill quiz --order random` is started in an empty data folder, every question
is looked at for so long as `--pause` says (a learner takes a minute), one option is chosen by its key, and the time
is taken from the write of that key into the terminal until the last line of the frame with the feedback has been
read out of it.  Each answer is recorded on the disk before its feedback is drawn, and that is within the time.  What
the terminal itself takes to show it, is not.

Prints one JSON object: percentiles in milliseconds, how many answers, and how many of them had to wait for their runs.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import sys
import tempfile
import time

import pexpect

READY = re.compile(rb"1\xe2\x80\x93(\d+)[^\r\n]{0,40}answer.{0,300}quit", re.DOTALL)
GRADED = re.compile(rb"Enter[^\r\n]{0,40}next.{0,300}quit", re.DOTALL)
WAITING = b"Running the options"
PATIENCE = 60.0
QUICK = 0.05  # seconds: the goal for 95 of 100 answers


class Learner:
    """The program, and what it has written since the last key."""

    def __init__(self, arguments: list[str], columns: int, rows: int, variables: dict[str, str]) -> None:
        command = ["-m", "exam_drill", "quiz", "--lang", "en", "--no-color", *arguments]
        self.child = pexpect.spawn(sys.executable, command, dimensions=(rows, columns), env=variables, timeout=PATIENCE)
        self.written = b""

    def press(self, key: str) -> None:
        """Types a key."""
        self.written = b""
        self.child.send(key)

    def until(self, *patterns: re.Pattern[bytes]) -> tuple[re.Pattern[bytes], re.Match[bytes], float]:
        """Reads until one of the patterns was written; it, its match, and when."""
        end = time.perf_counter() + PATIENCE
        while time.perf_counter() < end:
            for pattern in patterns:
                match = pattern.search(self.written)
                if match:
                    return pattern, match, time.perf_counter()
            self.written += self.child.read_nonblocking(1 << 16, timeout=PATIENCE)
        raise TimeoutError(self.written[-2000:].decode(errors="replace"))


def measure(questions: int, pause: float, seed: int, columns: int, rows: int) -> tuple[list[float], int]:
    """Seconds from each key to its feedback, and how many had to wait for their runs."""
    times: list[float] = []
    waited = 0
    with tempfile.TemporaryDirectory() as folder:
        variables = {**os.environ, "EXAM_DRILL_DATA_DIR": folder, "TERM": "xterm-256color"}
        arguments = ["--order", "random", "--seed", str(seed), "-n", str(questions)]
        learner = Learner(arguments, columns, rows, variables)
        try:
            while True:
                pattern, match, _ = learner.until(READY, SUMMARY)
                if pattern is SUMMARY:
                    break
                time.sleep(pause)
                learner.press(str(1 + len(times) % int(match[1])))
                began = time.perf_counter()
                _, _, ended = learner.until(GRADED)
                times.append(ended - began)
                waited += WAITING in learner.written
                learner.press("\r")
        finally:
            learner.child.close(force=True)
    return times, waited


SUMMARY = re.compile(rb"q[^\r\n]{0,40}leave")


def main() -> int:
    """Measures and prints; 1 if the goal was missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--pause", type=float, default=2.0, help="seconds for which each question is looked at")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--columns", type=int, default=100)
    parser.add_argument("--rows", type=int, default=100, help="so many that options need no scrolling")
    given = parser.parse_args()
    times, waited = measure(given.questions, given.pause, given.seed, given.columns, given.rows)
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    milliseconds = {f"p{number}": round(1e3 * cuts[number - 1], 1) for number in (50, 90, 95, 99)} | {
        "max": round(1e3 * max(times), 1)
    }
    print(
        json.dumps(
            {
                "format": 1,
                "answers": len(times),
                "pause_seconds": given.pause,
                "milliseconds": milliseconds,
                "waited_for_runs": waited,
                "goal": {"p95": 1e3 * QUICK, "reached": cuts[94] < QUICK},
            }
        )
    )
    return 0 if cuts[94] < QUICK else 1


if __name__ == "__main__":
    sys.exit(main())
