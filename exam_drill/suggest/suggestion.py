"""What is suggested, and why nothing can be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from exam_drill.quality import BlankReport
from exam_drill.question import Text
from exam_drill.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Fact:
    """What the runs of an option showed of all its results: a code, and the parameters of its sentence."""

    code: str
    parameters: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A wrong option that was seen to run and to differ from the key and from every other option.

    `misconception` names its title, a sentence of the table `misconceptions`; `kind` is the kind of its mutation.
    `distance` tells how far its results are from the right ones: 0 the same, 1 nothing in common.  `same_form` is
    whether they are of the same structure, shape and kind of dtype.
    """

    code: str
    misconception: str
    why: Text
    kind: str
    verdict: Verdict
    facts: tuple[Fact, ...]
    distance: float
    same_form: bool
    trials: int  # fresh ones, on which it was held against the key and all other options


@dataclass(frozen=True, slots=True)
class Search:
    """How the suggestions of a blank were found: how many mutants there were, were run, and were fit to be options.

    `cut_short` if the time was over before all of them had been tried.
    """

    suggestions: tuple[Suggestion, ...]
    made: int
    tried: int
    fit: int
    cut_short: bool = False


class UnprovenError(ValueError):
    """Nothing can be suggested for a blank whose published answer is not proven: what was found of it."""

    def __init__(self, report: BlankReport) -> None:
        super().__init__(report.finding)
        self.report = report
