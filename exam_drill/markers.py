"""Markers: the places of the blanks in a program's text.

    h = （こ） + b        one kana in full-width or ASCII parentheses; rewritten to (こ), which is as long
    # (こ)  "(こ)"       in comments and strings it is no marker

Text only: nothing is parsed, and any text is read in linear time.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from exam_drill.scan import masked

KANA = "\u3041-\u3096\u30a1-\u30fa"
MARKER = f"[(（]([{KANA}])[)）]"
_KANA = re.compile(f"[{KANA}]")
_MARKER = re.compile(MARKER)
# What is meant as a marker and is none, the surest first: （ああ）, ( あ ), (亜), ［あ］; （A）; ____, □; (A).
_LOOKALIKES = tuple(
    re.compile(pattern)
    for pattern in (
        "[(（\\[［【〔「{]\\s?[\u3041-\u30ff\uff66-\uff9f\u4e00-\u9fff]{1,8}\\s?[)）\\]］】〕」}]",
        "[（［【〔][^()（）\\[\\]［］【】〔〕\\n]{0,8}[）］】〕]",
        r"(?<!\w)_{2,}(?!\w)|\?{1,8}|[□■]{1,8}",
        r"(?<![\w)\]])\([^\S\n]?\w[^\S\n]?\)",
    )
)
_HEADER = re.compile(r"[^\S\n]*(?:def|class)\b")
_END_OF_LINE = re.compile(r"[^\S\n]*+(?:\n|\Z)")
_BRACKET = re.compile(r"[()\[\]{}]")


class Marker(NamedTuple):
    """One marker: `line` and `column` count from 1, `start` and `end` are offsets with the parentheses.

    `alone` tells that the marker is a whole statement: alone on its line (but for a comment), inside no brackets and
    not a continuation of the line before.  Such a blank may stand for several lines.
    """

    label: str
    line: int
    column: int
    start: int
    end: int
    alone: bool


def is_label(text: str) -> bool:
    """Whether the text can label a blank: one hiragana or full-width katakana."""
    return _KANA.fullmatch(text) is not None


@lru_cache(16)
def find_markers(code_text: str) -> tuple[Marker, ...]:
    """All markers of a program, in order."""
    if _MARKER.search(code_text) is None:
        return ()
    code = masked(code_text)
    markers: list[Marker] = []
    line, line_start, depth, position = 1, 0, 0, 0
    for match in _MARKER.finditer(code):
        start, end = match.span()
        line += code.count("\n", position, start)
        line_start = max(line_start, code.rfind("\n", position, start) + 1)
        depth += sum(1 if bracket in "([{" else -1 for bracket in _BRACKET.findall(code, position, start))
        alone = (
            depth <= 0
            and position <= line_start  # so that a line's beginning is looked at once, however many markers it has
            and not code[line_start:start].strip()
            and _END_OF_LINE.match(code, end) is not None
            and not code[max(line_start - 2, 0) : line_start].startswith("\\")
        )
        position = end
        markers.append(Marker(match[1], line, start - line_start + 1, start, end, alone))
    return tuple(markers)


def find_lookalike(code_text: str) -> Marker | None:
    """What seems to be meant as a marker in a program without one; its `label` is the text as it is written."""
    code = masked(code_text)
    for pattern in _LOOKALIKES:
        for match in pattern.finditer(code):
            start, end = match.span()
            line_start = code.rfind("\n", 0, start) + 1
            if code_text[start:end] == match[0] and not _HEADER.match(code, line_start):
                line = code.count("\n", 0, start) + 1
                return Marker(match[0], line, start - line_start + 1, start, end, False)
    return None


def normalise_markers(text: str) -> str:
    """The text with ASCII parentheses around every marker; nothing else changes, and no place moves."""
    if "（" not in text and "）" not in text:
        return text
    parts: list[str] = []
    position = 0
    for marker in find_markers(text):
        parts += (text[position : marker.start], "(", marker.label, ")")
        position = marker.end
    parts.append(text[position:])
    return "".join(parts)
