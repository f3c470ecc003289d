"""Answers as somebody might type them over the built-in bank: other forms are right, near misses are not."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from exam_drill.bank import built_in
from exam_drill.catalogue import built_in_bank
from exam_drill.question import NamedReference, Question
from exam_drill.sandbox import Sandbox
from exam_drill.scan import same_code_key
from exam_drill.typed import Meaning, TypedReport
from exam_drill.typed.answering import Answering
from exam_drill.verdict import VerdictKind

BLANKS = tomllib.loads((Path(__file__).parent / "typed_forms.toml").read_text(encoding="utf-8"))["blank"]
LEAST = 60  # of each kind


class Form(NamedTuple):
    """A text for a blank; `wrong` says what is wrong with it, "" if it is right."""

    question: str
    label: str | None
    text: str
    wrong: str = ""

    def __str__(self) -> str:
        return f"{self.question}: {self.text.splitlines()[0]}"


def forms() -> Iterator[Form]:
    for blank in BLANKS:
        where = blank["question"], blank.get("label")
        yield from (Form(*where, text) for text in blank["right"])
        yield from (Form(*where, text, why) for text, why in blank["wrong"])


FORMS = tuple(forms())
RIGHT = [form for form in FORMS if not form.wrong]
WRONG = [form for form in FORMS if form.wrong]


@pytest.fixture(scope="module")
def questions() -> dict[str, Question]:
    return {question.id: question for question in built_in(built_in_bank()).questions}


@pytest.fixture(scope="module")
def answering() -> Iterator[Answering]:
    with Sandbox() as sandbox:
        yield Answering(sandbox)


def answered(form: Form, questions: dict[str, Question], answering: Answering) -> TypedReport:
    question = questions[form.question]
    label = form.label or question.blanks[0].label
    assert form.label or len(question.blanks) == 1, "which blank?"
    return answering.answer(question, label, form.text)


@pytest.mark.parametrize("form", RIGHT, ids=str)
def test_another_form_is_right(form: Form, questions: dict[str, Question], answering: Answering) -> None:
    report = answered(form, questions, answering)
    assert report.meaning in (Meaning.OTHER_FORM, Meaning.OPTION), report


@pytest.mark.parametrize("form", WRONG, ids=str)
def test_a_near_miss_is_wrong(form: Form, questions: dict[str, Question], answering: Answering) -> None:
    report = answered(form, questions, answering)
    assert report.meaning in (Meaning.WRONG, Meaning.WRONG_OPTION), report
    assert report.verdict is not None
    assert report.verdict.kind in (VerdictKind.DIFFERS, VerdictKind.RAISES)
    assert report.verdict.reason is not None


def test_there_are_enough_of_both_over_many_questions_and_topics(questions: dict[str, Question]) -> None:
    for some in (RIGHT, WRONG):
        assert len(some) >= LEAST
        assert len(set(some)) == len(some)
        assert len({form.question for form in some}) >= 40
        references = [questions[form.question].reference for form in some]
        assert len({one.module for one in references if isinstance(one, NamedReference)}) >= 15


def test_near_misses_are_no_options_and_nearly_all_other_forms_are_none(questions: dict[str, Question]) -> None:
    as_options = set()
    for form in FORMS:
        question = questions[form.question]
        blank = question.blank(form.label or question.blanks[0].label)
        if same_code_key(form.text) in {same_code_key(option.code.text) for option in blank.options}:
            as_options.add(form)
    assert as_options <= set(RIGHT)
    assert len(as_options) < 5
