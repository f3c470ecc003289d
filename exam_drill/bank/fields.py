"""Reads single nodes as what a field wants; a node that is something else becomes a problem and None."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from exam_drill.bank import form, limits
from exam_drill.bank.nodes import ListNode, MapNode, Node, ScalarNode, SourceFile
from exam_drill.bank.notes import Notes, is_like, nearest
from exam_drill.bank.source_map import code_of
from exam_drill.question import Code, Text

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*(?:[eE][-+][0-9]+)?|[0-9]+)")  # what YAML reads as a number
# Characters that a terminal obeys or that hide what a text says: controls, surrogates, direction marks, odd line ends.
_CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_YAML_TAG = "tag:yaml.org,2002:"
_WIDE_SPACE = "\u3000"
_FIRST_JAPANESE = "\u3000"  # kana, kanji and full-width signs come after it, the letters of other languages before


def entries(node: Node, what: str, notes: Notes) -> list[tuple[ScalarNode, Node]] | None:
    """The pairs of a mapping with distinct, plain keys."""
    if not _check_tag(node, notes):
        return None
    if not isinstance(node, MapNode):
        notes.add("not-a-mapping", node, key=what)
        return None
    found: dict[str, tuple[ScalarNode, Node]] = {}
    for key, value in node.pairs:
        if not isinstance(key, ScalarNode):
            notes.add("key-not-text", key)
        elif key.value == "<<" and not key.style:
            notes.add("yaml-merge-key", key)
        elif _check_tag(key, notes) and _check_characters(key, notes):
            if key.value in found:
                notes.add("duplicate-key", key, key=key.value, line=found[key.value][0].line)
            else:
                found[key.value] = (key, value)
    return list(found.values())


def few(pairs: Sequence[object], node: Node, kind: form.Entries, notes: Notes) -> bool:
    """Whether a mapping has no more entries than it may."""
    if len(pairs) > kind.most:
        notes.add("too-many", node, key=kind.name, limit=kind.most)
    return len(pairs) <= kind.most


def fields(
    node: Node, what: str, kind: form.Form, notes: Notes, required: Sequence[str] | None = None
) -> dict[str, Node] | None:
    """The values of a mapping by key; unknown and missing keys are problems, a misspelt one only once."""
    pairs = entries(node, what, notes)
    if pairs is None:
        return None
    known = kind.keys
    values: dict[str, Node] = {}
    misspelt: set[str] = set()
    for key, value in pairs:
        if key.value in known:
            values[key.value] = value
        elif key.value.startswith(_WIDE_SPACE):
            notes.add("yaml-fullwidth", key, character="U+3000")
            misspelt.add(key.value.strip())
        else:
            # To look for what was meant takes a while, and of so many problems the later ones are not told.
            name = nearest(key.value, known) if len(notes) < limits.PROBLEMS else "-"
            notes.add("unknown-key", key, key=key.value, nearest=name)
            if is_like(key.value, name):
                misspelt.add(name)
    for name in kind.required if required is None else required:
        if name not in values and name not in misspelt:
            notes.add("missing-key", node, key=name)
    return values


def items(node: Node, what: str, kind: form.Items, notes: Notes) -> tuple[Node, ...] | None:
    """The items of a list that is not too long; that it is too short is for the caller to say."""
    if not _check_tag(node, notes):
        return None
    if not isinstance(node, ListNode):
        notes.add("not-a-list", node, key=what)
        return None
    if len(node.items) > kind.most:
        notes.add("too-many", node, key=what, limit=kind.most)
        return None
    return node.items


def raw(node: Node, what: str, kind: form.Word | form.Code, notes: Notes) -> str | None:
    """The text as it is written, whatever YAML would make of it: `3.10`, `yes`.  The pattern is for the caller."""
    if not _check_tag(node, notes):
        return None
    if not isinstance(node, ScalarNode):
        notes.add("not-a-text", node, key=what)
        return None
    if not _check_characters(node, notes):
        return None
    if node.is_null or not node.value.strip():
        notes.add("empty-value", node, key=what)
        return None
    if len(node.value) > kind.most:
        notes.add("too-long", node, key=what, limit=kind.most)
        return None
    return node.value.rstrip("\n")


def text(node: Node, what: str, notes: Notes) -> Text | None:
    """A text for people: a string, or {ja: …, en: …}.  A string belongs to the language it is written in."""
    if not isinstance(node, MapNode):
        value = raw(node, what, form.PROSE, notes)
        if value is None:
            return None
        return Text(en=value) if value.isascii() or max(value) < _FIRST_JAPANESE else Text(ja=value)
    values = fields(node, what, form.TEXT, notes)
    if values is None:
        return None
    read = {language: raw(value, f"{what}.{language}", form.PROSE, notes) for language, value in values.items()}
    if not read:
        notes.add("empty-value", node, key=what)
    if not read or None in read.values():
        return None
    return Text(**read)


def code(node: Node, what: str, kind: form.Code, file: SourceFile, notes: Notes) -> Code | None:
    """Python text, always as it is written: `- 0`, `- null` and `- yes` are code."""
    if not _check_tag(node, notes):
        return None
    if not isinstance(node, ScalarNode):
        notes.add("code-read-as-list" if isinstance(node, ListNode) else "code-read-as-mapping", node, key=what)
        return None
    if not _check_characters(node, notes):
        return None
    if len(node.value) > kind.most:
        notes.add("too-long", node, key=what, limit=kind.most)
        return None
    found = code_of(node, file)
    if not found.text.strip() or all(not line.strip() or line.lstrip()[0] == "#" for line in found.text.split("\n")):
        notes.add("empty-code", node, key=what)
        return None
    return found


def integer(node: Node, what: str, kind: form.Number, notes: Notes) -> int | None:
    """A whole number, not in quotes, from `low` to `high`."""
    value = whole(node, what, notes)
    if value is not None and not kind.low <= value <= kind.high:
        notes.add("out-of-range", node, key=what, low=kind.low, high=kind.high)
        return None
    return value


def whole(node: Node, what: str, notes: Notes) -> int | None:
    """Any whole number, not in quotes."""
    if not _has_value(node, what, notes):
        return None
    if not isinstance(node, ScalarNode) or node.style or not _INTEGER.fullmatch(node.value):
        notes.add("not-an-integer", node, key=what, value=written(node))
        return None
    return int(node.value)


def tolerance(node: Node, what: str, kind: form.Tolerance, notes: Notes) -> float | None:
    """A number from 0 to the largest tolerance that every YAML reader takes for a number."""
    if not _has_value(node, what, notes):
        return None
    if not isinstance(node, ScalarNode):
        notes.add("not-a-number", node, key=what, value=written(node))
        return None
    value = _float(node.value)
    if value is None or not math.isfinite(value):
        notes.add("not-a-number", node, key=what, value=node.value)
        return None
    if node.style or not _FLOAT.fullmatch(node.value):
        notes.add("float-as-text", node, key=what, value=node.value, suggestion=_yaml_float(value))
        return None
    if value < 0:
        notes.add("negative-tolerance", node, key=what)
        return None
    if value > kind.most:
        notes.add("tolerance-too-large", node, key=what, limit=str(kind.most))
        return None
    return value


def choice(node: Node, what: str, kind: form.Choice, notes: Notes) -> str | None:
    """One of some words."""
    value = raw(node, what, form.PROSE, notes)
    if value is None:
        return None
    if value not in kind.words:
        notes.add("unknown-choice", node, key=what, value=value, choices=", ".join(kind.words))
        return None
    return value


def names(node: Node, what: str, notes: Notes) -> tuple[tuple[str, Node], ...]:
    """The distinct short texts of a list, each with its node."""
    found: dict[str, Node] = {}
    for item in items(node, what, form.NAMES, notes) or ():
        value = raw(item, what, form.NAME, notes)
        if value is not None and value in found:
            notes.add("duplicate-item", item, key=what, value=value)
        elif value is not None:
            found[value] = item
    return tuple(found.items())


def written(node: Node) -> str:
    """What stands in the file, for a message."""
    if isinstance(node, ScalarNode):
        quote = node.style if node.style in ("'", '"') else ""
        return f"{quote}{node.value[:80]}{quote}"
    return "[…]" if isinstance(node, ListNode) else "{…}"


def _float(value: str) -> float | None:
    if len(value) > limits.NAME or not value.isascii():
        return None
    try:
        return float(value)
    except ValueError:
        return None


def _yaml_float(value: float) -> str:
    mantissa, _, exponent = repr(value).partition("e")
    if "." not in mantissa:
        mantissa += ".0"
    return f"{mantissa}e{int(exponent):+d}" if exponent else mantissa


def _has_value(node: Node, what: str, notes: Notes) -> bool:
    if not _check_tag(node, notes):
        return False
    if isinstance(node, ScalarNode) and node.is_null:
        notes.add("empty-value", node, key=what)
        return False
    return True


def _check_tag(node: Node, notes: Notes) -> bool:
    if node.tag is not None:
        notes.add("yaml-tag", node, tag=node.tag.replace(_YAML_TAG, "!!", 1))
    return node.tag is None


def _check_characters(node: ScalarNode, notes: Notes) -> bool:
    if node.value.isprintable() or _CONTROL.search(node.value) is None:  # nearly always, and the quicker way to tell
        return True
    notes.add_characters(node, _CONTROL)
    return False
