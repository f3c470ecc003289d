"""What a run tells while it goes on, for whoever listens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from exam_drill.checking.summary import Confinement


@dataclass(frozen=True, slots=True)
class Confined:
    """The first sandbox is up, and nothing of the bank has been run yet."""

    confinement: Confinement


@dataclass(frozen=True, slots=True)
class Progressed:
    """So many questions have been dealt with; `of` is how many there are, None as long as the bank is being read."""

    questions: int
    of: int | None


@dataclass(frozen=True, slots=True)
class ProcessLost:
    """A process that judged has died, or an executor has lost a batch, for the reason `why`; all of it is run again.

    It is the `times`th time in this run.
    """

    times: int
    why: str = ""


Event = Confined | Progressed | ProcessLost
Listener = Callable[[Event], None]
