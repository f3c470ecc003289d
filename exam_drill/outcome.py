"""How one run of one program ended: the only thing that comes out of the sandbox.

An outcome says nothing about right or wrong; `exam_drill.verdict` does.  `value` and `arguments` hold what
`exam_drill.sandbox.wire` decodes: None, bool, int, float, complex, str, list, tuple, dict and NumPy arrays, freshly
made by the parent from bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Ending(StrEnum):
    """How a run ended."""

    RETURNED = "returned"
    RAISED = "raised"
    TIMED_OUT = "timed_out"
    KILLED = "killed"
    REFUSED = "refused"
    UNPARSED = "unparsed"  # the text is no Python program, so nothing was run


@dataclass(frozen=True, slots=True)
class Error:
    """An exception, as the program's author would want to read it.

    `where` tells whose line it is: the question's "code", an "option" (then `blank` is its label), the "call", a
    "reference", or "" if the traceback never enters them.  `line` and `column` count from 1 within that text.
    """

    type: str
    message: str
    where: str = ""
    blank: str = ""
    line: int = 0
    column: int = 0
    name: str = ""  # of NameError and UnboundLocalError: what is not defined


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run on one trial."""

    ending: Ending
    value: Any = None
    arguments: Mapping[str, Any] = field(default_factory=dict)  # only those that the run left changed
    reached: bool = False  # whether the judged blank was executed, or one of those that are
    executed: tuple[str, ...] = ()  # the labels of these
    error: Error | None = None  # of REFUSED by the policy: its code as `type`, what it is about as `name`
    warning: Error | None = None  # the first warning that the run gave, e.g. a division by zero
    limit: str = ""  # of TIMED_OUT, KILLED and REFUSED: wall, cpu, output, answer, signal, exit, policy
    amount: str = ""  # the limit's size or the signal's name, for the report
