"""A session as values: what is asked, what was answered, where the learner is.

    State ── items, answers, position      what an event makes of it: `steps`
      ├───── phase                         ASKING ⇄ SUMMARY ─▶ ENDED
      ├───── over                          a View that is laid over the page, if one is
      └───── earlier                       the rounds before

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

    `markers` tells where all the blanks stand in the question's code.  `turn` is the item's own number within a
    round, wherever it moves.  One that is asked for the second time in a round has `again` 1, and is `due` (seconds
    since 1970) at some time before the end.
    """

    question: Question
    label: str
    order: tuple[int, ...]
    markers: tuple[Marker, ...] = ()
    turn: int = 0
    again: int = 0
    due: float = 0.0

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
    UNDO = "undo"  # the answer was a slip of the finger
    TAKE_BACK = "take back"  # the same before anything was said of it
    TYPE = "type"  # the answer, as code
    OPTIONS = "options"  # which a session of typed answers hides
    END = "end"  # Ctrl-C or the end of input: over at once


class Answer(NamedTuple):
    """The learner chose the option that is shown under this number."""

    shown: int


class Digit(NamedTuple):
    """The learner pressed the key of this digit; with ten options or more it may be only half a number."""

    digit: int


class TypedAnswer(NamedTuple):
    """The learner typed this text as the answer, and it was found to be one."""

    text: str


class Again(NamedTuple):
    """Ask the items at these positions once more."""

    positions: tuple[int, ...]


class Look(NamedTuple):
    """Show why, or before an answer what is at the blank.

    Of what was chosen, or of the option that is `shown` under this number; 0 if it is still to be asked under which.
    """

    shown: int | None = None


class Unknown(NamedTuple):
    """A key that means nothing here; `key` is shown to the learner, "" if it has no name that one could read."""

    key: str


Event = Move | Answer | Digit | TypedAnswer | Again | Look | Unknown


class Phase(StrEnum):
    """Where a session is."""

    ASKING = "asking"
    SUMMARY = "summary"
    ENDED = "ended"


class Notice(NamedTuple):
    """A remark for the line above the keys: a sentence of `exam_drill.i18n.quiz` and its parameters."""

    code: str
    parameters: Mapping[str, str | int] = {}


class View(NamedTuple):
    """What is laid over the page of a question until it is closed.

    `kind` names it in `views.VIEWS`, which draws it, and in `steps.IN_VIEW`; `option` is the printed number of the
    option that it is about, 0 if it is about none.
    """

    kind: str
    option: int = 0


class State(NamedTuple):
    """A session; `answers` holds the printed number chosen for each item, or None.

    `seed` is what questions or options were ordered by, None if by the bank and the print alone.  `texts` holds what
    was typed, by the item's turn, where the answer is TYPED.  `helps` are the helps that were asked for beside hints:
    the item's turn, and which.  `undoable` is the turn of the answer that `UNDO` takes back, `undone` how many were;
    `repeats` tells that what is answered wrong is asked again in the same round, `interrupted` that the session has
    ended without the learner's saying so in the summary.  With `typing` the options are hidden, but for the turns in
    `unhidden`.
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
    over: View | None = None
    texts: Mapping[int, str] = {}
    helps: frozenset[tuple[int, str]] = frozenset()
    undoable: int | None = None
    undone: int = 0
    repeats: bool = False
    interrupted: bool = False
    typing: bool = False
    unhidden: frozenset[int] = frozenset()

    @property
    def hides_options(self) -> bool:
        """Whether the answer is to be typed without the options in view."""
        asked = self.phase is Phase.ASKING and self.answer is None and self.over is None
        return self.typing and asked and self.item.turn not in self.unhidden

    @property
    def item(self) -> Item:
        """The item on the screen."""
        return self.items[self.position]

    @property
    def answer(self) -> int | None:
        """The printed number chosen for the item on the screen."""
        return self.answers[self.position]

    @property
    def round(self) -> int:
        """The number of the round, from 1."""
        return len(self.earlier) + 1

    def hints(self, position: int) -> int:
        """How many helps were asked for before the item at this position was answered."""
        return (position in self.hinted) + sum(turn == self.items[position].turn for turn, _ in self.helps)

    @property
    def to_come(self) -> tuple[str, ...]:
        """The other blanks on the same listing that will be asked later and have no answer yet."""
        later = range(self.position + 1, len(self.items))
        return tuple(
            self.items[position].label
            for position in later
            if self.items[position].question is self.item.question and self.answers[position] is None
        )


def begin(items: tuple[Item, ...], seed: int | None = None, *, shuffle: bool = False, repeats: bool = False) -> State:
    """A session that asks these items; ValueError if there are none."""
    if not items:
        raise ValueError("a session needs at least one item")
    turns = tuple(item._replace(turn=turn, again=0) for turn, item in enumerate(items))
    return State(turns, (None,) * len(items), seed=seed, shuffle=shuffle, repeats=repeats)


def note(state: State, code: str, **parameters: str | int) -> State:
    """The state with a remark for the learner."""
    return state._replace(notice=Notice(code, parameters))
