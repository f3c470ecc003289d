"""YAML text as marked nodes: what stands where, and nothing constructed.

    text ── events of PyYAML's parser ──▶ ScalarNode | ListNode | MapNode, each with line and column
                                     └──▶ UnreadableYamlError, at the first thing that is no YAML or too much of it

Aliases are followed, but everything is counted as if it were written out, so that a few lines cannot stand for
billions.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import yaml

from exam_drill.bank import limits
from exam_drill.bank.yaml_advice import Reached, explain
from exam_drill.problem import Problem
from exam_drill.question import Place

_LOADER: type[yaml.CLoader] | type[yaml.Loader] = getattr(yaml, "CLoader", yaml.Loader)
_CORE_TAGS = {None, "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}
_NULLS = {"", "~", "null", "Null", "NULL"}


class SourceFile(NamedTuple):
    """One file of a bank: its path as given, its text, and the text's lines."""

    path: str
    text: str
    lines: list[str]


class ScalarNode(NamedTuple):
    """A text, raw; `style` is "" (plain), "'", '"', "|" or ">"; `start` and `end` are offsets in the file."""

    value: str
    style: str
    line: int
    column: int
    start: int
    end: int
    tag: str | None

    @property
    def is_null(self) -> bool:
        """Whether nothing is written, or YAML's word for nothing."""
        return not self.style and self.value in _NULLS


class ListNode(NamedTuple):
    """A list; `flow` tells `[a, b]` from lines with dashes."""

    items: tuple[Node, ...]
    flow: bool
    line: int
    column: int
    tag: str | None


class MapNode(NamedTuple):
    """A mapping as its pairs, in order, duplicates included; `flow` tells `{a: b}` from lines."""

    pairs: tuple[tuple[Node, Node], ...]
    flow: bool
    line: int
    column: int
    tag: str | None


Node = ScalarNode | ListNode | MapNode


class UnreadableYamlError(Exception):
    """The text cannot be read as one YAML document."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


class _Frame:
    """A list or mapping whose end has not come yet."""

    __slots__ = ("anchor", "characters", "children", "column", "flow", "is_map", "line", "tag", "weight")

    def __init__(self, is_map: bool, event: Any, line: int, column: int) -> None:
        self.is_map = is_map
        self.anchor: str | None = event.anchor
        self.tag = _foreign(event.tag)
        self.flow = bool(event.flow_style)
        self.line, self.column = line, column
        self.children: list[Node] = []
        self.weight, self.characters = 1, 0


def _foreign(tag: str | None) -> str | None:
    return None if tag in _CORE_TAGS else tag


def parse(file: SourceFile) -> Node | None:
    """The one document of the file as nodes; None if it holds nothing; UnreadableYamlError if it cannot be read."""
    loader = _LOADER(file.text)
    frames: list[_Frame] = []
    try:
        return _build(loader, file, frames)
    except yaml.YAMLError as error:
        raise UnreadableYamlError(explain(error, file.path, file.lines, _reached(frames, file.text))) from None
    except (ValueError, OverflowError) as error:  # PyYAML's own parser, on an escape such as "\UFFFFFFFF"
        raise UnreadableYamlError(Problem("yaml-syntax", Place(file.path, 1), {"detail": str(error)})) from None
    finally:
        loader.dispose()


def _reached(frames: list[_Frame], text: str) -> Reached:
    flows = tuple((frame.line - 1, frame.column - 1) for frame in frames if frame.flow)
    node = frames[-1].children[-1] if frames and frames[-1].children else None
    if not isinstance(node, ScalarNode) or node.style not in ("'", '"'):
        return Reached(flows, None, 0)
    last = node.line - 1 + text.count("\n", node.start, node.end)
    return Reached(flows, (node.line - 1, node.column - 1), last)


def _build(loader: yaml.CLoader | yaml.Loader, file: SourceFile, frames: list[_Frame]) -> Node | None:
    anchors: dict[str, tuple[Node, int, int]] = {}  # name -> node, how many nodes and characters it stands for
    total = total_characters = 0
    root: Node | None = None
    documents = 0

    def mistake(code: str, event: Any, **parameters: str | int) -> UnreadableYamlError:
        mark = event.start_mark
        return UnreadableYamlError(Problem(code, Place(file.path, mark.line + 1, mark.column + 1), parameters))

    while loader.check_event():
        event: Any = loader.get_event()  # PyYAML's types say less than its events hold
        kind = type(event)
        node: Node
        if kind is yaml.ScalarEvent:
            mark = event.start_mark
            line, column = mark.line + 1, mark.column + 1
            value, style = event.value, event.style or ""
            tag = event.tag
            if tag is not None:
                style = style or ("'" if tag == "tag:yaml.org,2002:str" else "")
                tag = _foreign(tag)
            node = ScalarNode(value, style, line, column, mark.index, event.end_mark.index, tag)
            weight, characters, anchor = 1, len(value), event.anchor
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            if len(frames) >= limits.DEPTH:
                raise mistake("yaml-too-deep", event, limit=limits.DEPTH)
            mark = event.start_mark
            if event.anchor is not None:
                anchors.pop(event.anchor, None)
            frames.append(_Frame(kind is yaml.MappingStartEvent, event, mark.line + 1, mark.column + 1))
            continue
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            frame = frames.pop()
            children = frame.children
            if frame.is_map:
                pairs = tuple(zip(children[::2], children[1::2], strict=True))
                node = MapNode(pairs, frame.flow, frame.line, frame.column, frame.tag)
            else:
                node = ListNode(tuple(children), frame.flow, frame.line, frame.column, frame.tag)
            weight, characters, anchor = frame.weight, frame.characters, frame.anchor
        elif kind is yaml.AliasEvent:
            if event.anchor not in anchors:
                recursive = any(frame.anchor == event.anchor for frame in frames)
                code = "yaml-recursive-alias" if recursive else "yaml-undefined-alias"
                raise mistake(code, event, name=str(event.anchor)[: limits.NAME])
            node, weight, characters = anchors[event.anchor]
            anchor = None
        else:
            if kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise mistake("yaml-several-documents", event)
            continue
        if anchor is not None:
            anchors[anchor] = (node, weight, characters)
        if kind is yaml.ScalarEvent or kind is yaml.AliasEvent:
            total += weight
            total_characters += characters
            if total > limits.NODES or total_characters > limits.CHARACTERS:
                raise mistake("yaml-too-large", event, nodes=limits.NODES, characters=limits.CHARACTERS)
        if frames:
            parent = frames[-1]
            parent.children.append(node)
            parent.weight += weight
            parent.characters += characters
        else:
            root = node
    if isinstance(root, ScalarNode) and root.is_null:
        return None
    return root
