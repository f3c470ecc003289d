"""Where the values, the dashes and the comments of a bank file's text begin and end.

    questions:
      - id: a        # note        dash │ map of (key, value, …) │ comment
        ▲ start      ▲        ▲
        └ of the map └ comment └ end of the item's lines: `end_of_item`

Tokens and events are those of the scanner that the loader uses too, so what it takes for a comment, a string or a
block of text is never told apart differently here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

import yaml

from exam_drill.bank.nodes import SourceFile, parse

_LOADER: type[yaml.CLoader] | type[yaml.Loader] = getattr(yaml, "CLoader", yaml.Loader)
_COMMENT = re.compile(r"#[^\n]*")
_HEADER_COMMENT = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\n]*)")
_KEEPS = re.compile(r"(?:[&!]\S*\s+)*[|>][-0-9]*\+")


class Comment(NamedTuple):
    """One comment, from its # to the end of its line."""

    start: int
    end: int
    text: str


class Spot(NamedTuple):
    """A value with its place; `items` of a map are key, value, key, value, …

    `start` is that of an anchor or tag, if it has one; the blank lines below a block of text count to it only where it
    keeps them (`|+`).  `anchored` tells that other places may stand for the same value.
    """

    kind: Literal["scalar", "list", "map", "alias"]
    start: int
    end: int
    flow: bool
    anchored: bool
    value: str
    items: tuple[Spot, ...]

    def get(self, key: str) -> Spot | None:
        """The first value of a map under this key; None if there is none, or if this is no map."""
        for name, value in self.pairs():
            if name.kind == "scalar" and name.value == key:
                return value
        return None

    def pairs(self) -> Iterator[tuple[Spot, Spot]]:
        """The pairs of a map."""
        if self.kind == "map":
            yield from zip(self.items[::2], self.items[1::2], strict=True)


class Outline(NamedTuple):
    """A whole text: its value, None if it holds none, the offsets of all dashes, and all comments, in order."""

    text: str
    root: Spot | None
    dashes: tuple[int, ...]
    comments: tuple[Comment, ...]

    def column(self, offset: int) -> int:
        """How many characters stand before `offset` on its line."""
        return offset - self.text.rfind("\n", 0, offset) - 1

    def dash(self, item: Spot) -> int:
        """The dash before an item of a list that is written with dashes."""
        return self.dashes[bisect_left(self.dashes, item.start) - 1]

    def end_of_item(self, item: Spot, column: int) -> int:
        """Where the lines of an item end whose dash stands at `column`.

        Comments below it belong to it as far as they are indented deeper than the dash.  The offset is that of a line's
        end, or of a line's beginning where the item ends with a text that keeps its line breaks.
        """
        end = self._end_of_line(item.end)
        for comment in self.comments[bisect_left(self.comments, end, key=lambda comment: comment.start) :]:
            if self.text[end : comment.start].strip() or self.column(comment.start) <= column:
                break
            end = comment.end
        return end

    def _end_of_line(self, offset: int) -> int:
        if offset and self.text[offset - 1] == "\n":
            return offset
        found = self.text.find("\n", offset)
        return found if found >= 0 else len(self.text)


def outline(path: str, text: str) -> Outline:
    """The outline of a text; UnreadableYamlError as the loader has it, with `path` for the place."""
    parse(SourceFile(path, text, text.split("\n")))  # so that there is one document of honest size
    loader = _LOADER(text)
    try:
        root = _build(loader, text)
    finally:
        loader.dispose()
    dashes, comments = _scan(text)
    return Outline(text, root, dashes, comments)


def _scan(text: str) -> tuple[tuple[int, ...], tuple[Comment, ...]]:
    """Dashes and comments: what stands between two tokens is white, but for comments."""
    dashes: list[int] = []
    comments: list[Comment] = []
    position = 0

    def gap(end: int) -> None:
        for match in _COMMENT.finditer(text, position, end):
            comments.append(Comment(match.start(), match.end(), match[0].rstrip()))

    loader = _LOADER(text)
    try:
        while loader.check_token():
            token: Any = loader.get_token()
            start, end = token.start_mark.index, token.end_mark.index
            if end > start:
                gap(start)
                position = end
                if isinstance(token, yaml.BlockEntryToken):
                    dashes.append(start)
                elif isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
                    header = _HEADER_COMMENT.match(text, start)
                    if header is not None:
                        comments.append(Comment(*header.span(1), header[1].rstrip()))
        gap(len(text))
    finally:
        loader.dispose()
    return tuple(dashes), tuple(comments)


def _build(loader: yaml.CLoader | yaml.Loader, text: str) -> Spot | None:
    opened: list[tuple[Any, list[Spot]]] = []
    root: Spot | None = None
    while loader.check_event():
        event: Any = loader.get_event()
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            opened.append((event, []))
            continue
        if isinstance(event, yaml.ScalarEvent):
            if event.style in ("|", ">") and not _KEEPS.match(text, start):
                end = start + len(text[start:end].rstrip())
            spot = Spot("scalar", start, end, False, event.anchor is not None, event.value, ())
        elif isinstance(event, yaml.AliasEvent):
            spot = Spot("alias", start, end, False, True, event.anchor or "", ())
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            begun, items = opened.pop()
            flow, start = bool(begun.flow_style), begun.start_mark.index
            kind: Literal["map", "list"] = "map" if isinstance(event, yaml.MappingEndEvent) else "list"
            end = end if flow else items[-1].end
            spot = Spot(kind, start, end, flow, begun.anchor is not None, "", tuple(items))
        else:
            continue
        if opened:
            opened[-1][1].append(spot)
        else:
            root = spot
    return root
