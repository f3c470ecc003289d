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

from exam_drill.question import Language
from exam_drill.quiz.grading import Reports as Known
from exam_drill.quiz.grading import key, summarise
from exam_drill.quiz.recording import Recorder, Unrecorded
from exam_drill.quiz.reports import Reports
from exam_drill.quiz.session import Event, Phase, State
from exam_drill.quiz.steps import step

_AHEAD = 2  # questions that are judged: the one on the screen, and the next


class Practice:
    """One session with its judge, its record and its clock."""

    def __init__(
        self, reports: Reports, language: Language, clock: Callable[[], float], recorder: Recorder | None = None
    ) -> None:
        self.reports, self.language, self.clock = reports, language, clock
        self.recorder: Recorder = recorder or Unrecorded()

    def step(self, state: State, event: Event) -> State:
        """The state after an event, recorded."""
        after = step(state, event)
        self.recorder.stepped(state, after, self.known())
        return after

    def known(self) -> Known:
        """What is known of the questions by now."""
        return self.reports.known()

    def missed(self, state: State) -> tuple[int, ...]:
        """The positions to ask again."""
        return tuple(one.position for one in summarise(state, self.known()).missed)

    def is_waiting(self, state: State) -> bool:
        """Whether the question on the screen is answered, and not judged yet."""
        return state.phase is Phase.ASKING and state.answer is not None and key(state.item, self.known()) is None

    def look_ahead(self, state: State) -> None:
        """Has the question on the screen judged, and those after it."""
        if state.phase is Phase.ASKING:
            for item in state.items[state.position : state.position + _AHEAD]:
                self.reports.want(item.question)


_P = TypeVar("_P", bound=Practice)
Handlers = Mapping[type, "Callable[[_P, State, Event], State]"]


def handled(practice: _P, handlers: Handlers[_P], state: State, event: Event) -> State:
    """The state after an event, by its handler if its kind has one."""
    handler = handlers.get(type(event))
    return practice.step(state, event) if handler is None else handler(practice, state, event)
