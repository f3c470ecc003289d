"""One run of a program or a reference on one trial: how it ended, and that as plain data.

run, inputs ─▶ fresh copies ─▶ End(value or error, arguments, warning) ─ report ─▶ {"ending": …, "warning": …}
"""

from __future__ import annotations

import contextlib
import gc
import random
import re
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from types import CodeType
from typing import Any

import numpy as np

from exam_drill.sandbox.inside.policy import RefusedError
from exam_drill.sandbox.inside.substitute import CALL_NAME, FILE_NAME, UnparsedError
from exam_drill.sandbox.values import clone, same
from exam_drill.sandbox.wire import Packer

REFERENCE_NAME = "<reference>"
LONGEST_MESSAGE = 400
_AUTHORS = frozenset({FILE_NAME, CALL_NAME, REFERENCE_NAME})  # code with these file names is the bank's
_QUOTED = re.compile(r"'([^']{1,80})'")

Where = tuple[str, str, int, int]  # whose text ("code", "option", …), the blank's label, line, column
Locate = Callable[[str, int, int], Where | None]  # from a file name of ours, a line and a column in bytes
NOWHERE: Where = ("", "", 0, 0)


@dataclass(frozen=True)
class End:
    """How a run ended: its value or its error, the arguments after it, its first warning."""

    value: Any
    error: list[Any] | None
    arguments: list[Any]
    warning: warnings.WarningMessage | None


Caught = list[warnings.WarningMessage]


def recorded() -> contextlib.AbstractContextManager[Caught]:
    """NumPy's and Python's warnings are recorded from here on, whatever ran before."""
    np.seterr(divide="warn", over="warn", under="ignore", invalid="warn")
    return warnings.catch_warnings(action="always", record=True)


def run_once(
    run: Callable[[list[Any]], Any], seed: int | None, values: Sequence[Any], locate: Locate, caught: Caught
) -> End:
    """Runs it on copies of the values; without a `seed` it draws no random numbers."""
    arguments = [clone(value) for value in values]
    caught.clear()
    if seed is not None:
        np.random.seed(seed)
        random.seed(seed)
    value, error = None, None
    try:
        value = run(arguments)
    except BaseException as failure:
        try:
            error = error_of(failure, locate)
        except MemoryError as shortage:
            # There is none left even for that: what filled it hangs on the frames of the tracebacks.
            shortage.__traceback__ = failure.__traceback__ = None
            error = ["MemoryError", "", *NOWHERE, ""]
    if error is not None and "Memory" in error[0]:
        gc.collect()  # what filled the memory hung on the traceback's frames, and the next run must not pay for it
    return End(value, error, arguments, caught[0] if caught else None)


def report(end: End, values: Sequence[Any], inputs: list[str], locate: Locate, packer: Packer) -> dict[str, Any]:
    """How a run ended, as data for a frame, but for what it returned; TooLargeError if there is no room for it."""
    if end.error is not None:
        return {"ending": "raised", "error": end.error}
    outcome: dict[str, Any] = {"ending": "returned"}
    changed = {
        name: packer.value(after)
        for name, before, after in zip(inputs, values, end.arguments, strict=True)
        if not same(before, after)
    }
    if changed:
        outcome["arguments"] = changed
    if end.warning is not None:
        warning = end.warning
        where = locate(warning.filename, warning.lineno, 0) or NOWHERE
        message = str(warning.message)[:LONGEST_MESSAGE]
        outcome["warning"] = [warning.category.__name__, message, *where, ""]
    return outcome


def with_value(outcome: dict[str, Any], value: Any, packer: Packer) -> dict[str, Any]:
    """A report together with what was returned; TooLargeError if there is no room for it."""
    return {**outcome, "value": packer.value(value)} if outcome["ending"] == "returned" else outcome


def lacked_memory(outcome: dict[str, Any]) -> bool:
    """Whether a run ended for want of memory."""
    return outcome["ending"] == "raised" and "Memory" in outcome["error"][0]


def refused(failure: RefusedError) -> dict[str, Any]:
    """What stands for a run of what the policy refuses."""
    code, name, line, column, hint = failure.refusal
    error = [code, hint, failure.where, failure.label, line, column, name[:80]]
    return {"ending": "refused", "limit": "policy", "amount": "", "error": error}


def unparsed(failure: UnparsedError | LookupError) -> dict[str, Any]:
    """What stands for a run of what is no program, or cannot be called."""
    if isinstance(failure, LookupError):
        code, function = failure.args
        return {"ending": "unparsed", "error": [code, function, "code", "", 0, 0, function]}
    error = failure.error
    line, column = 1, 1
    if isinstance(error, SyntaxError):
        # At the end of a text Python gives no column.
        line, column = error.lineno or 1, error.offset or len((error.text or "").rstrip("\n")) + 1
        kind, message = type(error).__name__, error.msg
    else:
        kind, message = "SyntaxError", f"too deeply nested ({type(error).__name__})"
        if isinstance(error, ValueError):
            message = str(error)
    return {
        "ending": "unparsed",
        "error": [kind, message[:LONGEST_MESSAGE], failure.where, failure.label, line, column, ""],
    }


def error_of(failure: BaseException, locate: Locate) -> list[Any]:
    """[type, message, where, label, line, column, name]: the deepest line of the traceback that is the author's own."""
    where = NOWHERE
    traceback = failure.__traceback__
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if code.co_filename in _AUTHORS:
            column = _column(code, traceback.tb_lasti)
            where = locate(code.co_filename, traceback.tb_lineno or 0, column) or where
        traceback = traceback.tb_next
    try:
        message = str(failure)[:LONGEST_MESSAGE]
    except BaseException:
        message = ""
    name = ""
    if isinstance(failure, NameError):
        quoted = _QUOTED.search(message)
        name = getattr(failure, "name", None) or (quoted[1] if quoted else "")
    return [type(failure).__name__[:80], message, *where, str(name)[:80]]


def characters(text: str, line: int, column: int) -> int:
    """The column in characters, from 1, of a column in bytes, from 0."""
    written = "".join(text.splitlines()[line - 1 : line])
    return len(written.encode()[:column].decode(errors="ignore")) + 1


def _column(code: CodeType, instruction: int) -> int:
    """The column, in bytes from 0, of the instruction at this offset."""
    position = next(islice(code.co_positions(), instruction // 2, None), None)
    return (position[2] if position else 0) or 0
