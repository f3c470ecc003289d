"""What a plan comes to."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from exam_drill.attempt import Rating, Review, Subject
from exam_drill.scheduling.days import days_from
from exam_drill.scheduling.forecast import FAR, NEAR, Forecast, forecast
from exam_drill.scheduling.plan import Plan
from exam_drill.scheduling.schedule import Schedule
from exam_drill.scheduling.today import known, today

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)
SUBJECTS = [Subject(f"q{number // 2}", "あい"[number % 2], "d") for number in range(60)]
TOKYO = ZoneInfo("Asia/Tokyo")

# Some were begun today, some are due today and not before, some have been due for long, some are not due.
AGO = [0.01] * 4 + [2] * 8 + [30] * 6 + [1] * 4
CARDS = Schedule().replay(
    Review(str(number), subject, NOW - ago * DAY, Rating.GOOD)
    for number, (subject, ago) in enumerate(zip(SUBJECTS, AGO, strict=False))
)
MEMORIES = known(SUBJECTS, CARDS)
UNSEEN = SUBJECTS[len(AGO) :]


def ahead(plan: Plan, begun: int = 4) -> Forecast:
    return forecast(MEMORIES, UNSEEN, plan, NOW, TODAY, UTC, begun=begun)


@pytest.mark.parametrize(
    "plan", [Plan(), Plan(new=3), Plan(new=7), Plan(exam=TODAY + 20 * DAY), Plan(exam=TODAY + DAY)]
)
def test_its_first_day_is_today(plan: Plan) -> None:
    look = today(SUBJECTS, CARDS, (), plan, NOW, UTC)
    first = ahead(plan).days[0]
    assert (first.day, first.reviews, first.new) == (TODAY, len(look.due), len(look.new))
    assert first.reviews >= 8
    assert look.begun == 4


def test_it_reaches_to_the_day_before_the_exam_or_a_month() -> None:
    assert [load.day for load in ahead(Plan(exam=TODAY + 20 * DAY)).days] == list(days_from(TODAY, TODAY + 19 * DAY))
    assert len(ahead(Plan()).days) == len(ahead(Plan(exam=TODAY - DAY)).days) == NEAR
    assert len(ahead(Plan(exam=TODAY)).days) == 1
    assert len(ahead(Plan(exam=date.max)).days) == FAR
    assert ahead(Plan(exam=date.max)).until == TODAY + FAR * DAY


def test_everything_is_begun_in_time_unless_the_learner_says_otherwise() -> None:
    assert ahead(Plan(exam=TODAY + 20 * DAY)).unseen == 0
    assert ahead(Plan(exam=TODAY + DAY)).unseen == 0
    assert sum(load.new for load in ahead(Plan(exam=TODAY + 20 * DAY)).days) == len(UNSEEN)
    assert ahead(Plan(exam=TODAY + 5 * DAY, new=2), begun=0).unseen == len(UNSEEN) - 10
    assert ahead(Plan(exam=TODAY + 5 * DAY, new=0)).unseen == len(UNSEEN)


def test_who_stops_knows_what_the_library_predicts() -> None:
    noon = datetime(2026, 9, 21, 12, tzinfo=UTC)
    kept = ahead(Plan(exam=noon.date()))
    schedule = Schedule()
    expected = sum(schedule.known_at(card, noon) for card in CARDS.values()) / len(SUBJECTS)
    assert kept.stopping == pytest.approx(expected)
    assert kept.retention > 0.95 > kept.stopping


def test_nothing_new_is_foretold_as_not_known() -> None:
    assert ahead(Plan(exam=TODAY + 20 * DAY, new=0)).retention < len(AGO) / len(SUBJECTS)


def test_the_busiest_day_and_the_mean() -> None:
    kept = ahead(Plan(exam=TODAY + 20 * DAY))
    assert kept.busiest in kept.days
    assert kept.busiest is not None
    assert kept.busiest.answers == max(load.answers for load in kept.days)
    assert kept.mean == sum(load.answers for load in kept.days) / 20


def test_the_same_record_gives_the_same_forecast() -> None:
    assert ahead(Plan()) == ahead(Plan())


def test_an_empty_bank_has_an_empty_forecast() -> None:
    for plan in (Plan(), Plan(exam=TODAY), Plan(exam=TODAY + 9 * DAY)):
        nothing = forecast({}, [], plan, NOW, TODAY, TOKYO)
        assert (nothing.mean, nothing.retention, nothing.stopping, nothing.unseen) == (0, 0, 0, 0)
