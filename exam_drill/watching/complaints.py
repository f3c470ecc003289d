"""What the rules of lint say, without a second look at a question whose text is what it was.

    draft ─ of_question ─▶ Complaints, kept with the piece ─┐
    all files, their pieces, moved to where they stand ─────┴─ of_bank ─▶ what `exam-drill lint` tells of the bank

Warnings are told; advice is for `exam-drill lint --strict`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from exam_drill.bank.draft import Draft
from exam_drill.bank.nodes import SourceFile
from exam_drill.lint import Finding, Level, Memory, silence
from exam_drill.lint.engine import Trace, extent_of, of_lines, trace_of, unsilenced
from exam_drill.lint.finding import Findings
from exam_drill.lint.rules import LEVELS, QUESTION
from exam_drill.lint.silence import Extent, Remark
from exam_drill.lint.subject import Subject
from exam_drill.problem import Problem
from exam_drill.question import Place
from exam_drill.watching.moved import place_down, problem_down


class Complaints(NamedTuple):
    """What the rules say of one question, and what is kept of it for its file and for the bank.

    `blocks` are the first and last lines of its block texts, which comments that silence need to know.
    """

    question: str | None
    found: tuple[Finding, ...]
    extent: Extent
    blocks: tuple[tuple[int, int], ...]
    trace: Trace


Moved = tuple[Complaints, int]  # and by how many lines


class ToLint(NamedTuple):
    """A file with its questions, and its comments that look like silences."""

    file: SourceFile
    questions: Iterable[Moved]
    remarks: Sequence[Remark]


def of_question(draft: Draft) -> Complaints:
    """The rules on questions; lines as in the draft's file."""
    subject, findings = Subject(draft), Findings(draft.file, draft.id)
    for check in QUESTION:
        check(subject, findings)
    blocks = tuple(silence.blocks(draft.node, draft.file))
    return Complaints(draft.id, tuple(findings.found), extent_of(draft), blocks, trace_of(subject))


def of_bank(paths: Sequence[str], files: Iterable[ToLint]) -> tuple[Problem, ...]:
    """What is told of a bank whose files hold these questions."""
    memory, told = Memory(), list[Finding]()
    for file in files:
        told += _of_file(file, memory)
    told += map(Finding, memory.problems(Place(", ".join(paths), 0)))
    warnings = (one.problem for one in told if LEVELS[one.problem.code] is Level.WARNING)
    return tuple(sorted(warnings, key=Problem.sort_key))


def _of_file(given: ToLint, memory: Memory) -> list[Finding]:
    file = given.file
    found: list[Finding] = []
    extents: list[Extent] = []
    block_ends: dict[int, int] = {}
    for complaints, lines in given.questions:
        found += (Finding(problem_down(finding.problem, lines)) for finding in complaints.found)
        beside = Findings(file, complaints.question)
        memory.take(_trace_down(complaints.trace, lines), beside)
        found += beside.found
        first, id_line, question = complaints.extent
        extents.append(Extent(first + lines, id_line + lines, question))
        if given.remarks:
            block_ends.update((first + lines, last + lines) for first, last in complaints.blocks)
    if not extents:
        return found  # no bank: nothing of it is judged
    found += of_lines(file, extents)
    if not given.remarks:
        return found
    kept, of_silences = unsilenced(file, found, extents, block_ends, given.remarks)
    return [*kept, *map(Finding, of_silences)]


def _trace_down(trace: Trace, lines: int) -> Trace:
    if not lines:
        return trace
    known = trace.duplicates
    if known is not None:
        options = tuple((digest, place_down(place, lines)) for digest, place in known.options)
        known = known._replace(
            place=place_down(known.place, lines), code=place_down(known.code, lines), options=options
        )
    return Trace(trace.positions, known, tuple((tag, place_down(place, lines)) for tag, place in trace.tags))
