"""Work that gives way: called off for what is urgent and begun anew, or called off for good."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor

import pytest

from exam_drill.commands.errands import Check, Errands


class Bench:
    """One thread, and work in it that lasts until it is interrupted or let go."""

    def __init__(self) -> None:
        self.thread = ThreadPoolExecutor(1)
        self.interrupted = threading.Event()
        self.begun = threading.Event()
        self.free = threading.Event()
        self.order: list[str] = []
        self.errands = Errands(self.thread.submit, self.interrupt)

    def interrupt(self) -> None:
        self.interrupted.set()

    def slow(self, check: Check) -> str:
        self.interrupted.clear()
        check()
        self.order.append("slow")
        self.begun.set()
        while not self.free.wait(0.005):
            if self.interrupted.is_set():
                raise TimeoutError
        return "found"

    def urgent(self) -> None:
        self.errands.give_way()
        self.thread.submit(self.order.append, "urgent")


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.free.set()
    made.thread.shutdown()


def test_work_is_done_and_what_it_gives_comes_back(bench: Bench) -> None:
    bench.free.set()
    assert bench.errands.send(bench.slow).result(10) == "found"


def test_what_is_urgent_goes_first_and_the_work_is_begun_anew(bench: Bench) -> None:
    future = bench.errands.send(bench.slow)
    assert bench.begun.wait(10)
    bench.begun.clear()
    bench.urgent()
    assert bench.begun.wait(10)
    assert bench.order == ["slow", "urgent", "slow"]
    bench.free.set()
    assert future.result(10) == "found"


def test_cancelled_work_is_called_off_for_good(bench: Bench) -> None:
    future = bench.errands.send(bench.slow)
    assert bench.begun.wait(10)
    assert future.cancel()
    after = bench.thread.submit(lambda: "free again")
    assert after.result(10) == "free again"
    assert bench.order == ["slow"]
    with pytest.raises(CancelledError):
        future.result(0)


def test_work_that_waits_is_cancelled_before_it_begins(bench: Bench) -> None:
    first, second = bench.errands.send(bench.slow), bench.errands.send(bench.slow)
    assert bench.begun.wait(10)
    assert second.cancel()
    bench.free.set()
    assert first.result(10) == "found"
    bench.thread.submit(lambda: None).result(10)
    assert bench.order == ["slow"]


def test_what_goes_wrong_is_told(bench: Bench) -> None:
    def broken(_: Check) -> str:
        raise KeyError("broken")

    with pytest.raises(KeyError, match="broken"):
        bench.errands.send(broken).result(10)


def test_nobody_is_interrupted_while_nothing_is_at_work(bench: Bench) -> None:
    bench.errands.give_way()
    assert not bench.interrupted.is_set()


def test_once_the_thread_takes_no_more_work_it_is_not_begun_anew(bench: Bench) -> None:
    bench.errands.send(bench.slow)
    assert bench.begun.wait(10)
    bench.thread.shutdown(wait=False, cancel_futures=True)
    bench.errands.give_way()
    bench.thread.shutdown(wait=True)
    assert bench.order == ["slow"]
