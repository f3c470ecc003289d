"""Lays out a bank's values as text, every choice drawn: what authors do, and what YAML lets them do.

values ─ Writer(draw) ─▶ lines      {"id": Scalar, "options": [Scalar, …], …}
             └─ _styles             plain, quoted, literal and folded forms, each read back by PyYAML before it is used
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

import yaml
from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]
Value = Any  # Scalar, or lists and dicts of such


class Scalar(NamedTuple):
    text: str
    kind: str  # "code", "text" for people, "raw": read as it is written, "number": never in quotes


COMMENTS = (
    "#", "# a note", "# 日本語: 注", "#no space", "# lint: off answers because", "# - id: old", '# "open', "# a # b",
    "#: [",
)  # fmt: skip
_ALIASED = {
    "title": "text",
    "prompt": "text",
    "hint": "text",
    "explanation": "text",
    "why": "text",
    "source": "source",
    "tags": "tags",
}
_ALIASED |= {"ja": "string", "en": "string"}


class Writer:
    """Writes values as lines; every choice is drawn, and the first one of each is the plainest."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.anchors: dict[str, str] = {}  # name -> what it stands for
        self.step = draw(st.sampled_from((2, 4)))

    def rarely(self) -> bool:
        return bool(self.draw(st.sampled_from((0, 0, 0, 0, 0, 0, 1))))

    def above(self, indent: int) -> Iterator[str]:
        """Comments and blank lines above a key or an item."""
        if not self.rarely():
            return
        one = st.one_of(st.sampled_from(COMMENTS), st.sampled_from(("", "   ")))
        for line in self.draw(st.lists(one, max_size=3)):
            yield " " * self.draw(st.sampled_from((indent, 0))) + line if line.strip() else line

    def behind(self) -> str:
        """A comment or spaces at a line's end; behind code they may not be taken for a part of it."""
        if not self.rarely():
            return ""
        gap = self.draw(st.sampled_from(("  ", "     ")))
        return gap + self.draw(st.sampled_from((*COMMENTS, "")))

    def mapping(self, pairs: dict[str, Value], indent: int) -> list[str]:
        items = list(pairs.items())
        if self.rarely():
            items = self.draw(st.permutations(items))
        lines: list[str] = []
        for key, value in items:
            lines += self.above(indent)
            written = self.draw(st.sampled_from((f'"{key}"', f"'{key}'", f"{key} "))) if self.rarely() else key
            head, below = self.value(key, value, indent, item=False)
            lines += [f"{' ' * indent}{written}:{head}", *below]
        return lines

    def sequence(self, values: list[Value], indent: int) -> list[str]:
        lines: list[str] = []
        for value in values:
            lines += self.above(indent)
            head, below = self.value("", value, indent, item=True)
            first = below[0] if below else ""
            gap = len(first) - len(first.lstrip()) - indent - 1
            if not head and gap > 0 and first.strip() and first.lstrip()[0] != "#":
                lines += [" " * indent + "-" + first[indent + 1 :], *below[1:]]
            else:
                lines += [f"{' ' * indent}-{head}", *below]
        return lines

    def value(self, key: str, value: Value, indent: int, *, item: bool) -> tuple[str, list[str]]:
        """What stands behind a colon or a dash, and the lines below it."""
        kind = _ALIASED.get(key)
        anchor = ""
        if kind is not None and self.rarely():
            names = [name for name, held in self.anchors.items() if held == kind or (kind, held) == ("text", "string")]
            if names and self.draw(st.booleans()):
                return f" *{self.draw(st.sampled_from(names))}", []
            name = self.draw(st.sampled_from(("a", "source-1", "t_2")))
            self.anchors.pop(name, None)
            anchor = f" &{name}"
            head, below = self.plain_value(value, indent, item)
            self.anchors[name] = "string" if kind == "text" and isinstance(value, Scalar) else kind
            return anchor + head, below
        return self.plain_value(value, indent, item)

    def plain_value(self, value: Value, indent: int, item: bool) -> tuple[str, list[str]]:
        if isinstance(value, Scalar):
            return self.scalar(value, indent, item)
        if not value or (self.draw(st.booleans()) and not self.is_long(value)):
            return self.flow(value, indent)
        if isinstance(value, dict):
            inner = indent + (self.draw(st.sampled_from((2, 4))) if item else self.step)
            return self.behind(), self.mapping(value, inner)
        inner = indent + self.draw(st.sampled_from((self.step, 0) if not item else (self.step,)))
        return self.behind(), self.sequence(value, inner)

    def is_long(self, value: Value) -> bool:
        if isinstance(value, Scalar):
            return value.text.count("\n") > 1
        return (
            "id" in value
            or len(value) > 4
            or any(map(self.is_long, value.values() if isinstance(value, dict) else value))
        )

    def flow(self, value: Value, indent: int) -> tuple[str, list[str]]:
        """A list or mapping in brackets, now and then over several lines with comments."""
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        items = [self.in_flow(item, indent) for item in (value.values() if isinstance(value, dict) else value)]
        if isinstance(value, dict):
            items = [f"{key}: {item}" for key, item in zip(value, items, strict=True)]
        if not items or not self.rarely():
            return f" {opening}{', '.join(items)}{closing}{self.behind()}", []
        pad = " " * (indent + 2)
        lines = [f"{pad}{item},{self.behind()}" for item in items]
        return f" {opening}{self.behind()}", [
            *lines,
            *self.above(indent + 2),
            f"{pad}{closing}{self.behind()}",
        ]

    def in_flow(self, value: Value, indent: int) -> str:
        if isinstance(value, Scalar):
            return str(self.draw(st.sampled_from([head for head, below in _styles(value, True) if not below])))[1:]
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        if isinstance(value, dict):
            return opening + ", ".join(f"{key}: {self.in_flow(item, indent)}" for key, item in value.items()) + closing
        return opening + ", ".join(self.in_flow(item, indent) for item in value) + closing

    def scalar(self, value: Scalar, indent: int, item: bool) -> tuple[str, list[str]]:
        head, below = self.draw(st.sampled_from(_styles(value, False)))
        plain = head[1:2] not in set("|>'\"")
        lines = [" " * indent + line if line else "" for line in below]
        comment = "" if plain and value.kind == "code" and item else self.behind()
        if lines and head[1] not in "|>":
            lines[-1] += comment
        else:
            head += comment
        return head, lines


@cache
def _styles(value: Scalar, flow: bool) -> list[tuple[str, list[str]]]:
    """All ways to write a scalar, each as what stands behind the colon and the lines below, the plainest first."""
    found = []
    for head, below in _attempts(value.text):
        if value.kind == "number" and (head[:1] in set("|>'\"") or below):
            continue
        read = _read(f"k: [{{l: {head}}}, m]" if flow else "\n".join(["k: " + head, *below]), flow)
        if read is None or (flow and below):
            continue
        is_null = not read.style and read.value in ("", "~", "null")
        if read.value.rstrip("\n") == value.text.rstrip("\n") and not (is_null and value.kind != "code"):
            found.append((" " + head, below))
    return found


def _read(text: str, flow: bool) -> yaml.ScalarNode | None:
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader).value[0][1]
    except yaml.YAMLError:
        return None
    if flow:
        node = node.value[0].value[0][1] if len(node.value) == 2 and len(node.value[0].value) == 1 else None
    return node if isinstance(node, yaml.ScalarNode) else None


def _attempts(text: str) -> Iterator[tuple[str, list[str]]]:
    """Ways that may do; the caller reads them back."""
    lines = text.rstrip("\n").split("\n")
    if len(lines) == 1 and text[-1:] != "\n":
        yield text, []
    yield json.dumps(text, ensure_ascii=False), []
    yield json.dumps(text), []
    if "\n" not in text:
        yield "'" + text.replace("'", "''") + "'", []
    for head in ("|", "|-", "|+"):
        yield head, ["  " + line if line else "" for line in lines]
        yield head, ["    " + line if line else "" for line in lines]
    yield "|2-", ["  " + line if line else "" for line in lines]
    yield ">-", [folded for line in lines for folded in ("  " + line if line else "", "")][:-1]
    words = text.split(" ")
    if len(words) > 2 and "\n" not in text:
        first, rest = " ".join(words[:2]), " ".join(words[2:])
        yield first, ["  " + rest]
        yield ">", ["  " + first, "  " + rest]
        yield json.dumps(first)[:-1], ["    " + json.dumps(rest)[1:]]
        yield json.dumps(first + " ")[:-1] + "\\", ["  " + json.dumps(rest)[1:]]
        yield "'" + first.replace("'", "''"), ["  " + rest.replace("'", "''") + "'"]
