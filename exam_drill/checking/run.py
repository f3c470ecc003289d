"""One run over a bank: reports in the order of the bank, as they come, and then a summary.

with iter_check(["quizzes"], CheckSettings()) as run:
    for report in run:
        …
    run.summary
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from exam_drill.bank import Bank
from exam_drill.checking.bench import Bench
from exam_drill.checking.budget import Budget
from exam_drill.checking.cache import Cache
from exam_drill.checking.events import Confined, Event, Listener, Progressed
from exam_drill.checking.record import to_records
from exam_drill.checking.settings import CheckSettings
from exam_drill.checking.source import Source
from exam_drill.checking.summary import Confinement, Summary, Tally
from exam_drill.quality import QuestionReport
from exam_drill.question import Question
from exam_drill.selection import Selection

ALL = Selection(seed=0, order="bank")


class _Item(NamedTuple):
    """A question, and the reports on it that the cache had."""

    question: Question
    reports: tuple[QuestionReport, ...] | None


def _silent(_: Event) -> None:
    """Listens to nothing."""


class Run:
    """Reports on questions, in the order of the bank; can be gone through once.

    A context manager: leaving it ends every process of the run.  Going through it raises UnmatchedError before anything
    is run, TooLittleError where strangers' banks are not run, and SandboxError if our own machinery fails.
    """

    def __init__(
        self,
        source: Source,
        settings: CheckSettings,
        *,
        cache: Cache | None = None,
        seconds: float | None = None,
        clock: Callable[[], float] = time.monotonic,
        listen: Listener = _silent,
    ) -> None:
        self._source, self._settings, self._cache = source, settings, cache
        self._seconds, self._clock, self._listen = seconds, clock, listen
        self._tally = Tally()
        self._confinement: Confinement | None = None
        self._summary: Summary | None = None
        self._open = ExitStack()
        self._reports = self._run()

    def __enter__(self) -> Run:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the run where it is, and every process of it.  Safe to call twice."""
        self._reports.close()
        self._open.close()

    def __iter__(self) -> Iterator[QuestionReport]:
        return self._reports

    @property
    def summary(self) -> Summary:
        """What the whole run came to; RuntimeError before all reports have been read."""
        if self._summary is None:
            raise RuntimeError("the run is not over")
        return self._summary

    def _run(self) -> Generator[QuestionReport, None, None]:
        start = self._clock()
        self._source.check_wishes()
        for reports in self._in_order(self._items()):
            for report in reports:
                self._tally.add(report)
                yield report
        self._open.close()
        self._summary = self._tally.summary(
            self._source.problems,
            self._clock() - start,
            as_printed=self._settings.as_printed,
            confinement=self._confinement,
            trusted=self._source.foreign and not self._settings.untrusted,
            budget=self._seconds,
            resumable=self._cache is not None,
        )

    def _items(self) -> Iterator[_Item]:
        for question in self._source.questions():
            yield _Item(question, self._cache.get(question, self._settings) if self._cache else None)

    def _in_order(self, items: Iterator[_Item]) -> Iterator[tuple[QuestionReport, ...]]:
        """The reports on one question after the other, each judged here."""
        bench: Bench | None = None
        budget = Budget.begin(None, self._clock)
        done = 0
        item = next(items, None)
        while item is not None:
            following = next(items, None)
            reports = item.reports
            if reports is not None:
                self._tally.cached += 1
            else:
                if bench is None:
                    bench = self._open.enter_context(Bench(self._settings))
                    self._confined(bench.confinement())
                    budget = Budget.begin(self._seconds, self._clock)  # our own start takes nothing from it
                    bench.until(budget.end)
                expected = following.question if following is not None and following.reports is None else None
                reports = bench.judge(item.question, expected) if budget.left() else None
                if reports is None:
                    budget = Budget(0.0, budget.begun, self._clock)
                    self._tally.leave_out(item.question)
                else:
                    self._tally.executed += 1
                    if self._cache is not None:
                        self._cache.put(item.question, self._settings, to_records(reports))
            done += 1
            self._listen(Progressed(done, None))
            if reports is not None:
                yield reports
            item = following

    def _confined(self, confinement: Confinement) -> None:
        if self._confinement is None:
            self._confinement = confinement
            self._listen(Confined(confinement))


def iter_check(
    bank: Bank | Sequence[Path | str],
    settings: CheckSettings | None = None,
    *,
    cache: Cache | None = None,
    selection: Selection | None = None,
    seconds: float | None = None,
    clock: Callable[[], float] = time.monotonic,
    listen: Listener | None = None,
) -> Run:
    """A run over a bank, which begins when its first report is asked for.

    Without `settings` other banks than the built-in one are held to be those of strangers.  `seconds` is the budget:
    what is not judged by then is left out.  What the `cache` has is not run again.
    """
    source = Source(bank, selection or ALL, cache.files if cache is not None else None)
    return Run(
        source,
        settings if settings is not None else CheckSettings(untrusted=source.foreign),
        cache=cache,
        seconds=seconds,
        clock=clock,
        listen=listen or _silent,
    )
