"""Pages on streams that are not UTF-8: whatever is beyond ASCII goes out as references to characters.

正 ─▶ &#27491;      the same page, in any encoding; style sheets of pages are ASCII, and have nothing to refer to
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from typing import Any, TextIO, cast


class References:
    """A stream of text on which all beyond ASCII is written as references to characters; all else is the raw one's."""

    def __init__(self, raw: TextIO) -> None:
        self.raw = raw

    def write(self, text: str) -> int:
        """Writes HTML; returns its length."""
        self.raw.write(text.encode("ascii", "xmlcharrefreplace").decode())
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Writes texts one after the other."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.raw, name)


def for_pages(stream: TextIO, encoding: str | None) -> TextIO:
    """The stream, if it is UTF-8 or no encoding is known of it; or else one that refers to characters."""
    try:
        is_utf8 = codecs.lookup(encoding or "utf-8").name == "utf-8"
    except LookupError:
        is_utf8 = False
    return stream if is_utf8 else cast(TextIO, References(stream))
