"""Runs `exam-drill exam` with a judge that knows everything, and a clock that stands in a file.

python exam_drive.py CLOCK-FILE ARGUMENT …
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # builders

from exam_fakes import WALL, FakeJudge

from exam_drill.cli import build_parser
from exam_drill.commands import exam
from exam_drill.environment import Environment
from exam_drill.interruption import Interrupted

if __name__ == "__main__":
    clock = Path(sys.argv[1])

    def seconds() -> float:
        """What the file says; the system's own clocks have no part in it."""
        return float(clock.read_text(encoding="utf-8") or 0)

    arguments = build_parser("exam").parse_args(sys.argv[2:])
    environment = Environment(clock=lambda: WALL + seconds(), monotonic=seconds)
    try:
        sys.exit(exam.run(arguments, environment, open_judge=FakeJudge))
    except Interrupted as ended:
        sys.exit(128 + ended.number)
