"""Brackets of full width come in pairs, and a pair is of one width.

Passes::

    hint: {ja: 符号（プラスかマイナス）を考えよ。, en: Think of the sign (plus or minus).}

Fails::

    hint: {ja: 符号（プラスかマイナス)を考えよ。, en: Think of the sign.}

Fails::

    hint: {ja: 符号「プラスかマイナスを考えよ。, en: Think of the sign.}
"""

from __future__ import annotations

import re

from exam_drill.lint.finding import Findings, Level
from exam_drill.lint.spots import place_within
from exam_drill.lint.subject import Subject

LEVELS = {"unpaired-bracket": Level.WARNING}

_PARTNER = {"（": "）", "「": "」", "『": "』", "【": "】", "〔": "〕"}
_BRACKET = re.compile("[" + "".join(_PARTNER) + "".join(_PARTNER.values()) + "]")


def check(subject: Subject, findings: Findings) -> None:
    """Notes `unpaired-bracket` at the first bracket of a text without a partner."""
    for text in subject.texts:
        for _, node in text.lines():
            if node.value.isascii():
                continue
            opened: list[tuple[str, int]] = []
            stray: tuple[str, int] | None = None
            for match in _BRACKET.finditer(node.value):
                if match[0] in _PARTNER:
                    opened.append((match[0], match.start()))
                elif opened and _PARTNER[opened[-1][0]] == match[0]:
                    opened.pop()
                else:
                    stray = (match[0], match.start())
                    break
            if stray is None and opened:
                stray = opened[0]
            if stray is not None:
                place = place_within(node, stray[1], stray[1] + 1, subject.file)
                findings.add("unpaired-bracket", place, text=stray[0])
