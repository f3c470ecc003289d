"""What the lockdown costs, against plain forking with limits only.

    python benchmarks/lockdown.py [ROUNDS]

Three things, each with every layer and with limits only: a question (4 options, 10 trials) in a child, a child with an
empty job, which is the cost of the child itself, and the start of a worker.  Both sandboxes are warm and take turns run
by run, so that a slow moment of the machine meets both; the figures are medians of the runs and of the ratios of
neighbours.  In neither does the next child get ready while one works, as it does only where no child can leave a
process behind: that is a gain that the lockdown makes possible, and would hide what it costs.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from unittest.mock import patch

import numpy as np

from exam_drill.cases import Case
from exam_drill.program import Program
from exam_drill.sandbox import Helpers, Layer, Limits, Sandbox
from exam_drill.sandbox.client import Worker

PLAIN = frozenset({Layer.LIMITS, Layer.POLICY})
PROGRAM = Program(
    "def gru(x, h, w, u):\n"
    "    z = 1 / (1 + np.exp(-(x @ w.T + h @ u.T)))\n"
    "    h_bar = np.tanh(x @ w.T + (z * h) @ u.T)\n"
    "    return (あ)\n",
    "あ",
    {1: "z * h_bar", 2: "(1 - z) * h_bar", 3: "z * h * h_bar", 4: "(1 - z) * h + z * h_bar"},
    {},
    "gru",
    "",
    ("x", "h", "w", "u"),
)
EMPTY = Program("def f():\n    return (あ)\n", "あ", {1: "0"}, {}, "f", "", ())


def cases(trials: int) -> list[Case]:
    """Inputs for the program."""
    random = np.random.RandomState(0)
    shapes = {"x": (3, 4), "h": (3, 5), "w": (5, 4), "u": (5, 5)}
    return [Case({name: random.randn(*shape) for name, shape in shapes.items()}, {}, seed) for seed in range(trials)]


def seconds(action: Callable[[], object]) -> float:
    """Seconds of one run."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def judging(sandbox: Sandbox, program: Program, inputs: list[Case]) -> float:
    """Seconds of a run of the program's options."""
    return seconds(lambda: sandbox.run_options(program, inputs, Helpers()))


def start_of(layers: frozenset[Layer]) -> float:
    """Seconds until a new worker has said what it can enforce and has run its first program."""

    def start() -> None:
        with Sandbox(Limits(layers=layers)) as sandbox:
            sandbox.capabilities()

    return seconds(start)


def report(name: str, pairs: list[tuple[float, float]]) -> None:
    """Prints the medians of two figures and of their ratio."""
    locked, plain = (statistics.median(column) * 1e3 for column in zip(*pairs, strict=True))
    ratios = sorted(one / other for one, other in pairs)
    print(
        f"{name:28} {locked:8.2f} ms locked {plain:8.2f} ms plain   ratio {statistics.median(ratios):5.3f}"
        f"   (middle half {ratios[len(ratios) // 4]:.3f} to {ratios[3 * len(ratios) // 4]:.3f})"
    )


@patch.object(Worker, "_can_wait_beside", False)
def main() -> None:
    """Measures and prints."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    inputs, nothing = cases(10), [Case({}, {}, 0)]
    question, child, start = [], [], []
    with Sandbox() as locked, Sandbox(Limits(layers=PLAIN)) as plain:
        print(
            "not applied:", {name: why for name, why in locked.capabilities().worker_steps.items() if why} or "nothing"
        )
        for number in range(rounds):
            both = (locked, plain) if number % 2 else (plain, locked)
            at = {sandbox: (judging(sandbox, PROGRAM, inputs), judging(sandbox, EMPTY, nothing)) for sandbox in both}
            question.append((at[locked][0], at[plain][0]))
            child.append((at[locked][1], at[plain][1]))
    for _ in range(max(rounds // 20, 3)):
        start.append((start_of(frozenset(Layer)), start_of(PLAIN)))
    report("question (4 options x 10)", question)
    report("child with an empty job", child)
    report("start of a worker", start)


if __name__ == "__main__":
    main()
