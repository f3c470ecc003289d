"""What a whole run came to, and how it is counted while the reports come.

    QuestionReport, QuestionReport, … ─▶ Tally ─▶ Summary: counts, problems, what was left out, where it ran

No question is kept here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from exam_drill.problem import Problem
from exam_drill.quality import Finding, QuestionReport
from exam_drill.question import Place, Question


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was not judged because the budget was used up.

    The ids of the questions, how many blanks they have, and where each of the questions stands.
    """

    questions: tuple[str, ...] = ()
    blanks: int = 0
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """Where questions were judged, and by what.

    `enforced` is what programs are to be kept from there, with the steps that do so; `not_enforced` what nothing keeps
    them from, with why.  `engine` is a digest of our own code and of the references.
    """

    name: str
    versions: Mapping[str, str]  # exam_drill, numpy, python
    engine: str
    system: str
    enforced: Mapping[str, tuple[str, ...]]
    not_enforced: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Confinement:
    """What programs are kept from, with the steps that do so, and what nothing keeps them from, with why."""

    enforced: Mapping[str, tuple[str, ...]]
    not_enforced: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts of a run, the problems of its bank, what was left out, and the time it took.

    `enforced` and `unconfined` are None if nothing was run.  `trusted`: a bank of strangers was run on the user's word.
    `nodes` are those that judged with other versions, another engine or another confinement than there is `here`, which
    is None if there are no such nodes.
    """

    questions: int  # those with a mistake included
    blanks: int
    options: int
    findings: Mapping[Finding, int]  # the commonest first; a question that could not be judged counts once
    warnings: int
    problems: tuple[Problem, ...]
    seconds: float
    cached: int = 0  # questions whose reports come from the cache
    executed: int = 0  # questions that were run
    as_printed: bool = False
    enforced: Mapping[str, tuple[str, ...]] | None = None
    unconfined: Mapping[str, str] | None = None
    trusted: bool = False
    left_out: LeftOut = field(default_factory=LeftOut)
    budget: float | None = None
    resumable: bool = False  # a cache keeps what was judged, so a second run goes on where this one stopped
    nodes: tuple[Node, ...] = ()
    here: Node | None = None

    @property
    def invalid(self) -> tuple[Problem, ...]:
        """The first problem of each question that could not be judged."""
        return invalid(self.problems)


def invalid(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The first problem of each question that could not be judged."""
    first: dict[tuple[str, str], Problem] = {}
    for problem in problems:
        if problem.question is not None:
            first.setdefault((problem.place.path, problem.question), problem)
    return tuple(first.values())


class Tally:
    """Counts reports as they come."""

    def __init__(self) -> None:
        self.cached = self.executed = 0  # questions
        self._questions = self._blanks = self._options = self._warnings = 0
        self._findings: Counter[Finding] = Counter()
        self._left_out: list[tuple[str, Place]] = []
        self._blanks_left_out = 0

    def add(self, report: QuestionReport) -> None:
        """Counts one report."""
        self._questions += 1
        self._blanks += len(report.blanks)
        self._options += sum(len(blank.options) for blank in report.question.blanks)
        self._warnings += sum(len(blank.warnings) for blank in report.blanks)
        self._findings.update(blank.finding for blank in report.blanks)

    def leave_out(self, question: Question) -> None:
        """Counts a question that was not judged."""
        self._left_out.append((question.id, question.place))
        self._blanks_left_out += len(question.blanks)

    def summary(
        self,
        problems: Sequence[Problem],
        seconds: float,
        *,
        as_printed: bool = False,
        confinement: Confinement | None = None,
        trusted: bool = False,
        budget: float | None = None,
        resumable: bool = False,
        nodes: Sequence[Node] = (),
        here: Node | None = None,
    ) -> Summary:
        """What has been counted so far, with all else that there is to be told of a run."""
        broken = len(invalid(problems))
        findings = self._findings + Counter({Finding.INVALID: broken})
        return Summary(
            questions=self._questions + broken,
            blanks=self._blanks,
            options=self._options,
            findings=dict(findings.most_common()),
            warnings=self._warnings,
            problems=tuple(problems),
            seconds=seconds,
            cached=self.cached,
            executed=self.executed,
            as_printed=as_printed,
            enforced=confinement.enforced if confinement else None,
            unconfined=confinement.not_enforced if confinement else None,
            trusted=trusted,
            left_out=LeftOut(
                tuple(name for name, _ in self._left_out),
                self._blanks_left_out,
                tuple(place for _, place in self._left_out),
            ),
            budget=budget,
            resumable=resumable,
            nodes=tuple(nodes),
            here=here,
        )
