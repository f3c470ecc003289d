"""Inputs can be read, exist in the reference, and every letter of `sizes` and `outputs` is a size of one of them.

Passes::

    inputs: {x: positive N D}
    sizes: {N: 1..4}

Fails::

    inputs: {y: positive N D}
    sizes: {T: 1..4}
"""

from __future__ import annotations

from collections.abc import Mapping

from exam_drill import catalogue
from exam_drill.bank.commas import without_commas
from exam_drill.bank.draft import Draft, InputDraft
from exam_drill.bank.nodes import Node
from exam_drill.bank.notes import Notes, nearest
from exam_drill.problem import CodedError
from exam_drill.question import NamedReference, WrittenReference

_SCALAR = "scalar"  # of an output without sizes


def check(draft: Draft, notes: Notes) -> None:
    """Notes `unknown-input`, `no-inputs`, `unused-size`, `no-sizes`, `sizes-with-commas` and those of `domain`."""
    if not (draft.inputs or draft.sizes or draft.reference_inputs or draft.outputs_nodes):
        return
    outputs = [(_output_letters(text, node, notes), node) for text, node in draft.outputs_nodes]
    written = [_letters(item, frozenset(), notes) for item in draft.reference_inputs]  # all of them, for their problems
    readable = None not in written
    declared, draws = _declared(draft)
    if declared is None:
        return
    letters: set[str] = set()
    for item in draft.inputs:
        if item.name not in declared:
            if declared:
                notes.add("unknown-input", item.name_node, name=item.name, nearest=nearest(item.name, declared))
            else:
                notes.add("no-inputs", item.name_node, name=item.name)
            readable = False
        found = _letters(item, draws, notes)
        readable = readable and found is not None
        letters |= found or set()
    if readable:
        replaced = {item.name for item in draft.inputs}
        letters |= _letters_of([text for name, text in declared.items() if name not in replaced], draws)
        named = [(letter, node) for found, node in outputs for letter in sorted(found)]
        for letter, node in (*draft.size_nodes.items(), *named):
            if letter not in letters:
                if letters:
                    notes.add("unused-size", node, letter=letter, nearest=nearest(letter, letters))
                else:
                    notes.add("no-sizes", node, letter=letter)


def _declared(draft: Draft) -> tuple[Mapping[str, str] | None, frozenset[str]]:
    """The inputs of the reference and its own domains; None where the reference is not known."""
    reference = draft.reference
    if isinstance(reference, WrittenReference):
        return reference.inputs, frozenset()
    if not isinstance(reference, NamedReference) or reference.module not in catalogue.modules():
        return None, frozenset()
    declarations = catalogue.declarations(reference.module)
    return declarations.inputs.get(reference.function), declarations.draws


def _letters(item: InputDraft, draws: frozenset[str], notes: Notes) -> set[str] | None:
    from exam_drill.domain import InputError, parse_input  # here, since most banks declare no inputs of their own

    try:
        return set(parse_input(item.text, draws).letters)
    except InputError as error:
        _add(error, item.text, item.node, notes)
        return None


def _output_letters(text: str, node: Node, notes: Notes) -> set[str]:
    from exam_drill.domain import InputError, parse_input

    try:
        return set(parse_input("normal" if text == _SCALAR else f"normal {text}").letters)
    except InputError as error:
        _add(error, text, node, notes)
        return set()


def _add(error: CodedError, text: str, node: Node, notes: Notes) -> None:
    suggestion = without_commas(text)
    if suggestion is None:
        notes.add(error.code, node, **error.parameters)
    else:
        notes.add("sizes-with-commas", node, suggestion=suggestion)


def _letters_of(texts: list[str], draws: frozenset[str]) -> set[str]:
    from exam_drill.domain import parse_input

    return set[str]().union(*(parse_input(text, draws).letters for text in texts))
