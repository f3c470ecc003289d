"""A blank has four options, as in the exam: of two, every second guess is right.

Advice, told with `--strict` only.

Passes::

    options:
      - {code: x - 1, why: {ja: 符号が逆である。, en: The sign is wrong.}}
      - {code: x, why: {ja: 1 を足していない。, en: One is missing.}}
      - {code: x * 2, why: {ja: 掛けている。, en: This multiplies.}}
      - x + 1
    answer: 4

Fails::

    options:
      - {code: x - 1, why: {ja: 符号が逆である。, en: The sign is wrong.}}
      - x + 1
    answer: 2
"""

from __future__ import annotations

from exam_drill.lint.finding import Findings, Level
from exam_drill.lint.subject import Subject

LEVELS = {"few-options": Level.ADVICE}

_USUAL = 4


def check(subject: Subject, findings: Findings) -> None:
    """Notes `few-options`."""
    for gap in subject.gaps:
        if gap.whole and 2 <= len(gap.options) < _USUAL:
            findings.add("few-options", gap.node, count=len(gap.options))
