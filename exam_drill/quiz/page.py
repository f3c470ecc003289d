"""The page of any state: a question with its feedback, or the summary."""

from __future__ import annotations

from exam_drill.i18n import say
from exam_drill.question import Language
from exam_drill.quiz.feedback import feedback
from exam_drill.quiz.grading import Reports, key, summarise
from exam_drill.quiz.question_page import Keys, Page, question_page, remark
from exam_drill.quiz.session import Phase, State
from exam_drill.quiz.summary import summary_rows


def page(state: State, reports: Reports, language: Language, waited: int = 0) -> Page:
    """The page for a state; `waited` are the seconds since its question was answered."""
    if state.phase is not Phase.ASKING:
        return _summary_page(state, reports, language)
    if state.answer is None:
        return question_page(state, language)
    rows = feedback(state, state.answer, reports, language, waited)
    return question_page(state, language, key(state.item, reports), rows)


def _summary_page(state: State, reports: Reports, language: Language) -> Page:
    again: Keys = (("r", "again"),) if summarise(state, reports).missed else ()
    keys = (*again, ("b", "back"), ("q", "leave"))
    rows = summary_rows(state, reports, language)
    return Page(say(language, "quiz.summary"), (), tuple(rows), keys, remark(state.notice, language))
