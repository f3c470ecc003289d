"""What `check` found, as one value that every report is a function of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from exam_drill.problem import Problem
from exam_drill.quality import BlankReport, Finding, QuestionReport
from exam_drill.question import Question


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The reports on all questions that were judged, the problems of those that could not be, and the time it took.

    `enforced` is what programs are to be kept from, with the steps that do so, and `unconfined` what nothing keeps them
    from, with why; both are None if nothing was run.  `trusted`: they were run all the same, on the user's word.
    `left_out` are the questions that were not judged because the `budget` in seconds was used up.
    """

    questions: tuple[QuestionReport, ...]
    problems: tuple[Problem, ...]
    seconds: float
    as_printed: bool = False
    unconfined: Mapping[str, str] | None = None
    enforced: Mapping[str, tuple[str, ...]] | None = None
    trusted: bool = False
    left_out: tuple[Question, ...] = ()
    budget: float | None = None

    @property
    def blanks(self) -> tuple[BlankReport, ...]:
        """All blanks, in order."""
        return tuple(blank for report in self.questions for blank in report.blanks)

    @property
    def invalid(self) -> tuple[Problem, ...]:
        """The first problem of each question that could not be judged."""
        first: dict[tuple[str, str], Problem] = {}
        for problem in self.problems:
            if problem.question is not None:
                first.setdefault((problem.place.path, problem.question), problem)
        return tuple(first.values())

    @property
    def findings(self) -> Mapping[Finding, int]:
        """How often each finding was made, the commonest first; a question that could not be judged counts once."""
        found = [blank.finding for blank in self.blanks] + [Finding.INVALID] * len(self.invalid)
        return dict(Counter(found).most_common())

    @property
    def options(self) -> int:
        """How many options were judged."""
        return sum(len(blank.options) for report in self.questions for blank in report.question.blanks)

    @property
    def blanks_left_out(self) -> int:
        """How many blanks the questions that were left out have."""
        return sum(len(question.blanks) for question in self.left_out)

    @property
    def warnings(self) -> int:
        """How many warnings were given."""
        return sum(len(blank.warnings) for blank in self.blanks)
