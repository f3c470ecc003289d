"""Small banks for tests of judging elsewhere."""

from __future__ import annotations

HEAD = "format: 1\nquestions:\n"
QUESTION = """  - id: {id}
    reference: {{code: "def f(x): return 2 * x", inputs: {{x: N}}}}
    code: |
      def f(x):
          return (あ)
    options: ["2 * x", "{option}"]
    answer: {answer}
"""
OPTIONS = ("3 * x", "x + x", "x[0]", "y", "(", "x.sum()", "np.nope(x)", "1 / 0 * x")
SLOW = "sum(0 for _ in range(10**5)) + x"
ENDLESS = "all(True for _ in iter(int, 1))"
BROKEN = "  - id: broken\n    refrence: gru.gru\n"


def mixed(count: int) -> str:
    """A bank with findings of most kinds, and a mistake."""
    return (
        HEAD + BROKEN + "".join(_question(number, OPTIONS[number % 8], 1 + number // 8 % 2) for number in range(count))
    )


def plain(count: int, option: str = "3 * x") -> str:
    """A bank whose questions are alike."""
    return HEAD + "".join(_question(number, option, 1) for number in range(count))


def _question(number: int, option: str, answer: int) -> str:
    return QUESTION.format(id=f"q-{number}", option=option, answer=answer)
