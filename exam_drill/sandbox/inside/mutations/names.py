"""Another name of the same type and shape; two names exchanged: `i * g + f * c` ─▶ `f * g + i * c`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import combinations

from exam_drill.sandbox.inside.mutations.context import Context
from exam_drill.sandbox.inside.mutations.source import Change, Source, name_of

_MOST_PEERS = 6


def mutate(source: Source, context: Context) -> Iterator[Change]:
    """Names in place of others: of every place of the name at once, of each alone, and pairs exchanged."""
    places: dict[str, list[ast.AST]] = {}
    for node in source.nodes:
        name = name_of(node)
        within = isinstance(source.parent(node), ast.Attribute) and name_of(source.parent(node) or node) != ""
        if name in context.peers and not within and _is_read(node):
            places.setdefault(name, []).append(node)
    for name, nodes in places.items():
        for other in context.peers[name][:_MOST_PEERS]:
            yield Change("name", [(node, other) for node in nodes], name, other)
            for node in nodes if len(nodes) > 1 else ():
                yield Change("name", [(node, other)], name, other)
    for one, other in combinations(places, 2):
        if other in context.peers[one]:
            edits = [(node, other) for node in places[one]] + [(node, one) for node in places[other]]
            yield Change("names-exchanged", edits, one, other)


def _is_read(node: ast.AST) -> bool:
    return isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load)
