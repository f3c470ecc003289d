"""The job "reference": for each trial run twice, with other random states ─▶ outcome, steady or not      one frame."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from typing import Any

from exam_drill.helpers import HelperError, cut_helpers
from exam_drill.sandbox.inside.once import (
    LONGEST_MESSAGE,
    REFERENCE_NAME,
    Where,
    characters,
    error_of,
    recorded,
    refused,
    report,
    run_once,
    with_value,
)
from exam_drill.sandbox.inside.policy import RefusedError
from exam_drill.sandbox.inside.spaces import check_reference, load_given, space_of
from exam_drill.sandbox.wire import Frame, Packer, TooLargeError

Case = tuple[int, tuple[Any, ...]]  # the seed and the inputs of a trial


def run_reference(job: Frame, cases: list[Case], send: Callable[[bytes], None]) -> None:
    """Runs a reference twice on each trial and sends what it gave, and the source of the helpers."""
    header = job.header
    inputs: list[str] = header["inputs"]
    policy = header["policy"] and not header["trusted"]
    prepared = space_of("reference", policy)
    space = dict(prepared)

    def locate(file: str, line: int, column: int) -> Where | None:
        if file != REFERENCE_NAME:
            return None
        return ("reference", "", line, characters(header["source"], line, column))

    try:
        helpers = cut_helpers(header["source"], header["given"], header["function"])
        tree = ast.parse(header["source"])
        if policy:
            check_reference(tree, header["source"])
        module = compile(tree, REFERENCE_NAME, "exec", dont_inherit=True)
        exec(module, space)
        space[header["function"]]
        load_given(helpers, header["given"], header["policy"], header["trusted"])
    except RefusedError as failure:
        send(Packer().frame({"failed": "policy", "error": refused(failure)["error"]}))
        return
    except HelperError as failure:
        send(Packer().frame({"failed": f"helper-{failure.code}", "name": failure.name}))
        return
    except SyntaxError as failure:
        where = ("reference", "", failure.lineno or 1, failure.offset or 1)
        error = [type(failure).__name__, failure.msg[:LONGEST_MESSAGE], *where, ""]
        send(Packer().frame({"failed": "load", "error": error}))
        return
    except BaseException as failure:
        send(Packer().frame({"failed": "load", "error": error_of(failure, locate)}))
        return

    def run(arguments: list[Any]) -> Any:
        # Loaded anew each time, like a program: it has no memory of the trials before.
        fresh = dict(prepared)
        exec(module, fresh)
        return fresh[header["function"]](**dict(zip(inputs, arguments, strict=True)))

    packer = Packer()
    outcomes, unsteady = [], 0
    with recorded() as caught:
        for number, (seed, values) in enumerate(cases, 1):
            # Packed before it runs again: what it returned may be its own, and change under our hands.
            second, kept = Packer(start=packer.size), len(packer.chunks)
            try:
                end = run_once(run, seed, values, locate, caught)
                once = with_value(report(end, values, inputs, locate, packer), end.value, packer)
                # Another random state: what depends on it is no reference.
                end = run_once(run, seed ^ 1, values, locate, caught)
                again = with_value(report(end, values, inputs, locate, second), end.value, second)
            except TooLargeError:
                send(Packer().frame({"failed": "refused"}))
                return
            same = (json.dumps(once), packer.chunks[kept:]) == (json.dumps(again), second.chunks)
            if not unsteady and not same:
                unsteady = number
            outcomes.append(once)
    send(packer.frame({"outcomes": outcomes, "unsteady": unsteady, "helpers": helpers}))
