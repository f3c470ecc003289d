"""Judges that run nothing, and banks that are quick to make: for tests of what goes on around judging."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

import builders

from exam_drill.bank import Bank
from exam_drill.bank.load import read_files
from exam_drill.checking.batch import Batch, Judged
from exam_drill.checking.record import Record, from_records, to_records
from exam_drill.checking.settings import CheckSettings
from exam_drill.checking.source import BankFile
from exam_drill.quality import BlankReport, Finding, QuestionReport
from exam_drill.question import Question
from exam_drill.verdict import Verdict, VerdictKind

SETTINGS = CheckSettings()


def numbered(number: int) -> Question:
    """A question whose id is its number."""
    return builders.question("def f(x):\n    return (あ)\n", ["2 * x", "3 * x"], id=f"q-{number}")


def bank(questions: int) -> Bank:
    """A bank in memory."""
    return Bank(tuple(numbered(number) for number in range(questions)), (), ("bank.yaml",))


def report_on(question: Question) -> QuestionReport:
    """A report as if the question had been run: its first option matches, on as many trials as its id has letters."""
    verdicts = (Verdict(1, VerdictKind.MATCHES, len(question.id), 0, 1, 0.0),)
    blanks = (BlankReport(blank.label, Finding.PROVEN, blank.answer, (1,), verdicts) for blank in question.blanks)
    return QuestionReport(question, tuple(blanks))


def records_on(question: Question) -> tuple[Record, ...]:
    return to_records([report_on(question)])


def judged(batch: Batch) -> Judged:
    """What comes of a batch that is not run."""
    return Judged(tuple(records_on(question) for question in batch.questions), None, 0.001)


class Threads(Executor):
    """An executor of threads, in which `judge` says what comes of a batch."""

    def __init__(self, judge: Callable[[Batch], Judged] = judged, threads: int = 3) -> None:
        self._pool = ThreadPoolExecutor(threads)
        self._judge = judge

    def submit(self, _: Callable[..., Any], /, *arguments: Any, **__: Any) -> Future[Any]:
        return self._pool.submit(self._judge, *arguments)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._pool.shutdown(wait, cancel_futures=cancel_futures)


class Spare:
    """What stands for processes of our own: where what was lost elsewhere is judged."""

    confinement = None
    judge = staticmethod(judged)

    def __init__(self, *_: object) -> None:
        pass

    def submit(self, batch: Batch) -> Future[Judged]:
        future: Future[Judged] = Future()
        future.set_result(type(self).judge(batch))
        return future

    def close(self) -> None:
        pass


class Kept:
    """A cache in memory; it reads files as everybody does."""

    def __init__(self) -> None:
        self.records: dict[str, Sequence[Record]] = {}
        self.put_ids: list[str] = []
        self.put_with: set[CheckSettings] = set()

    def files(self, paths: Iterable[str]) -> Iterator[BankFile]:
        yield from read_files(paths)

    def get(self, question: Question, settings: CheckSettings) -> tuple[QuestionReport, ...] | None:
        records = self.records.get(question.id)
        if records is None:
            return None
        return from_records(records, question, printed=settings.as_printed, cached=True)

    def put(self, question: Question, settings: CheckSettings, records: Sequence[Record]) -> None:
        self.records[question.id] = records
        self.put_ids.append(question.id)
        self.put_with.add(settings)

    def close(self) -> None:
        pass
