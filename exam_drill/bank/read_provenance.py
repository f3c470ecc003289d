"""Reads where a question comes from, and what was wrong in the print: `source` and `errata`."""

from __future__ import annotations

import re
from typing import cast

from exam_drill.bank import fields, form
from exam_drill.bank.nodes import ListNode, MapNode, Node, ScalarNode
from exam_drill.bank.notes import Notes
from exam_drill.question import Erratum, ErratumPlace, Source, SourceKind

_URL = re.compile(form.URL.pattern)


def read_sources(node: Node, notes: Notes) -> tuple[Source | None, ...]:
    """The sources of a question: `source` is one mapping or a list of them.  None stands for one with a problem."""
    if isinstance(node, ListNode):
        return tuple(_read_source(item, notes) for item in fields.items(node, "source", form.SOURCES, notes) or ())
    return (_read_source(node, notes),)


def _read_source(node: Node, notes: Notes) -> Source | None:
    if not isinstance(node, MapNode) and node.tag is None:
        notes.add("source-form", node, kinds=", ".join(form.SOURCE_KIND.words))
        return None
    values = fields.fields(node, "source", form.SOURCE, notes)
    if values is None:
        return None
    kind = fields.choice(values["kind"], "kind", form.SOURCE_KIND, notes) if "kind" in values else None
    title = fields.text(values["title"], "title", notes) if "title" in values else None
    url = fields.raw(values["url"], "url", form.URL, notes) if "url" in values else None
    if url is not None and not _URL.fullmatch(url):
        notes.add("url-form", values["url"], url=url)
    if kind is None or title is None:
        return None
    return Source(cast(SourceKind, kind), title, url)


def read_errata(node: Node, notes: Notes) -> list[tuple[Erratum, dict[str, Node]]]:
    """The errata that can be read, each with the nodes of its fields."""
    found = []
    for item in fields.items(node, "errata", form.ERRATA, notes) or ():
        values = fields.fields(item, "errata", form.ERRATUM, notes)
        if values is None:
            continue
        corrected = _fragment(values.get("corrected"), "corrected", form.CORRECTED, notes)
        printed = _fragment(values.get("printed"), "printed", form.PRINTED, notes)
        where = fields.choice(values["in"], "in", form.ERRATUM_PART, notes) if "in" in values else None
        why = fields.text(values["why"], "why", notes) if "why" in values else None
        sources = _positions(values["sources"], notes) if "sources" in values else ()
        if corrected == "":
            notes.add("empty-value", values["corrected"], key="corrected")
        if not corrected or printed is None or where is None or sources is None:
            continue
        erratum = Erratum(corrected, printed, cast(ErratumPlace, where), why, sources, notes.place(item))
        found.append((erratum, {**values, "": item}))
    return found


def _fragment(node: Node | None, what: str, kind: form.Code, notes: Notes) -> str | None:
    """A piece of a question as it is written; nothing written is an empty text."""
    if node is None:
        return None
    if isinstance(node, ScalarNode) and not node.value.strip():
        return ""
    if isinstance(node, ScalarNode) and node.is_null:
        return node.value  # `null` is a text of the program here
    return fields.raw(node, what, kind, notes)


def _positions(node: Node, notes: Notes) -> tuple[int, ...] | None:
    listed = fields.items(node, "sources", form.POSITIONS, notes)
    if listed is None:
        return None
    numbers = [fields.integer(item, "sources", form.POSITION, notes) for item in listed]
    if not numbers:
        notes.add("empty-value", node, key="sources")
        return None
    return None if None in numbers else tuple(sorted({number for number in numbers if number is not None}))
