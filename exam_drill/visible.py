"""Makes characters that cannot be seen visible, so that a stranger's text can be shown on a terminal.

    "a\\x1b[2J"      ─▶ "a␛[2J"           control characters
    "x\\u202e"       ─▶ "x\\\\u202e"         bidirectional controls, zero-width and other invisible characters
    "\\tif a < b:"   ─▶ "    if a < b:"   in texts of several lines

Everything that can be seen stays as it is.  No markup is read or written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

_TAB = "    "
_FIRST_PICTURE = 0x2400  # the control pictures ␀ … ␟ stand in the order of the control characters

# `str.isprintable` is false for every control, format, surrogate, private, unassigned and separator character but the
# space.  These count as printable and yet show nothing: fillers, selectors of variants, blank patterns and signs.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U00013441\U00013442\U00016fe4\U0001d159\U000e0100-\U000e01ef]"
)
_WIDE_SPACE = "\u3000"  # belongs to Japanese text, and its two cells are seen

# Marks, vowels of Hangul and skin tones join the character before them.  Nobody needs more than a few; a hundred paint
# over the lines above, or take cells that nobody counted.
_MARKS = {"Mn", "Mc", "Me"}
_JOINING = re.compile("[\u1160-\u11ff\ud7b0-\ud7fb\U0001f3fb-\U0001f3ff]")
_MOST_JOINED = 3

# Most of what is ever shown, told at once: Latin and Greek letters, signs, frames, kana, kanji, full-width forms.
ORDINARY = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u02af\u0391-\u03a1\u03a3-\u03c9\u2010-\u2027\u2030-\u205e\u2190-\u2426\u2460-\u27ff"
    "\u3000-\u3029\u3041-\u3096\u309b-\u30ff\u4e00-\u9fff\uff01-\uff5e]*"
)


def visible(text: str) -> str:
    """One line of text with everything invisible in it made visible, line breaks and tabs included."""
    if (text.isascii() and text.isprintable()) or ORDINARY.fullmatch(text):  # most by the first, in a fifth of the time
        return text
    return "".join(_shown(text, _picture))


def visible_text(text: str) -> str:
    """A text of several lines: line feeds stay, a tab becomes four spaces, the rest as `visible` does it."""
    if "\n" not in text and "\t" not in text:
        return visible(text)
    return "\n".join(visible(line) for line in text.replace("\t", _TAB).split("\n"))


def visible_json(text: str) -> str:
    """JSON as `json.dumps` writes it, with what `visible` would change written as escapes: it reads back the same."""
    lines = text.split("\n")
    return "\n".join(line if ORDINARY.fullmatch(line) else "".join(_shown(line, _escape)) for line in lines)


def shortened(text: str, limit: int) -> str:
    """The text, or its first `limit` characters with `…` for what was cut."""
    return text if len(text) <= limit else text[: max(limit - 1, 0)] + "…"


def _shown(text: str, picture: Callable[[str], str]) -> Iterator[str]:
    joined = 0
    for character in text:
        joined = joined + 1 if _joins(character) else 0
        plain = character.isprintable() or character == _WIDE_SPACE
        if plain and joined <= _MOST_JOINED and not _BLANK.match(character):
            yield character
        else:
            yield picture(character)


def _joins(character: str) -> bool:
    if character < "\u0300":
        return False
    return unicodedata.category(character) in _MARKS or _JOINING.match(character) is not None


def _picture(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(_FIRST_PICTURE + code)
    if code == 0x7F:
        return "␡"
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _escape(character: str) -> str:
    """The character as JSON escapes it: in units of UTF-16."""
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
