"""Runs one job in a child: the options of a blank, or a reference, on every trial.

    job "options"    for each option: fill ─▶ for each trial: fresh globals, inputs ─▶ call ─▶ outcome  a frame each
    job "reference"  for each trial: run twice, with other random states ─▶ outcome, steady or not      one frame
    job "scope"      what is there at the blank (scope)        job "mutations"  other texts for it (mutations)
    job "excerpt"    see `excerpt`: nothing is run                                                      one frame

Whatever bank code does here, it does to a process that is about to end.
"""

from __future__ import annotations

import ast
import contextlib
import gc
import json
import random
import re
import unicodedata
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice, repeat
from types import CodeType
from typing import Any

import numpy as np

from exam_drill.helpers import HelperError, cut_helpers
from exam_drill.sandbox.inside.excerpt import run_excerpt
from exam_drill.sandbox.inside.mutations import find_mutations
from exam_drill.sandbox.inside.policy import RefusedError
from exam_drill.sandbox.inside.scope import look_around
from exam_drill.sandbox.inside.spaces import Given, check_reference, load_given, space_of
from exam_drill.sandbox.inside.substitute import (
    CALL_NAME,
    FILE_NAME,
    REACHED,
    Compiled,
    Template,
    UnparsedError,
    compile_call,
    fill,
    parse_template,
)
from exam_drill.sandbox.inside.trace import run_trace
from exam_drill.sandbox.values import clone, same
from exam_drill.sandbox.wire import Frame, Packer, TooLargeError

REFERENCE_NAME = "<reference>"
LONGEST_MESSAGE = 400
_AUTHORS = frozenset({FILE_NAME, CALL_NAME, REFERENCE_NAME})  # code with these file names is the bank's
_QUOTED = re.compile(r"'([^']{1,80})'")

Send = Callable[[bytes], None]
Where = tuple[str, str, int, int]  # whose text ("code", "option", …), the blank's label, line, column
Locate = Callable[[str, int, int], Where | None]  # from a file name of ours, a line and a column in bytes
NOWHERE: Where = ("", "", 0, 0)


def run_job(job: Frame, send: Send) -> None:
    """Runs a job and sends its frames."""
    match job.header["job"]:
        case "reference":
            _run_reference(job, send)
        case "scope":
            look_around(job.header, _cases(job), send)
        case "trace":
            run_trace(job.header, _cases(job), send)
        case "mutations":
            find_mutations(job.header, send)
        case "excerpt":
            run_excerpt(job, send)
        case _:
            _run_options(job, send)


def _cases(job: Frame) -> list[tuple[int, tuple[Any, ...]]]:
    """The seed and the inputs of each trial; their arrays are not to be written to."""
    seeds, columns = job.header["cases"]["seeds"], job.header["cases"]["columns"]
    rows: Any = zip(*map(job.column, columns), strict=True) if columns else repeat(())
    return list(zip(seeds, rows, strict=False))


# ── options ──


def _run_options(job: Frame, send: Send) -> None:
    header = job.header
    inputs: list[str] = header["inputs"]
    cases = _cases(job)
    judged: str = header["judged"]
    others: dict[str, str] = dict(header["others"])
    labels = (judged, *others)
    policy: bool = header["policy"]
    try:
        template = parse_template(header["code"], labels, policy)
        call = compile_call(header["call"], header["function"], tuple(inputs), template)
        given = load_given(header["helpers"], header["given"], policy, header["trusted"])
    except (UnparsedError, LookupError, RefusedError) as failure:
        outcome = _refused(failure) if isinstance(failure, RefusedError) else _unparsed(failure)
        for number, _ in header["options"]:
            send(Packer().frame({"option": number, "outcomes": [outcome]}))
        return
    options = header["options"]
    draws = any(map(_may_draw, (header["code"], header["call"], header["helpers"], *others.values())))
    enough: int = header["enough"]
    first: list[_End] = []
    for place, (number, text) in enumerate(options):
        packer = Packer(header["output"])
        texts = {judged: text, **others}
        alone = False
        try:
            program = fill(template, texts, judged)
            alone = policy and not _may_share((program, call, given), header["strangers"])
            if alone and place:
                return  # it gets a child of its own, as do those after it
            drawn = draws or _may_draw(text)
            trials = _run_trials(program.code, call.code, given, cases, inputs, template, texts, packer, policy, drawn)
            outcomes = []
            ends: list[_End] = []
            with contextlib.closing(trials):
                for end, outcome in trials:
                    outcomes.append(outcome)
                    if len(ends) < enough:
                        ends.append(end)
                        if place and len(ends) == enough and _differ(first, ends):
                            break
            first = first if place else ends
            if policy and place and any(map(_lacked_memory, outcomes)):
                return  # what was before it may have left too little: alone it has all of it
        except UnparsedError as failure:
            outcomes = [_unparsed(failure)]
        except RefusedError as failure:
            outcomes = [_refused(failure)]
        except TooLargeError:
            packer = Packer()
            amount = f"{header['output'] >> 20} MB"
            outcomes = [{"ending": "refused", "limit": "output", "amount": amount, "reached": True}]
        send(packer.frame({"option": number, "outcomes": outcomes}))
        if alone:
            return


def _may_share(parts: Iterable[Compiled | Given], strangers: bool) -> bool:
    """Whether an option may share its process with others; those of strangers must not hear of each other either."""
    return all(part.shareable and (part.deaf or not strangers) for part in parts)


def _differ(first: list[_End], ends: list[_End]) -> bool:
    """Whether an option ended otherwise than the first one in each of these trials.

    The first one is the published one, most likely right, and what differs from it everywhere is most likely wrong, and
    need not run on all trials.  That is only a hint: the parent, which knows the expected values, has whatever is not
    settled run again.
    """
    try:
        return len(first) == len(ends) and not any(map(_end_alike, first, ends))
    except Exception:  # a value of a program's own making that cannot be compared
        return False


def _end_alike(one: _End, other: _End) -> bool:
    if one.error is not None or other.error is not None:
        return one.error is not None and other.error is not None
    return same(one.value, other.value) and same(one.arguments, other.arguments)


def _may_draw(text: str) -> bool:
    """Whether a text may draw random numbers: to seed the generators for each run is not cheap."""
    return "random" in unicodedata.normalize("NFKC", text)  # as Python reads names


def _run_trials(
    program: CodeType,
    call: CodeType,
    given: Given,
    cases: list[tuple[int, tuple[Any, ...]]],
    inputs: list[str],
    template: Template,
    texts: dict[str, str],
    packer: Packer,
    policy: bool,
    draws: bool,
) -> Generator[tuple[_End, dict[str, Any]]]:
    def locate(file: str, line: int, column: int) -> Where | None:
        if file == CALL_NAME:
            return ("call", "", line, column + 1)
        if file != FILE_NAME:
            return None
        where, label, line = template.text_of_line(line)
        return (where, label, line, _characters(texts[label] if label else template.code, line, column))

    prepared = space_of("program", policy)
    with _recorded() as caught:
        for seed, values in cases:
            reached: list[bool] = []
            # The program sees numpy, the helpers and nothing of the trials before.
            space = {**prepared, **given.make(), REACHED: partial(reached.append, True)}

            def run(arguments: list[Any], space: dict[str, Any] = space) -> Any:
                exec(program, space)
                return eval(call, space)(*arguments)

            end = _run(run, seed if draws else None, values, locate, caught)
            outcome = _report(end, values, inputs, locate, packer)
            outcome["reached"] = bool(reached)
            yield end, outcome


# ── reference ──


def _run_reference(job: Frame, send: Send) -> None:
    header = job.header
    inputs: list[str] = header["inputs"]
    policy = header["policy"] and not header["trusted"]
    prepared = space_of("reference", policy)
    space = dict(prepared)

    def locate(file: str, line: int, column: int) -> Where | None:
        if file != REFERENCE_NAME:
            return None
        return ("reference", "", line, _characters(header["source"], line, column))

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
        send(Packer().frame({"failed": "policy", "error": _refused(failure)["error"]}))
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
        send(Packer().frame({"failed": "load", "error": _error(failure, locate)}))
        return

    def run(arguments: list[Any]) -> Any:
        # Loaded anew each time, like a program: it has no memory of the trials before.
        fresh = dict(prepared)
        exec(module, fresh)
        return fresh[header["function"]](**dict(zip(inputs, arguments, strict=True)))

    packer = Packer()
    outcomes, unsteady = [], 0
    with _recorded() as caught:
        for number, (seed, values) in enumerate(_cases(job), 1):
            # Packed before it runs again: what it returned may be its own, and change under our hands.
            second, kept = Packer(start=packer.size), len(packer.chunks)
            try:
                once = _report(_run(run, seed, values, locate, caught), values, inputs, locate, packer)
                # Another random state: what depends on it is no reference.
                again = _report(_run(run, seed ^ 1, values, locate, caught), values, inputs, locate, second)
            except TooLargeError:
                send(Packer().frame({"failed": "refused"}))
                return
            same = (json.dumps(once), packer.chunks[kept:]) == (json.dumps(again), second.chunks)
            if not unsteady and not same:
                unsteady = number
            outcomes.append(once)
    send(packer.frame({"outcomes": outcomes, "unsteady": unsteady, "helpers": helpers}))


# ── one run ──


@dataclass(frozen=True)
class _End:
    """How a run ended: its value or its error, the arguments after it, its first warning."""

    value: Any
    error: list[Any] | None
    arguments: list[Any]
    warning: warnings.WarningMessage | None


Caught = list[warnings.WarningMessage]


@contextlib.contextmanager
def _recorded() -> Iterator[Caught]:
    """NumPy's and Python's warnings are recorded, whatever ran before."""
    np.seterr(divide="warn", over="warn", under="ignore", invalid="warn")
    with warnings.catch_warnings(action="always", record=True) as caught:
        yield caught


def _run(
    run: Callable[[list[Any]], Any], seed: int | None, values: Sequence[Any], locate: Locate, caught: Caught
) -> _End:
    arguments = [clone(value) for value in values]
    caught.clear()
    if seed is not None:
        np.random.seed(seed)
        random.seed(seed)
    value, error = None, None
    try:
        value = run(arguments)
    except BaseException as failure:
        error = _error(failure, locate)
    if error is not None and "Memory" in error[0]:
        gc.collect()  # what filled the memory hung on the traceback's frames, and the next run must not pay for it
    return _End(value, error, arguments, caught[0] if caught else None)


def _report(end: _End, values: Sequence[Any], inputs: list[str], locate: Locate, packer: Packer) -> dict[str, Any]:
    if end.error is not None:
        return {"ending": "raised", "error": end.error}
    outcome: dict[str, Any] = {"ending": "returned", "value": packer.value(end.value)}
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


def _lacked_memory(outcome: dict[str, Any]) -> bool:
    return outcome["ending"] == "raised" and "Memory" in outcome["error"][0]


def _refused(failure: RefusedError) -> dict[str, Any]:
    code, name, line, column, hint = failure.refusal
    error = [code, hint, failure.where, failure.label, line, column, name[:80]]
    return {"ending": "refused", "limit": "policy", "amount": "", "error": error, "reached": False}


def _unparsed(failure: UnparsedError | LookupError) -> dict[str, Any]:
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


def _error(failure: BaseException, locate: Locate) -> list[Any]:
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


def _characters(text: str, line: int, column: int) -> int:
    """The column in characters, from 1, of a column in bytes, from 0."""
    written = "".join(text.splitlines()[line - 1 : line])
    return len(written.encode()[:column].decode(errors="ignore")) + 1


def _column(code: CodeType, instruction: int) -> int:
    """The column, in bytes from 0, of the instruction at this offset."""
    position = next(islice(code.co_positions(), instruction // 2, None), None)
    return (position[2] if position else 0) or 0
