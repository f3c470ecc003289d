"""A `ja` text is Japanese, an `en` text English.

A `ja` text without any Japanese letter is let be if it may be a name or a formula: only one with a word such as `the`
or `is` is told.  An `en` text may hold labels of blanks, such as (あ), Japanese within 「」, and a Japanese name: it is
told where more than one letter in eight is Japanese.

Passes::

    hint: {ja: (あ) の符号を考えよ。, en: Think of the sign in (あ).}

Fails::

    hint: {ja: Think of the sign., en: Think of the sign.}

Fails::

    hint: {ja: 符号を考えよ。, en: 符号を考えよ。}
"""

from __future__ import annotations

import re

from exam_drill.lint.characters import JAPANESE, KANA, KANJI
from exam_drill.lint.finding import Findings, Level
from exam_drill.lint.spots import place_within
from exam_drill.lint.subject import Subject

LEVELS = {"language-mixed-up": Level.WARNING}

_ENGLISH = re.compile(r"\b(?:the|is|are|of|which|what|and|not|this|that|an|in|on|to|it)\b", re.IGNORECASE)
_QUOTED = re.compile(f"「[^」]*」|『[^』]*』|(?<![{KANA}{KANJI}])[{KANA}](?![{KANA}{KANJI}])")
_JAPANESE_LETTERS = re.compile(f"[{KANA}{KANJI}]+")
_JAPANESE_WORD = re.compile(f"[{KANA}{KANJI}]{{2}}")
_LATIN_LETTER = re.compile(r"[A-Za-z]")
_SHARE = 8


def check(subject: Subject, findings: Findings) -> None:
    """Notes `language-mixed-up`."""
    for text in subject.texts:
        if text.node is text.scalars.get("ja") or text.node is text.scalars.get("en"):
            continue  # a plain string belongs to the language that it is written in
        japanese, english = text.scalars.get("ja"), text.scalars.get("en")
        if japanese is not None and not JAPANESE.search(japanese.value) and _ENGLISH.search(japanese.value):
            findings.add("language-mixed-up", japanese, language="ja", text=japanese.value)
        if english is not None and not english.value.isascii() and _JAPANESE_WORD.search(english.value):
            words = _JAPANESE_LETTERS.findall(_QUOTED.sub("", english.value))
            letters = sum(map(len, words))
            if letters * _SHARE > letters + len(_LATIN_LETTER.findall(english.value)):
                at = english.value.find(words[0])
                place = place_within(english, at, at + len(words[0]), subject.file)
                findings.add("language-mixed-up", place, language="en", text=words[0])
