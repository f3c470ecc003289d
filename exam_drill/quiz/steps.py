"""What an event makes of a session: the one place that says which handler an event has.

    step(state, event) ─┬─ the session is over, or was asked to end
                        ├─ IN_SUMMARY     the summary is on the screen
                        ├─ IN_VIEW        something is laid over the page: its kind says what events mean there
                        └─ _asking        a question is on the screen: a case for each kind of event, MOVES for moves

Another kind of event is a NamedTuple in `session` (or in a file of its own), a member of `Event`, and one case in
`_asking` that calls its handler, `(State, its event) -> State`, in a file of its own.  Another view is a row in
`IN_VIEW`.  All of it is pure: what a step does to the world is the business of `practice`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from exam_drill.attempt import TYPED
from exam_drill.quiz.looking import NAMES, PICK, WHY, in_names, in_why_typing, looked
from exam_drill.quiz.repeating import taken_back, undone
from exam_drill.quiz.session import (
    Again,
    Answer,
    Digit,
    Event,
    Look,
    Move,
    Phase,
    State,
    TypedAnswer,
    Unknown,
    begin,
    note,
)

Step = Callable[[State], State]
InView = Callable[[State, Event], State]


def step(state: State, event: Event) -> State:
    """The state after an event; an event that makes no sense only leaves a notice."""
    if state.phase is Phase.ENDED:
        return state
    typed, state = state.typed, state._replace(notice=None, typed=0)
    if event is Move.END:
        return state._replace(phase=Phase.ENDED, interrupted=True)
    if isinstance(event, Unknown):
        return note(state, "unknown-key", key=event.key) if event.key else note(state, "unnamed-key")
    if state.phase is Phase.SUMMARY:
        return _in_summary(state, event)
    if state.over is not None:
        if state.over.kind in (WHY, PICK):
            return in_why_typing(state, event, typed)
        return IN_VIEW.get(state.over.kind, closed)(state, event)
    return _asking(state, event, typed)


def closed(state: State, event: Event) -> State:
    """A view as long as it has no events of its own: what leads on or out of it closes it, all else is told."""
    if event in (Move.NEXT, Move.BACK, Move.QUIT):
        return state._replace(over=None)
    return note(state, "close-first")


def answered(state: State, shown: int) -> State:
    """The option that is shown under this number was chosen."""
    item = state.item
    if state.answer is not None:
        return note(state, "answered-already")
    if not 1 <= shown <= len(item.order):
        return note(state, "no-such-option", key=shown, last=len(item.order))
    return _chosen(state, item.order[shown - 1])


def typed_answer(state: State, text: str) -> State:
    """This text was typed as the answer."""
    if state.answer is not None:
        return note(state, "answered-already")
    return _chosen(state._replace(texts={**state.texts, state.item.turn: text}), TYPED)


def _chosen(state: State, number: int) -> State:
    position = state.position
    answers = (*state.answers[:position], number, *state.answers[position + 1 :])
    return state._replace(answers=answers, skipped=state.skipped - {position}, undoable=state.item.turn)


def _asking(state: State, event: Event, typed: int) -> State:
    match event:
        case Answer():
            return answered(state, event.shown)
        case Digit():
            return _digit(state, typed * 10 + event.digit)
        case TypedAnswer():
            return typed_answer(state, event.text)
        case Again():
            return note(state, "only-at-end")
        case Look():
            return looked(state, event)
        case Move.NEXT if typed:
            return answered(state, typed)
        case _:
            return MOVES[Move(event)](state) if isinstance(event, Move) else state


def _digit(state: State, number: int) -> State:
    if state.answer is None and 0 < number * 10 <= len(state.item.order):
        return note(state._replace(typed=number), "typed", key=number)
    return answered(state, number)


def _hint(state: State) -> State:
    if state.item.question.hint is None:
        return note(state, "no-hint")
    return state._replace(hinted=state.hinted | {state.position})


def _type(state: State) -> State:
    """What is typed is a matter of the way of asking, which gives it as an event of its own."""
    return state if state.answer is None else note(state, "answered-already")


def _options(state: State) -> State:
    return state._replace(unhidden=state.unhidden | {state.item.turn})


def _back(state: State) -> State:
    if not state.position:
        return note(state, "at-first")
    return state._replace(position=state.position - 1, undoable=None)


def _quit(state: State) -> State:
    return state._replace(phase=Phase.SUMMARY, undoable=None)


def _skip(state: State) -> State:
    skipped = state.skipped if state.answer is not None else state.skipped | {state.position}
    return _forward(state._replace(skipped=skipped))


def _next(state: State) -> State:
    return _forward(state) if state.answer is not None else note(state, "answer-first")


def _forward(state: State) -> State:
    state = state._replace(undoable=None)
    if state.position + 1 < len(state.items):
        return state._replace(position=state.position + 1)
    return state._replace(phase=Phase.SUMMARY)


def _in_summary(state: State, event: Event) -> State:
    if isinstance(event, Again):
        if not event.positions:
            return note(state, "nothing-missed")
        items = tuple(state.items[position]._replace(due=0.0) for position in event.positions)
        earlier = (*state.earlier, state._replace(earlier=()))
        if state.shuffle and state.seed is not None:
            items = tuple(item.shuffled(state.seed, len(earlier) + 1) for item in items)
        again = begin(items, state.seed, shuffle=state.shuffle, repeats=state.repeats)
        return again._replace(earlier=earlier, typing=state.typing)
    if event is Move.BACK:
        return state._replace(phase=Phase.ASKING)
    if event in (Move.QUIT, Move.NEXT):
        return state._replace(phase=Phase.ENDED)
    return note(state, "summary-keys")


MOVES: Mapping[Move, Step] = {
    Move.HINT: _hint,
    Move.SKIP: _skip,
    Move.BACK: _back,
    Move.NEXT: _next,
    Move.QUIT: _quit,
    Move.UNDO: undone,
    Move.TAKE_BACK: taken_back,
    Move.OPTIONS: _options,
    Move.TYPE: _type,
}
IN_VIEW: Mapping[str, InView] = {NAMES: in_names}
