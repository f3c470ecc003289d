"""What a program did, line by line, as values: made by `exam_drill.sandbox.trace` from what a child told.

Trace ─ Step, Step, …          one statement each, in the order in which they ran; of many the first and the last
          ├ Change(name, Held)     what it bound or changed
          └ blank, returned, error what the blank in it gave, what its function returned, the exception it raised
Held ─ Piece, Piece, …         a value: whole if it is small, else its type, shape and first elements
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NamedTuple


class Form(StrEnum):
    """How much of a value is there."""

    VALUE = "value"  # all of it
    CUT = "cut"  # of an array its dtype, its shape and its first elements
    SIZED = "sized"  # of a list, tuple or dict its length
    OTHER = "other"  # of anything else the name of its type


class Piece(NamedTuple):
    """A part of a value that is no structure itself; `at` is its place, as in `['W'][0]`.

    `kind` is a dtype or the name of a type, `shape` that of an array, or the one length of what is sized.
    """

    at: str
    form: Form
    value: Any = None
    kind: str = ""
    shape: tuple[int, ...] = ()


class Held(NamedTuple):
    """What a name held, as its first pieces; so many more were left out."""

    pieces: tuple[Piece, ...]
    left_out: int = 0


class Change(NamedTuple):
    """A name (or an attribute, as in `self.h`) that was bound or changed, and what it held then."""

    name: str
    held: Held


class StepKind(StrEnum):
    """What a step is."""

    CALL = "call"  # a function begins: its parameters are bound
    LINE = "line"
    ENDED = "ended"  # a `for` that found nothing more


class Step(NamedTuple):
    """One statement that ran.

    `where` is "code" with a line of the listing, or "option" with the blank's `label` and a line of what stands there.
    `call` numbers the calls of functions from 1 (0 is the program outside of them), `passed` how often this line has
    run within its call.  `blanks` is how often the judged blank was evaluated in it, `blank` what it gave the first
    times.  So many `more` changes were left out.
    """

    where: str
    label: str
    line: int
    call: int
    depth: int
    function: str
    passed: int
    kind: StepKind
    changes: tuple[Change, ...] = ()
    more: int = 0
    blanks: int = 0
    blank: tuple[Held, ...] = ()
    returned: Held | None = None
    error: tuple[str, str] | None = None  # type and message

    @property
    def place(self) -> tuple[str, str, int]:
        """Whose line it is, and which one."""
        return self.where, self.label, self.line


class Ended(StrEnum):
    """How a traced run ended."""

    RETURNED = "returned"
    RAISED = "raised"
    STOPPED = "stopped"  # by the tracer: it had run for long enough
    KILLED = "killed"  # its child did not live to tell, or told nonsense
    UNRUN = "unrun"  # no program, or none that may run


class Trace(NamedTuple):
    """A run.  Of the steps, `left_out` were not kept, all in one piece, after the first `kept`.

    `names` is what was at the blank when it was first reached; `error` type and message of what was raised.
    """

    ended: Ended
    steps: tuple[Step, ...] = ()
    left_out: int = 0
    kept: int = 0
    names: tuple[Change, ...] = ()
    error: tuple[str, str] | None = None
    returned: Held | None = None
