"""Typing an answer on a terminal: the handler of `t`.

    t ─▶ editor ─┬─ Enter ─▶ judge ─┬─ a verdict: the answer is recorded, and its feedback drawn
                 │                  └─ a fault: why, and the editor again, the cursor where it is
                 ├─ a word (:? :s …) ─▶ as its key
                 ├─ Esc ─▶ the options; what was typed is there again at the next `t`
                 └─ Ctrl-C ─▶ the end

The judge prepares while the learner types.  What is no Python, or may not run, is no answer and costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exam_drill.i18n import say
from exam_drill.layout import Row, prose
from exam_drill.quiz import style
from exam_drill.quiz.grading import Unjudged
from exam_drill.quiz.keys import Key, Occurrence
from exam_drill.quiz.question_page import question_page
from exam_drill.quiz.session import Event, Move, Phase, State, TypedAnswer, Unknown
from exam_drill.quiz.typing import Draft, at_fault, takes_statements, typed_word, typing_page
from exam_drill.quiz.typing_feedback import fault_text, typed_rows
from exam_drill.quiz.wording import blank_name
from exam_drill.typed import TypedReport

if TYPE_CHECKING:
    from exam_drill.quiz.terminal import TerminalPractice
    from exam_drill.quiz.typing_editor import Entered

_SOON = 1.0  # seconds in which no key is read while the answer runs, so that none is lost: nearly all take a hundredth
_TICK = 1.0


def type_answer(practice: TerminalPractice, state: State, event: Event) -> State:
    """Lets the learner type; the state after the answer, or after whatever else the editor was left for."""
    if state.phase is not Phase.ASKING or state.over is not None or state.answer is not None:
        return practice.step(state, event)
    state = state._replace(notice=None, typed=0) if not state.hides_options else state
    item, place = state.item, (state.round, state.item.turn)
    practice.reports.prepare(item)
    remarks: list[Row] = []
    draft = practice.drafts.get(place, Draft())
    while True:
        entered = _edit(practice, state, draft, remarks)
        draft, remarks = practice.drafts.setdefault(place, draft), []
        text = draft.text
        if entered.how == "end":
            return practice.step(state, Move.END)
        if entered.how == "escape":
            return practice.step(state, Move.OPTIONS) if state.typing else state
        if entered.how == "suspend":
            practice.suspend()
            continue
        word = typed_word(text)
        if word is not None:
            draft = practice.drafts[place] = Draft()
            if isinstance(word, Unknown):
                remarks = _remark(say(practice.language, "typed.unknown-command", word=word.key))
            elif word is Move.HINT:
                state = practice.step(state, word)
            else:
                return practice.step(state, word)
            continue
        found = _judged(practice, state, text)
        if isinstance(found, Move):
            return practice.step(state, found)
        if found is None:
            remarks = _remark(say(practice.language, "typed.given-up"))
        elif isinstance(found, TypedReport) and found.fault is not None:
            draft = practice.drafts[place] = at_fault(text, found.fault)
            remarks = _remark(fault_text(found.fault, practice.language))
            remarks += prose(say(practice.language, "typed.not-counted"), style.FAINT, lead="  ")
        else:
            del practice.drafts[place]
            practice.typed.append((item.question.id, item.label, text))
            return practice.step(state, TypedAnswer(text))


def _edit(practice: TerminalPractice, state: State, draft: Draft, remarks: list[Row]) -> Entered:
    from exam_drill.quiz.typing_editor import Desk, edit  # the library behind it takes a while to import

    item, language = state.item, practice.language
    # Earlier answers to this very blank are left out: its answer is not to be had by one key.
    history = [text for *blank, text in practice.typed if blank != [item.question.id, item.label]]
    desk = Desk(
        page=typing_page(state, language),
        lead=f"{blank_name(item.label)} > ",
        remarks=remarks,
        statements=takes_statements(item),
        history=history,
        language=language,
    )
    practice.recorder.shown(state)
    practice.look_ahead(state)
    with practice.screen.lent() as console, practice.keys.lent() as loan:
        entered = edit(desk, draft, console, loan)
    practice.drafts[state.round, item.turn] = entered.draft
    return entered


def _judged(practice: TerminalPractice, state: State, text: str) -> TypedReport | Unjudged | Move | None:
    """What was found of an answer; END if the learner ended instead of waiting, None if they gave up."""
    item = state.item
    since, hidden = practice.clock(), state._replace(typing=True, unhidden=frozenset())
    found = practice.reports.settle_answer(item, text, _SOON)
    while found is None:
        waited = int(practice.clock() - since)
        rows = typed_rows(item, text, practice.known(), practice.language, waited)
        practice.screen.draw(question_page(hidden, practice.language, None, rows), None)
        got = practice.keys.read(_TICK)
        if got is Occurrence.ENDED:
            return Move.END
        if got is Occurrence.SUSPENDED:
            practice.suspend()
        if got == Key("escape"):
            return None
        found = practice.reports.settle_answer(item, text, 0)
    return found


def _remark(text: str) -> list[Row]:
    return prose(text, style.CAUTION, "! ", style.CAUTION)
