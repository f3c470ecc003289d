"""Reads what a question is held against and how its trials are drawn: `reference`, `inputs`, `sizes`."""

from __future__ import annotations

import keyword
import re
from typing import Any

from exam_drill.bank import fields, form
from exam_drill.bank.commas import rejoined
from exam_drill.bank.draft import InputDraft
from exam_drill.bank.nodes import ListNode, MapNode, Node, ScalarNode, SourceFile
from exam_drill.bank.notes import Notes
from exam_drill.question import NamedReference, WrittenReference
from exam_drill.scan import functions

_NAMED = re.compile(form.NAMED_REFERENCE.pattern)
_RANGE = re.compile(form.RANGE.pattern)
_LETTER = re.compile(form.LETTER.pattern)


def read_reference(node: Node, file: SourceFile, notes: Notes) -> dict[str, Any]:
    """The fields of a draft that tell of its reference: `module.function`, or code written in the bank."""
    found: dict[str, Any] = {"reference_node": node}
    if not isinstance(node, MapNode):
        name = fields.raw(node, "reference", form.NAMED_REFERENCE, notes)
        match = _NAMED.fullmatch(name) if name is not None else None
        if match is not None:
            found["reference"] = NamedReference(match[1], match[2])
        elif name is not None:
            notes.add("reference-form", node, reference=name)
        return found
    values = fields.fields(node, "reference", form.WRITTEN_REFERENCE, notes) or {}
    if "inputs" in values:
        found["reference_inputs"] = read_inputs(values["inputs"], notes)
    outputs: str | tuple[str, ...] | None = None
    if "outputs" in values:
        found["outputs_nodes"] = tuple(_read_outputs(values["outputs"], notes))
        texts = tuple(text for text, _ in found["outputs_nodes"])
        outputs = texts if isinstance(values["outputs"], ListNode) else "".join(texts)
    code = fields.code(values["code"], "reference.code", form.REFERENCE_CODE, file, notes) if "code" in values else None
    if code is not None:
        defined = functions(code.text)
        if defined:
            inputs = {item.name: item.text for item in found.get("reference_inputs", ())}
            found["reference"] = WrittenReference(code, defined[-1], inputs, outputs)
        else:
            notes.add("reference-without-def", values["code"])
    return found


def _read_outputs(node: Node, notes: Notes) -> list[tuple[str, Node]]:
    listed = fields.items(node, "outputs", form.OUTPUTS, notes) if isinstance(node, ListNode) else (node,)
    found: list[tuple[str, Node]] = []
    for item in listed or ():
        if (text := fields.raw(item, "outputs", form.OUTPUT, notes)) is not None:
            found.append((text.strip(), item))
    return found


def read_inputs(node: Node, notes: Notes) -> tuple[InputDraft, ...]:
    """The declared inputs, in order."""
    pairs = fields.entries(rejoined(node, notes), "inputs", notes)
    if pairs is None or not fields.few(pairs, node, form.INPUTS, notes):
        return ()
    found = []
    for key, value in pairs:
        name = key.value
        if not name.isidentifier() or keyword.iskeyword(name) or len(name) > form.INPUT_NAME.most:
            notes.add("input-name", key, name=name)
            continue
        written_empty = isinstance(value, ScalarNode) and value.style and not value.value.strip()
        text = "" if written_empty else fields.raw(value, name, form.DECLARATION, notes)
        if text is not None:
            found.append(InputDraft(name, key, text.strip(), value))
    return tuple(found)


def read_sizes(node: Node, notes: Notes) -> dict[str, Any]:
    """The ranges of the size letters: `1..4`, or one number."""
    pairs = fields.entries(node, "sizes", notes)
    sizes: dict[str, tuple[int, int]] = {}
    nodes: dict[str, Node] = {}
    if pairs is not None and not fields.few(pairs, node, form.SIZES, notes):
        pairs = None
    for key, value in pairs or ():
        letter = key.value
        if not _LETTER.fullmatch(letter) or len(letter) > form.LETTER.most:
            notes.add("size-letter", key, letter=letter)
            continue
        text = fields.raw(value, letter, form.RANGE, notes)
        if text is None:
            continue
        match = _RANGE.fullmatch(text)
        low, high = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not form.SIZE.low <= low <= high <= form.SIZE.high:
            notes.add("size-range", value, letter=letter, value=text, most=form.SIZE.high)
        else:
            sizes[letter], nodes[letter] = (low, high), key
    return {"sizes": sizes, "size_nodes": nodes}
