"""Days as the learner's clock has them: midnights, zones, changes of the clocks, streaks, periods."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exam_drill.attempt import Attempt, Grade, Subject
from exam_drill.stats.compute import Material, compute
from exam_drill.stats.days import Period, SinceError, monday, parse_since, streak
from exam_drill.stats.share import Share
from exam_drill.stats.tally import weeks_of

TODAY = date(2026, 11, 22)
DAYS = st.sets(st.dates(TODAY - timedelta(days=40), TODAY + timedelta(days=3)))


def at(*times: datetime) -> list[Attempt]:
    subject = Subject("q", "あ", "d")
    return [Attempt(str(n), "s", subject, time, 1, 3.0, grade=Grade.RIGHT) for n, time in enumerate(times)]


def test_a_day_begins_at_midnight_of_the_learner() -> None:
    found = compute(
        Material(at(datetime(2026, 3, 1, 14, 59, tzinfo=UTC), datetime(2026, 3, 1, 15, 0, tzinfo=UTC)), (), {}),
        datetime(2026, 3, 2, 3, tzinfo=UTC),
        ZoneInfo("Asia/Tokyo"),
    )
    assert list(found.days) == [date(2026, 3, 1), date(2026, 3, 2)]
    assert (found.streak.current, found.streak.today) == (2, True)


@pytest.mark.parametrize(
    ("zone", "change"),
    [
        ("Europe/Berlin", date(2026, 3, 29)),
        ("Europe/Berlin", date(2026, 10, 25)),
        ("America/New_York", date(2026, 11, 1)),
    ],
)
def test_days_of_23_and_25_hours_are_days(zone: str, change: date) -> None:
    """Answers at half past eleven at night and half past midnight of each day around a change of the clocks."""
    where = ZoneInfo(zone)
    days = [change + timedelta(days=offset) for offset in range(-2, 3)]
    times = [
        datetime(day.year, day.month, day.day, hour, 30, tzinfo=where).astimezone(UTC)
        for day in days
        for hour in (0, 23)
    ]
    now = datetime(days[-1].year, days[-1].month, days[-1].day, 23, 45, tzinfo=where).astimezone(UTC)
    found = compute(Material(at(*times), (), {}), now, where)
    assert {day: one.attempts for day, one in found.days.items()} == dict.fromkeys(days, 2)
    assert found.streak.current == found.streak.longest == 5
    assert compute(Material(at(*times), (), {}), now, where, "2d").total.counts.attempts == 4


@given(DAYS)
def test_a_streak_is_what_counting_backwards_gives(days: set[date]) -> None:
    found = streak(days, TODAY)
    start = TODAY if TODAY in days else TODAY - timedelta(days=1)
    length = 0
    while start - timedelta(days=length) in days:
        length += 1
    past = {day for day in days if day <= TODAY}
    longest = max((next(n for n in range(1, 60) if day + timedelta(days=n) not in past) for day in past), default=0)
    assert (found.current, found.longest, found.days, found.today) == (length, longest, len(past), TODAY in days)


def test_a_period_and_the_one_before_it() -> None:
    period = Period(date(2026, 11, 16), TODAY)
    assert period.days == 7
    assert period.before() == Period(date(2026, 11, 9), date(2026, 11, 15))
    assert period.last(3) == Period(date(2026, 11, 20), TODAY)
    assert Period(date.min, TODAY).before() is None
    assert Period(date(1, 1, 3), TODAY).before() == Period(date.min, date(1, 1, 2))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("1d", TODAY),
        ("7d", date(2026, 11, 16)),
        ("７日", date(2026, 11, 16)),
        ("2026-11-22", TODAY),
        ("2026/10/1", date(2026, 10, 1)),
        ("２０２６年１０月１日", date(2026, 10, 1)),
    ],
)
def test_since_may_be_a_day_or_a_number_of_days(text: str, first: date) -> None:
    assert parse_since(text, TODAY) == first


@pytest.mark.parametrize(
    "text",
    ["", "0d", "d", "-3d", "99999d", "7", "2026-13-01", "2026-02-30", "2026-11-23", "tomorrow", "１e3d", "\x1b[2J"],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(SinceError):
        parse_since(text, TODAY)


def test_weeks_begin_on_monday() -> None:
    assert monday(TODAY) == date(2026, 11, 16)
    assert monday(date(2026, 11, 16)) == date(2026, 11, 16)
    assert monday(date.min) == date.min
    days = {date(2026, 11, 16): Share(1, 1), date(2026, 11, 22): Share(0, 1), date(2026, 11, 15): Share(2, 3)}
    assert weeks_of(days, TODAY, 2) == (Share(2, 3), Share(1, 2))
