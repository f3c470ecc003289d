"""Reports come in the order of the bank, whatever the order in which questions are judged, and nothing is lost."""

import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor
from random import Random
from typing import Any

import pytest
from checking_fakes import Kept, Spare, Threads, bank, judged, numbered, records_on, report_on
from hypothesis import given, settings
from hypothesis import strategies as st

from exam_drill.checking import hired, line
from exam_drill.checking.batch import Batch, Judged
from exam_drill.checking.events import Event, ProcessLost, Progressed
from exam_drill.checking.record import Record
from exam_drill.checking.run import iter_check
from exam_drill.checking.settings import CheckSettings
from exam_drill.quality import QuestionReport
from exam_drill.question import Question
from exam_drill.sandbox import SandboxError, TooLittleError

SETTINGS = CheckSettings()


@settings(max_examples=25)
@given(st.integers(0, 60), st.integers(0, 2**32), st.floats(0, 1), st.floats(0, 0.3))
def test_reports_come_in_the_order_of_the_bank_and_once(
    questions: int, seed: int, cached: float, losing: float
) -> None:
    random, cache = Random(seed), Kept()
    for number in range(questions):
        if random.random() < cached:
            cache.records[f"q-{number}"] = records_on(numbered(number))
    known = set(cache.records)

    def judge(batch: Batch) -> Judged:
        time.sleep(random.random() * 0.001)
        if random.random() < losing:
            raise RuntimeError("lost")
        return judged(batch)

    whole = bank(questions)
    with Threads(judge) as threads, pytest.MonkeyPatch.context() as patch:
        patch.setattr(hired, "Processes", Spare)  # what is lost again and again is judged here
        with iter_check(whole, SETTINGS, executor=threads, cache=cache) as run:
            reports = list(run)
    assert [report.question.id for report in reports] == [question.id for question in whole.questions]
    assert {report.question.id for report in reports if report.cached} == known
    assert all(report.blanks == report_on(report.question).blanks for report in reports)
    assert (run.summary.cached, run.summary.executed) == (len(known), questions - len(known))
    assert sorted(cache.put_ids) == sorted({question.id for question in whole.questions} - known)


def test_a_slow_question_does_not_hold_up_the_others() -> None:
    others, enough = threading.Event(), 40
    seen: set[str] = set()

    def judge(batch: Batch) -> Judged:
        if batch.questions[0].id == "q-0":
            assert others.wait(20)
        else:
            seen.update(question.id for question in batch.questions)
            if len(seen) >= enough:
                others.set()
        return judged(batch)

    with Threads(judge, 2) as threads, iter_check(bank(50), SETTINGS, executor=threads) as run:
        assert next(iter(run)).question.id == "q-0"
        assert len(seen) >= enough
        assert len(list(run)) == 49


def test_what_waits_behind_a_slow_question_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "_WAITING", 20 * line._OWN)
    read, still, go = [0], threading.Event(), threading.Event()

    class Counted(Kept):
        def get(self, question: Question, settings: CheckSettings) -> tuple[QuestionReport, ...] | None:
            read[0] += 1
            return super().get(question, settings)

    def judge(batch: Batch) -> Judged:
        if batch.questions[0].id == "q-0":
            time.sleep(0.2)
            still.set()
            assert go.wait(20)
        return judged(batch)

    def let_go() -> None:
        still.wait(20)
        found.append(read[0])
        go.set()

    found: list[int] = []
    watcher = threading.Thread(target=let_go)
    watcher.start()
    with Threads(judge, 2) as threads, iter_check(bank(300), SETTINGS, executor=threads, cache=Counted()) as run:
        assert len(list(run)) == 300
    watcher.join()
    assert found[0] <= 20


def test_what_was_judged_is_kept_before_its_turn() -> None:
    """A run that is interrupted while its first question is at work has lost nothing of the others."""
    others = threading.Event()

    def judge(batch: Batch) -> Judged:
        if batch.questions[0].id == "q-0":
            assert others.wait(20)
            raise SystemExit
        return judged(batch)

    class Told(Kept):
        def put(self, question: Question, settings: CheckSettings, records: Sequence[Record]) -> None:
            super().put(question, settings, records)
            if len(self.records) == 20:
                raise KeyboardInterrupt

    cache = Told()
    with Threads(judge, 2) as threads:
        with iter_check(bank(40), SETTINGS, executor=threads, cache=cache) as run, pytest.raises(KeyboardInterrupt):
            list(run)
        others.set()
    assert len(cache.records) == 20
    assert "q-0" not in cache.records


def test_an_executor_that_is_broken_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hired, "Processes", Spare)
    events: list[Event] = []

    def judge(batch: Batch) -> Judged:
        raise BrokenExecutor("the machine is gone")

    with Threads(judge) as threads, iter_check(bank(9), SETTINGS, executor=threads, listen=events.append) as run:
        assert [report.question.id for report in run] == [f"q-{number}" for number in range(9)]
    losses = [event for event in events if isinstance(event, ProcessLost)]
    assert [loss.times for loss in losses] == list(range(1, len(losses) + 1))
    assert {loss.why for loss in losses} == {"the machine is gone"}


def test_an_executor_that_takes_nothing_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hired, "Processes", Spare)
    threads = Threads()
    threads.shutdown()
    with iter_check(bank(9), SETTINGS, executor=threads) as run:
        assert len(list(run)) == 9


@pytest.mark.parametrize(
    ("failure", "error"),
    [
        (("too-little", "files", "network"), TooLittleError),
        (("sandbox", "no-worker", "none"), SandboxError),
        (("fault", "Traceback …"), RuntimeError),
    ],
)
def test_a_failure_of_our_own_is_no_finding(
    failure: tuple[str, ...], error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Spare, "judge", staticmethod(lambda _: Judged((), None, failure=failure)))
    monkeypatch.setattr(hired, "Processes", Spare)
    with (
        Threads(lambda _: Judged((), None, failure=failure)) as threads,
        iter_check(bank(5), SETTINGS, executor=threads) as run,
        pytest.raises(error) as told,
    ):
        list(run)
    if isinstance(told.value, TooLittleError):
        assert told.value.missing == ("files", "network")


@pytest.mark.parametrize("records", [(), ({"blanks": []},), ("no record",)])
def test_an_answer_that_is_none_is_our_failure(records: Any) -> None:
    def judge(batch: Batch) -> Judged:
        return Judged(tuple(records for _ in batch.questions), None)

    with (
        Threads(judge) as threads,
        iter_check(bank(3), SETTINGS, executor=threads) as run,
        pytest.raises(SandboxError, match="unreadable-answer"),
    ):
        list(run)


def test_what_the_budget_does_not_suffice_for_is_left_out_and_what_is_cached_is_not() -> None:
    cache = Kept()
    cache.records["q-29"] = records_on(numbered(29))
    moments = iter([0.0] * 8 + [100.0] * 10_000)

    with (
        Threads() as threads,
        iter_check(bank(30), SETTINGS, executor=threads, cache=cache, seconds=10, clock=lambda: next(moments)) as run,
    ):
        reports = list(run)
    judged_ids = [report.question.id for report in reports]
    left_out = run.summary.left_out
    assert judged_ids[-1] == "q-29"
    assert len(judged_ids) > 1
    assert len(left_out.questions) > 1
    assert sorted([*judged_ids, *left_out.questions]) == sorted(f"q-{number}" for number in range(30))
    assert left_out.blanks == len(left_out.questions)


def test_who_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "_LATE", 0.1)
    go = threading.Event()

    def judge(batch: Batch) -> Judged:
        if any(question.id == "q-1" for question in batch.questions):
            go.wait(20)
        return judged(batch)

    with Threads(judge, 2) as threads:
        with iter_check(bank(30), SETTINGS, executor=threads, seconds=0.3) as run:
            reports = list(run)
        go.set()
    assert "q-1" in run.summary.left_out.questions
    assert len(reports) + len(run.summary.left_out.questions) == 30
    assert reports[-1].question.id == "q-29"


def test_progress_is_told_for_each_question_and_ends_with_all() -> None:
    events: list[Event] = []
    with Threads() as threads, iter_check(bank(20), SETTINGS, executor=threads, listen=events.append) as run:
        list(run)
    steps = [event for event in events if isinstance(event, Progressed)]
    assert [step.questions for step in steps] == list(range(1, 21))
    assert steps[-1].of == 20


def test_the_summary_is_there_only_at_the_end() -> None:
    with Threads() as threads, iter_check(bank(3), SETTINGS, executor=threads) as run:
        reports: Iterator[object] = iter(run)
        next(reports)
        with pytest.raises(RuntimeError, match="not over"):
            _ = run.summary
        list(reports)
        assert run.summary.questions == 3
