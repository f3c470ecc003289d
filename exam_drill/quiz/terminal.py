"""The quiz on a terminal: draw, read one key, handle it, again.

    page ─▶ screen.draw ─▶ keys.read ─┬─ Key ─ bindings.meaning ─▶ event ─ HANDLERS ─▶ Practice.step ─▶ state
                                      └─ Occurrence ─ resized, woken, suspended, ended

What is drawn is the page of the state, or the view laid over it (`views`).  Which handler an event has is said by
HANDLERS: see `practice`.
"""

from __future__ import annotations

from collections.abc import Callable

from exam_drill.question import Language
from exam_drill.quiz.bindings import Scroll, meaning
from exam_drill.quiz.frame import Frame
from exam_drill.quiz.keys import Key, Keys, Occurrence
from exam_drill.quiz.practice import Handlers, Practice, handled
from exam_drill.quiz.recording import Recorder
from exam_drill.quiz.reports import Reports
from exam_drill.quiz.screen import Screen
from exam_drill.quiz.scrolling import scrolled
from exam_drill.quiz.session import Digit, Event, Move, Phase, State, note
from exam_drill.quiz.typing import Draft
from exam_drill.quiz.typing_terminal import type_answer
from exam_drill.quiz.views import page_of

_TICK = 1.0  # seconds after which it is told anew how long the runs have lasted


def practise(
    state: State,
    screen: Screen,
    keys: Keys,
    reports: Reports,
    language: Language,
    clock: Callable[[], float],
    recorder: Recorder | None = None,
    minutes: int | None = None,
) -> State:
    """Asks until the learner leaves; returns the session as it ended."""
    return TerminalPractice(screen, keys, reports, language, clock, recorder, minutes).run(state)


class TerminalPractice(Practice):
    """A session on a terminal.

    `frame` is what is on the screen, `offset` where it is to be scrolled to (None: where one reads on), `since` when
    the learner came to this place.
    """

    def __init__(
        self,
        screen: Screen,
        keys: Keys,
        reports: Reports,
        language: Language,
        clock: Callable[[], float],
        recorder: Recorder | None = None,
        minutes: int | None = None,
    ) -> None:
        super().__init__(reports, language, clock, recorder, minutes)
        self.screen, self.keys = screen, keys
        self.offset: int | None = None
        self.since = clock()
        self.drafts: dict[tuple[int, int], Draft] = {}  # by round and turn: what was typed and not yet answered
        self.typed: list[tuple[str, str, str]] = []  # question, blank and text of each typed answer
        self._rehearsed: set[tuple[int, int]] = set()
        self._seen: dict[tuple[int, int], frozenset[int]] = {}  # round, turn -> numbers of options once in view

    @property
    def width(self) -> int:
        """Cells of a line within the frame."""
        return self.screen.width

    def run(self, state: State) -> State:
        """Asks until the learner leaves; returns the session as it ended."""
        while state.phase is not Phase.ENDED:
            if state.hides_options and state.over is None:
                state = self._handled(state, Move.TYPE)
                continue
            self.draw(state)
            self.look_ahead(state)
            self.recorder.warm()
            self._rehearse(state)
            got = self.keys.read(self._patience(state))
            if isinstance(got, Key):
                state = self._pressed(state, got.name)
            elif got is Occurrence.ENDED:
                state = self.step(state, Move.END)
            elif got is Occurrence.SUSPENDED:
                self.suspend()
        return state

    def suspend(self) -> None:
        """Gives the terminal back until the process is continued."""
        self.recorder.hidden()
        self.screen.__exit__()
        self.keys.suspend()
        self.screen.__enter__()

    def draw(self, state: State) -> None:
        """Draws the state; what was pending and is known by now is recorded before."""
        self.recorder.judged(state, self.known())
        self.frame = self.screen.draw(page_of(self, state, int(self.clock() - self.since)), self.offset)
        self.recorder.shown(state)
        if state.over is None:
            self._seen[_turn(state)] = self.seen(state) | self.frame.in_view

    def _rehearse(self, state: State) -> None:
        """Lays out the feedback that will be asked for, once it is known: it is nearly the same whatever is chosen."""
        if state.phase is not Phase.ASKING or state.answer is not None or _turn(state) in self._rehearsed:
            return
        answered = state._replace(answers=_with(state, state.item.order[0]))
        if not self.is_waiting(answered):
            self._rehearsed.add(_turn(state))
            self.screen.rehearse(page_of(self, answered))

    def _patience(self, state: State) -> float | None:
        """Seconds after which something else is to be seen, without a key."""
        if self.is_waiting(state):
            return _TICK
        left = self.seconds_left()
        return left % 60 + 0.1 if left and state.phase is Phase.ASKING else None

    def seen(self, state: State) -> frozenset[int]:
        """The numbers of the options that have once been in view."""
        return self._seen.get(_turn(state), frozenset())

    def _pressed(self, state: State, name: str) -> State:
        if name == "redraw":
            self.screen.clear()
            return state
        event = meaning(name, state, self.missed(state), more_below=self.frame.offset < self.frame.last)
        if isinstance(event, Scroll):
            self.offset = _scrolled_to_options(event, self.frame, self.seen(state))
            return state
        return self._handled(state, event)

    def _handled(self, state: State, event: Event) -> State:
        after = handled(self, HANDLERS, state, event)
        if _place(after) != _place(state):
            self.offset, self.since = None, self.clock()
        return after


def _digit(practice: TerminalPractice, state: State, event: Event) -> State:
    """An option that was never in view is shown before it can be chosen: nobody is to answer by accident."""
    unseen = _unseen(event, state, practice.seen(state))
    if unseen:
        practice.offset = practice.frame.bringing(unseen)
        return note(state, "options-first")
    return practice.step(state, event)


def _move(practice: TerminalPractice, state: State, event: Event) -> State:
    """Going on by Enter waits for the feedback, so that an Enter after the number never skips it."""
    if event is Move.TYPE:
        return type_answer(practice, state, event)
    if event is Move.NEXT and state.over is None and practice.is_waiting(state):
        return note(state, "still-judging")
    return practice.step(state, event)


HANDLERS: Handlers[TerminalPractice] = {Digit: _digit, Move: _move}


def _with(state: State, answer: int) -> tuple[int | None, ...]:
    return (*state.answers[: state.position], answer, *state.answers[state.position + 1 :])


def _turn(state: State) -> tuple[int, int]:
    return len(state.earlier), state.item.turn


def _place(state: State) -> tuple[object, ...]:
    """What decides which part of the page is to be read; when it changes, scrolling starts anew."""
    hinted = state.position in state.hinted
    return (state.phase, state.item.turn, state.answer, hinted, len(state.earlier), state.over)


def _unseen(event: Event, state: State, seen: frozenset[int]) -> int:
    """The option that would be chosen without ever having been in view, or 0."""
    if not isinstance(event, Digit) or state.answer is not None or state.over is not None:
        return 0
    number = state.typed * 10 + event.digit
    return number if number <= len(state.item.order) and number not in seen else 0


def _scrolled_to_options(scroll: Scroll, frame: Frame, seen: frozenset[int]) -> int:
    """The new offset.  The first move down goes to the options at once, unless that would leave out lines."""
    if scroll in (Scroll.LINE_DOWN, Scroll.PAGE_DOWN) and len(seen) < len(frame.options) - 1:
        options = frame.bringing()
        if frame.offset < options <= frame.offset + frame.view:
            return options
    return scrolled(scroll, frame)
