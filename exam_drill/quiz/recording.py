"""What is kept of a session: every answer, before its feedback is drawn.

shown ─────── its question stands on the screen: the seconds begin to count
stepped ───── a step changed the session: an answer is recorded
judged ────── the runs of a question are known: what was pending is graded
hidden ────── the terminal belongs to somebody else
"""

from __future__ import annotations

from typing import Protocol

from exam_drill.quiz.grading import Reports
from exam_drill.quiz.session import State


class Recorder(Protocol):
    """Where a session is recorded.  What it is told of is durable when the call returns."""

    def shown(self, state: State) -> None:
        """This is drawn; called for every frame."""

    def hidden(self) -> None:
        """Nothing of the session is seen any more, until it is shown again."""

    def stepped(self, before: State, after: State, known: Reports) -> None:
        """A step led from one state to the other, of which nothing was drawn yet."""

    def judged(self, state: State, known: Reports) -> None:
        """More may be known of what was answered before."""


class Unrecorded:
    """Keeps nothing."""

    def shown(self, state: State) -> None:
        """Nothing."""

    def hidden(self) -> None:
        """Nothing."""

    def stepped(self, before: State, after: State, known: Reports) -> None:
        """Nothing."""

    def judged(self, state: State, known: Reports) -> None:
        """Nothing."""
