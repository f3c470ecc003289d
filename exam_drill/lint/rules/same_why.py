"""No two options of a blank are wrong for the same words: each stands for a mistake of its own.

Passes::

    options:
      - {code: x - 1, why: {ja: 符号が逆である。, en: The sign is wrong.}}
      - {code: x, why: {ja: 1 を足していない。, en: One is missing.}}
      - x + 1
    answer: 3

Fails::

    options:
      - {code: x - 1, why: {ja: 値が違う。, en: The value is wrong.}}
      - {code: x, why: {ja: 値が違う。, en: The value is wrong.}}
      - x + 1
    answer: 3
"""

from __future__ import annotations

from exam_drill.lint.finding import Findings, Level
from exam_drill.lint.subject import Subject

LEVELS = {"same-why-twice": Level.WARNING}


def check(subject: Subject, findings: Findings) -> None:
    """Notes `same-why-twice` at the later `why`."""
    first: dict[tuple[str, str, str], int] = {}
    for text in subject.texts:
        if text.name != "why":
            continue
        for language, node in text.lines():
            line = first.setdefault((text.blank, language, " ".join(node.value.split())), node.line)
            if line != node.line:
                findings.add("same-why-twice", node, line=line)
                break
