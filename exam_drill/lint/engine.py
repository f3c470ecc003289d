"""Lints a bank as a stream: a file is read, judged and forgotten, but for what the rules on the whole bank keep.

    files ─ read_files ─▶ question ─▶ Subject ─ rules ─▶ Finding ─┐
                             │                                    ├─ silences ─▶ FileReport, FileReport, …
                             └─ problems of the loader ───────────┘
                             └─▶ Memory: digests, tags, positions ──────────────▶ BankReport

Nothing of a bank is run, compiled or parsed as Python here, and nothing in it ends in an exception.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from exam_drill.bank import limits
from exam_drill.bank.draft import Draft
from exam_drill.bank.files import find_files
from exam_drill.bank.load import ReadFile, read_files, told
from exam_drill.bank.nodes import SourceFile
from exam_drill.lint import silence
from exam_drill.lint.finding import Finding, Findings
from exam_drill.lint.rules import LEVELS, QUESTION, answer_positions, duplicates, vocabulary
from exam_drill.lint.rules.answer_positions import Positions
from exam_drill.lint.rules.duplicates import Duplicates
from exam_drill.lint.rules.trailing_space import trailing
from exam_drill.lint.rules.vocabulary import Tags
from exam_drill.lint.silence import Extent, Remark
from exam_drill.lint.subject import Subject
from exam_drill.problem import Problem
from exam_drill.question import Place


class FileReport(NamedTuple):
    """What lint says of one file: problems of the loader, which make questions unusable, and findings of its rules.

    Both are sorted by place.  Of a file that is full of findings the first ones are told; `more` counts the others.
    `is_file` is false for what is said of a path that is no file, or of the bank as a whole.
    """

    path: str
    questions: int
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...]
    silenced: int = 0
    more: int = 0
    is_file: bool = True


class Trace(NamedTuple):
    """What the rules on the whole bank keep of one question."""

    positions: tuple[tuple[int, int], ...]
    duplicates: duplicates.Trace | None
    tags: tuple[tuple[str, Place], ...]


def trace_of(subject: Subject) -> Trace:
    """What is kept of a question."""
    return Trace(answer_positions.positions(subject), duplicates.trace(subject), vocabulary.written(subject))


class Memory:
    """What is kept of all questions: a few dozen bytes of each."""

    def __init__(self) -> None:
        self.positions = Positions()
        self.duplicates = Duplicates()
        self.tags = Tags()

    def take(self, trace: Trace, findings: Findings) -> None:
        """Keeps what there is to keep of a question, and notes what is wrong beside the earlier ones."""
        self.positions.take(trace.positions)
        if trace.duplicates is not None:
            self.duplicates.take(trace.duplicates, findings)
        self.tags.take(trace.tags, findings)

    def problems(self, place: Place) -> list[Problem]:
        """What can be said only when all questions have been seen."""
        return self.positions.problems(place)


def lint(paths: Sequence[Path | str]) -> Iterator[FileReport]:
    """Reports file by file, in the order in which they are read; the last one is about the bank as a whole.

    The first ones are about paths that lead to no file.
    """
    files, problems = find_files(paths)
    for problem in told(problems):
        yield FileReport(problem.place.path, 0, (problem,), (), is_file=False)
    memory = Memory()
    for read in read_files(files):
        yield lint_file(read, memory)
    place = Place(", ".join(map(str, paths)), 0)
    yield FileReport(place.path, 0, (), tuple(map(Finding, memory.problems(place))), is_file=False)


def lint_file(read: ReadFile, memory: Memory) -> FileReport:
    """The report on one file; its questions are added to the memory."""
    problems: list[Problem] = []
    found: list[Finding] = []
    extents: list[Extent] = []
    marks = silence.Marks(read.file) if read.file is not None else None
    count = 0
    for item in read.questions:
        count += 1
        problems += item.problems()
        if item.draft is None:
            continue
        extents.append(extent_of(item.draft))
        found += judge(item.draft, memory)
        if marks is not None:
            marks.see(item.draft.node)
    problems += read.problems
    kept, of_silences = found, list[Problem]()
    if marks is not None and extents:  # otherwise the file is no bank, and nothing of it is judged
        found += of_lines(marks.file, extents)
        kept, of_silences = unsilenced(marks.file, found, extents, marks.block_ends, marks.comments())
    silenced = len(found) - len(kept)
    kept = sorted((*kept, *map(Finding, of_silences)), key=lambda finding: finding.problem.sort_key())
    more = max(len(kept) - limits.PROBLEMS, 0)
    return FileReport(read.path, count, tuple(told(problems)), tuple(kept[: limits.PROBLEMS]), silenced, more)


def unsilenced(
    file: SourceFile,
    found: Sequence[Finding],
    extents: Sequence[Extent],
    block_ends: Mapping[int, int],
    remarks: Iterable[Remark],
) -> tuple[list[Finding], list[Problem]]:
    """The findings of a file that no comment silences, and what is wrong with such comments.

    `block_ends` as in `silence.apply`; `remarks` are the comments that look like silences.
    """
    silences, of_silences = silence.find(file, remarks)
    kept, wrong = silence.apply(silences, found, extents, block_ends, LEVELS)
    return kept, [*of_silences, *wrong]


def judge(draft: Draft, memory: Memory) -> list[Finding]:
    """What all rules on questions say of one."""
    subject = Subject(draft)
    findings = Findings(draft.file, draft.id)
    for check in QUESTION:
        check(subject, findings)
    memory.take(trace_of(subject), findings)
    return findings.found


def extent_of(draft: Draft) -> Extent:
    """Where a question begins."""
    id_line = draft.id_node.line if draft.id_node is not None else draft.node.line
    return Extent(draft.node.line, id_line, draft.id)


def of_lines(file: SourceFile, extents: Sequence[Extent]) -> Iterable[Finding]:
    """What is wrong with lines, whatever stands on them."""
    following = iter((*extents, None))
    question: str | None = None
    upcoming = next(following)
    for spaces in trailing(file):
        while upcoming is not None and upcoming.first <= spaces.line:
            question, upcoming = upcoming.question, next(following)
        place = Place(file.path, spaces.line, spaces.column)
        yield Finding(Problem("trailing-space", place, {}, question), (spaces.edit,) if spaces.certain else ())
