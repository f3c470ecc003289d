"""Writing small pieces of YAML that every reader takes for the very text, ours and those of YAML 1.1 and 1.2.

    z * h_bar              z * h_bar               plain where nothing can be taken for anything else
    yes, 1e-9, x: N        "yes", "1e-9", "x: N"   in quotes, where a reader might make a truth or a number of it
    for k in …:⏎    …      |-⏎  for k in …:        a block, where it has several lines

Values are texts, whole numbers, lists and mappings (`Fields`); `Lines` is a text that is written as a block.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from exam_drill.question import Text


class Lines(str):
    """A text that is written as a block (`|`) even if it has but one line; its last line break does not matter."""

    __slots__ = ()


Value: TypeAlias = "str | int | Sequence[Value] | Mapping[str, Value]"
Fields = Mapping[str, Value]

STEP = "  "  # one level of indentation
# Of what a plain text may consist beside letters: no sign that opens anything, no quotes, no colon and hash unless set
# apart as the rules below say.
_FIRST = re.compile(r"[^\W\d]|[(（「『【〈《]")
_FLOW_PLAIN = re.compile(r"[^\W\d][\w .()*+/@-]*")
_SHARED_WORDS = frozenset({"y", "n", "yes", "no", "true", "false", "on", "off", "null"})
_SYLLABUS = re.compile(r"[0-9.]+")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def scalar(text: str, indent: str = "", *, flow: bool = False) -> str:
    """The text as a scalar whose lines, if it is a block, stand `indent` deep.

    ValueError for half of a character pair (a surrogate), which no file can hold.
    """
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("a surrogate is no text")
    if _is_plain(text, flow):
        return text
    if "\n" in text and not flow and _fits_block(text):
        return _block(text, indent)
    if "\\" not in text and '"' not in text and _is_printable(text):
        return f'"{text}"'
    if _is_printable(text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(map(_escaped, text)) + '"'


def text_value(text: Text) -> Value:
    """A text for people: a mapping of its languages."""
    return {language: value for language, value in (("ja", text.ja), ("en", text.en)) if value is not None}


def write_fields(fields: Fields, indent: str = "") -> str:
    """The lines of a mapping, each `indent` deep but for the first one; without a line break at the end."""
    return ("\n" + indent).join(_field(key, value, indent) for key, value in fields.items())


def write_item(value: Value, indent: str = "") -> str:
    """An item of a list, from its dash, which stands `indent` deep."""
    if isinstance(value, Mapping):
        return "- " + write_fields(value, indent + STEP)
    return "- " + _inline(value, indent + STEP)


def flow_value(value: Value) -> str:
    """The value on one line: `{code: x, why: y}`, `[a, b]`."""
    if isinstance(value, str):
        return scalar(value, flow=True)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key, flow=True)}: {flow_value(of)}" for key, of in value.items()) + "}"
    return "[" + ", ".join(map(flow_value, value)) + "]"


def _field(key: str, value: Value, indent: str) -> str:
    name = scalar(key, flow=not _is_plain(key, False))  # on one line in any case
    if isinstance(value, Mapping):
        if all(isinstance(inner, int) for inner in value.values()):
            return f"{name}: {flow_value(value)}"
        return f"{name}:\n{indent}{STEP}{write_fields(value, indent + STEP)}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        if all(isinstance(item, str) and _is_plain(item, True) for item in value):
            return f"{name}: {flow_value(value)}"
        return "\n".join((f"{name}:", *(f"{indent}{STEP}{write_item(item, indent + STEP)}" for item in value)))
    return f"{name}: {_inline(value, indent + STEP)}"


def _inline(value: Value, indent: str) -> str:
    if isinstance(value, Lines):
        body = value.rstrip("\n")
        return _block(body + "\n", indent) if _fits_block(body) else scalar(body, indent)
    if isinstance(value, str):
        return scalar(value, indent)
    return flow_value(value)


def _is_plain(text: str, flow: bool) -> bool:
    if not _FIRST.match(text) or text.lower() in _SHARED_WORDS or not _is_printable(text) or text != text.strip():
        return False
    if flow:
        return _FLOW_PLAIN.fullmatch(text) is not None
    return ": " not in text and " #" not in text and not text.endswith(":")


def _is_printable(text: str) -> bool:
    """Whether every character can be seen, or is a space: full-width ones too."""
    return all(character.isprintable() or character == "\u3000" for character in text)


def _fits_block(text: str) -> bool:
    """Whether the text can be written as a block: it can be seen, and no line of it is white but not empty."""
    lines = text.split("\n")
    return (
        bool(text.strip())
        and not text.startswith("\n")
        and all(_is_printable(line.replace("\t", " ")) for line in lines)
        and not any(line != "" and not line.strip(" \t") for line in lines)
        and not lines[0].startswith("\t")
    )


def _block(text: str, indent: str) -> str:
    body = text.rstrip("\n")
    breaks = len(text) - len(body)
    chomping = {0: "-", 1: ""}.get(breaks, "+")
    indication = str(len(STEP)) if body.startswith(" ") else ""
    lines = (indent + line if line else "" for line in (body + "\n" * max(breaks - 1, 0)).split("\n"))
    return f"|{indication}{chomping}\n" + "\n".join(lines)


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
