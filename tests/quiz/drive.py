"""Runs `exam-drill quiz` with a judge that answers as told: `python drive.py published|never|broken ARGUMENT …`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # builders

from quiz_fakes import FakeJudge, report

from exam_drill.cli import build_parser
from exam_drill.commands import quiz
from exam_drill.environment import Environment
from exam_drill.quality import QuestionReport
from exam_drill.question import Question


class SandboxError(Exception):
    """Stands for the sandbox's own."""


def answer(one: Question) -> QuestionReport | Exception | None:
    """What the judge makes of a question."""
    mode = sys.argv[1]
    if mode == "broken":
        return SandboxError("the worker cannot start")
    return None if mode == "never" else report(one)


if __name__ == "__main__":
    arguments = build_parser("quiz").parse_args(sys.argv[2:])
    print("begin")
    code = quiz.run(arguments, Environment(), open_judge=lambda: FakeJudge(answer))
    print(f"exit code {code}; numpy imported: {'numpy' in sys.modules}")
    sys.exit(code)
