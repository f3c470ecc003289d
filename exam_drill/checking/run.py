"""One run over a bank: reports in the order of the bank, as they come, and then a summary.

with iter_check(["quizzes"], CheckSettings()) as run:
    for report in run:
        …
    run.summary
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from exam_drill.bank import Bank
from exam_drill.checking.batch import error_of
from exam_drill.checking.bench import AHEAD, Bench
from exam_drill.checking.budget import Budget
from exam_drill.checking.cache import Cache
from exam_drill.checking.cores import cores
from exam_drill.checking.events import Confined, Event, Listener, NodeDiffers, ProcessLost, Progressed
from exam_drill.checking.line import Crew, Done, Item, Line
from exam_drill.checking.node import differing, differs, is_alike, this_node, weakest
from exam_drill.checking.record import Record, to_records
from exam_drill.checking.settings import CheckSettings
from exam_drill.checking.source import Source
from exam_drill.checking.summary import Confinement, Node, Summary, Tally
from exam_drill.distributing.spec import Kind, Spec, parse_spec
from exam_drill.quality import QuestionReport
from exam_drill.question import Question
from exam_drill.selection import Selection

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from exam_drill.checking.hired import Hired
    from exam_drill.checking.processes import Processes

ALL = Selection(seed=0, order="bank")
# Questions to be run that are worth a second process: to start two takes as long as to judge about half of these.
_WORTH = 200
_PATIENCE = 64  # questions that wait for each process, before another one is worth its start
_LOOKED_AT = 2000  # questions that are read before it is known how many are to be run


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
        jobs: int | None = None,
        executor: Executor | str | None = None,
        cache: Cache | None = None,
        seconds: float | None = None,
        clock: Callable[[], float] = time.monotonic,
        listen: Listener = _silent,
    ) -> None:
        self._source, self._settings, self._cache = source, settings, cache
        self._jobs = jobs
        self._executor = parse_spec(executor) if isinstance(executor, str) else executor
        self._seconds, self._clock, self._listen = seconds, clock, listen
        self._tally = Tally()
        self._read = 0  # questions
        self._losses = 0
        self._confinement: Confinement | None = None
        self._nodes: list[Node] = []  # that have judged
        self._summary: Summary | None = None
        self._open = ExitStack()
        self._bench: Bench | None = None
        self._processes: Processes | None = None
        self._crew: Hired | None = None
        self._reports = self._run()

    def __enter__(self) -> Run:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the run where it is, and every process of it.  Safe to call twice."""
        self._reports.close()

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
        with self._open:
            self._source.check_wishes()
            for number, done in enumerate(self._in_order(), 1):
                self._listen(Progressed(number, self._read if self._source.all_read else None))
                yield from self._counted(done)
        nodes = differing(self._nodes) if self._nodes else ()
        self._summary = self._tally.summary(
            self._source.problems,
            self._clock() - start,
            as_printed=self._settings.as_printed,
            confinement=self._confinement,
            trusted=self._source.foreign and not self._settings.untrusted,
            budget=self._seconds,
            resumable=self._cache is not None,
            nodes=nodes,
            here=this_node() if nodes else None,
        )

    def _counted(self, done: Done) -> tuple[QuestionReport, ...]:
        if done.reports is None:
            self._tally.leave_out(done.question)
            return ()
        self._tally.executed += done.executed
        self._tally.cached += not done.executed
        for report in done.reports:
            self._tally.add(report)
        return done.reports

    def _in_order(self) -> Iterator[Done]:
        items = self._items()
        jobs = self._jobs
        if isinstance(self._executor, Spec) and self._executor.kind is Kind.PROCESSES:
            jobs = jobs or cores()
        elif self._executor is not None:
            return self._hired(self._executor, items)
        if jobs == 1:  # the rest is read while the first ones are at work
            if self._cache is None:
                self._warm()
            return self._here(items)
        first, to_run = self._look_ahead(items, likely=jobs is None)
        items = chain(first, items)
        patience = 0
        if jobs is None:
            jobs, patience = cores() if to_run >= _WORTH else 1, _PATIENCE
        if min(jobs, to_run) <= 1:
            return self._here(items)
        if self._bench is not None:
            self._bench.close()
        return self._together(jobs, patience, to_run, items)

    def _together(self, jobs: int, patience: int, to_run: int, items: Iterator[Item]) -> Iterator[Done]:
        """By processes of our own."""
        from exam_drill.checking.processes import Processes

        self._processes = self._open.enter_context(Processes(self._settings, jobs, patience))
        started = self._processes.start(1 + (to_run - 1) // max(patience, 1))
        if started.failure:
            raise error_of(started.failure)
        self.met(None)
        return self._elsewhere(self._processes, items)

    def _hired(self, executor: Executor | Spec, items: Iterator[Item]) -> Iterator[Done]:
        """By a crew of somebody else's, which tells what happens to it."""
        from exam_drill.checking.hired import Mailbox, hire

        mail = Mailbox(self._listen)
        self._crew = self._open.enter_context(hire(executor, self._settings, self._jobs, mail))
        for done in self._elsewhere(self._crew, items):
            mail.deliver()
            yield done
        mail.deliver()

    def _items(self) -> Iterator[Item]:
        for question in self._source.questions():
            self._read += 1
            yield Item(question, self._cache.get(question, self._settings) if self._cache else None)

    def _look_ahead(self, items: Iterator[Item], *, likely: bool) -> tuple[list[Item], int]:
        """The first questions, and how many of them are to be run; all there are, if that are few.

        Meanwhile the sandbox of this process comes up, where it is `likely` that it will run them.
        """
        first, to_run = [], 0
        if likely and self._cache is None:
            self._warm()
        for item in items:
            first.append(item)
            if item.reports is None:
                to_run += 1
                if likely:
                    self._warm()
            if to_run >= _WORTH or len(first) >= _LOOKED_AT:
                break
        return first, to_run

    def _warm(self) -> Bench:
        """The bench of this process, which is warming up if it is not warm yet."""
        if self._bench is None:
            self._bench = self._open.enter_context(Bench(self._settings))
        return self._bench

    def _here(self, items: Iterator[Item]) -> Iterator[Done]:
        """One question after the other, judged in this process."""
        budget: Budget | None = None
        window: deque[Item] = deque()  # the one whose turn it is, and those that come after it
        while True:
            window.extend(islice(items, 1 + AHEAD - len(window)))
            if not window:
                return
            question, reports = window.popleft()
            executed = False
            if reports is None:
                bench = self._warm()
                following = [item.question for item in window if item.reports is None]
                if budget is None:
                    bench.prepare(question, *following)
                    self._confined(bench.confinement())
                    budget = Budget.begin(self._seconds, self._clock)  # our own start takes nothing from it
                    bench.until(budget.end)
                reports = bench.judge(question, *following) if budget.left() else None
                executed = reports is not None
                if reports is None:
                    budget = Budget(0.0, budget.begun, self._clock)
                else:
                    self.judged(question, to_records(reports) if self._cache is not None else ())
            yield Done(question, reports, executed)

    def _elsewhere(self, crew: Crew, items: Iterator[Item]) -> Iterator[Done]:
        line = Line(crew, self._settings, Budget.begin(self._seconds, self._clock), self)
        self._open.callback(line.close)
        return line.go(items)

    def judged(self, question: Question, records: tuple[Record, ...], node: Node | None = None) -> None:
        """As `line.Watcher`.  What a node of another kind has found is not what this one would find."""
        if self._cache is not None and (node is None or is_alike(node)):
            self._cache.put(question, self._settings, records)

    def met(self, node: Node | None) -> None:
        """As `line.Watcher`."""
        if self._processes is not None:
            if self._processes.confinement is not None:
                self._confined(self._processes.confinement)
            if self._processes.deaths > self._losses:
                self._losses = self._processes.deaths
                self._listen(ProcessLost(self._losses))
        if node is None and self._crew is not None and self._crew.confinement is not None:
            node = this_node(self._crew.confinement)
        if node is not None and node not in self._nodes:
            self._nodes.append(node)
            if differs(node):
                self._listen(NodeDiffers(node, this_node()))
            weak = weakest(Confinement(one.enforced, one.not_enforced) for one in self._nodes)
            if weak is not None:
                self._confined(weak)

    def _confined(self, confinement: Confinement) -> None:
        if self._confinement is None:
            self._listen(Confined(confinement))
        self._confinement = confinement


def iter_check(
    bank: Bank | Sequence[Path | str],
    settings: CheckSettings | None = None,
    *,
    jobs: int | None = None,
    executor: Executor | str | None = None,
    cache: Cache | None = None,
    selection: Selection | None = None,
    seconds: float | None = None,
    clock: Callable[[], float] = time.monotonic,
    listen: Listener | None = None,
) -> Run:
    """A run over a bank, which begins when its first report is asked for; see `exam_drill.api.iter_check`."""
    source = Source(bank, selection or ALL, cache.files if cache is not None else None)
    return Run(
        source,
        settings if settings is not None else CheckSettings(untrusted=source.foreign),
        jobs=jobs,
        executor=executor,
        cache=cache,
        seconds=seconds,
        clock=clock,
        listen=listen or _silent,
    )
