"""What is there at the blank when it is reached: each name's type, shape and dtype, trial by trial.

    program ─ run with the right option ─▶ reached(value) ─ the frame that called ─▶ locals, attributes, globals

Values stay here.  A name counts only if it is there the first time the blank is reached in each trial.
"""

from __future__ import annotations

import ast
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from types import FrameType
from typing import Any

import numpy as np

from exam_drill.sandbox.inside.policy import RefusedError
from exam_drill.sandbox.inside.spaces import load_given, space_of
from exam_drill.sandbox.inside.substitute import (
    FILE_NAME,
    REACHED,
    UnparsedError,
    compile_call,
    fill,
    parse_template,
)
from exam_drill.sandbox.values import clone
from exam_drill.sandbox.wire import Packer

MOST_NAMES = 200
NESTED = ("<listcomp>", "<genexpr>", "<setcomp>", "<dictcomp>", "<lambda>")
_PLAIN = (bool, int, float, str, list, tuple, dict)

Seen = list[Any]  # [name, type, shape or None, dtype], and for `self` and its like nothing but their attributes


def look_around(header: Any, cases: list[tuple[int, tuple[Any, ...]]], send: Callable[[bytes], None]) -> None:
    """Sends for each trial what was there, and what the blank itself gave; None where the blank was not reached."""
    inputs, policy, judged = header["inputs"], header["policy"], header["judged"]
    texts = {judged: header["option"], **dict(header["others"])}
    try:
        template = parse_template(header["code"], tuple(texts), policy)
        call = compile_call(header["call"], header["function"], tuple(inputs), template)
        given = load_given(header["helpers"], header["given"], policy, header["trusted"])
        program = fill(template, texts, {judged}, _handing_over)
    except (UnparsedError, LookupError, RefusedError):
        send(Packer().frame({"trials": []}))
        return
    prepared = space_of("program", policy)
    trials: list[list[Seen] | None] = []
    for seed, values in cases:
        found: list[list[Seen]] = []

        def reached(value: Any = None, found: list[list[Seen]] = found) -> Any:
            if not found:
                there = names_at(sys._getframe(1), prepared)
                found.append([seen_as("", value), *(seen_as(name, one) for name, one in there)])
            return value

        space = {**prepared, **given.make(), REACHED: reached}
        np.random.seed(seed)
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            try:
                exec(program.code, space)
                eval(call.code, space)(*map(clone, values))
            except BaseException:  # what was seen before was seen
                found = found or []
        trials.append(found[0] if found else None)
    send(Packer().frame({"trials": trials}))


def _handing_over(expression: ast.expr) -> ast.expr:
    """reached(option): tells the option's value, and changes nothing else."""
    name = ast.copy_location(ast.Name(REACHED, ast.Load()), expression)
    return ast.copy_location(ast.Call(name, [expression], []), expression)


def names_at(frame: FrameType | None, prepared: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The names that an expression in this frame could use, the nearest first, with what they hold.

    What was there before the program began is `prepared`, and no name of its own.
    """
    told: set[str] = set()
    beside: dict[str, Any] = {}
    while frame is not None and frame.f_code.co_filename == FILE_NAME:
        beside = frame.f_globals
        if frame.f_locals is not frame.f_globals:
            for name, value in frame.f_locals.items():
                if name not in told and name.isidentifier():
                    told.add(name)
                    yield from with_attributes(name, value)
        if frame.f_code.co_name not in NESTED:
            break
        frame = frame.f_back
    for name, value in list(beside.items())[:MOST_NAMES]:
        if (
            name not in told
            and name not in prepared
            and name != REACHED
            and name.isidentifier()
            and not callable(value)
        ):
            yield name, value


def with_attributes(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """A name with what it holds, or the attributes of an object of the program's own."""
    attributes = getattr(value, "__dict__", None)
    if type(attributes) is dict and not isinstance(value, type) and not callable(value):
        for attribute, held in list(attributes.items())[:MOST_NAMES]:
            yield f"{name}.{attribute}", held
    else:
        yield name, value


def seen_as(name: str, value: Any) -> Seen:
    """What is told of a name: its type, and the shape and dtype of what has them."""
    if isinstance(value, np.ndarray | np.generic):
        return [name, "array" if isinstance(value, np.ndarray) else "number", list(value.shape), value.dtype.name]
    if type(value) in _PLAIN:
        kind = type(value).__name__
        return [
            name,
            "number" if kind in ("int", "float") else kind,
            [] if kind in ("int", "float", "bool") else None,
            kind,
        ]
    return [name, "other", None, ""]
