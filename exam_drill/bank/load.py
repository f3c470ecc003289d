"""The bank loader: YAML text in, questions and all problems out.

    paths ─ files ─▶ text ─ nodes ─▶ marked nodes ─ read_question ─▶ Draft ─ rules ─▶ Question
                        └───────────────┴─────────────────┴────────────┴──▶ Problems, sorted by place

`read_files` is this as a stream, file by file and question by question, for who needs not all of them at once.
Nothing that a bank contains is run, compiled or parsed as Python here, and nothing in it ends in an exception.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from exam_drill.bank import fields, form, limits
from exam_drill.bank.bank import Bank
from exam_drill.bank.draft import Draft
from exam_drill.bank.files import check_characters, find_files, read_file
from exam_drill.bank.finish import finish
from exam_drill.bank.nodes import ListNode, Node, ScalarNode, SourceFile, UnreadableYamlError, parse
from exam_drill.bank.notes import Notes, shown
from exam_drill.bank.read_question import read_question
from exam_drill.bank.rules import RULES, errata, ids
from exam_drill.problem import Problem
from exam_drill.question import Place, Question

FORMAT = str(form.FORMAT.low)


class ReadQuestion(NamedTuple):
    """One question as it was read; `usable` is false where its file is of no known format."""

    draft: Draft | None
    notes: Notes
    usable: bool

    def finish(self) -> Question | None:
        """The question; None if it has a problem."""
        if self.draft is None or not self.usable or len(self.notes):
            return None
        return finish(self.draft, self.notes)

    def problems(self) -> list[Problem]:
        """What is wrong with it."""
        return self.notes.problems(self.draft.id if self.draft is not None else None)


class ReadFile(NamedTuple):
    """One file; `problems` are those that concern no question and are all told before the first of `questions`.

    `file` is None where it could not be opened, and `questions` can be gone through once.
    """

    path: str
    file: SourceFile | None
    problems: list[Problem]
    questions: Iterator[ReadQuestion]


def load(paths: Sequence[Path | str]) -> Bank:
    """As `exam_drill.bank.load_bank`."""
    files, problems = find_files(paths)
    return _load(read_files(files), problems, files)


def load_text(path: str, text: str) -> Bank:
    """As `load`, of one file that would hold this text, with LF line ends and without a byte order mark."""
    return _load([read_text(path, text)], [], [path])


def read_files(files: Iterable[str]) -> Iterator[ReadFile]:
    """The files one by one, each read when its turn comes; what is kept of a question is where its id stands.

    The questions of one file have to be gone through before the next file is asked for.
    """
    seen = ids.Seen()
    for path in files:
        yield _opened(path, read_file(path), seen)


def read_text(path: str, text: str) -> ReadFile:
    """One file that would hold this text, as `load_text`."""
    return _opened(path, check_characters(SourceFile(path, text, text.split("\n"))), ids.Seen())


def _opened(path: str, file: SourceFile | Problem, seen: ids.Seen) -> ReadFile:
    if isinstance(file, Problem):
        return ReadFile(path, None, [file], iter(()))
    problems: list[Problem] = []
    return ReadFile(path, file, problems, _read_questions(file, listed(file, problems), seen))


def _load(files: Iterable[ReadFile], problems: list[Problem], paths: Sequence[str]) -> Bank:
    questions: list[Question] = []
    for read in files:
        for item in read.questions:
            question = item.finish()
            if question is not None:
                questions.append(question)
            problems += item.problems()
        problems += read.problems
    return Bank(tuple(questions), tuple(told(problems)), tuple(paths))


def told(problems: Iterable[Problem]) -> list[Problem]:
    """The problems sorted by place, made short; of each file no more than the limit."""
    safe = (Problem(p.code, p.place, {k: shown(v) for k, v in p.parameters.items()}, p.question) for p in problems)
    return list(_first_of_each_file(sorted(safe, key=Problem.sort_key)))


class Listed(NamedTuple):
    """The nodes of a file's questions; `usable` is false where the file is of no known format."""

    nodes: tuple[Node, ...]
    usable: bool


def _first_of_each_file(problems: Sequence[Problem]) -> Iterator[Problem]:
    """The sorted problems; a file that is full of them has its first ones told, and the number of the others."""
    for _, of_file in groupby(problems, key=lambda problem: problem.place.path):
        found = list(of_file)
        yield from found[: limits.PROBLEMS]
        left = found[limits.PROBLEMS :]
        if left:
            yield Problem("too-many-problems", left[0].place, {"count": len(left)})


def listed(file: SourceFile, problems: list[Problem]) -> Listed:
    """The questions of a file, yet to be read; what is wrong with all else in it is added to the problems."""
    nothing = Listed((), False)
    try:
        root = parse(file)
    except UnreadableYamlError as mistake:
        problems.append(mistake.problem)
        return nothing
    if root is None:
        problems.append(Problem("file-empty", Place(file.path, 1)))
        return nothing
    notes = Notes(file)
    if isinstance(root, ListNode):
        problems.append(Problem("list-without-head", notes.place(root)))
        return nothing
    values = fields.fields(root, "bank", form.BANK, notes)
    usable = values is not None and "format" in values and _is_known(values["format"], notes)
    nodes: tuple[Node, ...] = ()
    if values is not None and "questions" in values and (usable or "format" not in values):
        node = values["questions"]
        if node.is_null if isinstance(node, ScalarNode) else isinstance(node, ListNode) and not node.items:
            notes.add("no-questions", node)
        else:
            nodes = fields.items(node, "questions", form.QUESTIONS, notes) or ()
    problems += notes.problems(None)
    return Listed(nodes, usable)


def _read_questions(file: SourceFile, listed: Listed, seen: ids.Seen) -> Iterator[ReadQuestion]:
    work = limits.ERRATA_WORK
    for node in listed.nodes:
        read, work = read_one(node, file, listed.usable, work)
        if read.draft is not None:
            seen.check(read.draft, read.notes)
        yield read


def read_one(node: Node, file: SourceFile, usable: bool, work: int) -> tuple[ReadQuestion, int]:
    """One question with all that is wrong with it by itself.

    `work` is how many characters its errata may look at; what is left of it is returned, less than 0 if it was too
    much.
    """
    own = Notes(file)
    draft = read_question(node, file, own)
    if draft is not None:
        for rule in RULES:
            rule(draft, own)
        work = errata.check(draft, own, work)
    return ReadQuestion(draft, own, usable), work


def _is_known(node: Node, notes: Notes) -> bool:
    if isinstance(node, ScalarNode) and not node.style and node.value == FORMAT:
        return True
    notes.add("format-unknown", node, value=fields.written(node))
    return False
