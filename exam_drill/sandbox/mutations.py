"""Asks a child for other texts of an option: the parent's side of the job "mutations".

option, what is at the blank ─▶ job "mutations" ─▶ a child of its own, which only parses ─▶ a frame ─▶ Mutant, Mutant, …
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from exam_drill.program import Program
from exam_drill.sandbox.child import ChildEnd
from exam_drill.sandbox.jobs import Sandbox
from exam_drill.sandbox.limits import Layer
from exam_drill.sandbox.wire import Packer

MOST = 300
LONGEST = 4000  # characters of a mutant
_LONGEST_PART = 200


class Mutant(NamedTuple):
    """Another text for an option, the kind of its mutation, and what was changed into what.

    `beside` is what decides how to read it: the function whose axis it is, the whole sum of which a term went.
    """

    text: str
    kind: str
    old: str
    new: str
    beside: str


def find_mutants(
    sandbox: Sandbox,
    program: Program,
    peers: Mapping[str, Sequence[str]],
    ranks: Mapping[str, int],
    functions: Sequence[str],
    value: tuple[int | None, str] = (None, ""),
    sought: Sequence[str] = (),
) -> tuple[Mutant, ...]:
    """Mutants of the first option of a program that mean something else than all its options; () if the child ended.

    `peers` are the names of the same type and shape for each name, `ranks` the number of axes of each, `functions` what
    can be called, `value` the number of axes and the dtype of what the option gives.  With `sought`, only mutants that
    mean the same as one of these texts are told, each by that text.
    """
    option, *known = program.options.values()
    header = {
        "job": "mutations",
        "code": program.code,
        "judged": program.judged,
        "labels": [program.judged, *program.others],
        "option": option,
        "known": known,
        "policy": Layer.POLICY in sandbox.limits.layers,
        "peers": {name: list(others) for name, others in peers.items()},
        "ranks": dict(ranks),
        "functions": list(functions),
        "value": list(value),
        "most": MOST,
        "sought": list(sought),
    }
    with sandbox.begin(Packer().frame(header), 1) as running:
        found = running.next()
        if isinstance(found, ChildEnd):
            return ()
        running.next()
    try:
        return tuple(_read(item) for item in found.header["mutants"][:MOST])
    except (KeyError, TypeError, ValueError):
        return ()


def _read(item: Any) -> Mutant:
    text, *parts = item
    if len(parts) != 4 or type(text) is not str or len(text) > LONGEST:
        raise ValueError("no mutant")
    if any(type(part) is not str or len(part) > _LONGEST_PART for part in parts):
        raise ValueError("no mutant")
    return Mutant(text, *parts)
