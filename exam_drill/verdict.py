"""What the outcomes of one option prove: a verdict with its evidence.

    outcomes of an option ┐
                          ├─ compare, trial by trial ─▶ differences ─ the earliest kind in the order of diagnosis ─▶ Verdict
    expected of the trials┘

The order in which a learner thinks is the order of `REASON_KINDS`.  The values here carry codes and parameters; sentences are
made of them in `exam_drill.i18n.reasons`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from exam_drill.question import Place


class VerdictKind(StrEnum):
    """What an option was shown to do."""

    MATCHES = "matches"
    DIFFERS = "differs"
    RAISES = "raises"
    TIMED_OUT = "timed_out"
    KILLED = "killed"
    REFUSED = "refused"
    UNREACHED = "unreached"


class ReasonKind(StrEnum):
    """Why an option does not match, in the order of diagnosis."""

    POLICY = "policy"
    LIMIT = "limit"
    UNDEFINED = "undefined"
    EXCEPTION = "exception"
    STRUCTURE = "structure"
    SHAPE = "shape"
    DTYPE = "dtype"
    VALUE = "value"
    ARGUMENT = "argument"


@dataclass(frozen=True, slots=True)
class Reason:
    """The evidence against an option, from the first trial that shows the earliest kind.

    Parameters by kind:
      policy     message
      limit      limit (wall, cpu, memory, output, value), amount
      undefined  name, line
      exception  type, message, line; or signal, or exit
      structure  at, expected, got                     descriptions such as "list of 3", "array (3, 4)"
      shape      at, expected, got                     "(3, 4)"
      dtype      at, expected, got                     "float", "integer", "boolean", "complex"
      value      at, index, expected, got, max_abs_error, differing, total
      argument   name, and those of value (or expected, got)
    `at` is the place within a structure, e.g. "[1]", or "" for the output itself.
    """

    kind: ReasonKind
    parameters: Mapping[str, str | int | float] = field(default_factory=dict)
    trial: int = 0  # the first trial that shows it, from 1
    trials: int = 0  # on how many trials this kind was seen
    place: Place | None = None  # of an exception: the line in the bank file


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was shown of one option over all trials.

    `margin` is the largest difference from the reference in units of the tolerance: at most 1 matches; infinity where the
    option fails in another way than by its values.
    """

    number: int
    kind: VerdictKind
    trials: int
    differing: int  # on how many trials it failed in any way
    reached: int  # on how many trials the blank was executed
    margin: float
    reason: Reason | None = None
    output: str = ""  # what it gave on the first trial, in short: "array (3, 4) float"
    warning: str = ""  # the first warning of NumPy or Python that its runs gave
