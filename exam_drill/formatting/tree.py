"""A bank's text as entries, each a key or a dash with what stands behind it, and room for its comments.

# above              Entry ── above    lines of comments; "" is an empty line
title: GRU  # behind       ── behind   a comment on its own line
  # foot             Group ── foot     comments below the last entry
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from exam_drill.editing.outline import Outline, Spot
from exam_drill.formatting.scalars import in_brackets, properties

_LINE = 120  # characters; brackets that need more become lines
_STEP = 2


@dataclass(slots=True)
class Entry:
    """A pair of a mapping, or an item of a list, whose `key` is None; `start` is the offset of the key or the dash."""

    key: Spot | None
    value: Spot
    start: int
    column: int
    inside: Group | None = None  # the entries of a value that is written with lines
    above: list[str] = field(default_factory=list)
    behind: str | None = None
    distance: int = 0  # from the column of the key or the dash to that of the comment behind


@dataclass(slots=True)
class Group:
    """A list or mapping that is to be written with lines; `column` is where its entries stood."""

    spot: Spot
    column: int
    entries: list[Entry]
    foot: list[str] = field(default_factory=list)


def grow(found: Outline, spot: Spot, indent: int = 0, level: int = 0) -> Group:
    """The group of a mapping or list that will stand `indent` deep; level 0 is the bank, level 2 a question."""
    pairs = list(spot.pairs()) if spot.kind == "map" else [(None, item) for item in spot.items]
    entries = []
    for key, value in pairs:
        start = key.start if key is not None else value.start if spot.flow else found.dash(value)
        entry = Entry(key, value, start, found.column(start))
        if _needs_lines(found, entry, indent, level):
            entry.inside = grow(found, value, indent + _STEP, level + 1)
        entries.append(entry)
    return Group(spot, min((entry.column for entry in entries), default=0), entries)


def walk(group: Group) -> Iterator[tuple[Entry, tuple[Group, ...]]]:
    """All entries in the order of the text, each with the groups that it stands in, from the outermost."""
    for entry in group.entries:
        yield entry, (group,)
        if entry.inside is not None:
            for below, groups in walk(entry.inside):
                yield below, (group, *groups)


def _needs_lines(found: Outline, entry: Entry, indent: int, level: int) -> bool:
    """Whether the value is written with lines: it was, or it is a question, too long, or holds comments."""
    spot = entry.value
    if spot.kind not in ("map", "list") or not spot.items:
        return False
    if not spot.flow or level < 2:
        return True
    first = bisect_left(found.comments, spot.start, key=lambda comment: comment.start)
    following = found.comments[first] if first < len(found.comments) else None
    if following is not None and following.start < spot.end:
        return True
    if following is not None and "\n" not in found.text[spot.end : following.start]:
        return False  # the comment is about this line, perhaps to keep `lint` from complaining of it
    before = "- " if entry.key is None else in_brackets(found.text, entry.key) + ": "
    length = indent + len(before + properties(found.text, spot) + in_brackets(found.text, spot))
    return length > _LINE
