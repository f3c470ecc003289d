"""The learner's days: from midnight to midnight on their own clock, whatever that clock does at night.

    2027-02-18 23:30 Tokyo ─▶ local_day ─▶ 2027-02-18        14:30 UTC
    2027-02-19 00:10 Tokyo ─▶ local_day ─▶ 2027-02-19        15:10 UTC of the 18th

A day has 23 hours where the clocks go forward and 25 where they go back, so days are counted by their dates.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta, tzinfo

DAY = timedelta(days=1)


def local_day(moment: datetime, zone: tzinfo | None) -> date:
    """The learner's day in which an aware time lies; `zone` None is that of the system."""
    try:
        return moment.astimezone(zone).date()
    except (OverflowError, ValueError, OSError):  # at the ends of time; of the system's own zone, far beyond any clock
        return moment.date()


def streak(days: Collection[date], today: date) -> int:
    """How many days in a row have something in them, up to today; today itself may still be empty."""
    day = today if today in days else today - DAY
    length = 0
    while day in days:
        length, day = length + 1, day - DAY
    return length


def days_from(first: date, last: date) -> Iterator[date]:
    """The days from `first` to `last`, both included; none if `last` is before `first`."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
