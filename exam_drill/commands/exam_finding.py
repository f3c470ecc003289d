"""Comes by the exam that is to be sat: one drawn anew, or one that is kept, with its bank as it is today.

    arguments ─ fresh ─▶ Sheet, parts           StoredSession ─ restored ─▶ Sheet

What cannot be had is a `RefusedError` with its sentence.
"""

from __future__ import annotations

import argparse
import os
from typing import NamedTuple

from exam_drill.cli import Exit
from exam_drill.commands.common import load
from exam_drill.commands.quiz import advice, write_problems
from exam_drill.environment import Environment
from exam_drill.exam.clock import Clock
from exam_drill.exam.paper import MINUTES, NUMBER, Part, draw
from exam_drill.exam.saving import UnreadableError, bank_of, read
from exam_drill.exam.sheet import Sheet, Slot
from exam_drill.i18n import say
from exam_drill.markers import find_markers
from exam_drill.progress.digest import subjects
from exam_drill.progress.values import StoredSession
from exam_drill.question import Language, Question
from exam_drill.quiz.arrangement import arrange
from exam_drill.selection import Selection, select, unmatched

_SEEDS = 1_000_000  # seeds that nobody gave are below this: short enough to type again


class RefusedError(Exception):
    """There is no exam to be sat; `sentence` says why, `code` is what the command returns."""

    def __init__(self, sentence: str, code: Exit = Exit.USAGE) -> None:
        super().__init__(sentence)
        self.sentence, self.code = sentence, code


class Drawn(NamedTuple):
    """A new exam, and what each heading gave to it."""

    sheet: Sheet
    parts: tuple[Part, ...]


def fresh(arguments: argparse.Namespace, environment: Environment, language: Language) -> Drawn:
    """A new exam of the bank that was named; its mistakes are told on the error stream."""
    questions = _questions(arguments, environment, language)
    seed = int(environment.clock() * 1000) % _SEEDS if arguments.seed is None else arguments.seed
    selection = Selection(
        seed=seed,
        topics=tuple(arguments.topics),
        tags=tuple(arguments.tags),
        ids=tuple(arguments.ids),
        order="bank",
    )
    wish = unmatched(questions, selection)
    if wish is not None:
        raise RefusedError(advice(wish, language).rstrip("\n"))
    wanted = arguments.questions or NUMBER
    paper = draw(select(questions, selection), wanted, seed)
    if not paper.questions:  # no question has so few blanks
        raise RefusedError(say(language, "exam.none-so-small", number=wanted))
    asked = subjects(paper.questions)
    slots = tuple(
        Slot(item, asked[item.question.id, item.label]) for item in arrange(paper.questions, selection, find_markers)
    )
    minutes = arguments.limit if arguments.limit is not None else len(slots) * MINUTES / NUMBER
    limit = float(max(round(minutes * 60), 1))
    bank = tuple(os.path.abspath(path) for path in arguments.paths)
    return Drawn(Sheet(slots, Clock(limit), seed, wanted, bank=bank, missing=paper.missing), paper.parts)


def restored(
    session: StoredSession, arguments: argparse.Namespace, environment: Environment, language: Language
) -> Sheet:
    """The exam as it was kept, with today's questions of its own bank, whatever bank the arguments name."""
    try:
        arguments.paths = list(bank_of(session.state))
        questions = _questions(arguments, environment, language)
        known = {question.id: question for question in questions}
        sheet = read(session.state, known, subjects(questions), find_markers)
    except UnreadableError as error:
        raise RefusedError(say(language, "exam.newer" if error.newer else "exam.unreadable")) from None
    if not sheet.slots:
        raise RefusedError(say(language, "exam.all-gone"))
    return sheet


def _questions(arguments: argparse.Namespace, environment: Environment, language: Language) -> tuple[Question, ...]:
    bank = load(arguments)
    if bank.problems:
        write_problems(bank.problems, environment, language)
    if not bank.questions:
        raise RefusedError(say(language, "quiz.no-questions"))
    return tuple(bank.questions)
