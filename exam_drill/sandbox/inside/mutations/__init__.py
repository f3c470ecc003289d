"""Proposals for wrong options: mutations of the right one, made from its syntax tree in the child.

    option ─ parse ─▶ Source ─ families ─▶ Change, Change, … ─ edit ─▶ Mutant (text, kind, what was changed)
                      Context (names at the blank, their shapes) ┘

One family is one file; each changes as little of the text as it can, so that what comes out looks like its author's.
Whether a mutant runs, and what it gives, is for others to see.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from exam_drill.sandbox.inside.mutations import (
    axes,
    comparisons,
    complements,
    constants,
    functions,
    grouping,
    indices,
    names,
    operators,
    order,
    signs,
    statements,
    terms,
    transposes,
    wholes,
)
from exam_drill.sandbox.inside.mutations.context import Context
from exam_drill.sandbox.inside.mutations.source import FAILS, MOST_NODES, Change, Mode, Source, dumped
from exam_drill.sandbox.inside.policy import RefusedError
from exam_drill.sandbox.inside.substitute import UnparsedError, parse_option, parse_template
from exam_drill.sandbox.wire import Packer

Family = Callable[[Source, Context], Iterator[Change]]
FAMILIES: tuple[Family, ...] = (
    complements.mutate,
    functions.mutate,
    axes.mutate,
    indices.mutate,
    terms.mutate,
    names.mutate,
    transposes.mutate,
    order.mutate,
    grouping.mutate,
    statements.mutate,
    operators.mutate,
    comparisons.mutate,
    signs.mutate,
    constants.mutate,
    wholes.mutate,
)
MOST_OF_A_FAMILY = 60
LONGEST_CHANGE = 200  # characters of what is told of a change


def find_mutations(header: Any, send: Callable[[bytes], None]) -> None:
    """Sends the mutants of an option, or the `sought` ones only: `[text, kind, old, new, beside]` each; none if it is
    no Python.
    """
    judged, text, policy = header["judged"], header["option"], header["policy"]
    try:
        template = parse_template(header["code"], tuple(header["labels"]), policy)
        mode: Mode = "eval" if any(slot.label == judged for slot in template.slots) else "exec"
        text = text.strip() if mode == "eval" else textwrap.dedent(text).strip("\n")
        tree = parse_option(text, mode, judged, policy)
    except (UnparsedError, RefusedError):
        send(Packer().frame({"mutants": []}))
        return
    context = Context(header["peers"], header["ranks"], frozenset(header["functions"]), *header["value"])
    found = mutants(Source(text, tree, mode), context, header["known"], header["most"])
    if header["sought"]:
        found = _sought(found, header["sought"])
    send(Packer().frame({"mutants": list(found)}))


def mutants(source: Source, context: Context, known: Iterable[str], most: int) -> Iterator[list[str]]:
    """At most so many texts that mean something else than the source, the `known` ones, and each other."""
    if len(source.nodes) > MOST_NODES:
        return
    seen = {_meaning(source.text), *map(_meaning, known)}
    left = most
    for family in FAMILIES:
        for change in islice(family(source, context), MOST_OF_A_FAMILY):
            text = source.edited(change.edits)
            if text is None or not left:
                continue
            meant = _meaning(text)
            if meant not in seen:
                seen.add(meant)
                left -= 1
                yield [text, *(part[:LONGEST_CHANGE] for part in (change.kind, change.old, change.new, change.beside))]


def _sought(found: Iterable[list[str]], texts: Iterable[str]) -> Iterator[list[str]]:
    """Those mutants that mean the same as one of the texts, each told by that text."""
    wanted = {_meaning(text): text for text in texts}
    for text, *parts in found:
        meant = _meaning(text)
        if meant in wanted:
            yield [wanted[meant], *parts]


def _meaning(text: str) -> str:
    """The same for texts that differ in their layout only; of what is no Python, the text."""
    try:
        return dumped(ast.parse(textwrap.dedent(text).strip()))
    except FAILS:
        return text
