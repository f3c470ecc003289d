"""Writes a tree of entries as lines: two spaces a level, dashes deeper than their key, an empty line between questions.

questions:
  - id: a          an item's mapping begins on its dash …

  -                … unless comments stand above the first key of a question
    # of b
    id: b
"""

from __future__ import annotations

from collections.abc import Iterator

from exam_drill.bank.form import BANK, Kind
from exam_drill.editing.outline import Outline
from exam_drill.formatting.order import below
from exam_drill.formatting.scalars import STEP, bare, key_text, lines, properties
from exam_drill.formatting.sort import ordered
from exam_drill.formatting.tree import Entry, Group

_QUESTIONS = 1  # the level of the list of questions; that of a question's keys is one more


def write(found: Outline, root: Group) -> str:
    """The whole text."""
    return "\n".join([*_group(found, root, BANK, 0, ""), *root.foot]) + "\n"


def _group(found: Outline, group: Group, kind: Kind | None, level: int, indent: str) -> Iterator[str]:
    """The lines of a group, without those of its foot at level 0."""
    for number, entry in enumerate(ordered(found, group, kind)):
        if level == _QUESTIONS and number:
            yield ""
        above = entry.above if level <= _QUESTIONS else [line for line in entry.above if line]
        yield from (indent + line if line else "" for line in above)
        if entry.key is None:
            yield from _item(found, entry, below(kind, None), level, indent)
        else:
            name = key_text(found.text, entry.key)
            yield from _value(found, entry, below(kind, entry.key.value), level, indent, name)
    if level:
        yield from (indent + line for line in group.foot)


def _item(found: Outline, entry: Entry, kind: Kind | None, level: int, indent: str) -> Iterator[str]:
    inside, anchor = entry.inside, properties(found.text, entry.value)
    if inside is None or anchor:
        yield from _value(found, entry, kind, level, indent, "-")
        return
    first = next(iter(ordered(found, inside, kind)))
    own = [entry.behind] if entry.behind is not None else []
    own += [line for line in first.above if line]
    first.above = own if level == _QUESTIONS else []
    if level != _QUESTIONS:
        yield from (indent + line for line in own)
    rest = list(_group(found, inside, kind, level + 1, indent + STEP))
    if first.above:
        yield f"{indent}-"
        yield from rest
    else:
        yield f"{indent}- {rest[0][len(indent) + len(STEP) :]}"
        yield from rest[1:]


def _value(found: Outline, entry: Entry, kind: Kind | None, level: int, indent: str, before: str) -> Iterator[str]:
    """`key:` or `-` with everything behind and below it."""
    anchor = properties(found.text, entry.value)
    if entry.inside is not None:
        yield _commented(f"{indent}{before} {anchor}".rstrip(), entry, indent)
        yield from _group(found, entry.inside, kind, level + 1, indent + STEP)
        return
    first, *rest = lines(found.text, entry.value, indent, kind, commented=entry.behind is not None)
    if first[:1] == "|" and bare(found.text, entry.value)[:1] != "|":
        entry.distance = 0  # the line has become another one, and nothing beside it is in a column with it
    head = f"{indent}{before} {anchor}{first}"
    if first[:1] in ("|", ">") or not rest:
        yield _commented(head.rstrip(), entry, indent)
        yield from rest
        return
    yield head
    yield from rest[:-1]
    yield _commented(rest[-1], entry, indent)


def _commented(line: str, entry: Entry, indent: str) -> str:
    """The line with the comment behind it, as far from the key as it was, so that comments in a column stay in one."""
    if entry.behind is None:
        return line
    return line.ljust(max(len(line) + 2, len(indent) + entry.distance)) + entry.behind
