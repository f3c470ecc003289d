"""Sitting an exam, as values: every event, at its time, gives the next state.

    WORKING ⇄ OVERVIEW          CONFIRMING ─▶ DONE      handed in, or the time is up
       └────────┴───────────▶      │
       └────────┴──────────────────┴───────▶ LEFT       the clock stands until it is gone on with

Nothing here knows which answer is right, nor of keys, screens or where things are kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from exam_drill.exam.clock import MOST_GAP
from exam_drill.exam.sheet import Ended, Sheet


class Phase(StrEnum):
    """Where an exam is."""

    WORKING = "working"
    OVERVIEW = "overview"
    CONFIRMING = "confirming"
    LEFT = "left"
    DONE = "done"


class Move(StrEnum):
    """What can be done beside answering."""

    NEXT = "next"
    BACK = "back"
    FLAG = "flag"
    CLEAR = "clear"  # takes the answer back
    OVERVIEW = "overview"
    HAND_IN = "hand-in"
    YES = "yes"
    LEAVE = "leave"


class Answer(NamedTuple):
    """The option that is shown under this number was chosen."""

    shown: int


class Digit(NamedTuple):
    """The key of a digit: an answer, half of one, or a number in the overview."""

    digit: int


class Go(NamedTuple):
    """To the blank with this number, from 1."""

    number: int


class Shift(NamedTuple):
    """The cursor of the overview, by so many blanks."""

    by: int


class Unknown(NamedTuple):
    """What means nothing here; "" if it has no name that one could read."""

    word: str


Event = Move | Answer | Digit | Go | Shift | Unknown


class Moment(NamedTuple):
    """When something happens: by a clock that nobody can set, and by that on the wall (Unix time); both in seconds."""

    steady: float
    wall: float


class Notice(NamedTuple):
    """A remark: a sentence of `exam_drill.i18n.exam` and its parameters."""

    code: str
    parameters: Mapping[str, str | int | float] = {}


class State(NamedTuple):
    """An exam while it is sat; `cursor` is a position in the overview, `typed` a number that may go on."""

    sheet: Sheet
    phase: Phase = Phase.WORKING
    cursor: int = 0
    typed: int = 0
    notice: Notice | None = None


def sit(sheet: Sheet) -> State:
    """Sits an exam, or goes on with one; ValueError without a blank."""
    if not sheet.slots:
        raise ValueError("an exam needs at least one blank")
    return State(sheet, Phase.DONE if sheet.ended else Phase.WORKING, sheet.position)


def step(state: State, event: Event | None, moment: Moment, most: float = MOST_GAP) -> State:
    """The state after an event, or after a look at the clock without one; what comes after the time is up is late."""
    if state.phase in (Phase.LEFT, Phase.DONE):
        return state
    state = _timed(state, moment, most)
    sheet = state.sheet
    if sheet.clock.is_up:
        ended = sheet._replace(ended=Ended.TIME_UP, clock=sheet.clock.stopped())
        return state._replace(sheet=ended, phase=Phase.DONE, notice=None, typed=0)
    if event is None:
        return state
    typed, state = state.typed, state._replace(notice=None, typed=0)
    if isinstance(event, Unknown):
        return _note(state, "unknown-key", key=event.word) if event.word else _note(state, "unnamed-key")
    if event is Move.LEAVE:
        return state._replace(phase=Phase.LEFT, sheet=sheet._replace(clock=sheet.clock.stopped()))
    if isinstance(event, Go):
        return _gone(state, event.number)
    if state.phase is Phase.CONFIRMING:
        return _confirming(state, event)
    if event is Move.HAND_IN:
        return state._replace(phase=Phase.CONFIRMING)
    if state.phase is Phase.OVERVIEW:
        return _in_overview(state, event, typed)
    return _working(state, event, typed, moment)


def _timed(state: State, moment: Moment, most: float) -> State:
    """The clock as it is now; the blank on the screen gets the time that has passed."""
    sheet = state.sheet
    clock = sheet.clock.seen(moment.steady, most)
    passed = clock.used - sheet.clock.used
    if state.phase is Phase.WORKING and passed:
        sheet = sheet.with_slot(sheet.position, sheet.slot._replace(seconds=sheet.slot.seconds + passed))
    return state._replace(sheet=sheet._replace(clock=clock))


def _working(state: State, event: Event, typed: int, moment: Moment) -> State:
    sheet = state.sheet
    if isinstance(event, Answer):
        return _answered(state, event.shown, moment)
    if isinstance(event, Digit):
        return _digit(state, typed * 10 + event.digit, moment)
    if event is Move.NEXT:
        if typed:
            return _answered(state, typed, moment)
        if sheet.position + 1 == len(sheet.slots):
            return _note(_overview(state), "at-last")
        return state._replace(sheet=sheet._replace(position=sheet.position + 1))
    if event is Move.BACK:
        if not sheet.position:
            return _note(state, "at-first")
        return state._replace(sheet=sheet._replace(position=sheet.position - 1))
    if event is Move.FLAG:
        return state._replace(sheet=_flagged(sheet, sheet.position))
    if event is Move.CLEAR:
        if sheet.slot.is_open:
            return _note(state, "nothing-to-clear")
        return state._replace(sheet=_with_answer(sheet, None, moment))
    if event is Move.OVERVIEW:
        return _overview(state)
    return _note(state, "not-here")


def _answered(state: State, shown: int, moment: Moment) -> State:
    order = state.sheet.slot.item.order
    if not 1 <= shown <= len(order):
        return _note(state, "no-such-option", key=shown, last=len(order))
    return state._replace(sheet=_with_answer(state.sheet, order[shown - 1], moment))


def _with_answer(sheet: Sheet, chosen: int | None, moment: Moment) -> Sheet:
    return sheet.with_slot(sheet.position, sheet.slot._replace(chosen=chosen, at=moment.wall))


def _digit(state: State, number: int, moment: Moment) -> State:
    if 0 < number * 10 <= len(state.sheet.slot.item.order):
        return _note(state._replace(typed=number), "typed", key=number)
    return _answered(state, number, moment)


def _overview(state: State) -> State:
    return state._replace(phase=Phase.OVERVIEW, cursor=state.sheet.position)


def _in_overview(state: State, event: Event, typed: int) -> State:
    last = len(state.sheet.slots)
    if isinstance(event, Digit):
        whole = typed * 10 + event.digit
        number = whole if whole <= last else event.digit
        return state._replace(cursor=number - 1, typed=number) if 1 <= number <= last else state
    if isinstance(event, Shift):
        return state._replace(cursor=min(max(state.cursor + event.by, 0), last - 1))
    if event is Move.NEXT:
        return _gone(state, state.cursor + 1)
    if event is Move.FLAG:
        return state._replace(sheet=_flagged(state.sheet, state.cursor))
    if event in (Move.BACK, Move.OVERVIEW):
        return state._replace(phase=Phase.WORKING)
    return _note(state, "not-here")


def _gone(state: State, number: int) -> State:
    if not 1 <= number <= len(state.sheet.slots):
        return _note(state, "no-such-number", number=number, last=len(state.sheet.slots))
    return state._replace(phase=Phase.WORKING, sheet=state.sheet._replace(position=number - 1))


def _confirming(state: State, event: Event) -> State:
    if event is Move.YES:
        sheet = state.sheet._replace(ended=Ended.HANDED_IN, clock=state.sheet.clock.stopped())
        return state._replace(sheet=sheet, phase=Phase.DONE)
    if event is Move.OVERVIEW:
        return _overview(state)
    if event in (Move.BACK, Move.NEXT):
        return state._replace(phase=Phase.WORKING)
    return _note(state, "confirm-keys")


def _flagged(sheet: Sheet, position: int) -> Sheet:
    slot = sheet.slots[position]
    return sheet.with_slot(position, slot._replace(flagged=not slot.flagged))


def _note(state: State, code: str, **parameters: str | int) -> State:
    return state._replace(notice=Notice(code, parameters))
