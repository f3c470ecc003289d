"""Whether a YAML file is a bank, by a look at its text: most YAML files of a project are something else.

    format: 1      ┐ a bank         questions:           ┐ a bank          services:     ┐
    questions:     ┘                  - options: …       │ without a        web:         │ somebody else's
                                        answer: 2        │ head               options: … │
                                        reference: …     ┘                               ┘

Nothing is parsed, so a bank whose YAML is broken is still known for one, and tells its mistakes when it is collected.
"""

from __future__ import annotations

import re
import stat
from pathlib import Path

_FIRST = 1 << 16  # bytes; a file without any of our words in them is no bank
_MOST = 4_000_000  # bytes of the rest: no bank may have more
# The text is one of bytes, as broken banks need not be UTF-8. A mapping may also be written as `{format: 1, …}`.
_HEADS = (
    re.compile(rb"""^(?:\{\s*)?["']?format["']?[ \t]*:[ \t]*["']?(?:\d|[ \t]*(?:#|\r?$))""", re.MULTILINE),
    re.compile(rb"""(?:^|^\{.*?[,{]\s*)["']?questions["']?[ \t]*:""", re.MULTILINE),
)
_KEYS = tuple(
    re.compile(rb"""(?:^|[\s{,\[])["']?(?:%b)["']?[ \t]*:""" % name)
    for name in (b"options|blanks", b"answer", b"reference", b"code")
)
_WORDS = re.compile(rb"questions|answer")


def is_bank(path: Path) -> bool:
    """Whether the file is meant to be a bank, if need be a broken one; what cannot be read is none."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        with path.open("rb") as file:
            data = file.read(_FIRST)
            if _is_meant(data):
                return True
            rest = file.read(_MOST) if _WORDS.search(data) and len(data) == _FIRST else b""
    except OSError:
        return False
    return bool(rest) and _is_meant(data + rest)


def _is_meant(data: bytes) -> bool:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):  # UTF-16, as some editors save: told when it is collected
        data = data.replace(b"\0", b"")[2:]
    data = data.removeprefix(b"\xef\xbb\xbf")
    if not _WORDS.search(data):
        return False
    return all(head.search(data) for head in _HEADS) or all(key.search(data) for key in _KEYS)
