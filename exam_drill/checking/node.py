"""Where a process of ours runs, and with what."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np

import exam_drill
from exam_drill import catalogue, engine
from exam_drill.checking.summary import Confinement, Node


def versions() -> Mapping[str, str]:
    """Of exam_drill, NumPy and Python, here."""
    return {
        "exam_drill": exam_drill.__version__,
        "numpy": np.__version__,
        "python": platform.python_version(),
    }


@cache
def engine_digest() -> str:
    """SHA-256 of what verdicts hang on here, beside versions: our own code that judges, and the references."""
    found = hashlib.sha256(engine.judging().encode())
    for module in catalogue.modules():
        found.update(hashlib.sha256(f"{module}\0{catalogue.source(module)}".encode()).digest())
    return found.hexdigest()


def this_node(confinement: Confinement | None = None) -> Node:
    """The one that we are on, and what it keeps programs from as far as that is known."""
    return Node(
        platform.node(),
        versions(),
        engine_digest(),
        platform.platform(),
        confinement.enforced if confinement else {},
        confinement.not_enforced if confinement else {},
    )


def differs(node: Node) -> bool:
    """Whether a node has other versions or another engine than there are here, or keeps programs from less."""
    return node.versions != versions() or node.engine != engine_digest() or bool(node.not_enforced)


def is_alike(node: Node) -> bool:
    """Whether a node judges as this one does: the same versions and engine, the same kind of system and machine."""
    same_engine = node.versions == versions() and node.engine == engine_digest()
    names = node.system.split("-")
    return same_engine and names[0] == platform.system() and platform.machine() in names


def differing(nodes: Iterable[Node]) -> list[Node]:
    """Those nodes that differ, sorted by their names."""
    return sorted(filter(differs, nodes), key=lambda node: (node.name, node.engine))


def weakest(nodes: Iterable[Confinement]) -> Confinement | None:
    """What is enforced on all nodes, and what is not on at least one; None without any."""
    found: Confinement | None = None
    for node in nodes:
        if found is None:
            found = node
            continue
        enforced = {
            aim: tuple(step for step in steps if step in node.enforced.get(aim, ()))
            for aim, steps in found.enforced.items()
        }
        found = Confinement(enforced, {**node.not_enforced, **found.not_enforced})
    return found
