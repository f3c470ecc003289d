"""Bank files as pytest's collectors, and questions as its items.

    quizzes/rnn/gru.yaml ─ load_bank ─┬─ Question ─────────▶ quizzes/rnn/gru.yaml::gru-state-update
                                      ├─ … its problems ───▶ the same, which fails
                                      └─ other problems ───▶ quizzes/rnn/gru.yaml::bank_file, which fails

A mistake in a bank is never an error of collection: that would keep all other tests from running.
"""

from __future__ import annotations

import linecache
import os
import re
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Self

import pytest

from exam_drill.bank.limits import ID
from exam_drill.problem import Problem
from exam_drill.pytest_plugin import QuestionWarning
from exam_drill.pytest_plugin.desk import Desk
from exam_drill.pytest_plugin.telling import (
    CACHED,
    PREFIX,
    TROUBLE,
    UNCONFINED,
    Shown,
    show_machinery,
    show_problems,
    show_report,
    warnings_of,
)
from exam_drill.quality import Finding, QuestionReport
from exam_drill.question import Question
from exam_drill.selection import topics
from exam_drill.visible import visible

# The item for what is wrong with a file as a whole. No id looks like this: it has a _.
FILE_ITEM = "bank_file"
_KEBAB = re.compile(rf"(?=.{{1,{ID}}}\Z)[a-z0-9]+(?:-[a-z0-9]+)*")


class UnprovenError(Exception):
    """A question that fails; `shown` is why."""

    def __init__(self, shown: Shown) -> None:
        super().__init__(shown.message)
        self.shown = shown


class BankFile(pytest.File):
    """One file of a bank."""

    desk: Desk

    @classmethod
    def make(cls, parent: pytest.Collector, path: Path, desk: Desk) -> Self:
        """The file at `path`; in what pytest prints of it, characters that cannot be seen are made visible."""
        if visible(str(path)) == str(path):
            file: Self = cls.from_parent(parent, path=path)
        else:
            nodeid = _short(path, parent.config.rootpath).replace(os.sep, "/")
            file = cls.from_parent(parent, path=path, name=visible(path.name), nodeid=visible(nodeid))
        file.desk = desk
        return file

    def collect(self) -> Iterator[QuestionItem]:
        """Its questions in their order, those with a mistake too; then the file's own mistakes, if there are any."""
        read, mistakes = self.desk.read(_short(self.path))
        questions = {question.id: question for question in read}
        problems = self._by_question(mistakes, questions)
        lines = {name: found[0].place.line for name, found in problems.items()}
        lines |= {name: question.place.line for name, question in questions.items()}
        for name in sorted(lines, key=lambda name: (name == FILE_ITEM, lines[name])):
            item: QuestionItem = QuestionItem.from_parent(self, name=name)
            item.set_up(questions.get(name), problems.get(name, []), lines[name])
            yield item

    def _by_question(self, problems: Sequence[Problem], questions: dict[str, Question]) -> dict[str, list[Problem]]:
        found: dict[str, list[Problem]] = {}
        for problem in problems:
            name = problem.question
            own = name is not None and _KEBAB.fullmatch(name)
            found.setdefault(name if name is not None and own else FILE_ITEM, []).append(problem)
        for question in questions.values():
            place = question.place
            first = self.desk.first_places.setdefault(question.id, place)
            if first.path != place.path:
                other = {"id": question.id, "other": f"{first.path}:{first.line}"}
                found.setdefault(question.id, []).append(Problem("id-duplicate", place, other, question.id))
        return found


class QuestionItem(pytest.Item):
    """One question; it passes if every blank is proven."""

    def set_up(self, question: Question | None, problems: Sequence[Problem], line: int) -> None:
        """What it is about; `question` is None where only mistakes are known."""
        self._question, self._problems, self._line = question, tuple(problems), line
        self._kept: QuestionReport | None = None
        for keyword in _marks(question):
            self.add_marker(pytest.mark.exam_drill(**keyword))
        if question is not None:
            self.extra_keyword_matches |= set(question.tags)

    @property
    def desk(self) -> Desk:
        """That of its file."""
        assert isinstance(self.parent, BankFile)
        return self.parent.desk

    @property
    def runnable(self) -> Question | None:
        """The question, if nothing is wrong with how it is written."""
        return None if self._problems else self._question

    def setup(self) -> None:
        """Waits for the sandbox, if anything is to be run."""
        self._kept = self.desk.kept(self.runnable) if self.runnable is not None else None
        if self.runnable is not None and self._kept is None:
            try:
                self.desk.ready()
            except Exception as error:
                text = show_machinery(error, self.desk.language)
                if text is None:
                    raise
                pytest.fail(text, pytrace=False)

    def runtest(self) -> None:
        """Has the question judged."""
        language = self.desk.language
        if self.runnable is None:
            raise UnprovenError(show_problems(self._problems, language))
        report = self._kept or self.desk.judge(self.runnable)
        self.user_properties += _properties(report, self.desk)
        if any(blank.finding is not Finding.PROVEN for blank in report.blanks):
            raise UnprovenError(show_report(report, language))
        if self.desk.wishes.strict and any(blank.warnings for blank in report.blanks):
            raise UnprovenError(show_report(report, language))
        self._warn(report)

    def _warn(self, report: QuestionReport) -> None:
        """Gives pytest every warning; where its filters make an error of one, the question fails, and tells all."""
        failed = False
        for place, text in warnings_of(report, self.desk.language):
            # pytest shows the line, unless it is line 0.
            source = linecache.getline(place.path, place.line).strip().replace("\t", " ")
            line = place.line if visible(source) == source else 0
            try:
                warnings.warn_explicit(QuestionWarning(text), None, visible(place.path), line)
            except QuestionWarning:
                failed = True
        if failed:
            raise UnprovenError(show_report(report, self.desk.language))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What was found, in the user's language."""
        error = excinfo.value
        if isinstance(error, UnprovenError):
            return error.shown
        return show_machinery(error, self.desk.language) or super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the question stands; pytest counts lines from 0."""
        shown = visible(self.path.name) if self.name == FILE_ITEM else self.name
        return self.path, max(self._line - 1, 0), shown


def _short(path: Path, folder: Path | None = None) -> str:
    """The path as from a folder; without one that in which pytest was started, as its reports name it too."""
    try:
        return os.path.relpath(path, folder)
    except ValueError:  # another drive
        return str(path)


def _marks(question: Question | None) -> Iterator[dict[str, str]]:
    """What `-m` can select by: a mark for each, as pytest compares every one by itself."""
    if question is None:
        yield {}
        return
    yield {"id": question.id}
    for topic in topics(question):
        yield {"topic": topic}
    for tag in question.tags:
        yield {"tag": tag}
    if question.difficulty is not None:
        yield {"difficulty": question.difficulty}
    if question.syllabus is not None:
        yield {"syllabus": question.syllabus}


def _properties(report: QuestionReport, desk: Desk) -> Iterator[tuple[str, str]]:
    """What JUnit's XML tells of a question beside whether it passed, and what is told under the results."""
    for blank in report.blanks:
        name = f"[{blank.label}]" if len(report.blanks) > 1 else ""
        yield f"{PREFIX}finding{name}", str(blank.finding)
        yield f"{PREFIX}published{name}", str(blank.published)
        yield f"{PREFIX}executed{name}", " ".join(map(str, blank.executed))
        if blank.warnings:
            kinds = dict.fromkeys(str(warning.kind) for warning in blank.warnings)
            yield f"{PREFIX}warnings{name}", " ".join(kinds)
        if blank.receipt is not None:
            yield f"{PREFIX}receipt{name}", f"{blank.receipt.question} {blank.receipt.reference}"
    yield CACHED, "yes" if report.cached else "no"
    if desk.unconfined:
        yield UNCONFINED, " ".join(desk.unconfined)
    while desk.troubles:
        yield TROUBLE, desk.troubles.pop()
