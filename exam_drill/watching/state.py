"""What is known of a watched bank at one moment, as values.

State ── save ── Save      what happened last, and what it did to each question that it touched
   └ counts, what is still open elsewhere
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from exam_drill.problem import Problem
from exam_drill.quality import Finding, QuestionReport
from exam_drill.question import Place
from exam_drill.watching.proofs import Judged, Unjudged


class Cause(StrEnum):
    """Why questions were looked at."""

    START = "start"
    SAVE = "save"
    ALL = "all"
    AGAIN = "again"
    REFERENCES = "references"


class Kind(StrEnum):
    """What became of a question."""

    ADDED = "added"
    CHANGED = "changed"  # its program, options or reference: it is run
    TEXT = "text"  # nothing that its verdicts hang on: the last proof stands
    AGAIN = "again"  # it was asked to be run once more
    INVALID = "invalid"  # it has a mistake, so it cannot be run


class Changed(NamedTuple):
    """One question that was touched.  `judged` is None until it has been run; `problems` make it invalid."""

    kind: Kind
    identity: str | None
    place: Place | None
    judged: Judged | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether it is yet to be run."""
        return self.judged is None and self.kind is not Kind.INVALID


class Save(NamedTuple):
    """What happened last.  `number` counts up; `at` is the clock's, in seconds.

    `seconds` passed from the last event until all that it changed was judged; None while it is not.  `problems` concern
    no question, in the files that were `saved`.
    """

    number: int
    cause: Cause
    at: float
    saved: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()
    problems: tuple[Problem, ...] = ()
    seconds: float | None = None

    @property
    def is_empty(self) -> bool:
        """Whether a file was saved, and nothing in it is another."""
        return not (self.changed or self.removed or self.problems or self.gone)


class State(NamedTuple):
    """The bank as it stands.  `questions` counts all, `pending` those yet to be judged.

    `open` are those that are not plainly proven, `unjudged` those that could not be judged, both without the ones of
    the last save; so are the `problems`.  `mistakes` counts the problems of the loader, `complaints` those
    that the rules of lint tell.  `refused` is what nothing here keeps a
    stranger's bank from, where it is not run for that.
    """

    paths: tuple[str, ...]
    questions: int = 0
    proven: int = 0
    findings: int = 0
    mistakes: int = 0
    complaints: int = 0
    pending: int = 0
    save: Save | None = None
    open: tuple[QuestionReport, ...] = ()
    unjudged: tuple[tuple[str, Unjudged], ...] = ()
    problems: tuple[Problem, ...] = ()
    polling: str = ""
    refused: tuple[str, ...] = ()


def is_proven(judged: Judged) -> bool:
    """Whether every blank is proven."""
    return isinstance(judged, QuestionReport) and all(blank.finding is Finding.PROVEN for blank in judged.blanks)


def is_plain(judged: Judged) -> bool:
    """Whether every blank is proven without a warning."""
    return (
        isinstance(judged, QuestionReport) and is_proven(judged) and not any(blank.warnings for blank in judged.blanks)
    )
