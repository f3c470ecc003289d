"""What is shown of an option: values, made by `seeing`, drawn by `rows`.

Look ─ sizes                      how small the inputs are, and whether no smaller ones do
     ├ result, arguments          expected and got, element by element
     ├ Line, Line, …              what ran, with what was bound there; where the right program parts from it
     └ Named, …                   what was at the blank
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from exam_drill.excerpt import Beside, Leaf, Pairs
from exam_drill.traced import Ended, StepKind
from exam_drill.verdict import Reason


class Shown(NamedTuple):
    """A value of a step: its leaves, or pairs of leaves where the right program had another one there.

    So many more leaves were left out.
    """

    parts: tuple[Leaf | Beside, ...]
    left_out: int = 0

    @property
    def differs(self) -> bool:
        """Whether the right program had something else there."""
        return any(isinstance(part, Beside) for part in self.parts)


class Line(NamedTuple):
    """A statement that ran, as in `exam_drill.traced.Step`; `values` are what was bound or changed, by name.

    `alone` are names that the right program did not bind there.  `parts` marks the first line at which the two
    programs part.
    """

    where: str
    label: str
    line: int
    call: int
    depth: int
    function: str
    passed: int
    kind: StepKind
    values: tuple[tuple[str, Shown], ...] = ()
    more: int = 0
    blanks: int = 0
    blank: tuple[Shown, ...] = ()
    returned: Shown | None = None
    error: tuple[str, str] | None = None
    parts: bool = False


class Named(NamedTuple):
    """A name at the blank, with what NumPy or Python call its value: `float64`, `(1, 2)`.

    `symbols` is the shape in letters, "" where it is not known or there is none; `value` is None where no value is to
    be seen.
    """

    name: str
    kind: str
    symbols: str = ""
    value: Leaf | None = None


class Lack(StrEnum):
    """Why there is nothing to look at."""

    NOTHING = ""
    REFERENCE = "reference"  # it gave nothing to compare with
    UNRUN = "unrun"  # the option is no program, or may not run
    UNREACHED = "unreached"  # the blank is never evaluated
    ENDED = "ended"  # the child did not live to tell


@dataclass(frozen=True, slots=True)
class Names:
    """What can be used at a blank, before it is answered: no value, and nothing that another open blank had a part in.

    `hidden` are those other blanks, if anything was left out for them.
    """

    names: tuple[Named, ...]
    hidden: tuple[str, ...] = ()
    lack: Lack = Lack.NOTHING


@dataclass(frozen=True, slots=True)
class Look:
    """What an option (`number`, or 0 with its `text`) does on the smallest inputs that show that it is wrong.

    For one that is `right` they are the smallest on which all the others are not, or else the smallest of all.
    `tried` assignments of sizes were tried; `proven` if there are no smaller ones that would do, and not `telling` if
    they are only the smallest that there are.  `right_number` is
    the option of the program that it is held against, 0 if no option is right.  Of its lines, `left_out` are not here,
    after the first `kept`.
    """

    label: str
    number: int
    text: str
    right: bool
    right_number: int
    lack: Lack = Lack.NOTHING
    sizes: Mapping[str, int] = field(default_factory=dict)
    tried: int = 0
    proven: bool = False
    telling: bool = True
    reason: Reason | None = None
    ended: Ended = Ended.UNRUN
    result: Pairs | None = None
    arguments: Mapping[str, Pairs] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    left_out: int = 0
    kept: int = 0
    names: tuple[Named, ...] = ()
