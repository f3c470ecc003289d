"""A question while it is read: its values together with the nodes they came from, any of them still missing.

The rules look at drafts, so that every mistake of a question is found however many others it has.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from exam_drill.bank.nodes import MapNode, Node, ScalarNode, SourceFile
from exam_drill.question import Code, Erratum, Option, Reference, Text


class BlankDraft(NamedTuple):
    """One blank; `label` is None where `options` and `answer` stand in the question itself."""

    label: str | None
    node: Node
    options_node: Node | None
    options: tuple[Option | None, ...]
    option_nodes: tuple[Node, ...]
    answer: int | None
    answer_node: Node | None


class CodeField(NamedTuple):
    """A scalar that is code; `is_item` if it stands behind a dash, `in_flow` if within `[…]`."""

    node: ScalarNode
    is_item: bool
    in_flow: bool


class InputDraft(NamedTuple):
    """One declared input: its name's node and its text with its node."""

    name: str
    name_node: Node
    text: str
    node: Node


class Draft(NamedTuple):
    """One question; `values` are the fields of `Question` that no rule looks at."""

    file: SourceFile
    node: MapNode
    present: frozenset[str] = frozenset()  # the keys that are written
    id: str | None = None
    id_node: Node | None = None
    code: Code | None = None
    code_node: Node | None = None
    blanks: tuple[BlankDraft, ...] = ()
    reference: Reference | None = None
    reference_node: Node | None = None
    reference_inputs: tuple[InputDraft, ...] = ()
    outputs_nodes: tuple[tuple[str, Node], ...] = ()
    given: tuple[tuple[str, Node], ...] = ()
    inputs: tuple[InputDraft, ...] = ()
    sizes: Mapping[str, tuple[int, int]] = MappingProxyType({})
    size_nodes: Mapping[str, Node] = MappingProxyType({})
    call: Code | None = None
    prompt: Text | None = None
    source_count: int = 0
    errata: tuple[Erratum, ...] = ()
    erratum_nodes: tuple[Mapping[str, Node], ...] = ()
    code_fields: tuple[CodeField, ...] = ()
    values: Mapping[str, Any] = MappingProxyType({})
