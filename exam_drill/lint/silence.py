"""Comments that silence findings: which lines they cover, and what they silenced.

    hint: 選択肢 2 …      # lint: off option-number-in-text – this is about the book's options
    ────────────── covered                   code               reason

See `exam_drill.lint.rules.silences` for the rule.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from exam_drill.bank.nodes import ListNode, Node, ScalarNode, SourceFile
from exam_drill.bank.notes import nearest
from exam_drill.lint.finding import Finding
from exam_drill.lint.spots import last_line
from exam_drill.problem import Problem
from exam_drill.question import Place

_MARK = re.compile(r"#[ \t]*lint[ \t]*:[ \t]*(.*)")
_SIGN = re.compile("#")
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


class Remark(NamedTuple):
    """A comment that looks like a silence: where its # stands, and what is written from there on."""

    line: int
    column: int
    text: str


class Marks:
    """What looks like a silence in a file, as offsets; `see` takes away what lies within a text or code.

    The nodes that the loader has made tell what is a comment and what is not: no second scan of the file is needed.
    """

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        # Each mark with the signs before it on its line of which one may begin the comment already.
        self._marks = {match.start(): _signs_before(file.text, match.start()) for match in _QUICK.finditer(file.text)}
        self.offsets = sorted({offset for mark, before in self._marks.items() for offset in (mark, *before)})
        self.block_ends: dict[int, int] = {}  # first line of a block of text -> its last one
        self._within: set[int] = set()
        self._seen = 0  # the end of the last question that was seen

    def see(self, node: Node) -> None:
        """Looks at all texts below a question's node, which comes behind those that were seen.

        Most questions have no mark, in them or above them, and are through at once.
        """
        begin, self._seen = self._seen, _end(node, self._seen)
        end = self._seen
        if bisect_left(self.offsets, begin) == bisect_left(self.offsets, end):
            return
        self.block_ends.update(blocks(node, self.file))
        for scalar in scalars(node):
            start = scalar.start
            if scalar.style in ("|", ">"):
                start = self.file.text.find("\n", start) if "\n" in self.file.text[start : scalar.end] else scalar.end
            for offset in self.offsets[bisect_left(self.offsets, start) : bisect_left(self.offsets, scalar.end)]:
                self._within.add(offset)

    def comments(self) -> Iterator[Remark]:
        """The marks that are comments."""
        text = self.file.text
        line, position = 1, 0
        for offset, before in self._marks.items():
            line += text.count("\n", position, offset)
            position = offset
            start = text.rfind("\n", 0, offset) + 1
            apart = offset == start or text[offset - 1] in " \t"
            if apart and offset not in self._within and self._within.issuperset(before):
                yield Remark(line, offset - start + 1, self.file.lines[line - 1][offset - start :])


def mentions(text: str) -> bool:
    """Whether there is anything like a silence in a text; most are through with this."""
    return _QUICK.search(text) is not None


def _end(node: Node, begin: int) -> int:
    """The offset where the last text below a node ends; `begin` if all that it holds stands above that, by aliases."""
    if isinstance(node, ScalarNode):
        return max(node.end, begin)
    parts = node.items if isinstance(node, ListNode) else [value for _, value in node.pairs]
    return next((end for part in reversed(parts) if (end := _end(part, begin)) > begin), begin)


def _signs_before(text: str, offset: int) -> tuple[int, ...]:
    """Where else on the line of a mark, and before it, a comment may begin."""
    start = text.rfind("\n", 0, offset) + 1
    found = (match.start() for match in _SIGN.finditer(text, start, offset))
    return tuple(sign for sign in found if sign == start or text[sign - 1] in " \t")


def find(file: SourceFile, remarks: Iterable[Remark]) -> tuple[list[Silence], list[Problem]]:
    """The silences of a file, and those that are written wrongly, as problems."""
    silences: list[Silence] = []
    problems: list[Problem] = []
    lines = file.lines
    for number, column, text in remarks:
        place = Place(file.path, number, column)
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


def blocks(node: Node, file: SourceFile) -> Iterator[tuple[int, int]]:
    """The first and the last line of every text below a node that is written as a block."""
    return ((scalar.line, last_line(scalar, file)) for scalar in scalars(node) if scalar.style in ("|", ">"))


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
