"""Questions judged elsewhere, in any order, and their reports in the order of the bank.

    items ─▶ │ ready │ ready │ at work │ ready │ … │ ─▶ reports, from the head as long as it is ready
               ▲ head: no later report comes before it           the bound: no more wait behind a slow one than this

Batches are small, and as large as can be judged in a moment; so a slow question holds up hardly more than itself.
"""

from __future__ import annotations

import math
import queue
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from exam_drill.checking.batch import Batch, Judged, error_of
from exam_drill.checking.budget import Budget
from exam_drill.checking.record import Record, RecordError, from_records
from exam_drill.checking.settings import CheckSettings
from exam_drill.checking.summary import Node
from exam_drill.quality import QuestionReport
from exam_drill.question import Question
from exam_drill.sandbox import SandboxError

if TYPE_CHECKING:
    from concurrent.futures import Future

_WAITING = 64 << 20  # bytes, about, of what waits behind a question that is at work
_OWN = 12_000  # bytes, about, of a question and its records, whatever their texts
_LATE = 2.0  # seconds after the budget in which what is at work may still say what it has
_FIRST = 2  # questions of a batch as long as nothing is known of how long they take
_LARGEST = 32
_NEW = 0.3  # how much the latest batch weighs in that


class Item(NamedTuple):
    """A question, and the reports on it that the cache had."""

    question: Question
    reports: tuple[QuestionReport, ...] | None = None


class Done(NamedTuple):
    """A question with its reports, None if it was left out; `executed` if it was run."""

    question: Question
    reports: tuple[QuestionReport, ...] | None
    executed: bool = False


class Crew(Protocol):
    """Who judges batches, and loses none: its futures do not raise; what fails says so in `Judged`."""

    @property
    def room(self) -> int:
        """How many questions may be there at once."""

    @property
    def moment(self) -> float:
        """Seconds that a batch should take."""

    def submit(self, batch: Batch) -> Future[Judged]:
        """Has a batch judged."""


class Watcher(Protocol):
    """Who is told, between two reports, of what comes back."""

    def judged(self, question: Question, records: tuple[Record, ...], node: Node | None = None) -> None:
        """A question has been judged, by this node if it was not this one; its reports may still have to wait."""

    def met(self, node: Node | None) -> None:
        """A batch has come back, from this node if it was not this one."""


@dataclass(slots=True, eq=False)
class _Slot:
    item: Item
    cost: int
    ready: bool = False
    records: tuple[Record, ...] | None = None


class Line:
    """The questions between the bank and the reports."""

    def __init__(self, crew: Crew, settings: CheckSettings, budget: Budget, watcher: Watcher) -> None:
        self._crew, self._settings, self._budget, self._watcher = crew, settings, budget, watcher
        self._slots: deque[_Slot] = deque()
        self._next: list[_Slot] = []  # the batch that is being filled
        self._flights: dict[Future[Judged], tuple[_Slot, ...]] = {}
        self._answered: queue.SimpleQueue[Future[Judged]] = queue.SimpleQueue()
        self._cost = self._there = 0
        self._mean = 0.0  # seconds a question; 0 if it is not known

    def go(self, items: Iterator[Item]) -> Iterator[Done]:
        """Every question, in order, as soon as it and all before it are done."""
        more = True
        while True:
            self._hear(wait=False)
            while self._slots and self._slots[0].ready:
                yield self._leave()
            if more and self._has_room():
                item = next(items, None)
                if item is None:
                    more = False
                else:
                    self._enter(item)
            elif self._slots:
                self._submit()
                self._hear(wait=True)
            elif not more:
                return

    def close(self) -> None:
        """Takes back what was not begun."""
        for future in self._flights:
            future.cancel()
        self._flights.clear()

    def _has_room(self) -> bool:
        return not self._slots or (self._cost < _WAITING and self._there < self._crew.room)

    def _enter(self, item: Item) -> None:
        slot = _Slot(item, _OWN + 4 * _characters(item.question), item.reports is not None)
        self._slots.append(slot)
        self._cost += slot.cost
        if slot.ready:
            return
        if not self._budget.left():
            slot.ready = True
            return
        self._next.append(slot)
        self._there += 1
        wanted = self._crew.moment / self._mean if self._mean else _FIRST
        if len(self._next) >= min(max(wanted, 1), _LARGEST):
            self._submit()

    def _leave(self) -> Done:
        slot = self._slots.popleft()
        self._cost -= slot.cost
        question, reports = slot.item
        if reports is not None or slot.records is None:
            return Done(question, reports)
        try:
            reports = from_records(slot.records, question, printed=self._settings.as_printed)
        except RecordError as error:
            raise SandboxError("unreadable-answer", f"{question.id}: {error}") from error
        return Done(question, reports, executed=True)

    def _submit(self) -> None:
        if self._next:
            slots = tuple(self._next)
            self._next.clear()
            left = self._budget.left()
            questions = tuple(slot.item.question for slot in slots)
            future = self._crew.submit(Batch(self._settings, questions, None if math.isinf(left) else left))
            self._flights[future] = slots
            future.add_done_callback(self._answered.put)

    def _hear(self, *, wait: bool) -> None:
        """Takes all answers that have come; waits for the first one if there is anything to wait for."""
        while True:
            try:
                future = self._answered.get(wait and bool(self._flights), self._patience() if wait else None)
            except queue.Empty:
                if wait:
                    self._give_up()
                return
            wait = False
            slots = self._flights.pop(future, None)
            if slots is not None:
                self._land(slots, future.result())

    def _patience(self) -> float | None:
        left = self._budget.left()
        return None if math.isinf(left) else left + _LATE

    def _give_up(self) -> None:
        """Leaves out what has not come back although its time is over."""
        flights = tuple(self._flights.values())
        self.close()
        for slots in flights:
            self._land(slots, Judged((None,) * len(slots), None))

    def _land(self, slots: tuple[_Slot, ...], judged: Judged) -> None:
        if judged.failure:
            raise error_of(judged.failure, judged.node)
        if len(judged.records) != len(slots):
            raise SandboxError("unreadable-answer")
        self._watcher.met(judged.node)
        self._there -= len(slots)
        if judged.seconds:
            seconds = judged.seconds / len(slots)
            self._mean = (1 - _NEW) * self._mean + _NEW * seconds if self._mean else seconds
        for slot, records in zip(slots, judged.records, strict=True):
            slot.ready, slot.records = True, records
            if records is not None:
                self._watcher.judged(slot.item.question, records, judged.node)


def _characters(question: Question) -> int:
    """About how many there are in it."""
    texts = (question.prompt, question.explanation, question.hint)
    return (
        len(question.code.text)
        + sum(len(option.code.text) for blank in question.blanks for option in blank.options)
        + sum(len(text.ja or "") + len(text.en or "") for text in texts if text is not None)
    )
