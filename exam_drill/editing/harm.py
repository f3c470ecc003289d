"""What an edit broke: the text before it and after it, read as banks and held against each other.

    before ── questions by id, comments with the question they stand in, problems ─┐
                                                                                    ├─▶ Harm, …   () if all is well
    after  ── the same ────────────────────────────────────────────────────────────┘

What a question means are the loader's values without places; one that the loader refuses means what is written.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter, deque
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from exam_drill.bank.files import check_characters
from exam_drill.bank.load import load_text
from exam_drill.bank.nodes import ListNode, MapNode, Node, ScalarNode, SourceFile, UnreadableYamlError, parse
from exam_drill.editing.outline import Outline, Spot, outline
from exam_drill.problem import Problem
from exam_drill.question import Code, Place

_SURROGATE = re.compile("[\ud800-\udfff]")
_PLACED = frozenset({"line", "other", "count"})  # parameters of problems that change when lines move


class Harm(NamedTuple):
    """One thing that an edit broke; its sentence is `editing.<code>`."""

    code: str
    parameters: Mapping[str, str | int]


def harm(path: str, before: str, after: str, touched: Collection[str]) -> tuple[Harm, ...]:
    """What the edit from `before` to `after` broke; `touched` are the ids of the questions it was to change or add.

    A comment lost or moved out of its question, another question changed, moved, gone or new, another field of the file
    changed, a new problem.  Nothing is raised for any texts.
    """
    if before == after:
        return ()
    try:
        old = _read(path, before)
    except UnreadableYamlError as error:
        return (Harm("was-unreadable", {"line": error.problem.place.line}),)
    try:
        new = _read(path, after)
    except UnreadableYamlError as error:
        return (Harm("is-unreadable", {"line": error.problem.place.line}),)
    return tuple(_differences(old, new, frozenset(touched)))


class _Seen(NamedTuple):
    """A text as it is compared: keys of questions in order, what each means, comments with their owner, problems."""

    order: tuple[str, ...]
    meanings: Mapping[str, object]
    head: object
    comments: Counter[tuple[str, str]]
    problems: tuple[Problem, ...]


def _read(path: str, text: str) -> _Seen:
    file = SourceFile(path, text, text.split("\n"))
    allowed = check_characters(file)
    if isinstance(allowed, Problem):
        raise UnreadableYamlError(allowed)
    if (broken := _SURROGATE.search(text)) is not None:  # half of a pair, which cannot be written
        line = text.count("\n", 0, broken.start()) + 1
        raise UnreadableYamlError(Problem("control-character", Place(path, line), {"character": "U+D800"}))
    root = parse(file)
    found = outline(path, text)
    bank = load_text(path, text)
    loaded = {question.id: meaning(question) for question in bank.questions}
    nodes = _question_nodes(root)
    keys = _keys([_id_of(node) for node in nodes])
    meanings = {key: loaded.get(key, ("unread", _bare(node))) for key, node in zip(keys, nodes, strict=True)}
    comments = Counter(_owned(found, keys))
    return _Seen(tuple(keys), meanings, _head(root), comments, bank.problems)


def _differences(old: _Seen, new: _Seen, touched: frozenset[str]) -> Iterator[Harm]:
    for (comment, owner), count in (old.comments - new.comments).items():
        lost = sum(old.comments[of] for of in old.comments if of[0] == comment) > sum(
            new.comments[of] for of in new.comments if of[0] == comment
        )
        code = "comment-lost" if lost else "comment-moved"
        yield Harm(code, {"comment": comment, "question": owner, "count": count})
    for key in old.order:
        if key not in new.meanings:
            if key not in touched:
                yield Harm("question-gone", {"id": key})
        elif key not in touched and old.meanings[key] != new.meanings[key]:
            yield Harm("question-changed", {"id": key})
    for key in new.order:
        if key not in old.meanings and key not in touched:
            yield Harm("question-new", {"id": key})
    kept = [key for key in old.order if key in new.meanings]
    if kept != [key for key in new.order if key in old.meanings]:
        yield Harm("questions-moved", {})
    if old.head != new.head and old.order:
        yield Harm("head-changed", {})
    known = Counter(_known(problem, touched) for problem in old.problems)
    for problem in new.problems:
        key_of = _known(problem, touched)
        if known[key_of] > 0:
            known[key_of] -= 1
        else:
            yield Harm("new-problem", {"problem": problem.code, "line": problem.place.line})


def meaning(value: object) -> object:
    """A loaded value without its places, so that it is equal to that of the same question elsewhere in a file."""
    if isinstance(value, Code):
        return ("code", value.text)
    if isinstance(value, Place):
        return None
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        own: Any = value
        return (type(value).__name__, *(meaning(getattr(own, field.name)) for field in dataclasses.fields(own)))
    if isinstance(value, Mapping):
        return ("map", *((key, meaning(of)) for key, of in value.items()))
    if isinstance(value, tuple):
        return ("list", *map(meaning, value))
    return (type(value).__name__, value)


def _known(problem: Problem, touched: frozenset[str]) -> tuple[object, ...]:
    """By what a problem is known again: in a question that was to change, its code is enough."""
    if problem.question in touched:
        return (problem.code, problem.question)
    parameters = tuple(sorted((key, value) for key, value in problem.parameters.items() if key not in _PLACED))
    return (problem.code, problem.question, parameters)


# ── the questions of a file, in order ──


def _question_nodes(root: Node | None) -> tuple[Node, ...]:
    for key, value in root.pairs if isinstance(root, MapNode) else ():
        if isinstance(key, ScalarNode) and key.value == "questions":
            return value.items if isinstance(value, ListNode) else ()
    return ()


def _questions_spot(found: Outline) -> Spot | None:
    listed = found.root.get("questions") if found.root is not None else None
    return listed if listed is not None and listed.kind == "list" else None


def _id_of(node: Node) -> str | None:
    for key, value in node.pairs if isinstance(node, MapNode) else ():
        if isinstance(key, ScalarNode) and key.value == "id" and isinstance(value, ScalarNode):
            return value.value.rstrip("\n")
    return None


def _keys(ids: list[str | None]) -> list[str]:
    """A name for each question: its id, or its position where it has none of its own."""
    keys: list[str] = []
    seen: set[str] = set()
    for number, identity in enumerate(ids, 1):
        key = identity if identity is not None and identity not in seen else f"#{number}"
        seen.add(key)
        keys.append(key)
    return keys


def _bare(node: Node) -> object:
    """What is written, without places and layout: values, and whether they are in quotes."""
    if isinstance(node, ScalarNode):
        return (node.value, not node.style, node.tag)
    if isinstance(node, ListNode):
        return ("list", node.tag, *map(_bare, node.items))
    return ("map", node.tag, *((_bare(key), _bare(value)) for key, value in node.pairs))


def _head(root: Node | None) -> object:
    """The fields beside the questions; those questions that are no list count as such a field."""
    if not isinstance(root, MapNode):
        return None if root is None else _bare(root)
    return [
        (key.value if isinstance(key, ScalarNode) else _bare(key), _bare(value))
        for key, value in root.pairs
        if not (isinstance(key, ScalarNode) and key.value == "questions" and isinstance(value, ListNode))
    ]


def _owned(found: Outline, keys: list[str]) -> Iterator[tuple[str, str]]:
    """Each comment with the question that it stands in; "" for one that stands above, between or below them."""
    comments = deque(found.comments)
    listed = _questions_spot(found)
    for key, spot in zip(keys, listed.items if listed is not None else (), strict=False):
        flow = listed is not None and listed.flow
        start = spot.start if flow else found.dash(spot)
        end = spot.end if flow else found.end_of_item(spot, found.column(start))
        while comments and comments[0].start < end:
            comment = comments.popleft()
            yield comment.text, key if comment.start > start else ""
    yield from ((comment.text, "") for comment in comments)
