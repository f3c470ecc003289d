"""Reads one question's mapping into a draft: field by field, every mistake noted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from exam_drill.bank import fields, form
from exam_drill.bank.draft import BlankDraft, CodeField, Draft
from exam_drill.bank.nodes import ListNode, MapNode, Node, ScalarNode, SourceFile
from exam_drill.bank.notes import Notes, is_like
from exam_drill.bank.read_provenance import read_errata, read_sources
from exam_drill.bank.read_reference import read_inputs, read_reference, read_sizes
from exam_drill.markers import normalise_markers
from exam_drill.question import Code, Option

KEYS = form.QUESTION.keys
_OF_THE_ONLY_BLANK = tuple(field.name for field in form.QUESTION.fields if field.unless == "blanks")
_SHORTHAND = (*form.QUESTION.required, *_OF_THE_ONLY_BLANK)
_SYLLABUS = re.compile(form.SYLLABUS.pattern)

_Reader = Callable[[Node, str, Notes], Any]
_VALUES: dict[str, _Reader] = {
    "title": fields.text,
    "explanation": fields.text,
    "hint": fields.text,
    "trials": lambda node, key, notes: fields.integer(node, key, form.TRIALS, notes),
    "rtol": lambda node, key, notes: fields.tolerance(node, key, form.TOLERANCE, notes),
    "atol": lambda node, key, notes: fields.tolerance(node, key, form.TOLERANCE, notes),
    "difficulty": lambda node, key, notes: fields.choice(node, key, form.DIFFICULTY, notes),
    "tags": lambda node, key, notes: tuple(name for name, _ in fields.names(node, key, notes)),
    "syllabus": lambda node, key, notes: _read_syllabus(node, key, notes),
}


def read_question(node: Node, file: SourceFile, notes: Notes) -> Draft | None:
    """The draft of a question; None if the node is no mapping."""
    has_blanks = isinstance(node, MapNode) and any(
        isinstance(key, ScalarNode) and key.value == "blanks" for key, _ in node.pairs
    )
    required = form.QUESTION.required if has_blanks else _SHORTHAND
    found = fields.fields(node, "questions", form.QUESTION, notes, required)
    if found is None or not isinstance(node, MapNode):
        return None
    given: dict[str, Any] = {"file": file, "node": node, "present": frozenset(found)}
    if "id" in found:
        given |= {"id": fields.raw(found["id"], "id", form.ID, notes), "id_node": found["id"]}
    if "code" in found:
        code = fields.code(found["code"], "code", form.PROGRAM, file, notes)
        given |= {"code": code and Code(normalise_markers(code.text), code.lines), "code_node": found["code"]}
    given["blanks"] = tuple(_read_blanks(node, found, file, notes))
    if "reference" in found:
        given |= read_reference(found["reference"], file, notes)
    if "given" in found:
        given["given"] = fields.names(found["given"], "given", notes)
    if "inputs" in found:
        given["inputs"] = read_inputs(found["inputs"], notes)
    if "sizes" in found:
        given |= read_sizes(found["sizes"], notes)
    if "call" in found:
        given["call"] = fields.code(found["call"], "call", form.OPTION_CODE, file, notes)
    if "prompt" in found:
        given["prompt"] = fields.text(found["prompt"], "prompt", notes)
    values: dict[str, Any] = {key: reader(found[key], key, notes) for key, reader in _VALUES.items() if key in found}
    if "source" in found:
        values["sources"] = read_sources(found["source"], notes)
        given["source_count"] = len(values["sources"])
    if "errata" in found:
        errata = read_errata(found["errata"], notes)
        given |= {"errata": tuple(value for value, _ in errata), "erratum_nodes": tuple(nodes for _, nodes in errata)}
    return Draft(**given, code_fields=tuple(_code_fields(found)), values=values)


def _read_syllabus(node: Node, key: str, notes: Notes) -> str | None:
    value = fields.raw(node, key, form.SYLLABUS, notes)
    if value is not None and not _SYLLABUS.fullmatch(value):
        notes.add("syllabus-form", node, value=value)
        return None
    return value


def _read_blanks(node: MapNode, found: dict[str, Node], file: SourceFile, notes: Notes) -> Iterator[BlankDraft]:
    if "blanks" not in found:
        yield _read_blank(None, node, found, file, notes)
        return
    for key in _OF_THE_ONLY_BLANK:
        if key in found:
            notes.add("options-beside-blanks", found[key], key=key)
    labelled = fields.entries(found["blanks"], "blanks", notes)
    if labelled is None or not fields.few(labelled, found["blanks"], form.BLANKS, notes):
        return
    if not labelled:
        notes.add("empty-value", found["blanks"], key="blanks")
    for label, value in labelled:
        values = fields.fields(value, f"blanks.{label.value}", form.BLANK, notes)
        if values is not None:
            yield _read_blank(label.value, label, values, file, notes)


def _read_blank(label: str | None, node: Node, found: dict[str, Node], file: SourceFile, notes: Notes) -> BlankDraft:
    nodes: tuple[Node, ...] = ()
    options: list[Option | None] = []
    if "options" in found:
        nodes = fields.items(found["options"], "options", form.OPTIONS, notes) or ()
        options = [_read_option(number, item, file, notes) for number, item in enumerate(nodes, 1)]
    answer = None
    if "answer" in found:
        answer = fields.whole(found["answer"], "answer", notes)  # a rule says how many options there are
    return BlankDraft(label, node, found.get("options"), tuple(options), nodes, answer, found.get("answer"))


def _read_option(number: int, node: Node, file: SourceFile, notes: Notes) -> Option | None:
    if not _has_fields(node):
        code = fields.code(node, f"option {number}", form.OPTION_CODE, file, notes)
        return Option(number, code) if code else None
    values = fields.fields(node, f"option {number}", form.OPTION, notes) or {}
    code = fields.code(values["code"], f"option {number}", form.OPTION_CODE, file, notes) if "code" in values else None
    why = fields.text(values["why"], "why", notes) if "why" in values else None
    return Option(number, code, why) if code else None


def _has_fields(node: Node) -> bool:
    """Whether the option is {code, why}, its first key perhaps misspelt, not code that YAML took for a mapping."""
    keys = [key.value for key, _ in node.pairs if isinstance(key, ScalarNode)] if isinstance(node, MapNode) else []
    if any(name in keys for name in form.OPTION.keys):
        return True
    return bool(keys) and keys[0].isidentifier() and any(is_like(keys[0], name) for name in form.OPTION.keys)


def _code_fields(found: dict[str, Node]) -> Iterator[CodeField]:
    holders = [found]
    if isinstance(blanks := found.get("blanks"), MapNode):
        holders += [_by_name(value) for _, value in blanks.pairs]
    for holder in holders:
        options = holder.get("options")
        for item in options.items if isinstance(options, ListNode) else ():
            if isinstance(item, ScalarNode):
                yield CodeField(item, True, isinstance(options, ListNode) and options.flow)
            elif isinstance(code := _by_name(item).get("code"), ScalarNode):
                yield CodeField(code, False, False)
    errata = found.get("errata")
    pieces: list[Node | None] = [found.get("call"), found.get("code")]
    for item in errata.items if isinstance(errata, ListNode) else ():
        erratum = _by_name(item)
        pieces += [erratum.get("corrected"), erratum.get("printed")]
    for piece in pieces:
        if isinstance(piece, ScalarNode):
            yield CodeField(piece, False, False)


def _by_name(node: Node) -> dict[str, Node]:
    pairs = node.pairs if isinstance(node, MapNode) else ()
    return {key.value: value for key, value in pairs if isinstance(key, ScalarNode)}
