"""Bank files that were read before, without reading their YAML again.

    bytes ─ file_key ─▶ entry ─ from_plain ─▶ ReadItem, ReadItem, …          the same bytes, the same loader
                   └─ none ─▶ YAML ─ read_one ─▶ ReadItem, … ─ to_plain ─▶ entry

What is kept is what the file says by itself.  That an id stands in two files is looked for each time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from exam_drill.bank.files import decode, read_bytes
from exam_drill.bank.plain import PlainError, from_plain, to_plain
from exam_drill.bank.rules.ids import Seen
from exam_drill.caching.entries import EntryKind
from exam_drill.caching.keys import file_key
from exam_drill.caching.store import Store
from exam_drill.caching.telling import is_a_problem
from exam_drill.problem import Problem
from exam_drill.question import Place, Question


class ReadItem(NamedTuple):
    """One question of a file: as it is usable, or what is wrong with it."""

    question: Question | None
    wrong: tuple[Problem, ...]

    def finish(self) -> Question | None:
        """The question; None if it has a problem."""
        return self.question

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with it."""
        return self.wrong


class ReadBankFile(NamedTuple):
    """One file; `problems` are those that concern no question, complete when `questions` have been gone through."""

    path: str
    problems: list[Problem]
    questions: Iterator[ReadItem]


class _Told(NamedTuple):
    """What a file says of one question by itself, and where its id stands."""

    item: ReadItem
    id: str | None
    place: Place


def read_files(paths: Iterable[str], store: Store) -> Iterator[ReadBankFile]:
    """As `exam_drill.bank.load.read_files`, with what the store has."""
    seen = Seen()
    for path in paths:
        data = read_bytes(path)
        if isinstance(data, Problem):
            yield ReadBankFile(path, [data], iter(()))
            continue
        problems: list[Problem] = []
        yield ReadBankFile(path, problems, _once(_told(path, data, problems, store), seen))


def _once(told: Iterable[_Told], seen: Seen) -> Iterator[ReadItem]:
    """The questions, but none whose id has been read before."""
    for item, identity, place in told:
        again = seen.again(identity, place) if identity is not None else None
        yield item if again is None else ReadItem(None, (*item.wrong, again))


def _told(path: str, data: bytes, problems: list[Problem], store: Store) -> Iterator[_Told]:
    key = file_key(data)
    kept = store.get(key, EntryKind.FILE)
    if kept is not None:
        try:
            found = json.loads(kept)
            told, wrong = [_from_plain(one, path) for one in found["questions"]], _problems(found["problems"], path)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            store.drop(key)
        else:
            problems += wrong
            yield from told
            return
    questions = []
    for one in _read(path, data, problems):
        questions.append(_to_plain(one))
        yield one
    text = json.dumps({"problems": [_plain_problem(p) for p in problems], "questions": questions}, ensure_ascii=False)
    store.put(key, EntryKind.FILE, text.encode("utf-8", "surrogatepass"))


def _read(path: str, data: bytes, problems: list[Problem]) -> Iterator[_Told]:
    """The questions as the YAML says."""
    from exam_drill.bank import limits  # and with the loader PyYAML, which a bank that was read before does without
    from exam_drill.bank.load import listed, read_one

    file = decode(path, data)
    if isinstance(file, Problem):
        problems.append(file)
        return
    nodes, usable = listed(file, problems)
    work = limits.ERRATA_WORK
    for node in nodes:
        read, work = read_one(node, file, usable, work)
        draft = read.draft
        identity = draft.id if draft is not None and draft.id_node is not None else None
        place = read.notes.place(draft.id_node) if draft is not None and draft.id_node is not None else Place(path, 0)
        yield _Told(ReadItem(read.finish(), tuple(read.problems())), identity, place)


def _to_plain(told: _Told) -> list[Any]:
    question, wrong = told.item
    plain = to_plain(question) if question is not None else None
    return [plain, told.id, told.place.line, told.place.column, [_plain_problem(problem) for problem in wrong]]


def _from_plain(data: Any, path: str) -> _Told:
    plain, identity, line, column, wrong = data
    question = from_plain(plain, path) if plain is not None else None
    if identity is not None and type(identity) is not str:
        raise PlainError("id")
    if question is not None and (wrong or question.id != identity):
        raise PlainError("question")
    return _Told(ReadItem(question, tuple(_problems(wrong, path))), identity, _place(path, line, column))


def _plain_problem(problem: Problem) -> list[Any]:
    place = problem.place
    return [problem.code, place.line, place.column, dict(problem.parameters), problem.question]


def _problems(data: Any, path: str) -> list[Problem]:
    return [_problem(item, path) for item in data]


def _problem(data: Any, path: str) -> Problem:
    code, line, column, parameters, question = data
    known = all(type(name) is str and type(value) in (str, int) for name, value in parameters.items())
    if type(code) is not str or not known or not (question is None or type(question) is str):
        raise PlainError("problem")
    problem = Problem(code, _place(path, line, column), parameters, question)
    if not is_a_problem(problem):
        raise PlainError("code")
    return problem


def _place(path: str, line: Any, column: Any) -> Place:
    if type(line) is not int or type(column) is not int or line < 0 or column < 0:
        raise PlainError("place")
    return Place(path, line, column)
