"""Puts the entries of a mapping into the order of format 1, as long as no `*name` comes before its `&name`.

hint: &h …     title: *h      must stay as it is: an alias stands for the last anchor above it
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from exam_drill.bank.form import Kind
from exam_drill.editing.outline import Outline, Spot
from exam_drill.formatting.order import keys
from exam_drill.formatting.tree import Entry, Group

_ANCHOR = re.compile(r"(?:!\S*\s+)?&(\S+)")


def ordered(found: Outline, group: Group, kind: Kind | None) -> list[Entry]:
    """The entries in the order in which they are written."""
    positions = {key: number for number, key in enumerate(keys(kind))}
    if group.spot.kind != "map" or not positions:
        return group.entries
    by_key = sorted(
        group.entries, key=lambda entry: positions.get(entry.key.value if entry.key else "", len(positions))
    )
    if by_key == group.entries or _keeps_names(found, by_key):
        return by_key
    return group.entries


def _keeps_names(found: Outline, entries: list[Entry]) -> bool:
    """Whether the anchors and aliases of each name come in the order in which they stood."""
    last: dict[str, int] = {}
    for entry in entries:
        for name, offset in _names(found, entry.value):
            if offset < last.get(name, 0):
                return False
            last[name] = offset
    return True


def _names(found: Outline, spot: Spot) -> Iterator[tuple[str, int]]:
    if spot.kind == "alias":
        yield spot.value, spot.start
    elif spot.anchored:
        match = _ANCHOR.match(found.text, spot.start)
        if match is not None:
            yield match[1], spot.start
    for item in spot.items:
        yield from _names(found, item)
