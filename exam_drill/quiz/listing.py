"""A program as the learner sees it: numbered lines, quietly coloured, the blank standing out.

     2 │     r = sigmoid(x @ Wr.T)   # (N, H)
     3 │     return 【(こ)】

The scanner below is a few regular expressions on purpose: it may be wrong about odd programs, since it only colours
them, and it costs 1 ms where importing and compiling a full lexer takes 40, a third of what the first screen may cost.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Protocol

from rich.text import Text

from exam_drill.cells import lines as drawn
from exam_drill.layout import Row, joined
from exam_drill.quiz import style
from exam_drill.visible import visible_text

_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n]*)
  | (?P<string>[rRbBuUfF]{0,2}(?:'''(?:\\.|[^\\])*?(?:'''|\Z)|\"\"\"(?:\\.|[^\\])*?(?:\"\"\"|\Z)
                              |'(?:\\.|[^'\\\n])*'?|"(?:\\.|[^"\\\n])*"?))
  | (?P<number>(?:\d[\w.]*|\.\d\w*)(?:(?<=[eE])[+-]\d+)?)
  | (?:def|class)[ ]+(?P<defined>[^\W\d]\w*)
  | (?P<name>[^\W\d]\w*)
    """,
    re.VERBOSE | re.DOTALL,
)
# The spaces before a comment at the end of a line; a sign of a string may stand in a string.
_GAP_BEFORE_COMMENT = re.compile(r" {3,}(?=#[^'\"\n]*$)")
_LEAST_GAP = 2
_BRACKETS = 4  # columns that 【】 take
_KEYWORDS = re.compile(
    "False|None|True|and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if"
    "|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield"
)
_BUILTINS = re.compile(
    "abs|all|any|bool|dict|divmod|enumerate|float|int|isinstance|len|list|map|max|min|pow|print|range|reversed|round|self"
    "|set|slice|sorted|str|sum|super|tuple|zip"
)
_STYLES = {
    "comment": style.COMMENT,
    "string": style.STRING,
    "number": style.NUMBER,
    "defined": style.DEFINED,
}


class Marker(Protocol):
    """Where a blank stands in a program: `text[start:end]` is its marker."""

    @property
    def label(self) -> str:
        """The kana."""

    @property
    def start(self) -> int:
        """Offset of the opening parenthesis."""

    @property
    def end(self) -> int:
        """Offset after the closing one."""


def highlighted(code: str) -> Text:
    """Code that is visible already, with its words coloured."""
    text = Text(code)
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or ""
        if kind == "name":
            word = match["name"]
            if _KEYWORDS.fullmatch(word):
                text.stylize(style.KEYWORD, *match.span())
            elif _BUILTINS.fullmatch(word) and code[match.start() - 1 : match.start()] != ".":
                text.stylize(style.BUILTIN, *match.span())
        else:
            text.stylize(_STYLES[kind], *match.span(kind))
            if kind == "defined":
                text.stylize(style.KEYWORD, match.start(), match.start(kind))
    return text


def code_lines(code: str) -> list[Text]:
    """The highlighted lines of a piece of code from a bank; at least one."""
    return list(highlighted(visible_text(code).rstrip("\n")).split("\n", allow_blank=True)) or [Text()]


def listing(code: str, markers: Sequence[Marker], current: Collection[str]) -> list[Row]:
    """The rows of a program; the blanks labelled by one of `current` are put in brackets and reversed."""
    shown, blanks = _with_visible_blanks(code, markers)
    text = highlighted(shown)
    for label, start, end in blanks:
        text.stylize(style.BLANK if label in current else style.OTHER_BLANK, start, end)
    bracketed = _bracketed(text, [span for label, *span in blanks if label in current])
    lines = [_comment_in_place(line) for line in bracketed.split("\n", allow_blank=True)]
    digits = len(str(len(lines)))
    return [
        Row(line, Text(drawn(f"{number:>{digits}} │ "), style.FAINT), code=True)
        for number, line in enumerate(lines, start=1)
    ]


def _bracketed(text: Text, spans: Sequence[Sequence[int]]) -> Text:
    """The text with brackets around each of these spans, which stand in order."""
    if not spans:
        return text
    parts: list[Text] = []
    for place, part in enumerate(text.divide([offset for span in spans for offset in span])):
        parts += [Text("【", style.BLANK), part, Text("】", style.BLANK)] if place % 2 else [part]
    return joined(*parts)


def _comment_in_place(line: Text) -> Text:
    """A line whose comment does not stand further to the right than without brackets, if there is room before it."""
    added = _BRACKETS * line.plain.count("【(")
    gap = _GAP_BEFORE_COMMENT.search(line.plain)
    if not added or gap is None:
        return line
    room = min(added, len(gap[0]) - _LEAST_GAP)
    return joined(line[: gap.end() - room], line[gap.end() :])


def _with_visible_blanks(code: str, markers: Sequence[Marker]) -> tuple[str, list[tuple[str, int, int]]]:
    """The code made visible, and the label and span of each marker in it."""
    code = code.rstrip("\n")
    parts: list[str] = []
    blanks: list[tuple[str, int, int]] = []
    length = done = 0
    for marker in sorted(markers, key=lambda marker: marker.start):
        for piece, is_blank in ((code[done : marker.start], False), (code[marker.start : marker.end], True)):
            shown = visible_text(piece)
            if is_blank:
                blanks.append((marker.label, length, length + len(shown)))
            parts.append(shown)
            length += len(shown)
        done = marker.end
    parts.append(visible_text(code[done:]))
    return "".join(parts), blanks
