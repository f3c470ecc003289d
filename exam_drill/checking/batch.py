"""What an executor is given: a few questions, and a function at the top of a module that judges them.

    executor.submit(judge_batch, Batch(settings, questions, seconds)) ─▶ Future[Judged]

Both are values that can be pickled.  Each thread that judges keeps one warm sandbox, which ends with it.
"""

from __future__ import annotations

import threading
import time
import traceback
import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from exam_drill.checking.bench import AHEAD, Bench
from exam_drill.checking.node import this_node
from exam_drill.checking.plain import question_data, read_question, read_settings, settings_data
from exam_drill.checking.record import Record, to_records
from exam_drill.checking.settings import CheckSettings
from exam_drill.checking.summary import Node
from exam_drill.question import Question
from exam_drill.sandbox import SandboxError, TooLittleError

Failing = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Questions that are judged one after the other; `seconds` is what is left of the budget, None if there is none."""

    settings: CheckSettings
    questions: tuple[Question, ...]
    seconds: float | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """Plain data, which pickle to a part of the size in a part of the time."""
        data = [question_data(question) for question in self.questions]
        return _read_batch, (settings_data(self.settings), data, self.seconds)


@dataclass(frozen=True, slots=True)
class Judged:
    """For each question of a batch its records, None if the budget did not suffice for it; and where it was judged.

    With a `failure`, which is that of our own machinery, nothing was judged, and the node does not tell what it keeps
    programs from.
    """

    records: tuple[tuple[Record, ...] | None, ...]
    node: Node | None
    seconds: float = 0.0  # that it took
    failure: Failing = ()


def judge_batch(batch: Batch) -> Judged:
    """Judges questions in this thread; raises nothing."""
    judged = judge_at(_KEPT.bench_for, batch)
    if judged.failure:
        _KEPT.drop()
    return judged


def judge_at(bench_for: Callable[[CheckSettings], Bench], batch: Batch) -> Judged:
    """As `judge_batch`, by the bench that there is for these settings."""
    start = time.monotonic()
    try:
        bench = bench_for(batch.settings)
        node = this_node(bench.confinement())
        bench.until(None if batch.seconds is None else start + batch.seconds)
        return Judged(judge_all(bench, batch.questions), node, time.monotonic() - start)
    except Exception as error:
        return Judged((), this_node(), time.monotonic() - start, failure_of(error))


def judge_all(
    bench: Bench, questions: Sequence[Question], following: Sequence[Question] = ()
) -> tuple[tuple[Record, ...] | None, ...]:
    """The records of each of the questions, None from the one on for which the time did not suffice.

    The `following` ones will be judged next.
    """
    coming = (*questions, *following)
    found: list[tuple[Record, ...] | None] = []
    for place, question in enumerate(questions, 1):
        reports = bench.judge(question, *coming[place : place + AHEAD]) if not found or found[-1] is not None else None
        found.append(to_records(reports) if reports is not None else None)
    return tuple(found)


def failure_of(error: Exception) -> Failing:
    """An error as plain texts: what it is, and its parameters."""
    match error:
        case TooLittleError():
            return ("too-little", *error.missing)
        case SandboxError():
            return ("sandbox", error.code, error.detail)
        case _:
            return ("fault", "".join(traceback.format_exception(error)))


class NodeTooLittleError(TooLittleError):
    """As TooLittleError, on another node than this one."""

    def __init__(self, missing: tuple[str, ...], node: str) -> None:
        super().__init__(missing)
        self.node = node


def error_of(failure: Sequence[str], node: Node | None = None) -> Exception:
    """The way back; what was no error of the sandbox is a RuntimeError, whose text is that of the other place."""
    kind, *details = failure
    if kind == "too-little":
        missing = tuple(details)
        return TooLittleError(missing) if node is None else NodeTooLittleError(missing, node.name)
    if kind == "sandbox":
        code, detail = details
        return SandboxError(code, detail if node is None else f"{detail} ({node.name})".strip())
    return RuntimeError(*details)


def _read_batch(settings: dict[str, Any], questions: Sequence[Any], seconds: float | None) -> Batch:
    return Batch(read_settings(settings), tuple(map(read_question, questions)), seconds)


class _Kept(threading.local):
    """The warm sandbox of a thread.  Executors call functions, so there is nobody else who could hold it."""

    def __init__(self) -> None:
        self._settings: CheckSettings | None = None
        self._bench: Bench | None = None

    def bench_for(self, settings: CheckSettings) -> Bench:
        """A bench with these settings: the one that is there, or a new one in its place."""
        if self._bench is None or self._settings != settings:
            self.drop()
            self._settings, self._bench = settings, Bench(settings)
            # With the thread its values go, and this is the only reference to the bench; or else at the interpreter's
            # end.
            weakref.finalize(self._bench, self._bench.closer())
        return self._bench

    def drop(self) -> None:
        """Ends the one that is there."""
        if self._bench is not None:
            self._bench.close()
        self._settings = self._bench = None


_KEPT = _Kept()
