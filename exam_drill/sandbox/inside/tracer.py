"""Looks on while a program runs: `sys.settrace` tells calls, lines, exceptions and returns.

    call f ─▶ a step with its parameters
    line   ─▶ what the line before bound or changed is known now (`held.mark` before and after); a new step begins
    return ─▶ the last step's changes, and the value

It is a convenience, and no boundary: it runs beside the program, in a child that may be wholly the program's.  A
program that does not end is ended by it only if it lets it.
"""

from __future__ import annotations

import inspect
import itertools
import sys
import time
from collections import Counter, deque
from collections.abc import Mapping
from types import FrameType
from typing import Any

from exam_drill.sandbox.inside.held import mark, pieces
from exam_drill.sandbox.inside.scope import NESTED, names_at, seen_as, with_attributes
from exam_drill.sandbox.inside.statements import Statement, Statements
from exam_drill.sandbox.inside.substitute import FILE_NAME, OPTION_LINES, REACHED

MOST_LINES = 20_000  # after which a program is stopped
MOST_SECONDS = 1.0
FIRST, LAST = 80, 20  # steps that are kept
_MOST_CHANGES = 12  # of a step
_MOST_VALUES = 3  # of a blank within one step
_MOST_NAMES = 60  # of a frame
_LONGEST_MESSAGE = 400
_GOES_ON = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR


class StopError(BaseException):
    """A program has run for long enough."""


class Step:
    """One statement that was executed."""

    def __init__(self, statement: Statement, call: int, depth: int, function: str, passed: int, kind: str) -> None:
        self.statement, self.call, self.depth, self.function = statement, call, depth, function
        self.passed, self.kind = passed, kind
        self.changes: list[list[Any]] = []
        self.more = 0
        self.blanks = 0
        self.blank: list[tuple[list[Any], int]] = []
        self.returned: tuple[list[Any], int] | None = None
        self.error: list[str] | None = None


class _Watched:
    """A frame of the program: what its names held before the line that runs now."""

    def __init__(self, number: int, depth: int, function: str) -> None:
        self.number, self.depth, self.function = number, depth, function
        self.passes: Counter[int] = Counter()
        self.held: dict[str, int] = {}
        self.safe: dict[str, int] = {}  # what was held when a hidden blank was first reached
        self.step: Step | None = None
        self.failing: BaseException | None = None


class Tracer:
    """Looks on while a program runs; blanks that are `hidden` are still to be asked, and nothing after them is told."""

    def __init__(self, statements: Statements, prepared: Mapping[str, Any], hidden: frozenset[int]) -> None:
        self.prepared = prepared
        self.scope: list[Any] | None = None
        self.names: list[list[Any]] = []
        self.end: list[Any] = ["stopped"]
        self.count = 0
        self._statements, self._hidden = statements, hidden
        self._first: list[Step] = []
        self._last: deque[Step] = deque(maxlen=LAST)
        self._frames: dict[FrameType, _Watched] = {}
        self._numbers = itertools.count(1)
        self._lines = 0
        self._until = time.monotonic() + MOST_SECONDS
        self._blamed: BaseException | None = None
        self._spoilt = False  # a hidden blank was reached

    # ── what Python tells ──

    def called(self, frame: FrameType, _event: str, _argument: Any) -> Any:
        """A function of the program is called, or a generator of it goes on."""
        code = frame.f_code
        if code.co_filename != FILE_NAME or code.co_name in NESTED:
            return None
        if frame not in self._frames:
            above = self._above(frame.f_back)
            is_function = bool(code.co_flags & inspect.CO_NEWLOCALS)  # neither the module nor a class
            watched = _Watched(next(self._numbers) if is_function else 0, above.depth + 1 if above else 0, code.co_name)
            self._frames[frame] = watched
            if is_function:
                statement = Statement(code.co_firstlineno, silent=False)
                parameters = list(self._held(frame))
                self._begin(watched, statement, "call")
                self._change(watched.step, [(name, value) for name, value in parameters if "." not in name])
            watched.held = self._marks(frame)
        return self.happened

    def happened(self, frame: FrameType, event: str, argument: Any) -> Any:
        """A line begins, an exception passes, a function returns."""
        watched = self._frames[frame]
        if event == "line":
            self._line(frame, watched)
        elif event == "exception":
            self._failed(watched, argument[1])
        elif event == "return":
            self._finish(frame, watched, None)
            if watched.number:
                step, watched.step = watched.step, None
                if step is not None and watched.failing is None and step.returned is None:
                    step.returned = pieces(argument)
                if not frame.f_code.co_flags & _GOES_ON:
                    del self._frames[frame]  # nothing of it is to be kept alive
        return self.happened

    def reached(self, *value: Any) -> Any:
        """The judged blank is about to be evaluated, or (with None and its value) was."""
        frame: FrameType | None = sys._getframe(1)
        if len(value) < 2:
            if self.scope is None:
                self._look(frame)
            watched = self._above(frame)
            if not value and watched is not None and watched.step is not None:
                watched.step.blanks += 1
            return None
        watched = self._above(frame)
        if watched is not None and watched.step is not None and len(watched.step.blank) < _MOST_VALUES:
            watched.step.blank.append(pieces(value[1]))
        return value[1]

    # ── what is made of it ──

    def _line(self, frame: FrameType, watched: _Watched) -> None:
        self._lines += 1
        if self._lines > MOST_LINES or time.monotonic() > self._until:
            raise StopError
        line = frame.f_lineno
        current = watched.step.statement if watched.step is not None else None
        statement = self._statements.find(line, current)
        if not self._spoilt and line // OPTION_LINES in self._hidden:
            self._spoil()
        if statement is current and (statement.long or line != statement.line):
            return  # its next line, or back to its first one
        self._finish(frame, watched, statement)
        watched.failing = None
        if not statement.silent:
            self._begin(watched, statement, "line")
        else:
            watched.step = None

    def _begin(self, watched: _Watched, statement: Statement, kind: str) -> None:
        watched.passes[statement.line] += 1
        passed = watched.passes[statement.line]
        watched.step = Step(statement, watched.number, watched.depth, watched.function, passed, kind)
        self.count += 1
        if len(self._first) < FIRST:
            self._first.append(watched.step)
        else:
            self._last.append(watched.step)

    def _finish(self, frame: FrameType, watched: _Watched, following: Statement | None) -> None:
        """What the statement that has run bound or changed."""
        step, before = watched.step, watched.held
        now = dict(self._held(frame))
        watched.held = {name: mark(value) for name, value in now.items()}
        if step is None:
            return
        bound = step.statement.names if watched.failing is None and step.kind == "line" else set()
        if step.statement.loops and (following is None or following.line not in step.statement.body):
            bound = set()
            if step.kind == "line" and watched.failing is None:
                step.kind = "ended"
        changed = [
            (name, value)
            for name, value in now.items()
            if name in bound or name not in before or before[name] != watched.held[name]
        ]
        self._change(step, changed)

    def _change(self, step: Step | None, changed: list[tuple[str, Any]]) -> None:
        if step is None:
            return
        told = {name for name, *_ in step.changes}
        for name, value in changed:
            if name in told:
                step.changes = [one for one in step.changes if one[0] != name]
            if len(step.changes) < _MOST_CHANGES:
                step.changes.append([name, *pieces(value)])
            else:
                step.more += 1

    def _failed(self, watched: _Watched, failure: BaseException) -> None:
        watched.failing = failure
        if failure is not self._blamed and watched.step is not None and not isinstance(failure, StopError):
            self._blamed = failure
            watched.step.error = [type(failure).__name__[:80], message_of(failure)]

    def _spoil(self) -> None:
        """From here on what is bound may tell of a blank that is still to be asked."""
        for frame, watched in self._frames.items():
            watched.safe = self._marks(frame)
        self._spoilt = True

    @property
    def steps(self) -> list[Step]:
        """The steps that were kept, of `count`: the first ones, and the last ones."""
        return [*self._first, *self._last]

    def stopped(self) -> None:
        """Lets go of the program."""
        self._frames.clear()
        self._blamed = None

    def _look(self, frame: FrameType | None) -> None:
        """What is there when the blank is first reached; nothing that a hidden blank may have had a part in."""
        found = list(itertools.islice(names_at(frame, self.prepared), _MOST_NAMES))
        if self._spoilt:
            watched = self._above(frame)
            safe = watched.safe if watched is not None else {}
            found = [(name, value) for name, value in found if name in safe and safe[name] == mark(value)]
        found = [(name, value) for name, value in found if not callable(value)]
        self.scope = [seen_as(name, value) for name, value in found]
        self.names = [[name, *pieces(value)] for name, value in found]

    def _held(self, frame: FrameType) -> list[tuple[str, Any]]:
        """The names of one frame, but for functions and classes, and what was there before the program began."""
        if frame.f_locals is frame.f_globals:
            return [
                (name, value)
                for name, value in frame.f_globals.items()
                if name not in self.prepared and name != REACHED and name.isidentifier() and not callable(value)
            ]
        found = (with_attributes(name, value) for name, value in frame.f_locals.items() if name.isidentifier())
        return [
            (name, value)
            for name, value in itertools.islice(itertools.chain.from_iterable(found), _MOST_NAMES)
            if not callable(value)
        ]

    def _marks(self, frame: FrameType) -> dict[str, int]:
        return {name: mark(value) for name, value in self._held(frame)}

    def _above(self, frame: FrameType | None) -> _Watched | None:
        """What is known of the nearest frame that is watched."""
        while frame is not None and frame not in self._frames:
            frame = frame.f_back
        return self._frames.get(frame) if frame is not None else None


def message_of(failure: BaseException) -> str:
    """What an exception says, if it lets itself be asked."""
    try:
        return str(failure)[:_LONGEST_MESSAGE]
    except BaseException:
        return ""
