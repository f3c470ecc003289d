"""Lays out the chosen questions: one item for each blank, each option under the number by which it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from exam_drill.attempt import Subject
from exam_drill.question import Question
from exam_drill.quiz.listing import Marker
from exam_drill.quiz.session import Item, shuffled_order
from exam_drill.selection import Selection


def arrange(
    questions: Iterable[Question], selection: Selection, find: Callable[[str], Sequence[Marker]]
) -> tuple[Item, ...]:
    """One item for each blank; `find` finds the markers in a program."""
    return tuple(
        Item(question, blank.label, _order(question, blank.label, selection), markers)
        for question in questions
        for markers in (tuple(find(question.code.text)),)
        for blank in question.blanks
    )


def arrange_subjects(
    subjects: Iterable[Subject],
    questions: Mapping[str, Question],
    selection: Selection,
    find: Callable[[str], Sequence[Marker]],
    due: Mapping[Subject, float],
) -> tuple[Item, ...]:
    """One item for each of these blanks, in this order; `due` is when those come back that are not due yet."""
    return tuple(
        Item(
            question,
            subject.label,
            _order(question, subject.label, selection),
            tuple(find(question.code.text)),
            due=due.get(subject, 0.0),
        )
        for subject in subjects
        for question in (questions[subject.question],)
    )


def _order(question: Question, label: str, selection: Selection) -> tuple[int, ...]:
    if selection.shuffle:
        return shuffled_order(question, label, selection.seed)
    return tuple(option.number for option in question.blank(label).options)
