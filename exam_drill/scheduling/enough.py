"""Whether a plan can be kept: remarks as codes, which `exam-drill plan` says in words.

    Today, Forecast, Plan ─ remarks ─▶ (Remark("too-short", {"pace": 6, "mean": 21.4, …}), …)

What a learner did so far is the measure, where there is enough of it; a learner who begins has only hours to compare.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from exam_drill.attempt import Subject
from exam_drill.scheduling.forecast import Forecast
from exam_drill.scheduling.memory import Memory
from exam_drill.scheduling.plan import Plan
from exam_drill.scheduling.today import Today

TOO_MUCH = 1.25  # times what was done so far
LONG_DAY = 3 * 3600.0  # seconds of practice that hardly anybody finds on every day
_CLOCK = timedelta(hours=1)  # by which clocks of two machines may differ


class Remark(NamedTuple):
    """A sentence of the table `plan`, `remark-` and its code, with its parameters; `warning` if something is wrong."""

    code: str
    parameters: Mapping[str, int | float] = {}
    warning: bool = True


def remarks(
    look: Today, outlook: Forecast, plan: Plan, memories: Mapping[Subject, Memory], now: datetime, seconds: float
) -> tuple[Remark, ...]:
    """What is to be said of the plan; `seconds` is how long an answer takes this learner."""
    return tuple(_remarks(look, outlook, plan, memories, now, seconds))


def _remarks(
    look: Today, outlook: Forecast, plan: Plan, memories: Mapping[Subject, Memory], now: datetime, seconds: float
) -> Iterator[Remark]:
    if plan.damaged:
        yield Remark("damaged")
    if any(memory.last > now + _CLOCK for memory in memories.values()):
        yield Remark("clock")
    if plan.exam is None:
        return
    if look.days_left is None:
        yield Remark("exam-over")
        return
    if look.days_left == 0:
        yield Remark("exam-today", warning=False)
        return
    enough = True
    if outlook.unseen and look.needed is not None:
        yield Remark("new-too-few", {"new": look.share, "unseen": outlook.unseen, "needed": look.needed})
        enough = False
    if look.pace is not None and outlook.mean > TOO_MUCH * look.pace:
        yield Remark("too-short", {"pace": look.pace, "mean": outlook.mean, "seconds": outlook.mean * seconds})
        enough = False
    elif outlook.mean * seconds > LONG_DAY:
        yield Remark("long-days", {"mean": outlook.mean, "seconds": outlook.mean * seconds})
        enough = False
    if enough:
        yield Remark("in-time", warning=False)
