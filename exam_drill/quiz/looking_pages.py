"""The pages of `i` and `d`, and how a line asks for them.

View(why, option) ─ looks.find ─┬─ found ─▶ its rows, drawn for this width
                                ├─ not yet ─▶ that it is looked for
                                └─ failed ─▶ why
"""

from __future__ import annotations

from exam_drill.i18n import say
from exam_drill.layout import GAP, Row, prose
from exam_drill.quiz import style
from exam_drill.quiz.looking import NAMES, PICK, request
from exam_drill.quiz.looks import Failed
from exam_drill.quiz.practice import Practice
from exam_drill.quiz.question_page import Keys, Page, option_rows, remark
from exam_drill.quiz.session import Event, State
from exam_drill.quiz.wording import item_name
from exam_drill.visible import shortened

_LONGEST = 300


def looking_page(practice: Practice, state: State) -> Page:
    """The page of a view: what was found, or that it is being looked for."""
    language, item = practice.language, state.item
    kind = state.over.kind if state.over is not None else ""
    name = "label-names" if kind == NAMES else "label"
    label = f"{state.position + 1}/{len(state.items)} · {item_name(item, language)} · {say(language, f'why.{name}')}"
    others: Keys = () if kind == NAMES else ((f"1–{len(item.order)}", "why.key-option"),)
    keys = (*others, ("i", "why.key-close"))
    return Page(label, (), tuple(_rows(practice, state)), keys, remark(state.notice, language))


def look_at(practice: Practice, state: State, event: Event) -> State:
    """`i` or `d` as a line: what is found is waited for, and written at once."""
    after = practice.step(state, event)
    asked = request(after)
    if asked is not None:
        practice.reports.looks.find(asked, wait=True)
    return after


def _rows(practice: Practice, state: State) -> list[Row]:
    language, item = practice.language, state.item
    if state.over is not None and state.over.kind == PICK:
        which = prose(say(language, "why.pick", last=len(item.order)), style.NOTICE)
        return [*which, GAP, *option_rows(item, language)]
    asked = request(state)
    found = practice.reports.looks.rows(asked, item, practice.width, language) if asked is not None else None
    if found is None:
        waiting = "waiting-names" if asked is not None and asked.chosen is None else "waiting"
        return prose(say(language, f"why.{waiting}"), style.NOTICE)
    if isinstance(found, Failed):
        text = say(language, "why.failed", message=shortened(found.message, _LONGEST))
        return prose(text, style.CAUTION, "! ", style.CAUTION)
    return found
