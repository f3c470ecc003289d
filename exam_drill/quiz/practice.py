"""What both ways of asking share: a step, and what it does to the world.

    event ─ handler ─▶ Practice.step ─ steps.step (pure) ─▶ state ─ recorder ─▶ drawn by the way of asking

A way of asking (`terminal`, `plain`) is a Practice of its own with a table HANDLERS: type of the event ─▶ function
`(practice, state, event) -> state`.  Who has no row there is only stepped.  A kind of event that needs more than a
step (a line to be typed, a job for the judge) puts its handler into a file of its own and one row into each table; it
ends with `practice.step(state, event)`, so that whatever is answered is recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from exam_drill.attempt import TYPED, Grade
from exam_drill.layout import GAP, Row
from exam_drill.question import Language
from exam_drill.quiz.grading import Reports as Known
from exam_drill.quiz.grading import grade_at, summarise, typed_name
from exam_drill.quiz.recording import Recorder, Unrecorded
from exam_drill.quiz.repeating import may_repeat, pulled, repeated
from exam_drill.quiz.reports import Reports
from exam_drill.quiz.session import Event, Move, Phase, State, note
from exam_drill.quiz.steps import step

_AHEAD = 2  # items that are judged at once: the one on the screen, and the next
_FURTHER = 8  # up to here while nothing else is to be done
_GOING_ON = (Move.NEXT, Move.SKIP)
_WIDTH = 76  # where lines may be of any length


class Practice:
    """One session with its judge, its record and its clock."""

    def __init__(
        self,
        reports: Reports,
        language: Language,
        clock: Callable[[], float],
        recorder: Recorder | None = None,
        minutes: int | None = None,
    ) -> None:
        self.reports, self.language, self.clock = reports, language, clock
        self.recorder: Recorder = recorder or Unrecorded()
        self.ends = None if minutes is None else clock() + 60 * minutes

    def step(self, state: State, event: Event) -> State:
        """The state after an event, recorded.  Going on may lead to what is due again, or to the end of the time."""
        if event in _GOING_ON and state.phase is Phase.ASKING and state.over is None:
            state, event = self._before_going_on(state, event)
        if event is Move.UNDO and state.undoable == state.item.turn and self.is_waiting(state):
            event = Move.TAKE_BACK
        after = step(state, event)
        self.recorder.stepped(state, after, self.known())
        if after.over != state.over:
            self.reports.looks.leave()
        return note(after, "not-recorded") if self.recorder.trouble else after

    def seconds_left(self) -> float | None:
        """Seconds until the time that the learner has is over; None without such a time."""
        return None if self.ends is None else max(self.ends - self.clock(), 0.0)

    def closing(self, state: State) -> tuple[Row, ...]:
        """What is said below the summary of how the session went."""
        closing = self.recorder.closing() if state.phase is not Phase.ASKING else None
        if closing is None:
            return ()
        from exam_drill.quiz.closing import closing_rows

        return (GAP, *closing_rows(closing, self.language))

    def _before_going_on(self, state: State, event: Event) -> tuple[State, Event]:
        """Gives another turn to what was answered wrong, and its place to the turn that is due by now."""
        state = self._with_repeats(state)
        last = state.position + 1 == len(state.items)
        within = not last and state.items[state.position + 1].question is state.item.question
        if self.seconds_left() == 0 and not last and not within and (state.answer is not None or event is Move.SKIP):
            return (state if event is Move.NEXT else step(state, event)), Move.QUIT
        return (pulled(state, self.clock()) if not last else state), event

    def _with_repeats(self, state: State) -> State:
        if not state.repeats:
            return state
        for position in range(len(state.items)):
            if may_repeat(state, position):
                due = self.recorder.due(state, position)
                state = repeated(state, position, due) if due is not None else state
        return state

    @property
    def width(self) -> int:
        """Cells of a line that is drawn and not broken."""
        return _WIDTH

    def known(self) -> Known:
        """What is known of the questions by now."""
        return self.reports.known()

    def missed(self, state: State) -> tuple[int, ...]:
        """The positions to ask again."""
        return tuple(one.position for one in summarise(state, self.known()).missed)

    def is_waiting(self, state: State) -> bool:
        """Whether the question on the screen is answered, and not judged yet."""
        return state.phase is Phase.ASKING and grade_at(state, state.position, self.known()) is Grade.PENDING

    def look_ahead(self, state: State) -> None:
        """Has the question on the screen judged, and those after it."""
        if state.phase is not Phase.ASKING:
            return
        for item in state.items[state.position : state.position + _AHEAD]:
            self.reports.want(item.question)
        if self.reports.idle:
            self._look_further(state)

    def _look_further(self, state: State) -> None:
        """While nothing else is to be done: one more, so that whatever the learner asks for next waits for one only."""
        known = self.known()
        for one in (state, *state.earlier):  # of a session that is gone on with, what was typed in it before
            for item, answer in zip(one.items, one.answers, strict=True):
                text = one.texts.get(item.turn, "")
                if answer == TYPED and typed_name(item, text) not in known:
                    self.reports.answer(item, text)
                    return
        answered = [item for item, answer in zip(state.items, state.answers, strict=True) if answer is not None]
        following = state.items[state.position + _AHEAD : state.position + _FURTHER]
        for question in (*(item.question for item in (*answered, *following)), *self.recorder.owed()):
            if question.id not in known:
                self.reports.want(question)
                return


_P = TypeVar("_P", bound=Practice)
Handlers = Mapping[type, "Callable[[_P, State, Event], State]"]


def handled(practice: _P, handlers: Handlers[_P], state: State, event: Event) -> State:
    """The state after an event, by its handler if its kind has one."""
    handler = handlers.get(type(event))
    return practice.step(state, event) if handler is None else handler(practice, state, event)
