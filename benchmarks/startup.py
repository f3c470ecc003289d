"""How soon the first question is on the screen, against imports that no terminal program of this kind can do without.

    python benchmarks/startup.py [RUNS]

A: `exam-drill quiz` in a pseudo-terminal, from the start of the process until the line of keys, the last one of the
first frame, has been written.  B: `python -c "import rich.console, yaml"`, from start to end.  A and B are run in turn,
so that a slow moment of the machine meets both; the figure is the median of the ratios A/B.  It also tells
whether NumPy had been imported when the first question was shown.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

import pexpect

COMMAND = ["-m", "exam_drill", "quiz", "--lang", "en", "--seed", "1"]
FLOOR = ["-c", "import rich.console, yaml"]
LAST_WORDS = r"q.{0,20}quit"
# Runs the command line and, once the last line of the frame is written, tells whether NumPy is there.
SPY = """
import sys
from exam_drill.cli import main
from exam_drill.environment import Environment
class Stream:
    def __init__(self, stream): self.stream = stream
    def __getattr__(self, name): return getattr(self.stream, name)
    def write(self, text):
        if "quit" in text:
            text += "\\x1b]0;numpy=%s\\x07" % ("numpy" in sys.modules)
        return self.stream.write(text)
sys.exit(main(sys.argv[1:], Environment(stdout=Stream(sys.stdout))))
"""


def first_question() -> float:
    """Seconds until the first question stands on the screen."""
    start = time.perf_counter()
    child = pexpect.spawn(sys.executable, COMMAND, dimensions=(24, 80), timeout=30, encoding="utf-8")
    child.expect(LAST_WORDS)
    seconds = time.perf_counter() - start
    child.close(force=True)
    return seconds


def floor() -> float:
    """Seconds of the bare imports."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *FLOOR], check=True)
    return time.perf_counter() - start


def numpy_at_first_question() -> str:
    """ "True" if NumPy had been imported when the first question was shown."""
    child = pexpect.spawn(sys.executable, ["-c", SPY, *COMMAND[2:]], dimensions=(24, 80), timeout=30, encoding="utf-8")
    child.expect(r"numpy=(True|False)")
    found = str(child.match.group(1)) if child.match else ""
    child.close(force=True)
    return found


def main() -> None:
    """Measures and prints."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    first_question(), floor()  # warm the disk
    pairs = [(first_question(), floor()) for _ in range(runs)]
    ratios = [a / b for a, b in pairs]
    print(f"first question  {statistics.median(a for a, _ in pairs) * 1e3:6.0f} ms (median of {runs})")
    print(f"bare imports    {statistics.median(b for _, b in pairs) * 1e3:6.0f} ms")
    print(f"ratio           {statistics.median(ratios):6.2f}    ({min(ratios):.2f} to {max(ratios):.2f}; goal: 2)")
    print(f"NumPy imported before the first question: {numpy_at_first_question()}")


if __name__ == "__main__":
    os.environ.pop("NO_COLOR", None)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # byte code is kept, as after an installation
    main()
