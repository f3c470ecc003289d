"""Verdicts: what the outcomes of an option prove of it, with the evidence, as values.

They carry codes and parameters; `exam_drill.diagnosis` makes them, and the front ends make sentences of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from exam_drill.question import Blank, Place, Question


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
      policy     code, name, hint, line, column        the sentence's name in the table `policy`, and its parameters
      limit      limit (wall, cpu, memory, output, answer), amount, line
      undefined  name, type, message, line
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

    `margin` is the largest difference from the reference in units of the tolerance: at most 1 matches; infinity where
    the option fails in another way than by its values.
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


@dataclass(frozen=True, slots=True)
class Failure:
    """Why options could not be judged: the fault of the "reference" or of the "question" itself, never of an option."""

    fault: str
    code: str
    parameters: Mapping[str, str | int | float] = field(default_factory=dict)
    place: Place | None = None  # in the bank file, if the fault stands there


@dataclass(frozen=True, slots=True)
class BlankEvaluation:
    """The verdicts on all options of a blank, in the order of their numbers.

    `alike` are the pairs of options that returned the same on every trial.
    """

    blank: Blank
    verdicts: tuple[Verdict, ...]
    alike: tuple[tuple[int, int], ...] = ()
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that running a question showed.  With a `failure` no blank was judged."""

    question: Question
    blanks: tuple[BlankEvaluation, ...]
    failure: Failure | None
    seed: int
    trials: int
    question_digest: str = ""
    reference_digest: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)
