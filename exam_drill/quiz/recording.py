"""What is kept of a session: every answer, before its feedback is drawn.

shown ─────── this stands on the screen: the seconds of its question count
hidden ────── nothing is seen: the terminal belongs to somebody else
stepped ───── a step changed the session: an answer, one that was taken back, where the learner is
judged ────── more questions are known: what was pending is graded
owed ──────── questions whose runs somebody waits for, from this session or an earlier one
closing ───── how it went, against the last time
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

from exam_drill.question import Question
from exam_drill.quiz.session import State

if TYPE_CHECKING:  # it is not needed for the first screen, and takes longer to import than that to draw
    from exam_drill.quiz.grading import Reports


class Tally(NamedTuple):
    """What was answered in a session: how many answers count, how many were right, and seconds for each."""

    answered: int
    right: int
    seconds: float


class Coming(NamedTuple):
    """How many blanks are due on a day, `days` from today."""

    days: int
    day: date
    due: int


class Closing(NamedTuple):
    """A session beside the last one, if there was any, and what is due next."""

    now: Tally
    last: Tally | None
    coming: tuple[Coming, ...]


class Recorder(Protocol):
    """Where a session is recorded.  What it is told of is durable when the call returns."""

    def warm(self) -> None:
        """The learner reads: there is time for what the first answer needs.  Called after every frame."""

    @property
    def trouble(self) -> bool:
        """Whether something could not be recorded, which the learner was not told yet; asking takes note of it."""

    def shown(self, state: State) -> None:
        """This is drawn; called for every frame."""

    def hidden(self) -> None:
        """Nothing of the session is seen any more, until it is shown again."""

    def stepped(self, before: State, after: State, known: Reports) -> None:
        """A step led from one state to the other, of which nothing was drawn yet."""

    def judged(self, state: State, known: Reports) -> None:
        """More may be known of what was answered before."""

    def owed(self) -> Sequence[Question]:
        """Questions with answers that have no grade yet."""

    def due(self, state: State, position: int) -> float | None:
        """When the item at this position, which is answered, comes again in the same session (seconds since 1970)."""

    def left(self, state: State, known: Reports, *, over: bool = False) -> None:
        """Nothing more is asked; `over` tells that the session is not to be offered again, however it ended."""

    def closing(self) -> Closing | None:
        """How the session went; None where nothing was kept of it."""


class Unrecorded:
    """Keeps nothing."""

    trouble = False

    def warm(self) -> None:
        """Nothing."""

    def shown(self, state: State) -> None:
        """Nothing."""

    def hidden(self) -> None:
        """Nothing."""

    def stepped(self, before: State, after: State, known: Reports) -> None:
        """Nothing."""

    def judged(self, state: State, known: Reports) -> None:
        """Nothing."""

    def owed(self) -> Sequence[Question]:
        """None."""
        return ()

    def due(self, state: State, position: int) -> float | None:
        """Never."""

    def left(self, state: State, known: Reports, *, over: bool = False) -> None:
        """Nothing."""

    def closing(self) -> Closing | None:
        """Nothing."""
