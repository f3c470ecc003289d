"""The questions of a bank as a stream, and the problems that were met on the way.

    paths ─ files, one by one ─▶ ReadFile ─┬─▶ Question, Question, …     no more of them in memory than are in use
    Bank ──────────────────────────────────┘   └─▶ problems, when all has been read

With a selection the bank is first read up to where every wish has been met: one that is met by nothing is told before
anything runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from exam_drill.bank import Bank
from exam_drill.catalogue import is_foreign
from exam_drill.problem import Problem
from exam_drill.question import Question
from exam_drill.selection import Selection, Unmatched, Wishes, concerns, fulfils


class BankItem(Protocol):
    """One question as it was read."""

    def finish(self) -> Question | None:
        """The question; None if it has a problem."""

    def problems(self) -> Sequence[Problem]:
        """What is wrong with it."""


class BankFile(Protocol):
    """One file; `questions` can be gone through once, and `problems` then has all that concern no question."""

    @property
    def problems(self) -> Sequence[Problem]:
        """Those that concern no question."""

    @property
    def questions(self) -> Iterator[BankItem]:
        """Its questions, in order."""


Reader = Callable[[Iterable[str]], Iterator[BankFile]]


class UnmatchedError(ValueError):
    """No question fulfils a wish: `wish` says which, and what there is instead."""

    def __init__(self, wish: Unmatched) -> None:
        super().__init__(wish.kind, wish.wish)
        self.wish = wish


class Source:
    """A bank, yet to be read; with paths nothing is read before it is asked for."""

    def __init__(self, given: Bank | Sequence[Path | str], selection: Selection, reader: Reader | None = None) -> None:
        self._given, self._selection, self._reader = given, selection, reader
        self.problems: list[Problem] = []
        self.all_read = isinstance(given, Bank)
        names = given.files if isinstance(given, Bank) else given
        self.foreign = is_foreign([str(name) for name in names])

    def check_wishes(self) -> None:
        """UnmatchedError if a wish is met by no question, unless that is because the bank has none at all."""
        if not self._selection.narrows:
            return
        wishes = Wishes(self._selection)
        for question in self._read([]):
            if wishes.meet(question):
                return
        unmatched = wishes.unmatched()
        if wishes.any and unmatched is not None:
            raise UnmatchedError(unmatched)

    def questions(self) -> Iterator[Question]:
        """The questions that were asked for, in the order of the bank; `problems` are complete when all are through."""
        problems: list[Problem] = []
        for question in self._read(problems):
            if fulfils(question, self._selection):
                yield question
        problems.sort(key=Problem.sort_key)
        self.problems = [problem for problem in problems if concerns(problem, self._selection)]
        self.all_read = True

    def _read(self, problems: list[Problem]) -> Iterator[Question]:
        if isinstance(self._given, Bank):
            problems += self._given.problems
            yield from self._given.questions
            return
        from exam_drill.bank.files import find_files
        from exam_drill.bank.load import read_files, told

        files, missing = find_files(self._given)
        problems += told(missing)
        for file in (self._reader or read_files)(files):
            found: list[Problem] = []
            for item in file.questions:
                question = item.finish()
                if question is not None:
                    yield question
                found += item.problems()
            problems += told([*found, *file.problems])
