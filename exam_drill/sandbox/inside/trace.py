"""Job "trace": what a program with an option in its blank does on given inputs, line by line.

    program with an option ─ tracer ─▶ steps: the first ones and the last ones ─▶ one frame
                                       what is at the blank, in each case

What leaves is bounded: in steps, names, pieces of a value, elements of an array, and bytes of all of it.
"""

from __future__ import annotations

import ast
import sys
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from exam_drill.sandbox.inside.held import pieces
from exam_drill.sandbox.inside.policy import RefusedError
from exam_drill.sandbox.inside.spaces import load_given, space_of
from exam_drill.sandbox.inside.statements import Statements
from exam_drill.sandbox.inside.substitute import (
    REACHED,
    Template,
    UnparsedError,
    compile_call,
    fill,
    parse_template,
)
from exam_drill.sandbox.inside.tracer import Step, StopError, Tracer, message_of
from exam_drill.sandbox.values import clone
from exam_drill.sandbox.wire import Packer, TooLargeError

_LARGEST = 1 << 20  # bytes of all that is told

Case = tuple[int, tuple[Any, ...]]


def run_trace(header: Any, cases: list[Case], send: Callable[[bytes], None]) -> None:
    """Sends what is at the blank in each case and, if `steps` are wanted, what happened in the first one."""
    try:
        traced = _Traced(header)
    except (UnparsedError, LookupError, RefusedError):
        send(Packer().frame({"trials": [], "trace": None}))
        return
    trials, trace = [], None
    for case in cases:
        tracer = traced.run(case)
        trials.append(tracer.scope)
        if trace is None and header["steps"]:
            trace = tracer
    packer = Packer(_LARGEST)
    told = None if trace is None else _tell(trace, packer, traced.template)
    send(packer.frame({"trials": trials, "trace": told}))


class _Traced:
    """A program that is ready to be traced."""

    def __init__(self, header: Any) -> None:
        policy, judged = header["policy"], header["judged"]
        texts = {judged: header["option"], **dict(header["others"])}
        self.template = parse_template(header["code"], tuple(texts), policy)
        self.call = compile_call(header["call"], header["function"], tuple(header["inputs"]), self.template)
        self.given = load_given(header["helpers"], header["given"], policy, header["trusted"])
        self.program = fill(self.template, texts, {judged}, _around)
        self.statements = Statements(self.template.tree)
        self.prepared = space_of("program", policy)
        hidden = [self.template.labels.index(label) + 1 for label in header["open"]]
        self.hidden = frozenset(hidden)
        self.needed = bool(header["steps"] or hidden)

    def run(self, case: Case) -> Tracer:
        """Runs it on one case."""
        seed, values = case
        tracer = Tracer(self.statements, {**self.prepared, **self.given.make()}, self.hidden)
        space = {**tracer.prepared, REACHED: tracer.reached}
        np.random.seed(seed)
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            try:
                if self.needed:
                    sys.settrace(tracer.called)
                exec(self.program.code, space)
                value = eval(self.call.code, space)(*map(clone, values))
                sys.settrace(None)
                tracer.end = ["returned", *pieces(value)]
            except StopError:
                tracer.end = ["stopped"]
            except BaseException as failure:
                sys.settrace(None)
                tracer.end = ["raised", type(failure).__name__[:80], message_of(failure)]
            finally:
                sys.settrace(None)
        tracer.stopped()
        return tracer


def _tell(tracer: Tracer, packer: Packer, template: Template) -> dict[str, Any]:
    """All that a tracer saw; values for which there is no room are left out."""
    steps, end = tracer.steps, tracer.end
    return {
        "steps": [_step(step, packer, template) for step in steps],
        "left": tracer.count - len(steps),
        "names": [[name, _packed(held, packer), left] for name, held, left in tracer.names],
        "end": ["returned", _packed(end[1], packer), end[2]] if end[0] == "returned" else end,
    }


def _step(step: Step, packer: Packer, template: Template) -> dict[str, Any]:
    where, label, line = template.text_of_line(step.statement.line)
    return {
        "at": [where, label, line],
        "call": step.call,
        "depth": step.depth,
        "function": step.function[:80],
        "pass": step.passed,
        "kind": step.kind,
        "changes": [[name, _packed(held, packer), left] for name, held, left in step.changes],
        "more": step.more,
        "blanks": step.blanks,
        "blank": [[_packed(held, packer), left] for held, left in step.blank],
        "returned": None if step.returned is None else [_packed(step.returned[0], packer), step.returned[1]],
        "error": step.error,
    }


def _packed(held: list[Any], packer: Packer) -> list[list[Any]]:
    """Pieces with their values tagged."""
    told = []
    for at, form, *rest in held:
        try:
            if form in ("value", "cut"):
                rest[-1] = packer.value(rest[-1])
            told.append([at, form, *rest])
        except TooLargeError:
            told.append([at, "other", ""])
    return told


def _around(expression: ast.expr) -> ast.expr:
    """reached(reached(), option): tells that it is about to be evaluated, then its value; and changes nothing else."""

    def call(arguments: list[ast.expr]) -> ast.expr:
        name = ast.copy_location(ast.Name(REACHED, ast.Load()), expression)
        return ast.copy_location(ast.Call(name, arguments, []), expression)

    return call([call([]), expression])
