"""Nodes that differ from here, as sentences.

Node, Node ─▶ "Node blade-7 differs from here: numpy 1.26.4 (here 2.4.6), engine and references 4fa1… (here 07bb…)"
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from exam_drill.checking.summary import Node
from exam_drill.i18n import say
from exam_drill.i18n.aims import aim_names
from exam_drill.question import Language

_DIGITS = 12  # of a digest
_SHOWN = 5  # nodes


def describe_node(node: Node, here: Node, language: Language) -> str:
    """In what a node differs from the one that the report is made on."""
    differences = "; ".join(_differences(node, here, language))
    return say(language, "distributing.node", node=node.name, differences=differences)


def describe_nodes(nodes: Sequence[Node], here: Node, language: Language) -> Iterator[str]:
    """The same of several nodes, a sentence each; of many, only the first and how many more there are."""
    for node in nodes[:_SHOWN]:
        yield describe_node(node, here, language)
    if len(nodes) > _SHOWN:
        yield say(language, "distributing.more-nodes", more=len(nodes) - _SHOWN)


def _differences(node: Node, here: Node, language: Language) -> Iterator[str]:
    for name in sorted(node.versions.keys() | here.versions.keys()):
        yield from _version(name, node.versions, here.versions, language)
    if node.engine != here.engine:
        yield say(language, "distributing.engine", there=node.engine[:_DIGITS], here=here.engine[:_DIGITS])
    if node.not_enforced:
        yield say(language, "distributing.kept-less", aims=aim_names(node.not_enforced, language))


def _version(name: str, there: Mapping[str, str], here: Mapping[str, str], language: Language) -> Iterator[str]:
    if name not in there:
        yield say(language, "distributing.only-here", name=name, here=here[name])
    elif name not in here:
        yield say(language, "distributing.only-there", name=name, there=there[name])
    elif there[name] != here[name]:
        yield say(language, "distributing.difference", name=name, there=there[name], here=here[name])
