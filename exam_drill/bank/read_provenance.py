"""Reads where a question comes from, and what was wrong in the print: `source` and `errata`."""

from __future__ import annotations

import re
from typing import cast, get_args

from exam_drill.bank import fields, limits
from exam_drill.bank.nodes import ListNode, MapNode, Node, ScalarNode
from exam_drill.bank.notes import Notes
from exam_drill.question import Erratum, ErratumPlace, Source, SourceKind

_URL = re.compile(r"https?://[^\s/?#<>\"\\]+(?:[/?#][^\s<>\"\\]*)?")
_KINDS: tuple[str, ...] = get_args(SourceKind)
_PARTS: tuple[str, ...] = get_args(ErratumPlace)


def read_sources(node: Node, notes: Notes) -> tuple[Source | None, ...]:
    """The sources of a question: `source` is one mapping or a list of them.  None stands for one with a problem."""
    if isinstance(node, ListNode):
        return tuple(_read_source(item, notes) for item in fields.items(node, "source", limits.SOURCES, notes) or ())
    return (_read_source(node, notes),)


def _read_source(node: Node, notes: Notes) -> Source | None:
    if not isinstance(node, MapNode) and node.tag is None:
        notes.add("source-form", node, kinds=", ".join(_KINDS))
        return None
    values = fields.fields(node, "source", ("kind", "title", "url"), ("kind", "title"), notes)
    if values is None:
        return None
    kind = fields.choice(values["kind"], "kind", _KINDS, notes) if "kind" in values else None
    title = fields.text(values["title"], "title", notes) if "title" in values else None
    url = fields.raw(values["url"], "url", limits.URL, notes) if "url" in values else None
    if url is not None and not _URL.fullmatch(url):
        notes.add("url-form", values["url"], url=url)
    if kind is None or title is None:
        return None
    return Source(cast(SourceKind, kind), title, url)


def read_errata(node: Node, notes: Notes) -> list[tuple[Erratum, dict[str, Node]]]:
    """The errata that can be read, each with the nodes of its fields."""
    found = []
    for item in fields.items(node, "errata", limits.ERRATA, notes) or ():
        known = ("corrected", "printed", "in", "why", "sources")
        values = fields.fields(item, "errata", known, ("corrected", "printed", "in"), notes)
        if values is None:
            continue
        corrected = _fragment(values.get("corrected"), "corrected", notes)
        printed = _fragment(values.get("printed"), "printed", notes)
        where = fields.choice(values["in"], "in", _PARTS, notes) if "in" in values else None
        why = fields.text(values["why"], "why", notes) if "why" in values else None
        sources = _positions(values["sources"], notes) if "sources" in values else ()
        if corrected == "":
            notes.add("empty-value", values["corrected"], key="corrected")
        if not corrected or printed is None or where is None or sources is None:
            continue
        erratum = Erratum(corrected, printed, cast(ErratumPlace, where), why, sources, notes.place(item))
        found.append((erratum, {**values, "": item}))
    return found


def _fragment(node: Node | None, what: str, notes: Notes) -> str | None:
    """A piece of a question as it is written; nothing written is an empty text."""
    if node is None:
        return None
    if isinstance(node, ScalarNode) and not node.value.strip():
        return ""
    if isinstance(node, ScalarNode) and node.is_null:
        return node.value  # `null` is a text of the program here
    return fields.raw(node, what, limits.ERRATUM, notes)


def _positions(node: Node, notes: Notes) -> tuple[int, ...] | None:
    listed = fields.items(node, "sources", limits.SOURCES, notes)
    if listed is None:
        return None
    numbers = [fields.integer(item, "sources", 1, limits.SOURCES, notes) for item in listed]
    if not numbers:
        notes.add("empty-value", node, key="sources")
        return None
    return None if None in numbers else tuple(sorted({number for number in numbers if number is not None}))
