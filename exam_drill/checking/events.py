"""What a run tells while it goes on, for whoever listens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from exam_drill.checking.summary import Confinement, Node


@dataclass(frozen=True, slots=True)
class Confined:
    """The first sandbox is up.  In this process nothing of the bank has been run yet; elsewhere a few questions may."""

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


@dataclass(frozen=True, slots=True)
class NoWorkerYet:
    """The scheduler of a cluster has no worker; the first one is waited for, at most so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class NodeUnfit:
    """A worker of a cluster cannot run our code, for the reason `error`; it is given nothing."""

    node: str
    error: str


@dataclass(frozen=True, slots=True)
class NodeDiffers:
    """A node has judged with other versions or another engine than there are `here`, or keeps programs from less."""

    node: Node
    here: Node


@dataclass(frozen=True, slots=True)
class MovedHere:
    """An executor takes nothing any more, for the reason `error`; what is left is judged by processes here."""

    error: str


@dataclass(frozen=True, slots=True)
class TakenApart:
    """Workers died of a batch again and again; its questions are judged here, each in a process with no other one."""


Event = Confined | Progressed | ProcessLost | NoWorkerYet | NodeUnfit | NodeDiffers | MovedHere | TakenApart
Listener = Callable[[Event], None]
