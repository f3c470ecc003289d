"""What is predicted to be recalled on the days to come, if nothing is practised any more.

subjects with a card ─ recall(subject, time) of the schedule ─▶ mean over those seen, and over the whole bank
today ········ +7 ········ +30 ········ exam
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, timedelta

from exam_drill.attempt import Subject
from exam_drill.stats.statistics import Forecast, Point

Recall = Callable[[Subject, datetime], float]
SOON, LATER = 7, 30  # days from today that are always among the points
_FARTHEST = 366  # an exam that is later is not on the chart
_POINTS = 40
_CALLS = 40_000  # of `recall`, more or less: large banks have fewer points


def forecast_of(
    subjects: Sequence[Subject],
    scheduled: Collection[Subject],
    recall: Recall | None,
    now: datetime,
    today: date,
    exam: date | None,
) -> Forecast | None:
    """The forecast for these subjects of the bank; None if none of them has a card yet.

    An exam that is over, or more than a year away, is left out.
    """
    cards = [subject for subject in subjects if subject in scheduled]
    if recall is None or not cards:
        return None
    if exam is not None and not 0 <= (exam - today).days <= _FARTHEST:
        exam = None
    last = max(LATER, (exam - today).days if exam else 0)
    step = -(-last // max(min(_POINTS, _CALLS // len(cards)), 1))
    offsets = sorted({0, SOON, LATER, last, *range(0, last, step)})
    points = []
    for offset in offsets:
        expected = sum(recall(subject, now + timedelta(days=offset)) for subject in cards)
        day = date.fromordinal(min(today.toordinal() + offset, date.max.toordinal()))
        points.append(Point(day, expected / len(cards), expected / len(subjects)))
    return Forecast(len(cards), len(subjects), tuple(points), exam)
