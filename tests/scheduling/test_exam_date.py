"""How the day of an exam bends what the library says."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exam_drill.scheduling.days import days_from, local_day, streak
from exam_drill.scheduling.exam_date import FRESH, WINDOW, days_for_new, due_days
from exam_drill.scheduling.memory import Memory

DAY = timedelta(days=1)
TODAY = date(2026, 9, 1)
NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)


def memory(last: float, due: float, stability: float, step: int | None = None) -> Memory:
    """A memory whose last and next review are so many days from today's noon."""
    at = NOON + last * DAY
    return Memory(NOON + due * DAY, 2 if step is None else 1, step, stability, 5.0, at, at)


memories = st.lists(
    st.builds(
        lambda last, gap, stability, step: memory(-last, gap - last, stability, step),
        st.integers(0, 60),
        st.integers(0, 400),
        st.floats(0.01, 1000),
        st.sampled_from([None, None, None, 0]),
    ),
    max_size=40,
)


@given(memories, st.integers(0, 400))
def test_nothing_is_due_after_the_exam_and_what_is_not_bent_is_the_librarys(drawn: list[Memory], left: int) -> None:
    exam = TODAY + left * DAY
    for key, due in due_days(dict(enumerate(drawn)), exam, TODAY, UTC).items():
        natural = local_day(drawn[key].due, UTC)
        assert due is None or due <= min(exam, natural)
        if due is None:
            assert natural >= exam  # nobody loses a review that the library wants before the day
        elif due == exam:
            assert drawn[key].stepping


@given(memories, st.integers(1, 400))
def test_an_exam_that_is_over_bends_nothing(drawn: list[Memory], over: int) -> None:
    known = dict(enumerate(drawn))
    natural = {key: local_day(one.due, UTC) for key, one in known.items()}
    assert due_days(known, TODAY - over * DAY, TODAY, UTC) == due_days(known, None, TODAY, UTC) == natural


def test_everything_has_one_last_review_spread_over_the_window_the_weakest_last() -> None:
    known = {number: memory(-10, 300 + number, 50 + number) for number in range(70)}
    exam = TODAY + 90 * DAY
    due = due_days(known, exam, TODAY, UTC)
    days = [when for when in due.values() if when is not None]
    assert Counter(days) == dict.fromkeys(days_from(exam - WINDOW * DAY, exam - DAY), 10)
    assert [due[number] for number in range(70)] == sorted(days, reverse=True)


def test_what_will_be_fresh_on_the_day_is_not_asked_again() -> None:
    exam = TODAY + 5 * DAY
    fresh, stale = memory(0, 60, 5 / FRESH), memory(0, 60, 5 / FRESH - 0.1)
    due = due_days({"fresh": fresh, "stale": stale}, exam, TODAY, UTC)
    assert due["fresh"] is None
    assert due["stale"] is not None
    assert TODAY < due["stale"] < exam


def test_an_answer_of_the_last_week_that_was_wrong_comes_back_as_the_library_says() -> None:
    exam = TODAY + 3 * DAY
    due = due_days({"weak": memory(-1, 0, 1.2), "step": memory(0, 0.01, 0.2, 0)}, exam, TODAY, UTC)
    assert due == {"weak": TODAY, "step": TODAY}


def test_on_the_day_itself_nothing_of_the_day_before_comes_back() -> None:
    exam = TODAY + DAY
    due = due_days(
        {"weak": memory(0, 1, 0.5), "fresh": memory(0, 1, 4.0), "later": memory(0, 9, 2.0)}, exam, TODAY, UTC
    )
    assert due == {"weak": None, "fresh": None, "later": None}
    overdue = due_days({1: memory(-9, -3, 2.0)}, TODAY, TODAY, UTC)[1]
    assert overdue is not None
    assert overdue < TODAY


def test_ten_minutes_before_midnight_of_the_exam_nothing_comes_back_the_day_after() -> None:
    late = datetime(2026, 9, 1, 23, 55, tzinfo=UTC)
    stepping = Memory(late + timedelta(minutes=10), 1, 0, 0.2, 5.0, late, late)
    assert due_days({1: stepping}, TODAY, TODAY, UTC) == {1: TODAY}


@pytest.mark.parametrize(("left", "days"), [(0, 1), (1, 1), (2, 1), (3, 2), (10, 5), (14, 7), (15, 8), (90, 83)])
def test_the_last_days_are_free_of_new_questions_as_far_as_time_allows(left: int, days: int) -> None:
    assert days_for_new(TODAY + left * DAY, TODAY) == days


@pytest.mark.parametrize("exam", [date.max, date.max - DAY, date.min, date(2100, 1, 1)])
def test_dates_at_the_ends_of_time_do_no_harm(exam: date) -> None:
    known = {1: memory(-1, 5, 3.0)}
    assert due_days(known, exam, TODAY, UTC)[1] == TODAY + 5 * DAY
    assert days_for_new(max(exam, TODAY), TODAY) >= 1


def test_days_are_those_of_the_learners_own_clock() -> None:
    late = datetime(2026, 9, 1, 16, tzinfo=UTC)
    assert local_day(late, ZoneInfo("Asia/Tokyo")) == date(2026, 9, 2)
    assert local_day(late, ZoneInfo("America/New_York")) == date(2026, 9, 1)


def test_days_of_23_and_25_hours_are_days() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    for first, hours in ((date(2027, 3, 28), 23), (date(2026, 10, 25), 25)):
        begin, end = (
            datetime(day.year, day.month, day.day, tzinfo=berlin).astimezone(UTC) for day in (first, first + DAY)
        )
        assert end - begin == timedelta(hours=hours)
        assert {local_day(begin + timedelta(minutes=n), berlin) for n in range(hours * 60)} == {first}
        assert local_day(end, berlin) == first + DAY


def test_the_streak_ends_today_or_yesterday() -> None:
    days = {TODAY - n * DAY for n in (1, 2, 3, 5)}
    assert streak(days, TODAY) == 3
    assert streak({*days, TODAY}, TODAY) == 4
    assert streak(days, TODAY + DAY) == 0
    assert streak(set(), TODAY) == 0
    assert streak({TODAY + DAY}, TODAY) == 0  # the clock was ahead
