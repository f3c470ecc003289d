"""Comments that silence findings: which lines they cover, and what they silenced.

    hint: 選択肢 2 …      # lint: off option-number-in-text – this is about the book's options
    ────────────── covered                   code               reason

See `exam_drill.lint.rules.silences` for the rule.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from exam_drill.bank.nodes import ListNode, Node, ScalarNode, SourceFile
from exam_drill.bank.notes import nearest
from exam_drill.lint.finding import Finding
from exam_drill.lint.spots import last_line
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


class Marks:
    """What looks like a silence in a file, as offsets; `see` takes away what lies within a text or code.

    The nodes that the loader has made tell what is a comment and what is not: no second scan of the file is needed.
    """

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.offsets = [match.start() for match in _QUICK.finditer(file.text)]
        self.block_ends: dict[int, int] = {}  # first line of a block of text -> its last one
        self._within: set[int] = set()

    def see(self, node: Node) -> None:
        """Looks at all texts below a question's node; most files have no mark, and are through at once."""
        for scalar in scalars(node) if self.offsets else ():
            start = scalar.start
            if scalar.style in ("|", ">"):
                start = self.file.text.find("\n", start) if "\n" in self.file.text[start : scalar.end] else scalar.end
                self.block_ends[scalar.line] = last_line(scalar, self.file)
            for offset in self.offsets[bisect_left(self.offsets, start) : bisect_left(self.offsets, scalar.end)]:
                self._within.add(offset)

    def comments(self) -> Iterator[tuple[int, int, str]]:
        """Line, column and text of the marks that are comments."""
        text = self.file.text
        line, position = 1, 0
        for offset in self.offsets:
            line += text.count("\n", position, offset)
            position = offset
            start = text.rfind("\n", 0, offset) + 1
            before = text[start:offset]
            in_comment = before.lstrip().startswith("#") or (before and before[-1] not in " \t")
            if offset not in self._within and not in_comment:
                yield line, offset - start + 1, self.file.lines[line - 1][offset - start :]


def find(marks: Marks) -> tuple[list[Silence], list[Problem]]:
    """The silences of a file all of whose questions were seen, and those that are written wrongly, as problems."""
    silences: list[Silence] = []
    problems: list[Problem] = []
    lines = marks.file.lines
    for number, column, text in marks.comments():
        place = Place(marks.file.path, number, column)
        match = _MARK.match(text)
        body = match[1].strip() if match is not None else ""
        form = _FORM.fullmatch(body)
        if form is None:
            problems.append(Problem("silence-form", place, {"text": body[:60]}))
            continue
        codes = tuple(code.strip() for code in form[1].split(","))
        alone = not lines[number - 1][: column - 1].strip()
        target = _next_line(number, lines) if alone else number
        last = target
        if lines[target - 1].partition(" #")[0].rstrip().endswith(":"):
            last = _next_line(target + 1, lines)  # the value begins below its key
        silences.append(Silence(place, target, last, codes, (form[2] or "").strip()))
    return silences, problems


def _next_line(number: int, lines: Sequence[str]) -> int:
    """The first line from `number` on that holds more than a comment."""
    while number < len(lines) and lines[number - 1].strip()[:1] in ("", "#"):
        number += 1
    return min(number, len(lines))


def scalars(node: Node) -> Iterator[ScalarNode]:
    """All texts below a node, keys too; what an alias stands for comes as often as the alias."""
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, ListNode):
        for item in node.items:
            yield from scalars(item)
    else:
        for key, value in node.pairs:
            yield from scalars(key)
            yield from scalars(value)


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
