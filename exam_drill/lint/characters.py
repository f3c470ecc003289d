"""Kinds of characters in texts for people."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc"
KANJI = "\u3005\u3007\u4e00-\u9fff\u3400-\u4dbf\uf900-\ufaff"
JAPANESE = re.compile(f"[{KANA}{KANJI}]")


def width(text: str) -> int:
    """The cells that a line takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
