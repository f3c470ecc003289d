"""What the rules look at: one question as it was read, its texts with their nodes, and its code.

Draft ─▶ Subject ── texts   prompt ── ja ScalarNode, en ScalarNode
                 │          why of option 2 of (あ) ── …
                 ├─ blanks  label, options, the right one
                 └─ masked, remarks of the listing
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from exam_drill.bank.draft import Draft
from exam_drill.bank.nodes import ListNode, MapNode, Node, ScalarNode, SourceFile
from exam_drill.markers import KANA, Marker, find_markers
from exam_drill.question import LANGUAGES, Language, Option
from exam_drill.scan import masked, remarks

_TEXTS = ("title", "prompt", "hint", "explanation")
_FIRST_JAPANESE = "\u3000"  # as in `exam_drill.bank.fields`
_LABEL = re.compile(f"[(（][{KANA}][)）]")


class WrittenText(NamedTuple):
    """A text for people with the nodes of its languages; `name` is its key in the bank.

    `blank` and `option` tell whose `why` it is: label and number, from 1; label "" and 0 for any other text.
    """

    name: str
    node: Node
    scalars: dict[Language, ScalarNode]
    blank: str = ""
    option: int = 0

    def lines(self) -> Iterator[tuple[Language, ScalarNode]]:
        """Its scalars with their languages."""
        return iter(self.scalars.items())


class Gap(NamedTuple):
    """A blank: its label as the listing has it, its options with their nodes, and the right one if there is one."""

    label: str
    node: Node
    options: tuple[tuple[Option, Node], ...]
    right: Option | None
    answer_node: Node | None
    whole: bool  # every option could be read


class Subject:
    """One question under examination.  Any part of it may be missing or wrong: the loader tells of that."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.file: SourceFile = draft.file
        self.code = draft.code.text if draft.code is not None else ""
        self.fields: dict[str, Node] = {
            key.value: value for key, value in draft.node.pairs if isinstance(key, ScalarNode)
        }
        self.markers: tuple[Marker, ...] = find_markers(self.code)
        self.labels = tuple(dict.fromkeys(marker.label for marker in self.markers))
        self.gaps = tuple(self._gaps())
        self.texts: tuple[WrittenText, ...] = tuple(self._texts())

    @cached_property
    def masked(self) -> str:
        """The listing with strings and comments blanked."""
        return masked(self.code)

    @cached_property
    def remarks(self) -> tuple[tuple[int, str], ...]:
        """The listing's comments and strings, each with its offset."""
        return tuple(remarks(self.code))

    def text(self, name: str) -> WrittenText | None:
        """The text of this key, if it is written."""
        return next((text for text in self.texts if text.name == name and not text.option), None)

    def _gaps(self) -> Iterator[Gap]:
        for blank in self.draft.blanks:
            options = tuple(
                (option, node) for option, node in zip(blank.options, blank.option_nodes, strict=False) if option
            )
            right = next((option for option, _ in options if option.number == blank.answer), None)
            label = blank.label or (self.labels[0] if self.labels else "")
            whole = len(options) == len(blank.option_nodes)
            yield Gap(label, blank.options_node or blank.node, options, right, blank.answer_node, whole)

    def _texts(self) -> Iterator[WrittenText]:
        for name in _TEXTS:
            if name in self.fields:
                yield from _written(name, self.fields[name])
        for gap in self.gaps:
            for option, node in gap.options:
                why = _value(node, "why")
                if why is not None:
                    yield from _written("why", why, gap.label, option.number)
        errata = self.fields.get("errata")
        for item in errata.items if isinstance(errata, ListNode) else ():
            why = _value(item, "why")
            if why is not None:
                yield from _written("errata.why", why)


def _value(node: Node, name: str) -> Node | None:
    for key, value in node.pairs if isinstance(node, MapNode) else ():
        if isinstance(key, ScalarNode) and key.value == name:
            return value
    return None


def _written(name: str, node: Node, blank: str = "", option: int = 0) -> Iterator[WrittenText]:
    scalars: dict[Language, ScalarNode] = {}
    if isinstance(node, ScalarNode):
        if node.value.strip():
            scalars[_language(node.value)] = node
    else:
        for language in LANGUAGES:
            value = _value(node, language)
            if isinstance(value, ScalarNode) and value.value.strip():
                scalars[language] = value
    if scalars:
        yield WrittenText(name, node, scalars, blank, option)


def _language(value: str) -> Language:
    """The language of a plain string; labels of blanks belong to both."""
    if value.isascii():
        return "en"
    rest = _LABEL.sub("", value)
    return "en" if not rest or max(rest) < _FIRST_JAPANESE else "ja"
