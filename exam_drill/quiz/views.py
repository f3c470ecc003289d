"""What can be laid over the page of a question, by the kind of its View.

    state.over = View("…", option) ─ VIEWS ─▶ Page, drawn in place of the question's, or written as rows

A view is a function `(practice, state) -> Page` in a file of its own and one row here; what its page shows comes from
`state` and from what the practice knows by now.  It is drawn again whenever more is known, and may say that one waits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import ceil

from exam_drill.i18n import say
from exam_drill.quiz.looking import NAMES, PICK, WHY
from exam_drill.quiz.looking_pages import looking_page
from exam_drill.quiz.page import page
from exam_drill.quiz.practice import Practice
from exam_drill.quiz.question_page import Page
from exam_drill.quiz.session import Phase, State

VIEWS: Mapping[str, Callable[[Practice, State], Page]] = {
    WHY: looking_page,
    NAMES: looking_page,
    PICK: looking_page,
}


def page_of(practice: Practice, state: State, waited: int = 0) -> Page:
    """The page of a state, or the view laid over it; `waited` are the seconds since the question was answered."""
    if state.over is not None:
        return VIEWS[state.over.kind](practice, state)
    plain = page(state, practice.known(), practice.language, waited)
    left = practice.seconds_left()
    if left is not None and state.phase is Phase.ASKING:
        name = "trainer.minutes-left" if left else "trainer.time-over"
        place, _, rest = plain.label.partition(" · ")  # of a label that is too long the end is cut
        clock = say(practice.language, name, minutes=ceil(left / 60))
        plain = plain._replace(label=f"{place} · {clock} · {rest}")
    return plain._replace(body=(*plain.body, *practice.closing(state)))
