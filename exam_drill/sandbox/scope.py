"""Asks a child what is there at a blank: the parent's side of the job "scope".

Program, cases ─▶ job "scope" ─▶ a child of its own ─▶ one frame ─▶ Scope

The program is run with the first of its options, which is to be the right one.  Whatever the child says is checked:
names are names, shapes are small, and there are only so many of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from exam_drill.cases import Case
from exam_drill.program import Program
from exam_drill.sandbox.answers import Helpers
from exam_drill.sandbox.child import ChildEnd
from exam_drill.sandbox.jobs import Sandbox
from exam_drill.sandbox.options import described
from exam_drill.sandbox.wire import ANY_NUMBER, Packer
from exam_drill.scope import Scope, Seen

_KINDS = frozenset({"array", "number", "bool", "str", "list", "tuple", "dict", "other"})
_NAME = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)?")
_LONGEST_NAME = 80
_MOST_NAMES = 500
_MOST_AXES = 32


def look_around(sandbox: Sandbox, program: Program, cases: Sequence[Case], helpers: Helpers) -> Scope | None:
    """What is there when the blank is first reached in each case; None if it never is, or nothing could be seen.

    SandboxError only if our own machinery fails.
    """
    packer = Packer(most=ANY_NUMBER)
    header = {
        "job": "scope",
        "option": next(iter(program.options.values())),
        **described(program, cases, helpers, sandbox, packer),
    }
    with sandbox.begin(packer.frame(header), 1) as running:
        found = running.next()
        if isinstance(found, ChildEnd):
            return None
        running.next()
    try:
        return read_scope(found.header, len(cases))
    except (KeyError, TypeError, ValueError):
        return None


def read_scope(header: Any, count: int) -> Scope | None:
    """What a frame says; ValueError and its like if that is nothing that an honest child says."""
    trials = header["trials"]
    if len(trials) not in (0, count):
        raise ValueError("another number of trials")
    reached = tuple(position for position, trial in enumerate(trials) if trial is not None)
    tables = [_table(trials[position]) for position in reached]
    if not tables:
        return None
    seen = [
        _merged(name, [table[name] for table in tables]) for name in tables[0] if all(name in one for one in tables)
    ]
    value = next((one for one in seen if one is not None and not one.name), None)
    return Scope(reached, tuple(one for one in seen if one is not None and one.name), value)


def _table(trial: Any) -> dict[str, tuple[str, tuple[int, ...] | None, str]]:
    if type(trial) is not list or len(trial) > _MOST_NAMES:
        raise ValueError("not a list of names")
    table = {}
    for name, kind, shape, dtype in trial:
        if name != "" and not is_name(name):
            raise ValueError("no name")
        if kind not in _KINDS or type(dtype) is not str or not re.fullmatch(r"\w{0,20}", dtype):
            raise ValueError("no type")
        if shape is not None and (
            len(shape) > _MOST_AXES or any(type(length) is not int or length < 0 for length in shape)
        ):
            raise ValueError("no shape")
        table[name] = (kind, None if shape is None else tuple(shape), dtype)
    return table


def is_name(name: Any) -> bool:
    """Whether something is a name, or an attribute of one."""
    return type(name) is str and len(name) <= _LONGEST_NAME and _NAME.fullmatch(name) is not None


def _merged(name: str, found: list[tuple[str, tuple[int, ...] | None, str]]) -> Seen | None:
    """One name over all trials; None if it was not of one type in all of them."""
    kinds, shapes, dtypes = zip(*found, strict=True)
    if len(set(kinds)) > 1:
        return None
    return Seen(name, kinds[0], shapes, dtypes[0] if len(set(dtypes)) == 1 else "")
