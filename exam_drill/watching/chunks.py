"""Cuts the text of a bank file into the lines of its questions, where that is certain.

    format: 1                      ┐
    questions:                     ┘ head
      - id: doubling      line 3   ┐
        …                          ┘ chunk
      - id: tripling      line 9   ┐
        …                          ┘ chunk

Within a list of YAML whose dashes stand at column n, a line that begins at column n or before it ends whatever block is
open, so a line with `- ` at column n begins the next item, and each item can be read without the others.  What would
make that wrong is either seen here, or keeps one of the chunks from being YAML by itself: a quote or a bracket that is
still open at the end of a chunk, an alias whose anchor stands elsewhere.  In doubt the file is read as a whole.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LIST = re.compile(r"^questions:[ ]*(?:#.*)?\n", re.MULTILINE)
_FIRST = re.compile(r"(?:[ ]*(?:#.*)?\n)*([ ]*)-(?:[ ]|$)", re.MULTILINE)
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)


class Chunk(NamedTuple):
    """The lines of one question; `line` is the number of the first one in its file, from 1."""

    text: str
    line: int


class Cut(NamedTuple):
    """A file's text in pieces; `indent` is the column of the dashes, from 0.  All texts together are the file's."""

    head: str
    indent: int
    chunks: tuple[Chunk, ...]


def cut(text: str) -> Cut | None:
    """The pieces of a file; None where its layout leaves a doubt."""
    key = _LIST.search(text)
    first = _FIRST.match(text, key.end()) if key is not None else None
    if first is None:
        return None
    indent, start = len(first[1]), first.start(1)
    head = text[:start]
    if _DIRECTIVE.search(head) is not None:
        return None
    starts: list[int] = []
    # With the line feed in front Python looks for that alone, four times as fast as for every line's start.
    for match in re.compile(rf"\n {{0,{indent}}}([^ \n].?)").finditer(text, start - 1):
        sign, begin = match[1], match.start() + 1
        if sign in ("-", "- ") and match.start(1) - begin == indent:
            starts.append(begin)
        elif sign[0] != "#":
            return None  # a key behind the list, the end of the document, a tab, a line of something that is open
    chunks: list[Chunk] = []
    line = head.count("\n") + 1
    for begin, end in zip(starts, [*starts[1:], len(text)], strict=True):
        chunks.append(Chunk(text[begin:end], line))
        line += chunks[-1].text.count("\n")
    return Cut(head, indent, tuple(chunks))
