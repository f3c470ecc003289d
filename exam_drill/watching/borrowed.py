"""What a question needs of others in its file: the anchors that its aliases stand for.

    - id: first            a text to read by itself
      source: &book {…}
    - id: second           second's text: the chunk of first, lines of comments as many as lie between, its own chunk
      source: *book

An anchor counts from where it stands until the next one of its name, so all chunks above that may hold one of a name
are taken, and what these need.  Names are looked for in the text, in code as well: too much does no harm.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from exam_drill.watching.chunks import Cut

_ABOVE = "questions:\n"  # what a chunk needs above it to be a bank's list
_ANCHOR = re.compile(r"&([0-9A-Za-z_-]+)")
_BETWEEN = "#\n"  # a line that ends whatever block is open, and says nothing


class Readable(NamedTuple):
    """A text of YAML whose last question is the one of a chunk, which begins at its `line`; `alone` with no other."""

    text: str
    line: int
    alone: bool


def readable(pieces: Cut) -> list[Readable]:
    """For each chunk a text from which its question can be read; one that needs the head's anchors cannot be."""
    alone = [Readable(_ABOVE + chunk.text, 2, True) for chunk in pieces.chunks]
    anchors: dict[str, list[int]] = {}  # name -> the chunks that may hold it, in order
    for position, name in _found(_ANCHOR, pieces):
        anchors.setdefault(name, []).append(position)
    if not anchors:
        return alone
    alias = re.compile(rf"\*({'|'.join(sorted(anchors, key=len, reverse=True))})(?![0-9A-Za-z_-])")
    needed: dict[int, set[int]] = {}
    for position, name in _found(alias, pieces):
        needs = needed.setdefault(position, set())
        for other in anchors[name]:
            if other < position:
                needs |= {other} | needed.get(other, set())
    for position, needs in needed.items():
        if needs:
            alone[position] = _together(pieces, [*sorted(needs), position])
    return alone


def _together(pieces: Cut, positions: list[int]) -> Readable:
    """The chunks as far from each other as they are in the file."""
    text, line = _ABOVE, 2
    first = pieces.chunks[positions[0]].line
    for position in positions:
        chunk = pieces.chunks[position]
        between = chunk.line - first + 2 - line
        text += _BETWEEN * between + chunk.text
        begin, line = line + between, line + between + chunk.text.count("\n")
    return Readable(text, begin, False)


def _found(pattern: re.Pattern[str], pieces: Cut) -> Iterator[tuple[int, str]]:
    """Where a pattern is found, in order: the chunk's position and the name."""
    whole = "".join(chunk.text for chunk in pieces.chunks)
    ends = list(accumulate(len(chunk.text) for chunk in pieces.chunks))
    for match in pattern.finditer(whole):
        yield bisect_right(ends, match.start()), match[1]
