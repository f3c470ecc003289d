"""Where an exam is sat: on the terminal's second screen, or line by line where there is no such terminal.

with open_desk(arguments, environment, language) as desk:
    desk.going_on(…)     the exam that is not over: go on with it, or give it up?
    desk.begin(…)        before a new one
    desk.sit(…)          until it is over or left
    desk.look_back(…)    its result
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from errno import EIO
from io import StringIO
from typing import Protocol, TextIO

from exam_drill.commands.common import console_for
from exam_drill.environment import Environment
from exam_drill.exam.keeping import Keeper
from exam_drill.exam.paper import Part
from exam_drill.exam.result import Result
from exam_drill.exam.session import Moment, State
from exam_drill.exam.sheet import Sheet
from exam_drill.interruption import HANGUP, Interrupted
from exam_drill.question import Language
from exam_drill.quiz.reports import Reports


class Desk(Protocol):
    """A place to sit an exam; `tells` whether its result stays to be read when it is closed."""

    @property
    def tells(self) -> bool:
        """Whether what it showed stays."""

    @property
    def ended_by(self) -> int:
        """The signal that asked to end, 0 if none did."""

    def wake(self) -> None:
        """More is known than before; from any thread."""

    def going_on(self, sheet: Sheet, begun: str) -> str:
        """What to do with the exam that is not over: `exam.choices.RESUME`, `NEW` or `LEAVE`."""

    def begin(self, sheet: Sheet, parts: tuple[Part, ...], warning: str) -> bool:
        """Shows what stands before an exam; whether it is to begin."""

    def sit(self, state: State, reports: Reports, keeper: Keeper) -> State:
        """Sits the exam until it is over or left."""

    def look_back(self, state: State, reports: Reports, keeper: Keeper, earlier: Sequence[tuple[str, Result]]) -> None:
        """Shows the result, and the questions again."""


@contextmanager
def open_desk(arguments: argparse.Namespace, environment: Environment, language: Language) -> Iterator[Desk]:
    """The desk that the standard streams allow.  Interrupted if the terminal has gone."""
    from exam_drill.quiz.screen import Screen, is_interactive

    def moment() -> Moment:
        return Moment(environment.monotonic(), environment.clock())

    stdin: TextIO | None = environment.stdin  # None if it was closed before the program began
    stdout = environment.stdout
    if stdin is None or stdin.closed:
        stdin = StringIO()
    if not is_interactive(stdin, stdout, environment.variables):
        from exam_drill.exam.lines import open_lines
        from exam_drill.exam.plain import PlainDesk

        waiting = stdin.isatty() and stdout.isatty()
        yield PlainDesk(open_lines(stdin), stdout, language, moment, waiting=waiting)
        return
    from exam_drill.exam.terminal import TerminalDesk
    from exam_drill.quiz.keys import open_keys

    keys = open_keys(stdin)
    try:
        with keys, Screen(console_for(stdout, arguments, environment.variables), language) as screen:
            yield TerminalDesk(screen, keys, language, moment)
    except OSError as error:
        if error.errno != EIO:
            raise
        raise Interrupted(keys.ended_by or HANGUP) from None  # the terminal is gone
