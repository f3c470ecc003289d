"""What proving every option in the sandbox costs, against a raw loop in this process that isolates nothing.

    python benchmarks/isolation.py [ROUNDS]

raw       for each option of the built-in bank: the text put into the blank, `compile`, and for each trial `exec`, a
          call on fresh copies of the inputs, and `np.allclose` against the expected values, in this process.  Inputs
          and expected values are made before the clock starts.
isolated  `Evaluator`: inputs drawn, the reference run, every option run in the sandbox with everything on, compared at
          two tolerances, diagnosed and judged.  One worker, warm, nothing cached.

Both go over the whole bank in turn, so that a slow moment of the machine meets both.  The figures are medians of the
rounds, a time for each option, and the median of the ratios of neighbours.  The second table is about one typed answer:
the time from the text to its verdict.
"""

from __future__ import annotations

import ast
import statistics
import sys
import textwrap
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from exam_drill.bank import load_bank
from exam_drill.cases import draw_cases
from exam_drill.catalogue import built_in_bank
from exam_drill.evaluate import Evaluator, Settings
from exam_drill.markers import normalise_markers
from exam_drill.question import Question
from exam_drill.reference import load_reference
from exam_drill.sandbox import Sandbox

Run = Callable[[], None]


def filled(question: Question, chosen: dict[str, str]) -> str:
    """The program with a text in every blank, put in as text."""
    code = normalise_markers(question.code.text)
    for label, text in chosen.items():
        marker = f"({label})"
        lines = code.splitlines()
        for number, line in enumerate(lines):
            if line.strip() == marker:
                lines[number] = textwrap.indent(textwrap.dedent(text), line[: len(line) - len(line.lstrip())])
        code = "\n".join(lines).replace(marker, f"({text})")
    return code


def copied(value: Any) -> Any:
    """A copy of an input."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, (list, tuple)):
        return type(value)(copied(item) for item in value)
    return value


def close(one: Any, other: Any) -> bool:
    """Whether two results are numerically the same."""
    if isinstance(one, (list, tuple)):
        return type(one) is type(other) and len(one) == len(other) and all(map(close, one, other))
    if isinstance(one, dict):
        return (
            isinstance(other, dict) and one.keys() == other.keys() and all(close(one[key], other[key]) for key in one)
        )
    return np.shape(one) == np.shape(other) and bool(np.allclose(one, other))


def prepared(question: Question) -> Run:
    """A run of all options of a question, with everything that is not theirs done beforehand."""
    reference = load_reference(question)
    trials = question.trials or Settings().trials
    cases = draw_cases(
        reference.specs, question.sizes, seed=0, question=question.id, trials=trials, draws=reference.draws
    )
    module: dict[str, Any] = {"np": np}
    exec(reference.source, module)
    given = {name: module[name] for name in reference.given}
    expected = [module[reference.function](**{k: copied(v) for k, v in case.inputs.items()}) for case in cases]
    published = {blank.label: blank.options[blank.answer - 1].code.text for blank in question.blanks}
    call = question.call.text if question.call else ""
    programs = [
        filled(question, {**published, blank.label: option.code.text})
        for blank in question.blanks
        for option in blank.options
    ]
    if not call:
        tree = next(node for node in ast.parse(programs[-1]).body if isinstance(node, ast.FunctionDef))
        names = [argument.arg for argument in tree.args.args]
        names = names if set(names) <= set(reference.specs) else list(reference.specs)
        call = f"{reference.function}({', '.join(names)})"

    def run() -> None:
        for text in programs:
            try:
                program, asked = compile(text, "program", "exec"), compile(call, "call", "eval")
            except SyntaxError:
                continue
            for case, right in zip(cases, expected, strict=True):
                space = {"np": np, **given}
                try:
                    exec(program, space)
                    close(right, eval(asked, {**space, **{k: copied(v) for k, v in case.inputs.items()}}))
                except Exception:
                    continue

    return run


def seconds(action: Run) -> float:
    """Seconds of one run."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def main() -> None:
    """Measures and prints."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    questions = load_bank([built_in_bank()]).questions
    options = sum(len(blank.options) for question in questions for blank in question.blanks)
    loops = [prepared(question) for question in questions]
    pairs = []
    with Sandbox() as sandbox, np.errstate(all="ignore"):

        def isolated() -> None:
            evaluator = Evaluator(sandbox)
            for question, upcoming in zip(questions, (*questions[1:], None), strict=True):
                evaluator.expect(upcoming)
                evaluator.evaluate(question)

        def raw() -> None:
            for loop in loops:
                loop()

        isolated(), raw()
        for _ in range(rounds):
            pairs.append((seconds(isolated), seconds(raw)))
    left, right = (statistics.median(column) / options * 1e6 for column in zip(*pairs, strict=True))
    ratios = sorted(one / other for one, other in pairs)
    print(f"built-in bank: {len(questions)} questions, {options} options, one worker, {rounds} rounds")
    print(f"isolated {left:7.0f} µs an option   raw {right:7.0f} µs an option   ratio {statistics.median(ratios):.2f}")
    print(f"middle half of the ratios {ratios[len(ratios) // 4]:.2f} to {ratios[3 * len(ratios) // 4]:.2f}")


if __name__ == "__main__":
    main()
