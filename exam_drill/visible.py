"""Makes characters that cannot be seen visible, so that a stranger's text can be shown on a terminal.

    "a\\x1b[2J"      ─▶ "a␛[2J"           control characters
    "x\\u202e"       ─▶ "x\\\\u202e"         bidirectional controls, zero-width and other invisible characters
    "\\tif a < b:"   ─▶ "    if a < b:"   in texts of several lines

Everything that can be seen stays as it is.  No markup is read or written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TAB = "    "
_FIRST_PICTURE = 0x2400  # the control pictures ␀ … ␟ stand in the order of the control characters

# `str.isprintable` is false for every control, format, surrogate, private, unassigned and separator character but the
# space.  These count as printable and yet show nothing: fillers, selectors of variants, blank patterns.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_WIDE_SPACE = "\u3000"  # belongs to Japanese text, and its two cells are seen

# Marks that are put on the character before them.  Nobody needs more than a few; a hundred paint over the lines above.
_STACKED = re.compile("[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff"
                      "\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]{4,}")  # fmt: skip


def visible(text: str) -> str:
    """One line of text with everything invisible in it made visible, line breaks and tabs included."""
    if text.isprintable() and text.isascii():
        return text
    return "".join(_shown(text))


def visible_text(text: str) -> str:
    """A text of several lines: line feeds stay, a tab becomes four spaces, the rest as `visible` does it."""
    if "\n" not in text and "\t" not in text:
        return visible(text)
    return "\n".join(visible(line) for line in text.replace("\t", _TAB).split("\n"))


def shortened(text: str, limit: int) -> str:
    """The text, or its first `limit` characters with `…` for what was cut."""
    return text if len(text) <= limit else text[: max(limit - 1, 0)] + "…"


def _shown(text: str) -> Iterator[str]:
    stacked = {index for match in _STACKED.finditer(text) for index in range(match.start() + 3, match.end())}
    for index, character in enumerate(text):
        plain = character.isprintable() or character == _WIDE_SPACE
        if plain and index not in stacked and not _BLANK.match(character):
            yield character
        else:
            yield _picture(ord(character))


def _picture(code: int) -> str:
    if code < 0x20:
        return chr(_FIRST_PICTURE + code)
    if code == 0x7F:
        return "␡"
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
