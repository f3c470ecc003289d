"""What proving every option in the sandbox costs, against a raw loop in this process that isolates nothing.

    python benchmarks/isolation.py [ROUNDS]

raw       the same job in one process, with nothing that isolates: for each question of the built-in bank the inputs are
          drawn and the reference is run; for each option the text is put into the blank, compiled, and for each trial
          executed and called on fresh copies of the inputs, and `np.allclose` holds the result against the reference's
options   the part of it that is about options only: inputs and expected values are made before the clock starts
isolated  `Evaluator`: inputs drawn, the reference run, every option run in the sandbox with everything on, compared at
          two tolerances, diagnosed and judged.  One worker, warm, nothing cached.

All go over the whole bank in turn, so that a slow moment of the machine meets all.  The figures are medians of the
rounds, a time for each option, and the median of the ratios of neighbours.  The last line is about one typed answer:
the time from the text to its verdict, with a warm worker.
"""

from __future__ import annotations

import ast
import statistics
import sys
import textwrap
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from exam_drill.bank import load_bank
from exam_drill.cases import Case, draw_cases
from exam_drill.catalogue import built_in_bank
from exam_drill.evaluate import Evaluator, Settings
from exam_drill.markers import normalise_markers
from exam_drill.question import Question
from exam_drill.reference import load_reference
from exam_drill.sandbox import Sandbox

Run = Callable[[], object]


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


def prepared(question: Question) -> tuple[Run, Run]:
    """Runs of all options of a question: with inputs and reference, and with these done beforehand."""
    reference = load_reference(question)
    module: dict[str, Any] = {"np": np}
    exec(reference.source, module)
    given = {name: module[name] for name in reference.given}

    def prepare() -> tuple[tuple[Case, ...], list[Any]]:
        trials = question.trials or Settings().trials
        cases = draw_cases(
            reference.specs, question.sizes, seed=0, question=question.id, trials=trials, draws=reference.draws
        )
        return cases, [module[reference.function](**{k: copied(v) for k, v in case.inputs.items()}) for case in cases]

    ready = prepare()
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

    def run(cases: tuple[Case, ...], expected: list[Any]) -> None:
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

    return (lambda: run(*prepare())), (lambda: run(*ready))


def seconds(action: Run) -> float:
    """Seconds of one run."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def typed(sandbox: Sandbox, questions: Sequence[Question], rounds: int) -> list[float]:
    """Seconds from a typed answer to its verdict, for each question in turn, in rising order."""
    evaluator = Evaluator(sandbox)
    found = []
    for number in range(rounds):
        question = questions[number % len(questions)]
        blank = question.blanks[0]
        text = blank.options[number % len(blank.options)].code.text
        found.append(seconds(partial(evaluator.answer, question, blank, text)))
    return sorted(found)


def main() -> None:
    """Measures and prints."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    questions = load_bank([built_in_bank()]).questions
    options = sum(len(blank.options) for question in questions for blank in question.blanks)
    loops = [prepared(question) for question in questions]
    rows = []
    with Sandbox() as sandbox, np.errstate(all="ignore"):

        def isolated() -> None:
            evaluator = Evaluator(sandbox)
            for question, upcoming in zip(questions, (*questions[1:], None), strict=True):
                evaluator.expect(upcoming)
                evaluator.evaluate(question)

        def raw(kind: int) -> Run:
            def run() -> None:
                for loop in loops:
                    loop[kind]()

            return run

        kinds = (isolated, raw(0), raw(1))
        for kind in kinds:
            kind()
        for _ in range(rounds):
            rows.append([seconds(kind) for kind in kinds])
        answers = typed(sandbox, questions, rounds * 5)
    times = [statistics.median(column) / options * 1e6 for column in zip(*rows, strict=True)]
    print(f"built-in bank: {len(questions)} questions, {options} options, one worker, {rounds} rounds; µs an option")
    print(f"isolated {times[0]:7.0f}   raw {times[1]:7.0f}   options only {times[2]:7.0f}")
    for place, name in ((1, "raw"), (2, "options only")):
        ratios = sorted(row[0] / row[place] for row in rows)
        low, high = ratios[len(ratios) // 4], ratios[3 * len(ratios) // 4]
        print(f"isolated / {name:14} {statistics.median(ratios):.2f}   (middle half {low:.2f} to {high:.2f})")
    median, high = statistics.median(answers) * 1e3, answers[len(answers) * 9 // 10] * 1e3
    print(f"a typed answer: median {median:.1f} ms, nine of ten below {high:.1f} ms, of {len(answers)}")


if __name__ == "__main__":
    main()
