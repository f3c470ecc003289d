"""Text as XML 1.0 has it, whatever it is: nothing in it ends an element, and nothing is lost in silence.

shown("a\\x1b]]>")    ─▶ "a␛]]&gt;"            for people: what cannot be seen is made visible
exact("か\\u3099.yaml") ─▶ "か&#x3099;.yaml"     for machines: what is read from it is the same
exact("\\udc80")      ─▶ "\\\\udc80"             but for what XML cannot hold
"""

from __future__ import annotations

import codecs
import re
from typing import TextIO

from exam_drill.visible import ORDINARY, visible, visible_text

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_SPECIAL = re.compile('[&<>"]')


def shown(text: str) -> str:
    """A text of any number of lines as the content of an element."""
    return _escaped(visible_text(text))


def shown_line(text: str) -> str:
    """A text of one line, for an attribute or an element."""
    return _escaped(visible(text))


def exact(text: str) -> str:
    """A text that a machine compares, for an attribute."""
    possible = _FORBIDDEN.sub(lambda match: visible(match[0]), text)
    if ORDINARY.fullmatch(possible):
        return _escaped(possible)
    return "".join(
        _escaped(character) if ORDINARY.fullmatch(character) else f"&#x{ord(character):x};" for character in possible
    )


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: _MARKUP[match[0]], text)


class XmlStream:
    """A stream for XML that says it is UTF-8: what the stream's own encoding lacks is written as references."""

    def __init__(self, stream: TextIO, encoding: str | None) -> None:
        self._stream = stream
        self._ascii = encoding is not None and codecs.lookup(encoding).name != "utf-8"

    def write(self, text: str) -> int:
        """Writes a text; returns its length."""
        self._stream.write(text.encode("ascii", "xmlcharrefreplace").decode() if self._ascii else text)
        return len(text)
