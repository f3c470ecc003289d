"""The bank loader: YAML text in, questions and all problems out.

    paths ─ files ─▶ text ─ nodes ─▶ marked nodes ─ read_question ─▶ Draft ─ rules ─▶ Question
                        └───────────────┴─────────────────┴────────────┴──▶ Problems, sorted by place

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


class _Read(NamedTuple):
    """One question as it was read; `usable` is false where its file is of no known format."""

    draft: Draft | None
    notes: Notes
    usable: bool


def load(paths: Sequence[Path | str]) -> Bank:
    """As `exam_drill.bank.load_bank`."""
    paths_found, problems = find_files(paths)
    return _load((read_file(path) for path in paths_found), problems, paths_found)


def load_text(path: str, text: str) -> Bank:
    """As `load`, of one file that would hold this text, with LF line ends and without a byte order mark."""
    return _load([check_characters(SourceFile(path, text, text.split("\n")))], [], [path])


def _load(files: Iterable[SourceFile | Problem], problems: list[Problem], paths: Sequence[str]) -> Bank:
    read: list[_Read] = []
    for file in files:
        if isinstance(file, Problem):
            problems.append(file)
        else:
            read += _read_questions(file, problems)
    ids.duplicates((item.draft, item.notes) for item in read if item.draft is not None)
    questions: list[Question] = []
    for item in read:
        question = finish(item.draft, item.notes) if item.draft is not None and not len(item.notes) else None
        if question is not None and item.usable:
            questions.append(question)
        problems += item.notes.problems(item.draft.id if item.draft is not None else None)
    safe = (Problem(p.code, p.place, {k: shown(v) for k, v in p.parameters.items()}, p.question) for p in problems)
    return Bank(tuple(questions), tuple(_first_of_each_file(sorted(safe, key=Problem.sort_key))), tuple(paths))


def _first_of_each_file(problems: Sequence[Problem]) -> Iterator[Problem]:
    """The sorted problems; a file that is full of them has its first ones told, and the number of the others."""
    for _, of_file in groupby(problems, key=lambda problem: problem.place.path):
        found = list(of_file)
        yield from found[: limits.PROBLEMS]
        left = found[limits.PROBLEMS :]
        if left:
            yield Problem("too-many-problems", left[0].place, {"count": len(left)})


def _read_questions(file: SourceFile, problems: list[Problem]) -> Iterator[_Read]:
    try:
        root = parse(file)
    except UnreadableYamlError as mistake:
        problems.append(mistake.problem)
        return
    if root is None:
        problems.append(Problem("file-empty", Place(file.path, 1)))
        return
    notes = Notes(file)
    if isinstance(root, ListNode):
        problems.append(Problem("list-without-head", notes.place(root)))
        return
    values = fields.fields(root, "bank", form.BANK, notes)
    usable = values is not None and "format" in values and _is_known(values["format"], notes)
    listed: tuple[Node, ...] = ()
    if values is not None and "questions" in values and (usable or "format" not in values):
        node = values["questions"]
        if node.is_null if isinstance(node, ScalarNode) else isinstance(node, ListNode) and not node.items:
            notes.add("no-questions", node)
        else:
            listed = fields.items(node, "questions", form.QUESTIONS, notes) or ()
    problems += notes.problems(None)
    work = limits.ERRATA_WORK
    for node in listed:
        own = Notes(file)
        draft = read_question(node, file, own)
        if draft is not None:
            for rule in RULES:
                rule(draft, own)
            work = errata.check(draft, own, work)
        yield _Read(draft, own, usable)


def _is_known(node: Node, notes: Notes) -> bool:
    if isinstance(node, ScalarNode) and not node.style and node.value == FORMAT:
        return True
    notes.add("format-unknown", node, value=fields.written(node))
    return False
