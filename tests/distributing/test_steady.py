"""Nothing is lost that goes down with a worker, and nothing is tried for ever."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, wait
from typing import Any

import pytest

from exam_drill.distributing.steady import Incident, LostRepeatedlyError, Replaced, Steady, Suspected, Trade

DEATH = BrokenExecutor("a worker died")


class FinalError(Exception):
    pass


def double(work: Sequence[int]) -> list[int]:
    return [2 * number for number in work]


class Scripted(Executor):
    """Answers in order with what it was told: errors to raise, or None for the function's own result.

    What the script does not tell is done.  `deadly` is what no worker here survives.
    """

    def __init__(self, script: Sequence[BaseException | None] = (), deadly: int | None = None) -> None:
        self.script, self.deadly = list(script), deadly
        self.given: list[Any] = []
        self.broken = self.ended = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if self.broken:
            raise BrokenExecutor("broken for good")
        self.given.append(*args)
        future: Future[Any] = Future()
        told = self.script.pop(0) if self.script else None
        if self.deadly in args[0]:
            told = DEATH
        if isinstance(told, CancelledError):
            future.cancel()
        elif told is not None:
            future.set_exception(told)
        else:
            future.set_result(fn(*args, **kwargs))
        return future

    def shutdown(self, *_: object, **__: object) -> None:
        self.ended = True


class Held(Executor):
    """Does nothing with what it is given: a test says what came of it."""

    def __init__(self) -> None:
        self.given: list[Any] = []
        self.futures: list[Future[Any]] = []

    def submit(self, _: Callable[..., Any], /, *args: Any, **__: Any) -> Future[Any]:
        self.given.append(*args)
        self.futures.append(Future())
        return self.futures[-1]


class Setting:
    """A steady executor over a scripted one; its spares, and what it told."""

    def __init__(self, first: Executor, deadly: int | None = None) -> None:
        self.spares: list[tuple[int | None, Scripted]] = []
        self.told: list[Incident] = []
        self.moment = 0.0

        def spare(processes: int | None) -> Executor:
            self.spares.append((processes, Scripted(deadly=deadly)))
            return self.spares[-1][1]

        trade = Trade(
            divide=lambda work: [[number] for number in work],
            later=lambda work, seconds: [*work, round(seconds)] if seconds else work,
            join=lambda results: [number for result in results for number in result],
            give_up=lambda work, _: [f"given up {work}"],
            is_final=lambda error: isinstance(error, FinalError),
        )
        self.steady: Steady[Any, Any] = Steady(first, spare, trade, self.told.append, lambda: self.moment)

    def do(self, work: Sequence[int]) -> Any:
        try:
            return self.steady.submit(double, work).result(10)
        finally:
            self.steady.shutdown()


def test_what_goes_well_is_done_once() -> None:
    first = Scripted()
    setting = Setting(first)
    assert setting.do([1, 2]) == [2, 4]
    assert first.given == [[1, 2]]
    assert not setting.told
    assert not setting.spares


@pytest.mark.parametrize("error", [DEATH, CancelledError(), OSError("the wire was cut"), KeyError("other code there")])
def test_what_is_lost_once_is_done_again_by_the_same_executor(error: BaseException) -> None:
    first = Scripted([error])
    setting = Setting(first)
    assert setting.do([1, 2]) == [2, 4]
    assert first.given == [[1, 2], [1, 2]]
    assert not setting.told


@pytest.mark.parametrize("errors", [[DEATH, DEATH], [LostRepeatedlyError("four workers died")]])
def test_what_is_lost_again_is_done_part_by_part(errors: list[BaseException]) -> None:
    first = Scripted(errors)
    setting = Setting(first)
    assert setting.do([1, 2, 3]) == [2, 4, 6]
    assert len(first.given) == len(errors)
    ((processes, pool),) = setting.spares
    assert processes == 1
    assert pool.given == [[1], [2], [3]]
    assert pool.ended
    assert setting.told == [Suspected()]


def test_what_ends_every_process_is_given_up_and_the_rest_is_done() -> None:
    setting = Setting(Scripted(deadly=2), deadly=2)
    assert setting.do([1, 2, 3]) == [2, "given up [2]", 6]
    assert [pool.given for _, pool in setting.spares] == [[[1], [2]], [[2]], [[3]]]


def test_answers_are_no_losses() -> None:
    first = Scripted([FinalError("this is so")])
    setting = Setting(first)
    with pytest.raises(FinalError):
        setting.do([1])
    assert first.given == [[1]]


def test_an_executor_that_takes_nothing_any_more_is_replaced() -> None:
    first = Scripted()
    first.broken = True
    setting = Setting(first)
    steady = setting.steady
    assert [steady.submit(double, [number]).result(10) for number in (1, 2)] == [[2], [4]]
    steady.shutdown()
    ((processes, pool),) = setting.spares
    assert processes is None
    assert pool.given == [[1], [2]]
    assert pool.ended
    assert not first.ended, "it is its owner's"
    assert setting.told == [Replaced("broken for good")]


def test_a_spare_that_breaks_is_replaced_too() -> None:
    first = Scripted()
    first.broken = True
    setting = Setting(first)
    assert setting.steady.submit(double, [1]).result(10) == [2]
    setting.spares[0][1].broken = True
    assert setting.do([2]) == [4]
    assert [pool.ended for _, pool in setting.spares] == [True, True]


def test_time_that_has_passed_is_taken_off() -> None:
    held = Held()
    setting = Setting(held)
    outer = setting.steady.submit(double, [1])
    setting.moment = 7.0
    held.futures[0].set_exception(DEATH)
    assert held.given == [[1], [1, 7]]
    held.futures[1].set_exception(DEATH)
    assert outer.result(10) == [2, 14]
    setting.steady.shutdown()


def test_cancelling_reaches_the_executor_and_those_who_wait() -> None:
    held = Held()
    steady = Setting(held).steady
    outer = steady.submit(double, [1])
    assert outer.cancel()
    assert held.futures[0].cancelled()
    assert outer in wait([outer], 10).done
    steady.shutdown()


def test_what_is_done_again_can_be_cancelled_too() -> None:
    held = Held()
    steady = Setting(held).steady
    outer = steady.submit(double, [1])
    held.futures[0].set_exception(DEATH)
    assert outer.cancel()
    assert held.futures[1].cancelled()
    assert outer in wait([outer], 10).done
    steady.shutdown()


def test_after_the_end_nothing_is_taken_or_begun() -> None:
    held = Held()
    setting = Setting(held)
    outer = setting.steady.submit(double, [1])
    setting.steady.shutdown(cancel_futures=True)
    setting.steady.shutdown(cancel_futures=True)
    held.futures[0].set_exception(DEATH)
    with pytest.raises(BrokenExecutor):
        outer.result(10)
    assert not setting.spares
    with pytest.raises(RuntimeError):
        setting.steady.submit(double, [1])
