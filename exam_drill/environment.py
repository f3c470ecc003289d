"""What a command gets from the outside world, handed in so that tests can hand in something else."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import TextIO

from exam_drill.output import forgiving, plain
from exam_drill.preferences import Preferences


@dataclass(frozen=True, slots=True)
class Environment:
    """Streams, environment variables, a clock in seconds, and one that nobody can set (for measuring only).

    `zone` is the time zone in which the learner's days begin and end, None for that of the system;
    `preferences` are those of the learner's variables and settings file.

    What is written to `stdout` and `stderr` is made visible; colours go through `exam_drill.console`.  Where nothing
    can be written to `stderr`, that is no error: the exit code tells the same.
    """

    stdin: TextIO = field(default_factory=lambda: sys.stdin)
    stdout: TextIO = field(default_factory=lambda: sys.stdout)
    stderr: TextIO = field(default_factory=lambda: sys.stderr)
    variables: Mapping[str, str] = field(default_factory=lambda: os.environ)
    clock: Callable[[], float] = time.time
    monotonic: Callable[[], float] = time.monotonic
    zone: tzinfo | None = None
    preferences: Preferences = field(default_factory=Preferences)

    def __post_init__(self) -> None:
        object.__setattr__(self, "stdout", plain(self.stdout))
        object.__setattr__(self, "stderr", plain(forgiving(self.stderr)))

    def now(self) -> datetime:
        """The time, aware and in UTC."""
        return datetime.fromtimestamp(self.clock(), UTC)

    def local(self, time: datetime) -> datetime:
        """A time as the learner's own clock shows it."""
        return time.astimezone(self.zone)
