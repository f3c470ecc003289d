"""Comments that silence findings: which lines they cover, and what they silenced.

    hint: 選択肢 2 …      # lint: off option-number-in-text – this is about the book's options
    ────────────── covered                   code               reason

See `exam_drill.lint.rules.silences` for the rule.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from exam_drill.bank.nodes import ListNode, MapNode, Node, ScalarNode, SourceFile, UnreadableYamlError
from exam_drill.bank.notes import nearest
from exam_drill.editing.outline import outline
from exam_drill.lint.finding import Finding
from exam_drill.problem import Problem
from exam_drill.question import Place

_MARK = re.compile(r"#[ \t]*lint[ \t]*:[ \t]*(.*)")
_QUICK = re.compile(r"#[ \t]*lint[ \t]*:")
_FORM = re.compile(r"off[ \t]+([\w-]+(?:[ \t]*,[ \t]*[\w-]+)*)[ \t]*(?:(?:[–—]|(?<=[ \t])--?(?=[ \t]|$))[ \t]*(.*))?")


class Silence(NamedTuple):
    """A comment: where it stands, the first and the last line it is about, its codes, and its reason."""

    place: Place
    target: int
    last: int
    codes: tuple[str, ...]
    reason: str


class Extent(NamedTuple):
    """Lines of a question: from its first one, to the one before the next question; and the line of its id."""

    first: int
    id_line: int
    question: str | None


def mentions(file: SourceFile) -> bool:
    """Whether there is anything like a silence in the file; most files are through with this."""
    return _QUICK.search(file.text) is not None


def find(file: SourceFile) -> tuple[list[Silence], list[Problem]]:
    """The silences of a file, and those that are written wrongly, as problems."""
    silences: list[Silence] = []
    problems: list[Problem] = []
    try:
        comments = outline(file.path, file.text).comments
    except UnreadableYamlError:
        return [], []  # nothing of the file is judged
    lines = file.lines
    of_comments = set[int]()
    line, position = 1, 0
    marked: list[tuple[int, int, str, bool]] = []
    for comment in comments:
        line += file.text.count("\n", position, comment.start)
        position = comment.start
        column = position - file.text.rfind("\n", 0, position)
        alone = not lines[line - 1][: column - 1].strip()
        if alone:
            of_comments.add(line)
        match = _MARK.match(comment.text)
        if match is not None:
            marked.append((line, column, match[1].strip(), alone))
    for number, column, text, alone in marked:
        place = Place(file.path, number, column)
        form = _FORM.fullmatch(text)
        if form is None:
            problems.append(Problem("silence-form", place, {"text": text[:60]}))
            continue
        codes = tuple(code.strip() for code in form[1].split(","))
        target = _next_line(number, lines, of_comments) if alone else number
        last = target
        if lines[target - 1].partition(" #")[0].rstrip().endswith(":"):
            last = _next_line(target + 1, lines, of_comments)  # the value begins below its key
        silences.append(Silence(place, target, last, codes, (form[2] or "").strip()))
    return silences, problems


def _next_line(number: int, lines: Sequence[str], of_comments: Collection[int]) -> int:
    """The first line from `number` on that holds more than a comment."""
    while number < len(lines) and (number in of_comments or not lines[number - 1].strip()):
        number += 1
    return min(number, len(lines))


def blocks(node: Node) -> Iterator[ScalarNode]:
    """All texts below a node that are written as blocks; what an alias stands for comes as often as the alias."""
    if isinstance(node, ScalarNode):
        if node.style in ("|", ">"):
            yield node
    elif isinstance(node, ListNode):
        for item in node.items:
            yield from blocks(item)
    elif isinstance(node, MapNode):
        for _, value in node.pairs:
            yield from blocks(value)


def apply(
    silences: Sequence[Silence],
    findings: Sequence[Finding],
    extents: Sequence[Extent],
    block_ends: Mapping[int, int],
    known: Collection[str],
) -> tuple[list[Finding], list[Problem]]:
    """The findings that are not silenced, and what is wrong with the silences themselves.

    `extents` are those of all questions, in order; `block_ends` maps the first line of a block of text to its last one.
    """
    problems: list[Problem] = []
    covering: dict[str, list[tuple[int, int, int]]] = {}  # code -> first and last line, and which silence
    for index, silence in enumerate(silences):
        if not silence.reason:
            problems.append(Problem("silence-without-reason", silence.place, {"codes": ", ".join(silence.codes)}))
            continue
        first, last = _covered(silence, extents, block_ends)
        for code in silence.codes:
            if code not in known:
                parameters = {"unknown": code, "nearest": nearest(code, known)}
                problems.append(Problem("silence-unknown-code", silence.place, parameters))
            else:
                covering.setdefault(code, []).append((first, last, index))
    used = set[tuple[int, str]]()
    left: list[Finding] = []
    for finding in findings:
        code, line = finding.problem.code, finding.problem.place.line
        silent = [index for first, last, index in covering.get(code, ()) if first <= line <= last]
        used.update((index, code) for index in silent)
        if not silent:
            left.append(finding)
    for code, spans in covering.items():
        for *_, index in spans:
            if (index, code) not in used:
                problems.append(Problem("silence-unused", silences[index].place, {"silent": code}))
    return left, problems


def _covered(silence: Silence, extents: Sequence[Extent], block_ends: Mapping[int, int]) -> tuple[int, int]:
    for index, extent in enumerate(extents):
        if extent.id_line == silence.target:
            return extent.first, extents[index + 1].first - 1 if index + 1 < len(extents) else sys.maxsize
    return silence.target, block_ends.get(silence.target, silence.last)
