"""Nothing is lost that goes down with a worker, and nothing is tried for ever."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Future, ThreadPoolExecutor, wait

import pytest

from exam_drill.distributing.steady import (
    Called,
    Incident,
    Lost,
    LostRepeatedlyError,
    Replaced,
    Steady,
    Suspected,
    Trade,
)

DEATH = BrokenExecutor("a worker died")
LOST = "lost"  # a result that says so
Work = list[int]
Result = list[int] | str


def double(work: Work) -> Result:
    return [2 * number for number in work]


class Scripted:
    """Hands that answer in order with what they were told: an error, a result, or None for what is right.

    What the script does not tell is done rightly.  `deadly` is what ends them.
    """

    def __init__(self, script: Sequence[BaseException | Result | None] = (), deadly: int | None = None) -> None:
        self.script, self.deadly = list(script), deadly
        self.given: list[Work] = []
        self.broken = self.ended = False

    def submit(self, work: Work) -> Future[Result]:
        if self.broken:
            raise BrokenExecutor("broken for good")
        self.given.append(work)
        future: Future[Result] = Future()
        told = self.script.pop(0) if self.script else None
        if self.deadly in work:
            told = DEATH
        if isinstance(told, CancelledError):
            future.cancel()
        elif isinstance(told, BaseException):
            future.set_exception(told)
        else:
            future.set_result(double(work) if told is None else told)
        return future

    def close(self) -> None:
        self.ended = True


class Held:
    """Does nothing with what it is given: a test says what came of it."""

    def __init__(self) -> None:
        self.given: list[Work] = []
        self.futures: list[Future[Result]] = []

    def submit(self, work: Work) -> Future[Result]:
        self.given.append(work)
        self.futures.append(Future())
        return self.futures[-1]

    def close(self) -> None:
        pass


class Setting:
    """Steady hands over others; their spares, and what they told."""

    def __init__(self, first: Scripted | Held, deadly: int | None = None) -> None:
        self.spares: list[tuple[int | None, Scripted]] = []
        self.told: list[Incident] = []
        self.moment = 0.0

        def spare(processes: int | None) -> Scripted:
            self.spares.append((processes, Scripted(deadly=deadly)))
            return self.spares[-1][1]

        trade: Trade[Work, Result] = Trade(
            divide=lambda work: [[number] for number in work],
            later=lambda work, seconds: [*work, round(seconds)] if seconds else work,
            join=lambda results: [number for result in results for number in result if isinstance(number, int)],
            why_lost=lambda result: LOST if result == LOST else "",
            failed=lambda error: f"failed: {error}",
        )
        self.steady: Steady[Work, Result] = Steady(first, spare, trade, self.told.append, lambda: self.moment)

    def do(self, work: Work) -> Result:
        try:
            return self.steady.submit(work).result(10)
        finally:
            self.steady.close()


def test_what_goes_well_is_done_once() -> None:
    first = Scripted()
    setting = Setting(first)
    assert setting.do([1, 2]) == [2, 4]
    assert first.given == [[1, 2]]
    assert not setting.told
    assert not setting.spares


@pytest.mark.parametrize("error", [DEATH, CancelledError(), OSError("the wire was cut"), KeyError("other code"), LOST])
def test_what_is_lost_once_is_done_again_by_the_same_hands(error: BaseException | str) -> None:
    first = Scripted([error])
    setting = Setting(first)
    assert setting.do([1, 2]) == [2, 4]
    assert first.given == [[1, 2], [1, 2]]
    assert [type(incident) for incident in setting.told] == [Lost]


@pytest.mark.parametrize("errors", [[DEATH, DEATH], [DEATH, LOST], [LostRepeatedlyError("four workers died")]])
def test_what_is_lost_again_is_done_part_by_part(errors: list[BaseException | Result]) -> None:
    first = Scripted(errors)
    setting = Setting(first)
    assert setting.do([1, 2, 3]) == [2, 4, 6]
    assert len(first.given) == len(errors)
    ((processes, pool),) = setting.spares
    assert processes == 1
    assert pool.given == [[1], [2], [3]]
    assert pool.ended
    assert [type(incident) for incident in setting.told] == [Lost] * len(errors) + [Suspected]


def test_what_ends_a_process_of_its_own_has_failed() -> None:
    setting = Setting(Scripted(deadly=2), deadly=2)
    assert setting.do([1, 2, 3]) == "failed: a worker died"
    ((processes, pool),) = setting.spares
    assert processes == 1
    assert pool.given == [[1], [2]]
    assert pool.ended


def test_hands_that_take_nothing_any_more_are_replaced() -> None:
    first = Scripted()
    first.broken = True
    setting = Setting(first)
    assert [setting.steady.submit([number]).result(10) for number in (1, 2)] == [[2], [4]]
    setting.steady.close()
    ((processes, pool),) = setting.spares
    assert processes is None
    assert pool.given == [[1], [2]]
    assert pool.ended
    assert setting.told == [Replaced("broken for good")]


def test_an_executor_stays_its_owners() -> None:
    with ThreadPoolExecutor(1) as pool:
        setting = Setting(Scripted())
        trade = setting.steady._trade
        steady = Steady(Called(pool, double), lambda _: Scripted(), trade, setting.told.append, lambda: 0.0)
        assert steady.submit([1, 2]).result(10) == [2, 4]
        steady.close()
        assert pool.submit(double, [3]).result(10) == [6]


def test_a_spare_that_breaks_is_replaced_too() -> None:
    first = Scripted()
    first.broken = True
    setting = Setting(first)
    assert setting.steady.submit([1]).result(10) == [2]
    setting.spares[0][1].broken = True
    assert setting.do([2]) == [4]
    assert [processes for processes, _ in setting.spares] == [None, None]
    assert setting.spares[1][1].ended


def test_time_that_has_passed_is_taken_off() -> None:
    held = Held()
    setting = Setting(held)
    outer = setting.steady.submit([1])
    setting.moment = 7.0
    held.futures[0].set_exception(DEATH)
    assert held.given == [[1], [1, 7]]
    held.futures[1].set_exception(DEATH)
    assert outer.result(10) == [2, 14]
    setting.steady.close()


def test_cancelling_reaches_the_executor_and_those_who_wait() -> None:
    held = Held()
    steady = Setting(held).steady
    outer = steady.submit([1])
    assert outer.cancel()
    assert held.futures[0].cancelled()
    assert outer in wait([outer], 10).done
    steady.close()


def test_what_is_done_again_can_be_cancelled_too() -> None:
    held = Held()
    steady = Setting(held).steady
    outer = steady.submit([1])
    held.futures[0].set_exception(DEATH)
    assert outer.cancel()
    assert held.futures[1].cancelled()
    assert outer in wait([outer], 10).done
    steady.close()


def test_after_the_end_nothing_is_taken_or_begun() -> None:
    held = Held()
    setting = Setting(held)
    outer = setting.steady.submit([1])
    setting.steady.close()
    setting.steady.close()
    held.futures[0].set_exception(DEATH)
    with pytest.raises(CancelledError):
        outer.result(10)
    assert not setting.spares
    with pytest.raises(RuntimeError):
        setting.steady.submit([1])
