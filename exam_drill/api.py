"""The public interface: what `from exam_drill import …` gives, and all that `exam-drill check` is made of.

    load_bank("bank") ─▶ Bank ─ check ─▶ Report                    all at once
    "bank" ─ iter_check ─▶ Run ─▶ QuestionReport, …, Summary       as they come, for banks of any size

Described in docs/api.md.
"""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from exam_drill.bank import Bank, as_compiled, built_in
from exam_drill.bank import load_bank as load_paths
from exam_drill.catalogue import built_in_bank_from_here
from exam_drill.checking.batch import NodeTooLittleError
from exam_drill.checking.cache import Cache
from exam_drill.checking.events import (
    Confined,
    Event,
    Listener,
    MovedHere,
    NodeDiffers,
    NodeUnfit,
    NoWorkerYet,
    ProcessLost,
    Progressed,
    TakenApart,
)
from exam_drill.checking.run import Run
from exam_drill.checking.run import iter_check as run_over
from exam_drill.checking.settings import CheckSettings
from exam_drill.checking.source import UnmatchedError
from exam_drill.checking.summary import Confinement, LeftOut, Node, Summary
from exam_drill.distributing.spec import ClusterError, SpecError
from exam_drill.problem import Problem
from exam_drill.quality import BlankReport, Finding, QualityWarning, QuestionReport, Receipt, WarningKind
from exam_drill.question import Blank, Language, Option, Place, Question
from exam_drill.sandbox import Limits, SandboxError, TooLittleError
from exam_drill.selection import Selection
from exam_drill.verdict import Failure, Reason, ReasonKind, Verdict, VerdictKind

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from exam_drill.caching.cache import ResultCache

__all__ = [
    "Bank",
    "Blank",
    "BlankReport",
    "Cache",
    "CheckSettings",
    "ClusterError",
    "Confined",
    "Confinement",
    "Event",
    "Failure",
    "Finding",
    "LeftOut",
    "Limits",
    "Listener",
    "MovedHere",
    "NoWorkerYet",
    "Node",
    "NodeDiffers",
    "NodeTooLittleError",
    "NodeUnfit",
    "Option",
    "Place",
    "Problem",
    "ProcessLost",
    "Progressed",
    "QualityWarning",
    "Question",
    "QuestionReport",
    "Reason",
    "ReasonKind",
    "Receipt",
    "Report",
    "Run",
    "SandboxError",
    "Selection",
    "SpecError",
    "Summary",
    "TakenApart",
    "TooLittleError",
    "UnmatchedError",
    "Verdict",
    "VerdictKind",
    "WarningKind",
    "check",
    "iter_check",
    "load_bank",
    "open_cache",
]


@dataclass(frozen=True, slots=True)
class Report:
    """All that a check found: the reports on the questions in the order of the bank, and what they come to."""

    questions: tuple[QuestionReport, ...]
    summary: Summary

    @property
    def ok(self) -> bool:
        """Whether every blank of the bank is proven: no other finding, no mistake, nothing left out."""
        summary = self.summary
        return not (summary.problems or summary.left_out.questions or summary.findings.keys() - {Finding.PROVEN})

    @property
    def proven(self) -> tuple[QuestionReport, ...]:
        """The questions of which every blank is proven."""
        return tuple(report for report in self.questions if _is_proven(report))

    @property
    def unproven(self) -> tuple[QuestionReport, ...]:
        """The questions of which at least one blank is not proven."""
        return tuple(report for report in self.questions if not _is_proven(report))

    def to_json(self, language: Language = "en") -> str:
        """The report as `exam-drill check --format json` writes it, with its sentences in this language."""
        from exam_drill.report.json_report import write_json

        written = io.StringIO()
        write_json(self.questions, self.summary, written, language)
        return written.getvalue()


def load_bank(*paths: Path | str) -> Bank:
    """Loads files and folders of files as one bank; without any, the built-in one.

    Raises nothing for what they contain: mistakes are the bank's `problems`.
    """
    return load_paths(paths) if paths else built_in(built_in_bank_from_here())


def iter_check(
    *bank: Bank | Path | str,
    settings: CheckSettings | None = None,
    jobs: int | None = None,
    executor: Executor | str | None = None,
    cache: Cache | None = None,
    selection: Selection | None = None,
    budget: float | None = None,
    clock: Callable[[], float] = time.monotonic,
    listen: Listener | None = None,
) -> Run:
    """Checks a bank as a stream.

    It is a Bank, or files and folders, which are read as they are needed; without any it is the built-in one.

    Without `settings` other banks than the built-in one are held to be those of strangers.  `budget` is how many
    seconds judging may take; what is left then is left out.  `listen` is told of what happens meanwhile.

    By the `executor` questions are judged elsewhere: one of concurrent.futures, or what `check --executor` takes;
    SpecError if that names nothing.  `jobs` is about how many pieces of work it does at once.

    Nothing is read or run before the first report is asked for.  Going through the run raises UnmatchedError before
    anything is run if a wish of the `selection` is met by no question, TooLittleError if strangers' banks are not run
    here, ClusterError if a cluster cannot be had, SandboxError if the sandbox does not work.
    """
    return run_over(
        _one(bank),
        settings,
        jobs=jobs,
        executor=executor,
        cache=cache,
        selection=selection,
        seconds=budget,
        clock=clock,
        listen=listen,
    )


def check(
    *bank: Bank | Path | str,
    settings: CheckSettings | None = None,
    jobs: int | None = None,
    executor: Executor | str | None = None,
    cache: Cache | None = None,
    selection: Selection | None = None,
    budget: float | None = None,
    listen: Listener | None = None,
) -> Report:
    """As `iter_check`, all at once: every report stays in memory."""
    with iter_check(
        *bank,
        settings=settings,
        jobs=jobs,
        executor=executor,
        cache=cache,
        selection=selection,
        budget=budget,
        listen=listen,
    ) as run:
        questions = tuple(run)
    return Report(questions, run.summary)


def open_cache(
    folder: Path | str | None = None,
    *,
    size: int | None = None,
    variables: Mapping[str, str] | None = None,
) -> ResultCache:
    """The cache of `exam-drill check`, or one in another folder; a context manager, to be closed.

    `size` is how many bytes it may take.  The `variables` of the environment may say which folder is the usual one.  A
    cache that cannot be used gives and keeps nothing, and raises nothing.
    """
    from exam_drill import caching

    found = caching.cache_folder(os.environ if variables is None else variables, str(folder) if folder else None)
    return caching.open_cache(found, size=caching.SIZE if size is None else size)


def _one(given: Sequence[Bank | Path | str]) -> Bank | Sequence[Path | str]:
    """What was given, as one bank or as paths; the built-in bank, whose YAML need not be there all at once, too."""
    paths = [item for item in given if not isinstance(item, Bank)]
    banks = [item for item in given if isinstance(item, Bank)]
    if not given:
        folder = built_in_bank_from_here()
        return as_compiled(folder) or [folder]
    if banks and len(given) > 1:
        raise TypeError("one Bank, or any number of paths")
    return banks[0] if banks else paths


def _is_proven(report: QuestionReport) -> bool:
    return all(blank.finding is Finding.PROVEN for blank in report.blanks)
