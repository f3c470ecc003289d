"""The kinds of workers, and which one suits a system."""

from __future__ import annotations

import os
import sys
from typing import Protocol

from exam_drill.sandbox.client import Capabilities, Running, Worker
from exam_drill.sandbox.limits import Limits
from exam_drill.sandbox.spawned import SpawnedWorker
from exam_drill.sandbox.system import forks


class AnyWorker(Protocol):
    """Hands jobs to children: see `client.Worker`."""

    deadline: float | None

    @property
    def can_overlap(self) -> bool:
        """Whether a job may begin before the one before it has ended."""

    def start(self) -> None:
        """Starts it and returns at once."""

    def close(self) -> None:
        """Ends everything; another job starts it anew."""

    def interrupt(self) -> None:
        """From another thread: the deadline has come, and what is at work ends at once."""

    def capabilities(self) -> Capabilities:
        """What keeps a child in."""

    def begin(self, job: bytes, parts: int) -> Running:
        """Hands a job to a child of its own."""


def open_worker(limits: Limits, spawned: bool | None = None) -> AnyWorker:
    """A worker that forks its children or spawns them; None is what suits this system."""
    if spawned is None:
        spawned = not forks(sys.platform, hasattr(os, "fork"))
    return SpawnedWorker(limits) if spawned else Worker(limits)
