"""What a learner has decided: the day of the exam, how much a day, how well; and how it is kept as text.

    Plan(exam=date(2027, 2, 19), new=12)  ◀── read_plan · write_plan ──▶  '{"format": 1, "exam": "2027-02-19", …}'

A text that cannot be read gives the plan of a beginner, marked as `damaged`, so that practising goes on.
"""

from __future__ import annotations

import json
import math
from datetime import date
from typing import Any, NamedTuple

PLAN = "plan"  # the name under which the store keeps it
RETENTION = 0.9  # what the library's own default is
LOWEST, HIGHEST = 0.7, 0.97  # beyond these, intervals are so long, or reviews so many, that nobody is helped
NEW_A_DAY = 10  # blanks, where neither the learner nor an exam says how many
MOST_NEW = 1000
ENOUGH_TO_FIT = 640  # reviews: what the library's optimiser takes at least, 512, and a fifth of all that is held out
_FORMAT = 1
_PARAMETERS = 21  # of FSRS-6


class Plan(NamedTuple):
    """How to learn.

    `new` is how many new blanks a day (a listing is begun as a whole), None where the exam or the settings say.
    `retention` is how likely an answer should still be known when it is asked again.  `parameters` are those of FSRS if
    they were fitted to the learner's own reviews, None for those of the library.
    """

    exam: date | None = None
    new: int | None = None
    retention: float = RETENTION
    parameters: tuple[float, ...] | None = None
    damaged: bool = False


def write_plan(plan: Plan) -> str:
    """The plan as text for the store."""
    kept = {
        "format": _FORMAT,
        "exam": plan.exam.isoformat() if plan.exam else None,
        "new": plan.new,
        "retention": plan.retention,
        "parameters": plan.parameters,
    }
    return json.dumps(kept)


def read_plan(text: str | None) -> Plan:
    """The plan that the store has; the one of a beginner where there is none or it is damaged."""
    if text is None:
        return Plan()
    try:
        return _read(json.loads(text))
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        return Plan(damaged=True)


def _read(kept: Any) -> Plan:
    """The plan; one of several exceptions if it is none."""
    exam, new, retention, parameters = (kept.get(name) for name in ("exam", "new", "retention", "parameters"))
    if kept.get("format") != _FORMAT:
        raise ValueError(kept.get("format"))
    if new is not None and not (type(new) is int and 0 <= new <= MOST_NEW):
        raise ValueError(new)
    if not LOWEST <= float(retention) <= HIGHEST:
        raise ValueError(retention)
    if parameters is not None:
        parameters = tuple(float(parameter) for parameter in parameters)
        if len(parameters) != _PARAMETERS or not all(map(math.isfinite, parameters)):
            raise ValueError(parameters)
    return Plan(date.fromisoformat(exam) if exam is not None else None, new, float(retention), parameters)
