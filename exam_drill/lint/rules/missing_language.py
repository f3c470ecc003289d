"""Every text stands in both languages, Japanese and English.

Where a whole question is written in one language, that is one finding, at its first text.  Titles of sources are names
of documents, and need no translation.  For a bank that is meant to have one language: `--ignore missing-language`.

Passes::

    hint: {ja: 符号を考えよ。, en: Think of the sign.}

Fails::

    hint: {ja: 符号を考えよ。}

Fails::

    hint: Think of the sign.
"""

from __future__ import annotations

from exam_drill.lint.finding import Findings, Level
from exam_drill.lint.subject import Subject
from exam_drill.question import LANGUAGES

LEVELS = {"missing-language": Level.WARNING}


def check(subject: Subject, findings: Findings) -> None:
    """Notes `missing-language`."""
    lacking = [text for text in subject.texts if len(text.scalars) < len(LANGUAGES)]
    if len({tuple(text.scalars) for text in subject.texts}) == 1:
        lacking = lacking[:1]
    for text in lacking:
        language = next(language for language in LANGUAGES if language not in text.scalars)
        findings.add("missing-language", text.node, language=language, key=text.name)
