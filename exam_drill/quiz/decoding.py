"""Turns the bytes of a terminal into names of keys.

    b"\\xef\\xbc\\x94"  ─▶ "4"           full-width forms count like their plain ones
    b"\\x1b[B"         ─▶ "down"        an escape sequence
    b"Q"              ─▶ "q"

A character may arrive in pieces; what is incomplete waits for the rest.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

_SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|O[ -~])")
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|O)?\Z")
_LONGEST_SEQUENCE = 32

_NAMES = {
    b"\x1b[A": "up",
    b"\x1bOA": "up",
    b"\x1b[B": "down",
    b"\x1bOB": "down",
    b"\x1b[C": "right",
    b"\x1bOC": "right",
    b"\x1b[D": "left",
    b"\x1bOD": "left",
    b"\x1b[5~": "page-up",
    b"\x1b[6~": "page-down",
    b"\x1b[H": "home",
    b"\x1bOH": "home",
    b"\x1b[1~": "home",
    b"\x1b[F": "end",
    b"\x1bOF": "end",
    b"\x1b[4~": "end",
    b"\x1bOM": "enter",  # of the number pad
}
_CHARACTERS = {
    "\r": "enter",
    "\n": "enter",
    " ": "space",
    "\x03": "interrupt",
    "\x04": "end-of-input",
    "\x0c": "redraw",  # Ctrl-L
}
OTHER = "other"  # a sequence without a name here


def key_name(character: str) -> str:
    """The name of the key that types this character: full-width and capital forms like the plain ones."""
    plain = unicodedata.normalize("NFKC", character)
    return _CHARACTERS.get(plain) or plain.lower()


class Decoder:
    """Bytes in, names of keys out."""

    def __init__(self, encoding: str = "utf-8") -> None:
        self._text = codecs.getincrementaldecoder(encoding)(errors="replace")
        self._escape = b""

    @property
    def waiting(self) -> bool:
        """Whether an escape sequence may still go on; without more bytes it was the key Escape."""
        return bool(self._escape)

    def feed(self, data: bytes) -> list[str]:
        """The keys that are complete now."""
        data = self._escape + data
        self._escape = b""
        keys: list[str] = []
        while data:
            start = data.find(b"\x1b")
            if start != 0:
                text = data if start < 0 else data[:start]
                keys += map(key_name, self._text.decode(text, final=start > 0))
                data = data[len(text) :]
                continue
            match = _SEQUENCE.match(data)
            if match:
                keys.append(_NAMES.get(match[0], OTHER))
                data = data[match.end() :]
            elif _UNFINISHED.match(data) and len(data) < _LONGEST_SEQUENCE:
                self._escape, data = data, b""
            else:
                # Escape and a character are a key pressed with Alt, which means nothing here; two are Escape itself.
                alone = data[1:2] == b"\x1b" or len(data) >= _LONGEST_SEQUENCE
                keys.append("escape" if alone else OTHER)
                data = data[1 if alone else 2 :]
        return keys

    def flush(self) -> list[str]:
        """The keys that were waiting for more bytes, when no more come."""
        escape, self._escape = self._escape, b""
        return ["escape"] if escape else []
