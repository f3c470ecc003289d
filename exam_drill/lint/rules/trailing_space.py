"""No line ends in spaces or tabs: nobody sees them, and in a block of code they are a part of it.

Looked for in the whole file, comments included.  `--fix` takes them away, but not behind a backslash.

Passes::

    hint: {ja: 符号を考えよ。, en: Think of the sign.}

Fails::

    hint: {ja: 符号を考えよ。, en: Think of the sign.}␣
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from exam_drill.bank.nodes import SourceFile
from exam_drill.editing import Edit
from exam_drill.lint.finding import Level

LEVELS = {"trailing-space": Level.WARNING}
MENDED = ("trailing-space",)

_ENDS = (" \n", "\t\n")
_SPACES = re.compile(r"[ \t]+$", re.MULTILINE)


class Trailing(NamedTuple):
    """Spaces at the end of a line; `line` and `column` from 1."""

    line: int
    column: int
    edit: Edit
    certain: bool  # whether the edit changes nothing else: a backslash before the spaces would join the lines


def trailing(file: SourceFile) -> Iterator[Trailing]:
    """The spaces at the ends of the file's lines, in order."""
    text = file.text
    if not any(end in text for end in _ENDS) and not text.endswith((" ", "\t")):
        return  # nearly always
    line, position = 1, 0
    for match in _SPACES.finditer(text):
        line += text.count("\n", position, match.start())
        position = match.start()
        yield Trailing(
            line,
            position - text.rfind("\n", 0, position),
            Edit(*match.span(), ""),
            text[position - 1 : position] != "\\",
        )
