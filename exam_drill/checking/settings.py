"""What decides verdicts beside question and reference, as one value that goes to processes, nodes and caches."""

from __future__ import annotations

from dataclasses import dataclass, field

from exam_drill.question import DEFAULT_TRIALS
from exam_drill.sandbox.limits import Limits


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """How questions are checked.

    With `as_printed` the errata are undone first.  `untrusted` is a bank of strangers: nothing of it runs where the
    kernel gives too little.
    """

    seed: int = 0
    trials: int = DEFAULT_TRIALS  # for questions that do not say how many
    as_printed: bool = False
    limits: Limits = field(default_factory=Limits)
    untrusted: bool = True
