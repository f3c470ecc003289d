"""The address of a source leads somewhere for everybody: no name that is only an example or this machine, no end of a
sentence behind it.

Passes::

    source: {kind: course, title: {ja: 講義, en: A lecture}, url: "https://www.jdla.org/"}

Fails::

    source: {kind: course, title: {ja: 講義, en: A lecture}, url: "https://example.com/"}

Fails::

    source: {kind: course, title: {ja: 講義, en: A lecture}, url: "https://www.jdla.org/."}
"""

from __future__ import annotations

import re

from exam_drill.bank.nodes import ListNode, MapNode, ScalarNode
from exam_drill.lint.finding import Findings, Level
from exam_drill.lint.subject import Subject

LEVELS = {"doubtful-url": Level.WARNING}

_NOWHERE = re.compile(
    r"https?://(?:[^/@]*@|(?:[^/]*\.)?example\.(?:com|org|net|jp)\b|[^/]*\.(?:example|invalid|test|local)(?=[/:]|$)"
    r"|localhost\b|127\.|0\.0\.0\.0|10\.|192\.168\.|\[|[^./:]*(?=[/:]|$))",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.,;:!、。）」』>]$")


def check(subject: Subject, findings: Findings) -> None:
    """Notes `doubtful-url`."""
    node = subject.fields.get("source")
    for source in node.items if isinstance(node, ListNode) else (node,):
        for key, value in source.pairs if isinstance(source, MapNode) else ():
            if not (isinstance(key, ScalarNode) and key.value == "url" and isinstance(value, ScalarNode)):
                continue
            if _NOWHERE.match(value.value) or _SENTENCE.search(value.value):
                findings.add("doubtful-url", value, url=value.value)
