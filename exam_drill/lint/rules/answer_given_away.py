"""Nothing that is read before the answer holds the right option word for word.

That is the hint, the prompt, the comments and strings of the listing, and, where there are several blanks, the `why` of
another blank, which is shown before this one is answered.  Options of fewer than three names, numbers and operators,
and texts that hold such a wrong one as well, are let be.

Passes::

    hint: {ja: 符号を考えよ。, en: Think of the sign.}

Fails (`hint-gives-answer`)::

    hint: {ja: x + 1 である。, en: It is x + 1.}

Fails (`prompt-gives-answer`)::

    prompt: {ja: x は数である。x+1 を返すには (あ) に何を書けばよいか。, en: x is a number. What returns x+1 in (あ)?}

Fails (`listing-gives-answer`)::

    code: |
      def f(x):
          return (あ)      # x + 1

Fails (`why-gives-answer`)::

    prompt: {ja: x は数である。(あ) と (い) にあてはまるのはどれか。, en: x is a number. What are (あ) and (い)?}
    code: |
      def f(x):
          y = (あ)
          return (い)
    blanks:
      あ: {options: [{code: x - 1, why: {ja: y * 2 + 1 の前である。, en: Then y * 2 + 1.}}, x + 2], answer: 2}
      い: {options: [{code: y * 3, why: {ja: 1 を足していない。, en: One is missing.}}, y * 2 + 1], answer: 2}
"""

from __future__ import annotations

import re
from typing import NamedTuple

from exam_drill.lint.finding import Findings, Level
from exam_drill.lint.subject import Gap, Subject
from exam_drill.question import Option

LEVELS = {
    "hint-gives-answer": Level.WARNING,
    "prompt-gives-answer": Level.WARNING,
    "listing-gives-answer": Level.WARNING,
    "why-gives-answer": Level.WARNING,
}

_SPACE = re.compile(r"(?<![0-9A-Za-z_])\s+|\s+(?![0-9A-Za-z_])")
_WORD = re.compile(r"\w+")
_PIECE = re.compile(r"\w+|[^\w\s()\[\]]+")
_LEAST_PIECES = 3
_CODES = {"hint": "hint-gives-answer", "prompt": "prompt-gives-answer"}


class _Held(NamedTuple):
    """A right option: its blank, its key, and the longest word of it, without which no text can hold it."""

    gap: Gap
    key: str
    word: str

    @property
    def right(self) -> str:
        """The right option as it is written."""
        return self.gap.right.code.text if self.gap.right is not None else ""

    def is_told_by(self, text: str) -> bool:
        """Whether the text holds this option, and none of the wrong ones."""
        if self.word not in text:
            return False
        squeezed = _key(text)
        if not _holds(squeezed, self.key):
            return False
        wrong = (_telling(option) for option, _ in self.gap.options if option is not self.gap.right)
        return not any(other and _holds(squeezed, other) for other in wrong)


def check(subject: Subject, findings: Findings) -> None:
    """Notes `hint-gives-answer`, `prompt-gives-answer`, `listing-gives-answer` and `why-gives-answer`."""
    held = [
        _Held(gap, key, max(_WORD.findall(key), key=len, default=""))
        for gap in subject.gaps
        if (key := _telling(gap.right))
    ]
    if not held:
        return
    for text in subject.texts:
        if text.name not in _CODES and (text.name != "why" or len(subject.gaps) < 2):
            continue
        for _, node in text.lines():
            for own in held:
                if not (text.name == "why" and text.blank == own.gap.label) and own.is_told_by(node.value):
                    code = _CODES.get(text.name, "why-gives-answer")
                    findings.add(code, node, text=own.right, label=own.gap.label)
    _listing(subject, held, findings)


def _listing(subject: Subject, held: list[_Held], findings: Findings) -> None:
    code = subject.draft.code
    if code is None:
        return
    for start, text in subject.remarks:
        for own in held:
            if own.is_told_by(text):
                line = subject.code.count("\n", 0, start) + 1
                column = start - subject.code.rfind("\n", 0, start)
                findings.add("listing-gives-answer", code.place(line, column), text=own.right, label=own.gap.label)


def _telling(option: Option | None) -> str:
    """The key of an option that says enough to be given away; "" for others."""
    key = _key(option.code.text) if option is not None else ""
    return key if len(_PIECE.findall(key)) >= _LEAST_PIECES else ""


def _key(text: str) -> str:
    """The text without the spaces beside signs, so that `x+1` and `x + 1` are alike and words stay apart."""
    return _SPACE.sub("", text)


def _holds(text: str, key: str) -> bool:
    """Whether the key stands in the text, not as the middle of a longer expression."""
    at = text.find(key)
    while at != -1:
        before, after = text[at - 1 : at], text[at + len(key) : at + len(key) + 1]
        if not _goes_on(before) and not (_goes_on(after) and after != "."):
            return True
        at = text.find(key, at + 1)
    return False


def _goes_on(character: str) -> bool:
    return character != "" and (character.isascii() and (character.isalnum() or character in "_.+-*/@%[("))
