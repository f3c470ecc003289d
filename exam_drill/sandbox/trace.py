"""Asks a child what a program does line by line: the parent's side of the job "trace".

    Program, case  ─▶ job "trace" ─▶ a child of its own ─▶ one frame ─▶ Trace
    Program, cases ─▶ the same, without steps ───────────────────────▶ Scope, without what hidden blanks had a part in

The program runs with the first of its options.  The child is as hostile as any: names are held to be names, places to
be places of the program, values to be few and small, and nothing here depends on their being true.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from exam_drill.cases import Case
from exam_drill.program import Program
from exam_drill.sandbox.answers import Helpers
from exam_drill.sandbox.child import ChildEnd
from exam_drill.sandbox.jobs import Sandbox
from exam_drill.sandbox.options import described
from exam_drill.sandbox.scope import is_name, read_scope
from exam_drill.sandbox.wire import ANY_NUMBER, Frame, Packer, WireError
from exam_drill.scope import Scope
from exam_drill.traced import Change, Ended, Form, Held, Piece, Step, StepKind, Trace

MOST_STEPS = 100
FIRST_STEPS = 80
_MOST_CHANGES = 12
_MOST_NAMES = 60
_MOST_VALUES = 3
_MOST_PIECES = 8
_MOST_ITEMS = 256  # of an array, a list, a text
_MOST_AXES = 32
_LARGEST = 1 << 62
_LONGEST_PLACE = 200
_LONGEST_MESSAGE = 400
_LONGEST_LISTING = 1_000_000  # lines
_TYPE = re.compile(r"[^\W\d][\w. ]{0,79}")
_FUNCTION = re.compile(r"[^\W\d]\w*|<module>")
_SIZED = ("list", "tuple", "dict")
_MALFORMED = (WireError, KeyError, TypeError, ValueError, AttributeError, OverflowError, IndexError)


def trace_program(
    sandbox: Sandbox, program: Program, case: Case, helpers: Helpers, hidden: Sequence[str] = ()
) -> Trace:
    """What the program with its first option does on one case; SandboxError only if our own machinery fails.

    Among the names at the blank there is none that a `hidden` blank had a part in.
    """
    frame = _ask(sandbox, program, [case], helpers, steps=True, hidden=hidden)
    if frame is None:
        return Trace(Ended.KILLED)
    try:
        told = frame.header["trace"]
        return Trace(Ended.UNRUN) if told is None else _trace(told, frame, (program.judged, *program.others))
    except _MALFORMED:
        return Trace(Ended.KILLED)


def names_before(
    sandbox: Sandbox, program: Program, cases: Sequence[Case], helpers: Helpers, hidden: Sequence[str] = ()
) -> Scope | None:
    """What is at the blank before it is first evaluated, in each case: types, shapes, dtypes, and no value.

    What was bound or changed after one of the `hidden` blanks was reached is left out: it might tell what belongs
    there.  None if the blank is never reached, or nothing could be seen.
    """
    frame = _ask(sandbox, program, cases, helpers, hidden=hidden)
    if frame is None:
        return None
    try:
        return read_scope(frame.header, len(cases))
    except _MALFORMED:
        return None


def _ask(
    sandbox: Sandbox,
    program: Program,
    cases: Sequence[Case],
    helpers: Helpers,
    *,
    steps: bool = False,
    hidden: Sequence[str] = (),
) -> Frame | None:
    packer = Packer(most=ANY_NUMBER)
    header = {
        "job": "trace",
        "option": next(iter(program.options.values())),
        "open": list(hidden),
        "steps": steps,
        **described(program, cases, helpers, sandbox, packer),
    }
    with sandbox.begin(packer.frame(header), 1) as running:
        found = running.next()
        if isinstance(found, ChildEnd):
            return None
        running.next()
    return found


# ── what a frame says; whatever is wrong with it raises one of _MALFORMED ──


def _trace(told: Any, frame: Frame, labels: tuple[str, ...]) -> Trace:
    steps = tuple(_step(item, frame, labels) for item in _few(told["steps"], MOST_STEPS))
    left = _count(told["left"])
    kept = min(FIRST_STEPS, len(steps)) if left else len(steps)
    names = tuple(_change(item, frame) for item in _few(told["names"], _MOST_NAMES))
    ended, *rest = told["end"]
    match Ended(ended):
        case Ended.RETURNED:
            return Trace(Ended.RETURNED, steps, left, kept, names, returned=_held(rest, frame))
        case Ended.RAISED:
            return Trace(Ended.RAISED, steps, left, kept, names, error=_error(rest))
        case Ended.STOPPED:
            return Trace(Ended.STOPPED, steps, left, kept, names)
    raise WireError("no end that a child can tell")


def _step(item: Any, frame: Frame, labels: tuple[str, ...]) -> Step:
    where, label, line = item["at"]
    if (where, label) != ("code", "") and (where != "option" or label not in labels):
        raise WireError("no place")
    function = item["function"]
    if type(function) is not str or len(function) > _MOST_ITEMS or not _FUNCTION.fullmatch(function):
        raise WireError("no function")
    returned, error = item["returned"], item["error"]
    return Step(
        where,
        label,
        _count(line, _LONGEST_LISTING),
        _count(item["call"]),
        _count(item["depth"]),
        function,
        _count(item["pass"]),
        StepKind(item["kind"]),
        tuple(_change(one, frame) for one in _few(item["changes"], _MOST_CHANGES)),
        _count(item["more"]),
        _count(item["blanks"]),
        tuple(_held(one, frame) for one in _few(item["blank"], _MOST_VALUES)),
        None if returned is None else _held(returned, frame),
        None if error is None else _error(error),
    )


def _change(item: Any, frame: Frame) -> Change:
    name, *held = item
    if not is_name(name):
        raise WireError("no name")
    return Change(name, _held(held, frame))


def _held(item: Any, frame: Frame) -> Held:
    pieces, left = item
    return Held(tuple(_piece(one, frame) for one in _few(pieces, _MOST_PIECES)), _count(left))


def _piece(item: Any, frame: Frame) -> Piece:
    at, form, *rest = item
    if type(at) is not str or len(at) > _LONGEST_PLACE:
        raise WireError("no place")
    match Form(form), rest:
        case Form.VALUE, [tagged]:
            return Piece(at, Form.VALUE, _small(frame.value(tagged)))
        case Form.CUT, [str(kind), list(shape), tagged]:
            head = _small(frame.value(tagged))
            lengths = tuple(_count(length) for length in _few(shape, _MOST_AXES))
            if not isinstance(head, np.ndarray) or head.ndim != 1 or kind != head.dtype.name:
                raise WireError("no beginning of an array")
            return Piece(at, Form.CUT, head, kind, lengths)
        case Form.SIZED, [str(kind), length] if kind in _SIZED:
            return Piece(at, Form.SIZED, None, kind, (_count(length),))
        case Form.OTHER, [str(kind)] if not kind or _TYPE.fullmatch(kind):
            return Piece(at, Form.OTHER, None, kind)
    raise WireError("no piece")


def _small(value: Any) -> Any:
    """A value that is a number, a text, or few numbers; never a structure of other things."""
    if isinstance(value, np.ndarray):
        if value.size > _MOST_ITEMS or value.ndim > _MOST_AXES:
            raise WireError("a large array")
    elif isinstance(value, (list, tuple)):
        if len(value) > _MOST_ITEMS or any(type(one) not in (bool, int, float) for one in value):
            raise WireError("no flat list")
    elif isinstance(value, dict):
        if value:
            raise WireError("no flat list")
    elif isinstance(value, str):
        if len(value) > _MOST_ITEMS:
            raise WireError("a long text")
    elif isinstance(value, int):
        if value.bit_length() > _MOST_ITEMS:
            raise WireError("a large number")
    elif not (value is None or isinstance(value, (float, complex, np.generic))):
        raise WireError("no value")
    return value


def _error(item: Any) -> tuple[str, str]:
    kind, message = item
    if type(kind) is not str or type(message) is not str or len(kind) > _MOST_ITEMS:
        raise WireError("no error")
    return kind, message[:_LONGEST_MESSAGE]


def _few(items: Any, most: int) -> list[Any]:
    if type(items) is not list or len(items) > most:
        raise WireError("no list, or a long one")
    return items


def _count(number: Any, most: int = _LARGEST) -> int:
    if type(number) is not int or not 0 <= number <= most:
        raise WireError("no count")
    return number
