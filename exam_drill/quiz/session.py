"""A session as values: what is asked, what was answered, where the learner is.

    State ─ step(state, event) ─▶ State          ASKING ⇄ SUMMARY ─▶ ENDED

Nothing here knows which answer is right (`grading` does), nor of keys, screens or time.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from exam_drill.question import Blank, Option, Question
from exam_drill.quiz.listing import Marker
from exam_drill.selection import rank


class Item(NamedTuple):
    """One blank to fill.  `order` holds the printed number of the option that is shown as 1, as 2, ….

    `markers` tells where all the blanks stand in the question's code.
    """

    question: Question
    label: str
    order: tuple[int, ...]
    markers: tuple[Marker, ...] = ()

    @property
    def blank(self) -> Blank:
        """The blank that is asked for."""
        return self.question.blank(self.label)

    @property
    def options(self) -> tuple[Option, ...]:
        """The options as they are shown."""
        return tuple(self._option(number) for number in self.order)

    @property
    def part(self) -> tuple[int, int]:
        """The position of the blank among those of its listing, from 1, and how many there are."""
        labels = [blank.label for blank in self.question.blanks]
        return labels.index(self.label) + 1, len(labels)

    @property
    def renumbered(self) -> bool:
        """Whether the numbers shown are not those of the print."""
        return self.order != tuple(sorted(self.order))

    def shown(self, printed: int) -> int:
        """The number under which the option with this printed number is shown."""
        return self.order.index(printed) + 1

    def shuffled(self, seed: int, round_number: int) -> Item:
        """The item with its options in the order of a round, which is never that of the round before."""
        order = shuffled_order(self.question, self.label, seed, round_number)
        return self._replace(order=order if order != self.order else (*order[1:], order[0]))

    def _option(self, number: int) -> Option:
        return next(option for option in self.blank.options if option.number == number)


def shuffled_order(question: Question, label: str, seed: int, round_number: int = 1) -> tuple[int, ...]:
    """The printed numbers of a blank's options in an order that follows from these arguments alone."""
    words = (question.id, label, *([] if round_number == 1 else [f"round {round_number}"]))
    numbers = (option.number for option in question.blank(label).options)
    return tuple(sorted(numbers, key=lambda number: rank(seed, *words, str(number))))


class Move(StrEnum):
    """What a learner can do beside answering."""

    SKIP = "skip"
    BACK = "back"
    HINT = "hint"
    NEXT = "next"
    QUIT = "quit"
    END = "end"  # Ctrl-C or the end of input: over at once


class Answer(NamedTuple):
    """The learner chose the option that is shown under this number."""

    shown: int


class Digit(NamedTuple):
    """The learner pressed the key of this digit; with ten options or more it may be only half a number."""

    digit: int


class Again(NamedTuple):
    """Ask the items at these positions once more."""

    positions: tuple[int, ...]


class Unknown(NamedTuple):
    """A key that means nothing here; `key` is shown to the learner, "" if it has no name that one could read."""

    key: str


Event = Move | Answer | Digit | Again | Unknown


class Phase(StrEnum):
    """Where a session is."""

    ASKING = "asking"
    SUMMARY = "summary"
    ENDED = "ended"


class Notice(NamedTuple):
    """A remark for the line above the keys: a sentence of `exam_drill.i18n.quiz` and its parameters."""

    code: str
    parameters: Mapping[str, str | int] = {}


class State(NamedTuple):
    """A session; `answers` holds the printed number chosen for each item, or None.

    `seed` is what questions or options were ordered by, None if by the bank and the print alone.
    """

    items: tuple[Item, ...]
    answers: tuple[int | None, ...]
    position: int = 0
    skipped: frozenset[int] = frozenset()
    hinted: frozenset[int] = frozenset()
    phase: Phase = Phase.ASKING
    notice: Notice | None = None
    typed: int = 0  # the first digit of a number that may have two
    earlier: tuple[State, ...] = ()  # the rounds before this one
    seed: int | None = None
    shuffle: bool = False  # whether each round has an order of options of its own

    @property
    def item(self) -> Item:
        """The item on the screen."""
        return self.items[self.position]

    @property
    def answer(self) -> int | None:
        """The printed number chosen for the item on the screen."""
        return self.answers[self.position]

    @property
    def to_come(self) -> tuple[str, ...]:
        """The other blanks on the same listing that will be asked later and have no answer yet."""
        later = range(self.position + 1, len(self.items))
        return tuple(
            self.items[position].label
            for position in later
            if self.items[position].question is self.item.question and self.answers[position] is None
        )


def begin(items: tuple[Item, ...], seed: int | None = None, *, shuffle: bool = False) -> State:
    """A session that asks these items; ValueError if there are none."""
    if not items:
        raise ValueError("a session needs at least one item")
    return State(items, (None,) * len(items), seed=seed, shuffle=shuffle)


def step(state: State, event: Event) -> State:
    """The state after an event; an event that makes no sense only leaves a notice."""
    if state.phase is Phase.ENDED:
        return state
    typed, state = state.typed, state._replace(notice=None, typed=0)
    if event is Move.END:
        return state._replace(phase=Phase.ENDED)
    if isinstance(event, Unknown):
        return note(state, "unknown-key", key=event.key) if event.key else note(state, "unnamed-key")
    if state.phase is Phase.SUMMARY:
        return _in_summary(state, event)
    if isinstance(event, Digit):
        return _digit(state, typed * 10 + event.digit)
    if typed and event is Move.NEXT:
        return _answered(state, typed)
    return _asking(state, event)


def _asking(state: State, event: Event) -> State:
    position = state.position
    if isinstance(event, Answer):
        return _answered(state, event.shown)
    if event is Move.HINT:
        if state.item.question.hint is None:
            return note(state, "no-hint")
        return state._replace(hinted=state.hinted | {position})
    if event is Move.BACK:
        return state._replace(position=position - 1) if position else note(state, "at-first")
    if event is Move.QUIT:
        return state._replace(phase=Phase.SUMMARY)
    if event is Move.SKIP:
        skipped = state.skipped if state.answer is not None else state.skipped | {position}
        return _forward(state._replace(skipped=skipped))
    if event is Move.NEXT:
        return _forward(state) if state.answer is not None else note(state, "answer-first")
    return note(state, "only-at-end")


def _answered(state: State, shown: int) -> State:
    item, position = state.item, state.position
    if state.answer is not None:
        return note(state, "answered-already")
    if not 1 <= shown <= len(item.order):
        return note(state, "no-such-option", key=shown, last=len(item.order))
    answers = (*state.answers[:position], item.order[shown - 1], *state.answers[position + 1 :])
    return state._replace(answers=answers, skipped=state.skipped - {position})


def _digit(state: State, number: int) -> State:
    if state.answer is None and 0 < number * 10 <= len(state.item.order):
        return note(state._replace(typed=number), "typed", key=number)
    return _answered(state, number)


def _forward(state: State) -> State:
    if state.position + 1 < len(state.items):
        return state._replace(position=state.position + 1)
    return state._replace(phase=Phase.SUMMARY)


def _in_summary(state: State, event: Event) -> State:
    if isinstance(event, Again):
        if not event.positions:
            return note(state, "nothing-missed")
        items = tuple(state.items[position] for position in event.positions)
        earlier = (*state.earlier, state._replace(earlier=()))
        if state.shuffle and state.seed is not None:
            items = tuple(item.shuffled(state.seed, len(earlier) + 1) for item in items)
        return begin(items, state.seed, shuffle=state.shuffle)._replace(earlier=earlier)
    if event is Move.BACK:
        return state._replace(phase=Phase.ASKING)
    if event in (Move.QUIT, Move.NEXT):
        return state._replace(phase=Phase.ENDED)
    return note(state, "summary-keys")


def note(state: State, code: str, **parameters: str | int) -> State:
    """The state with a remark for the learner."""
    return state._replace(notice=Notice(code, parameters))
