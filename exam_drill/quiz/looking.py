"""Looking at why: what `i`, `d` and a number make of a session.

    asking    ─ i ─▶ names at the blank: a help that counts          ┐
    answered  ─ i ─▶ why, of what was chosen                         ├─ i, b, Enter, q, Esc ─▶ closed
              ─ d ─▶ which one? ─ number ─▶ why, of that option      ┘
    why ─ number ─▶ why, of that option

All of it is pure; what is to be found out for it is said by `request`, and asked for by `looking_pages`.
"""

from __future__ import annotations

from typing import NamedTuple

from exam_drill.attempt import TYPED
from exam_drill.question import Question
from exam_drill.quiz.session import Answer, Digit, Event, Look, Move, State, View, note

WHY, NAMES, PICK = "why", "why-names", "why-pick"
HELP = "why"  # in State.helps


class Request(NamedTuple):
    """What is to be looked at: an option by its printed number, a typed text, or the names at the blank (None).

    `hidden` are the other blanks of the listing that are still to be answered.
    """

    question: Question
    label: str
    chosen: int | str | None
    hidden: tuple[str, ...]


def request(state: State) -> Request | None:
    """What the view that is open shows; None if that needs nobody to find it out."""
    if state.over is None or state.over.kind not in (WHY, NAMES):
        return None
    item, chosen = state.item, None
    if state.over.kind == WHY:
        chosen = state.over.option if state.over.option != TYPED else state.texts.get(item.turn, "")
    return Request(item.question, item.label, chosen, hidden(state))


def hidden(state: State) -> tuple[str, ...]:
    """The other blanks of this listing that the session asks and that have no answer yet."""
    asked: dict[str, bool] = {}
    for item, answer in zip(state.items, state.answers, strict=True):
        if item.question is state.item.question and item.label != state.item.label:
            asked[item.label] = asked.get(item.label, False) or answer is not None
    return tuple(label for label, answered in asked.items() if not answered)


def looked(state: State, event: Look) -> State:
    """`i` or `d` on the page of a question."""
    if state.answer is None:
        if event.shown is not None:
            return note(state, "look-after-answer")
        return state._replace(over=View(NAMES), helps=state.helps | {(state.item.turn, HELP)})
    if event.shown is None:
        return state._replace(over=View(WHY, state.answer))
    return _other(state, event.shown) if event.shown else state._replace(over=View(PICK))


def in_why(state: State, event: Event) -> State:
    """What an event means while one looks at why, or chooses at what."""
    match event:
        case Look(shown=None) | Move.NEXT | Move.BACK | Move.QUIT:
            return state._replace(over=None)
        case Look(shown=0):
            return state._replace(over=View(PICK))
        case Look(shown=int(shown)) | Answer(shown=shown):
            return _other(state, shown)
    return note(state, "close-first")


def in_why_typing(state: State, event: Event, typed: int) -> State:
    """As `in_why`, where a number may have two digits, of which the first was `typed`."""
    if isinstance(event, Digit):
        number = typed * 10 + event.digit
        if 0 < number * 10 <= len(state.item.order):
            return note(state._replace(typed=number), "typed", key=number)
        return _other(state, number)
    if typed and event is Move.NEXT:
        return _other(state, typed)
    return in_why(state, event)


def in_names(state: State, event: Event) -> State:
    """What an event means while one looks at the names before an answer."""
    if event in (Move.NEXT, Move.BACK, Move.QUIT) or (isinstance(event, Look) and event.shown is None):
        return state._replace(over=None)
    return note(state, "close-first")


def _other(state: State, shown: int) -> State:
    """The option that is shown under this number is looked at."""
    item = state.item
    if not 1 <= shown <= len(item.order):
        return note(state, "no-such-option", key=shown, last=len(item.order))
    return state._replace(over=View(WHY, item.order[shown - 1]))
