"""Tries the options of a question in this process, with nothing around them; what the baselines share.

question (plain data) ─ prepare ─▶ Task: inputs, expected values, helpers
                      └ choices ─▶ Choice: a program for each option ─ matches(task, program) ─▶ yes or no
"""

from __future__ import annotations

import importlib
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from exam_drill.cases import draw_cases
from exam_drill.domain import parse_input

TRIALS = 10
_MARKER = re.compile("\\(([\u3041-\u30ff])\\)")


class Task(NamedTuple):
    """A question ready to be tried: the inputs of each trial, what its reference gives, what its programs may use."""

    question: Mapping[str, Any]
    function: str
    inputs: list[Mapping[str, Any]]
    expected: list[Any]
    given: dict[str, Any]


class Choice(NamedTuple):
    """An option of a blank, with the program that it makes."""

    label: str
    number: int
    published: int
    program: str


def prepare(question: Mapping[str, Any], trials: int = TRIALS) -> Task:
    """Draws the inputs of a question and runs its reference on them."""
    named = question["reference"]
    names = list(question.get("given", ()))
    draws: Mapping[str, Any] = {}
    if isinstance(named, str):
        module_name, function = named.split(".")
        module = importlib.import_module(f"reference_impls.{module_name}")
        space, declared = vars(module), module.INPUTS[function]
        names += getattr(module, "GIVEN", ())
        draws = getattr(module, "DRAW", {})
    else:
        space, declared = {"np": np}, named["inputs"]
        exec(named["code"], space)
        function = [name for name, value in space.items() if callable(value)][-1]
    specs = {
        name: parse_input(str(text), frozenset(draws))
        for name, text in {**declared, **question.get("inputs", {})}.items()
    }
    sizes = {letter: bounds(text) for letter, text in question.get("sizes", {}).items()}
    cases = draw_cases(
        specs, sizes, seed=0, question=question["id"], trials=question.get("trials", trials), draws=draws
    )
    inputs = [case.inputs for case in cases]
    expected = [space[function](**copied(one)) for one in inputs]
    return Task(question, function, inputs, expected, {name: space[name] for name in names})


def bounds(text: str | int) -> tuple[int, int]:
    """The range of a size: `2..5`, or `8` for always 8."""
    low, _, high = str(text).partition("..")
    return int(low), int(high or low)


def choices(question: Mapping[str, Any]) -> Iterator[Choice]:
    """Each option of each blank; the other blanks hold their published answers."""
    code = question["code"].replace("（", "(").replace("）", ")")
    blanks = question.get("blanks") or {_MARKER.findall(code)[0]: question}
    texts = {
        label: [option["code"] if isinstance(option, dict) else str(option) for option in blank["options"]]
        for label, blank in blanks.items()
    }
    for label, blank in blanks.items():
        rest = code
        for other in blanks:
            if other != label:
                rest = filled(rest, other, texts[other][blanks[other]["answer"] - 1])
        for number, text in enumerate(texts[label], 1):
            yield Choice(label, number, blank["answer"], filled(rest, label, text))


def filled(code: str, label: str, text: str) -> str:
    """The program with a text in a blank: as lines where the blank is alone on its line, else as an expression."""
    marker, text = f"({label})", text.strip("\n")
    lines = []
    for line in code.split("\n"):
        if line.strip() == marker:
            lines.append(textwrap.indent(text, line[: len(line) - len(line.lstrip())]))
        else:
            lines.append(line.replace(marker, f"({text})"))
    return "\n".join(lines)


def matches(task: Task, program: str, stop: bool = False) -> bool:
    """Whether a program gives what the reference gives on all inputs; only with `stop` the first difference ends it."""
    space = {"np": np, **task.given}
    try:
        exec(compile(program, "program", "exec"), space)
        call = compile(task.question["call"], "call", "eval") if "call" in task.question else None
    except Exception:
        return False
    found = True
    for inputs, expected in zip(task.inputs, task.expected, strict=True):
        arguments = copied(inputs)
        try:
            given = called(space[task.function], arguments) if call is None else eval(call, {**space, **arguments})
            found &= close(given, expected)
        except Exception:
            found = False
        if stop and not found:
            break
    return found


def called(function: Any, arguments: dict[str, Any]) -> Any:
    """By name if all its parameters are inputs, else by position."""
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    if all(name in arguments for name in names):
        return function(**{name: arguments[name] for name in names})
    return function(*arguments.values())


def copied(value: Any) -> Any:
    """A copy of inputs, so that no run sees what another one did to them."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, Mapping):
        return {name: copied(one) for name, one in value.items()}
    return value


def close(result: Any, expected: Any) -> bool:
    """Whether two results are the same: one kind of container, one shape, numbers that agree."""
    if isinstance(expected, (tuple, list)):
        return type(result) is type(expected) and len(result) == len(expected) and all(map(close, result, expected))
    return np.shape(result) == np.shape(expected) and np.allclose(result, expected, rtol=1e-7, atol=1e-9)
