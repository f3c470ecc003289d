"""Puts markers into a listing where its author wants blanks.

    h_new = (1 - z) * h + z * h_bar     "(1 - z) * h + z * h_bar"   ─▶  h_new = (あ)
    s = np.tanh(a + b)                  "a + b"                     ─▶  s = np.tanh(あ)
    h_new = (1 - z) * h                 "h_new = (1 - z) * h"       ─▶  (あ)      a whole line: a statement

A text is matched as whole tokens; spaces and line breaks between them may differ.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from exam_drill.scan import Token, tokens

# In the order of the syllabary; those that look like others, or are small, are left out.
LABELS = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわ"


class Span(NamedTuple):
    """A stretch of the listing."""

    start: int
    end: int


class Cutting(NamedTuple):
    """A stretch that becomes a marker: what the marker takes the place of, and what belongs there."""

    span: Span
    marker_start: int
    marker_end: int
    option: str


def occurrences(listing: str, text: str) -> list[Span]:
    """Where the text stands in the listing, as whole tokens."""
    wanted = [token.text for token in _telling(text)]
    if not wanted:
        return []
    there = list(_telling(listing))
    found: list[Span] = []
    for first in range(len(there) - len(wanted) + 1):
        if all(there[first + n].text == word for n, word in enumerate(wanted)):
            found.append(Span(there[first].start, there[first + len(wanted) - 1].end))
    return found


def span_of_lines(listing: str, first: int, last: int) -> Span | None:
    """The code of these lines, counted from 1, without comments above and behind it; None if there is none."""
    inside = [token for token in _telling(listing) if first <= listing.count("\n", 0, token.start) + 1 <= last]
    return Span(inside[0].start, inside[-1].end) if inside else None


def line_of(listing: str, span: Span) -> int:
    """The line, from 1, on which a stretch begins."""
    return listing.count("\n", 0, span.start) + 1


def cuttings(listing: str, span: Span) -> Iterator[Cutting]:
    """The ways to blank a stretch, the best first: as statements where it fills its lines, else as an expression."""
    line_start = listing.rfind("\n", 0, span.start) + 1
    line_end = listing.find("\n", span.end)
    rest = listing[span.end : line_end if line_end >= 0 else len(listing)].strip()
    indent = listing[line_start : span.start]
    if not indent.strip() and (not rest or rest.startswith("#")):
        yield Cutting(span, span.start, span.end, _uncommented(indent + listing[span.start : span.end]))
    start, end = span
    if listing[start - 1 : start] == "(" and listing[end : end + 1] == ")":
        start, end = start - 1, end + 1
    yield Cutting(span, start, end, one_line(listing[span.start : span.end]))


def _uncommented(text: str) -> str:
    """Statements at the left margin, without comments: they would tell the right option from the others."""
    kept = "".join(token.text for token in tokens(textwrap.dedent(text), spaces=True) if token.kind != "comment")
    return "\n".join(line.rstrip() for line in kept.split("\n") if line.strip())


def one_line(text: str) -> str:
    """An expression of several lines on one, without the comments between them."""
    if "\n" not in text:
        return text
    words: list[str] = []
    for token in tokens(text, spaces=True):
        is_space = token.kind in ("space", "newline")
        if token.kind == "comment" or (is_space and words and words[-1] in " ([{"):
            continue
        if token.text in (")", "]", "}") and words and words[-1] == " ":
            words.pop()
        words.append(" " if is_space else token.text)
    return "".join(words).strip()


def put_markers(listing: str, chosen: Sequence[tuple[str, Cutting]]) -> str:
    """The listing with the marker of each label in its place; the stretches must not overlap."""
    parts: list[str] = []
    position = 0
    for label, cutting in sorted(chosen, key=lambda pair: pair[1].marker_start):
        parts += (listing[position : cutting.marker_start], f"({label})")
        position = cutting.marker_end
    return "".join((*parts, listing[position:]))


def overlap(one: Cutting, other: Cutting) -> bool:
    """Whether two stretches share something."""
    return one.marker_start < other.marker_end and other.marker_start < one.marker_end


def _telling(text: str) -> Iterator[Token]:
    return (token for token in tokens(text) if token.kind not in ("newline", "comment"))
