"""The lines of the listing fit a terminal of 80 columns: 71 cells, four fewer for each blank of the line.

The quiz puts the number of the line before it and brackets around the blank.  A full-width character takes two cells.
Spaces before a comment that are more than two give way to the brackets.  Wrap the line, or shorten its comment.

Passes::

    code: |
      def f(x):
          return (あ)      # (N, D) as x

Fails::

    code: |
      def f(x):
          return (あ)      # the result has the shape (N, D), just as the input x has
"""

from __future__ import annotations

import re

from exam_drill.lint.characters import width
from exam_drill.lint.finding import Findings, Level
from exam_drill.lint.subject import Subject

LEVELS = {"code-too-wide": Level.WARNING}

_CELLS, _BRACKETS, _TAB, _LEAST_GAP = 71, 4, " " * 4, 2
_GAP = re.compile(r" {3,}(?=#[^'\"\n]*$)")  # before a comment, as in `exam_drill.quiz.listing`


def check(subject: Subject, findings: Findings) -> None:
    """Notes `code-too-wide` at the first character that does not fit."""
    if subject.draft.code is None or len(max(subject.code.split("\n"), key=len)) * 2 <= _CELLS - _BRACKETS:
        return
    blanks: dict[int, int] = {}
    for marker in subject.markers:
        blanks[marker.line] = blanks.get(marker.line, 0) + 1
    for number, written in enumerate(subject.code.split("\n"), 1):
        line = written.rstrip().replace("\t", _TAB)
        if len(line) * 2 <= _CELLS:
            continue
        brackets = blanks.get(number, 0) * _BRACKETS
        gap = _GAP.search(line) if brackets else None
        if gap is not None:
            brackets -= min(brackets, len(gap[0]) - _LEAST_GAP)
        cells, most = width(line), _CELLS - brackets
        if cells > most:
            place = subject.draft.code.place(number, _first_outside(line, most) + 1)
            findings.add("code-too-wide", place, cells=cells, most=most)


def _first_outside(line: str, most: int) -> int:
    cells = 0
    for offset, character in enumerate(line):
        cells += width(character)
        if cells > most:
            return offset
    return len(line)
