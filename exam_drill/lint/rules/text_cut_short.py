"""A text that holds ` #` stands in quotes or in a block: from there on YAML takes it for a comment.

A comment of your own behind a text is set off by two spaces or more.

Passes::

    hint: {ja: 符号を考えよ。, en: Think of the sign.}
    title: {ja: 符号, en: Signs}     # a note of the author

Fails::

    title: Signs in C #
"""

from __future__ import annotations

import re

from exam_drill.lint.finding import Findings, Level
from exam_drill.lint.subject import Subject

LEVELS = {"text-cut-short": Level.WARNING}

_COMMENT = re.compile(r"(?:[ ]|[ ]*\t[ \t]*)#(?![ ]*lint:)")


def check(subject: Subject, findings: Findings) -> None:
    """Notes `text-cut-short`."""
    for text in subject.texts:
        for _, node in text.lines():
            if not node.style and _COMMENT.match(subject.file.text, node.end):
                findings.add("text-cut-short", node, text=node.value)
