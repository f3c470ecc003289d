"""Days as the learner lives them: from midnight to midnight in the learner's zone, whatever the clocks do.

"30d" ─▶ Period(since = 29 days ago, until = today)        "2026-10-01" ─▶ Period(that day, today)
days on which something was answered ─▶ Streak(current, longest, …)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from exam_drill.i18n.dates import read_day
from exam_drill.scheduling.days import DAY
from exam_drill.scheduling.days import streak as current_streak

MOST_DAYS = 36500
_DAYS = re.compile(r"([0-9]{1,5})(?:d|日)")


class SinceError(ValueError):
    """No date and no number of days."""


class Period(NamedTuple):
    """The days that are counted, both ends included."""

    since: date
    until: date

    @property
    def days(self) -> int:
        """How many days these are."""
        return (self.until - self.since).days + 1

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.since <= day <= self.until

    def before(self) -> Period | None:
        """As many days, right before these, or as many as the calendar has; None if it begins with these."""
        length = min(self.days, (self.since - date.min).days)
        return Period(self.since - length * DAY, self.since - DAY) if length else None

    def last(self, days: int) -> Period:
        """The last so many days of these."""
        return Period(max(self.until - (days - 1) * DAY, date.min), self.until)


class Streak(NamedTuple):
    """Days in a row on which something was answered.

    The current streak ends today, or yesterday as long as today nothing was answered yet (`today` is false then).
    """

    current: int = 0
    longest: int = 0
    days: int = 0
    today: bool = False


def parse_since(text: str, today: date) -> date:
    """The first day of `30d` (today and the 29 days before) or of a date; SinceError for what is neither."""
    days = _DAYS.fullmatch(unicodedata.normalize("NFKC", text).strip().lower())
    if days and 1 <= int(days[1]) <= min(MOST_DAYS, today.toordinal()):
        return today - (int(days[1]) - 1) * DAY
    found = read_day(text)
    if found is None or found > today:
        raise SinceError(text)
    return found


def streak(days: Collection[date], today: date) -> Streak:
    """The streaks among days on which something was answered; days after today do not count."""
    past = sorted(day for day in set(days) if day <= today)
    longest = run = 0
    previous: date | None = None
    for day in past:
        run = run + 1 if previous is not None and day - previous == DAY else 1
        longest = max(longest, run)
        previous = day
    return Streak(current_streak(set(past), today), longest, len(past), previous == today)


def monday(day: date) -> date:
    """The Monday of the day's week."""
    return date.fromordinal(max(day.toordinal() - day.weekday(), 1))
