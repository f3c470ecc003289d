"""Texts name the blanks that there are, the prompt of several blanks all of them, and both languages the same.

A prompt may name no blank at all.

Passes::

    hint: {ja: (あ) の符号を考えよ。, en: Think of the sign of (あ).}

Fails (`unknown-blank-in-text`)::

    hint: {ja: (い) の符号を考えよ。, en: Think of the sign of (い).}

Fails (`blank-not-in-prompt`)::

    prompt: {ja: x と y は数である。(あ) にあてはまるのはどれか。, en: x and y are numbers. Which one belongs in (あ)?}
    code: |
      def f(x):
          y = (あ)
          return (い)
    blanks:
      あ: {options: [{code: x - 1, why: {ja: 符号が逆である。, en: The sign is wrong.}}, x + 1], answer: 2}
      い: {options: [{code: x, why: {ja: y を使わない。, en: It does without y.}}, y], answer: 2}

Fails (`blank-in-one-language`)::

    hint: {ja: (あ) の符号を考えよ。, en: Think of the sign.}
"""

from __future__ import annotations

import re

from exam_drill.lint.finding import Findings, Level
from exam_drill.lint.spots import place_within
from exam_drill.lint.subject import Subject, WrittenText
from exam_drill.markers import KANA

LEVELS = {
    "unknown-blank-in-text": Level.WARNING,
    "blank-not-in-prompt": Level.WARNING,
    "blank-in-one-language": Level.WARNING,
}

_LABEL = re.compile(f"[(（]([{KANA}])[)）]")


def check(subject: Subject, findings: Findings) -> None:
    """Notes `unknown-blank-in-text`, `blank-not-in-prompt` and `blank-in-one-language`."""
    known = set(subject.labels)
    if not known:
        return
    for text in subject.texts:
        named: list[set[str]] = []
        for _, node in text.lines():
            labels = set[str]()
            for match in _LABEL.finditer(node.value):
                if match[1] not in labels | known:
                    place = place_within(node, *match.span(), subject.file)
                    findings.add("unknown-blank-in-text", place, label=match[1], known=" ".join(subject.labels))
                labels.add(match[1])
            named.append(labels)
        if text.name == "errata.why":
            continue
        _compare(text, named, findings)
        if text.name == "prompt":
            _all_named(text, named, subject.labels, findings)


def _compare(text: WrittenText, named: list[set[str]], findings: Findings) -> None:
    if len(named) == 2 and named[0] != named[1]:
        (first, second), languages = named, tuple(text.scalars)
        lacking = languages[1] if first - second else languages[0]
        label = min(first ^ second if lacking == languages[0] else first - second)
        findings.add("blank-in-one-language", text.scalars[lacking], label=label, key=text.name)


def _all_named(text: WrittenText, named: list[set[str]], labels: tuple[str, ...], findings: Findings) -> None:
    for labels_of_text, (_, node) in zip(named, text.lines(), strict=True):
        unnamed = [label for label in labels if label not in labels_of_text]
        if unnamed and len(unnamed) < len(labels):
            findings.add("blank-not-in-prompt", node, label=unnamed[0])
