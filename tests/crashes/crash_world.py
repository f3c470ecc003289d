"""What the tests of crashes share: banks, and what may come of a signal."""

import json
import re
import signal
from pathlib import Path

from families import World

# What a signal leads to: our way, the system's where it came before our first line or after our last, or just the end.
ENDS = {
    signal.SIGINT: {130, -signal.SIGINT, 0},
    signal.SIGTERM: {143, -signal.SIGTERM, 0},
    signal.SIGHUP: {129, -signal.SIGHUP, 0},
    signal.SIGKILL: {-signal.SIGKILL, 0},
}
QUESTION = """  - id: {id}
    reference: {{code: "def f(x): return 2 * x", inputs: {{x: N}}}}
    code: |
      def f(x):
          return (あ)
    options: [2 * x, "{wrong}"]
    answer: 1
"""
ENDLESS = "all(True for _ in iter(int, 1))"
SLOW = "sum(0 for _ in range(10**6)) + 2 * x"  # a little while, and right
# What Python says, where warnings are on, of a socket or a file that a signal met before it had an owner: between two
# lines of `socket.socketpair`, or between `open` and the block that closes it.  The end of the process closes it.
_UNOWNED = re.compile(
    r"Exception ignored in: <(?:socket|_io\.FileIO).*\n"
    r"Traceback \(most recent call last\):\n(?: .*\n)*"
    r"ResourceWarning: unclosed (?:<socket|file <).*\n"
)


def bank(world: World, *wrong: str) -> str:
    """A bank with a question for each of these options, which are wrong."""
    path = Path(world.mark).parent / "bank.yaml"
    questions = (QUESTION.format(id=f"question-{number}", wrong=text) for number, text in enumerate(wrong, 1))
    path.write_text("format: 1\nquestions:\n" + "".join(questions), encoding="utf-8")
    return str(path)


def blanks(report: bytes) -> list[dict[str, object]]:
    return [blank for question in json.loads(report)["questions"] for blank in question["blanks"]]


def check_told(code: int, errors: str, number: int) -> None:
    """That a signal led to what it may lead to, and that nobody is shown how the program looks from inside."""
    errors = _UNOWNED.sub("", errors)
    if "Traceback" in errors:  # the interpreter was not yet at our first line
        assert number == signal.SIGINT
        assert "cli.py" not in errors, errors
        return
    assert code in ENDS[number], (code, errors)
    assert all(line.startswith("exam-drill: ") for line in errors.split("\n") if line), errors
