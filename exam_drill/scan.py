"""A textual look at Python code: linear in time on any text, never an error, nothing is parsed or compiled.

    x = '(' + (こ)  # (い)
    x = ___ + (こ)  _____          `masked`: strings and comments blanked, so that what is left is code

Text that is no Python is scanned as well as it can be: an unclosed string ends with its line, an unclosed triple-quoted
one with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# Possessive quantifiers: no text makes the pattern go back and try again.  Not so behind groups of alternatives, where
# early releases of Python 3.11 match them wrongly; there each alternative begins with another character.
_STRING = (
    r'"""(?:[^"\\]|\\[\s\S]?|"(?!""))*(?:"""|\Z)'
    r"|'''(?:[^'\\]|\\[\s\S]?|'(?!''))*(?:'''|\Z)"
    r'|"(?:[^"\\\n]|\\[\s\S]?)*"?'
    r"|'(?:[^'\\\n]|\\[\s\S]?)*'?"
)
_OPAQUE = re.compile(rf"#[^\n]*+|{_STRING}")
_TOKEN = re.compile(
    rf"(?P<comment>\#[^\n]*+)|(?P<string>[rRbBuUfF]{{0,2}}+(?:{_STRING}))|(?P<name>[^\W\d]\w*+)"
    r"|(?P<number>\.?\d\w*+(?:(?<=[eE])[+-]\d++)?(?:\.\w*+(?:(?<=[eE])[+-]\d++)?)?)"
    r"|(?P<newline>\n[^\S\n]*+)|(?P<space>[^\S\n]++)"
    r"|(?P<sign>\*\*=?|//=?|>>=?|<<=?|[-+*/%@&|^=!<>:]=|->|\S)"
)
_NAME = re.compile(r"[^\W\d]\w*+")
_FUNCTION = re.compile(r"^def[ \t]+([^\W\d]\w*)", re.MULTILINE)


class Token(NamedTuple):
    """A piece of Python text; `kind` is comment, string, name, number, newline or sign; `start` is its offset.

    A newline holds the spaces behind it.
    """

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.text)


def tokens(text: str, spaces: bool = False) -> Iterator[Token]:
    """All pieces of the text, in order; the `spaces` between them are pieces of the kind `space`, or left out."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if spaces or kind != "space":
            yield Token(kind or "", match[0], match.start())


def remarks(text: str) -> Iterator[tuple[int, str]]:
    """The comments and strings of the text, each with its offset."""
    for match in _OPAQUE.finditer(text):
        yield match.start(), match[0]


def masked(text: str) -> str:
    """The text with every character of strings and comments blanked; length and line breaks stay the same."""
    return _OPAQUE.sub(_blanked, text)


def _blanked(match: re.Match[str]) -> str:
    text = match[0]
    if "\n" not in text:
        return "_" * len(text) if text[0] != "#" else " " * len(text)
    return "\n".join("_" * len(line) for line in text.split("\n"))


def is_balanced(text: str) -> bool:
    """Whether every bracket and quote of the text is closed."""
    opened: list[str] = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        if match.lastgroup == "string":
            body = token.lstrip("rRbBuUfF")
            quote = body[:3] if body[:3] in ('"""', "'''") else body[:1]
            if len(body) < 2 * len(quote) or not body.endswith(quote):
                return False
        elif token in ("(", "[", "{"):
            opened.append({"(": ")", "[": "]", "{": "}"}[token])
        elif token in (")", "]", "}") and (not opened or opened.pop() != token):
            return False
    return not opened


def functions(text: str) -> tuple[str, ...]:
    """The names that `def` gives at the outermost level, in order."""
    return tuple(_FUNCTION.findall(masked(text)))


def inner_offsets(text: str) -> frozenset[int]:
    """The offsets that lie between two characters of one name outside strings and comments."""
    offsets: set[int] = set()
    for match in _NAME.finditer(masked(text)):
        if not match[0].isascii():
            offsets.update(range(match.start() + 1, match.end()))
    return frozenset(offsets)


def same_code_key(text: str) -> tuple[str, ...]:
    """Two texts with the same key are the same code but for spaces, comments and parentheses around all of it."""
    tokens: list[str] = []
    depth = 0
    pending = ""
    for match in _TOKEN.finditer(text):
        kind, token = match.lastgroup, match[0]
        if kind in ("space", "comment"):
            continue
        if kind == "newline":
            if depth == 0 and tokens:
                pending = token  # a line of its own counts, an empty one does not: the last one before a token stays
            continue
        if pending:
            tokens.append(pending)
            pending = ""
        if token in ("(", "[", "{"):
            depth += 1
        elif token in (")", "]", "}"):
            depth = max(depth - 1, 0)
        tokens.append(token)
    first, last = 0, len(tokens) - 1
    partner = _partners(tokens)
    while first < last and partner.get(first) == last and tokens[first] == "(" and first + 1 < last:
        first, last = first + 1, last - 1
    return tuple(tokens[first : last + 1])


def _partners(tokens: list[str]) -> dict[int, int]:
    opened: list[int] = []
    partners: dict[int, int] = {}
    for index, token in enumerate(tokens):
        if token == "(":
            opened.append(index)
        elif token == ")" and opened:
            partners[opened.pop()] = index
    return partners
