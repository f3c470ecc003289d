"""How the day of an exam bends what the library says.

    today        exam − WINDOW                      exam − 1   exam
      │ new questions │ no new ones, if time allows      │       │
      │ due as the library says                          │       │
      │               │ one last review of each blank ───▶       nothing is due on the day itself or later
                      strongest memories first, weakest last

A blank's last review comes on its final day at the latest, or as the library says if that is earlier.  Final days are
dealt out over the window evenly, so that no day has more than the others; the weakest memories, which fade soonest,
have theirs nearest to the exam.  A blank needs none that will still be fresh on the day, and then nothing more is due.
What was wrong is asked again as the library says, up to the day before the exam.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta, tzinfo
from typing import TypeVar

from exam_drill.scheduling.days import local_day
from exam_drill.scheduling.memory import Memory

WINDOW = 7  # days
FRESH = 0.25  # of a memory's stability may have passed on the day: then 97 of 100 such answers are still known
Key = TypeVar("Key")


def due_days(
    memories: Mapping[Key, Memory], exam: date | None, day: date, zone: tzinfo | None
) -> dict[Key, date | None]:
    """The day on which each blank is due next; None if nothing more is due before the exam.

    `day` is today.  An exam that is over bends nothing.
    """
    if exam is None or exam < day:
        return {key: local_day(memory.due, zone) for key, memory in memories.items()}
    finals = _final_days(memories, exam)
    return {key: _bent(memory, finals[key], exam, zone) for key, memory in memories.items()}


def _bent(memory: Memory, final: date, exam: date, zone: tzinfo | None) -> date | None:
    natural, last = local_day(memory.due, zone), local_day(memory.last, zone)
    if memory.stepping:
        return min(natural, exam)
    if last >= exam:
        return None
    if (exam - last).days <= FRESH * memory.stability:
        return natural if natural < exam else None
    if final <= last:  # it was reviewed on its final day, and will not be fresh all the same
        final = last + timedelta(days=((exam - last).days + 1) // 2)
    soonest = min(natural, final)
    return soonest if soonest < exam else None


def _final_days(memories: Mapping[Key, Memory], exam: date) -> dict[Key, date]:
    """The day of the last review of each: the weakest memories last, as many on each day of the window."""
    strongest_first = sorted(memories, key=lambda key: -memories[key].stability)
    count = max(len(strongest_first), 1)
    begin = exam - timedelta(days=WINDOW)
    return {key: begin + timedelta(days=place * WINDOW // count) for place, key in enumerate(strongest_first)}


def days_for_new(exam: date, day: date) -> int:
    """On how many days, today included, new questions are to be begun.

    The last ones are for reviews: the window, or half of the time if that is less.
    """
    left = (exam - day).days
    return max(left - min(WINDOW, left // 2), 1)
