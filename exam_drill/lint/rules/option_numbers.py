"""Texts call no option by its number or position: the quiz shuffles the options.

Say what the option does instead: not "option 2 forgets the bias" but "without the bias …".  The `why` of an erratum is
about the print, whose options do have numbers, and is let be; so are numbers of equations, figures and tables.

Passes::

    hint: {ja: 符号が逆の式を除け。, en: Leave out what has the wrong sign.}

Fails::

    hint: {ja: 選択肢 2 は符号が逆である。, en: Option 2 has the wrong sign.}

Fails::

    hint: {ja: (2) は符号が逆である。, en: The last option has the wrong sign.}
"""

from __future__ import annotations

import re

from exam_drill.lint.finding import Findings, Level
from exam_drill.lint.spots import place_within
from exam_drill.lint.subject import Subject

LEVELS = {"option-number-in-text": Level.WARNING}

_DIGIT = "[1-9１-９]"
_NUMBER = re.compile(
    rf"\b(?:options?|choices?|answers?)[ ]+(?:no\.?[ ]*|number[ ]+)?[(]?{_DIGIT}(?!\w|[.]\d|[)]?[ ]*[-+*/=])"
    r"|\b(?:first|second|third|fourth|last|previous|next)[ ]+(?:option|choice)\b"
    rf"|選択肢[ ]*[(（]?(?:{_DIGIT}|[①-⑨])(?![0-9０-９.]|[ ]*(?:つ|個|択))"
    rf"|{_DIGIT}[ ]*番(?:目)?の(?:選択肢|式|答え)|[一二三四五六七八九]番目の選択肢|(?:最初|最後|次|前|上|下)の選択肢"
    rf"|正解は[ ]*[(（]?(?:{_DIGIT}|[①-⑨])[)）]?[ ]*(?:番|で|。|$)"
    rf"|(?<![\w)\]}}）_.])(?<![式図表][ ])(?<!True[ ])(?<!False[ ])(?<!ation[ ])(?<!Eq\.[ ])(?<!Figure[ ])(?<!Table[ ])"
    r"[(（]([1-9１-９])[)）](?![\w(（]*[ ]*=)",
    re.IGNORECASE,
)
_WORDS = ("option", "choice", "answer", "選択肢", "番", "正解は")
_BARE = re.compile(rf"[(（]{_DIGIT}[)）]")


def check(subject: Subject, findings: Findings) -> None:
    """Notes `option-number-in-text`; a bare number in parentheses counts if there is an option of this number."""
    most = max((len(gap.options) for gap in subject.gaps), default=0)
    for text in subject.texts:
        if text.name == "errata.why":
            continue  # about the print, whose options have numbers
        for _, node in text.lines():
            lower = node.value.lower()
            if not any(word in lower for word in _WORDS) and not _BARE.search(lower):
                continue
            for match in _NUMBER.finditer(node.value):
                if match[1] is None or int(match[1]) <= most:
                    place = place_within(node, *match.span(), subject.file)
                    findings.add("option-number-in-text", place, text=match[0].strip())
