"""Whatever a learner, a clock and a bank do: the day's questions can be told, and the exam is kept."""

import os
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from exam_drill.attempt import Attempt, Grade, Rating, Review, Subject
from exam_drill.progress import Store, StoredCard
from exam_drill.scheduling.days import local_day
from exam_drill.scheduling.enough import remarks
from exam_drill.scheduling.exam_date import due_days
from exam_drill.scheduling.forecast import forecast
from exam_drill.scheduling.plan import PLAN, Plan, write_plan
from exam_drill.scheduling.schedule import Schedule
from exam_drill.scheduling.today import known, today_from

EXAMPLES = int(os.environ.get("EXAM_DRILL_FUZZ_EXAMPLES", "40"))
BEGIN = datetime(2026, 10, 24, 21, 30, tzinfo=UTC)  # clocks go back in Europe in that night
ZONES = ("Asia/Tokyo", "Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu")

passing = st.one_of(
    st.integers(0, 3600),
    st.integers(0, 5 * 86400),
    st.integers(-400 * 86400, 400 * 86400),
    st.sampled_from([10**10, -(10**10)]),
)
days = st.fixed_dictionaries(
    {
        "passing": passing,  # seconds since the last sitting, by the computer's clock
        "zone": st.sampled_from(ZONES),
        "answers": st.lists(st.sampled_from(Rating), max_size=12),
        "undo": st.booleans(),
        "exam": st.one_of(st.none(), st.integers(-30, 120), st.just(10**6)),
        "new": st.sampled_from([None, None, 0, 1, 5, 1000]),
        "bank": st.tuples(
            st.integers(0, 12), st.integers(1, 3), st.sampled_from("de")
        ),  # questions, blanks each, digest
    }
)


@settings(max_examples=EXAMPLES)
@given(st.lists(days, min_size=1, max_size=8))
def test_any_history(history: list[dict[str, object]]) -> None:
    schedule, now, number = Schedule(), BEGIN, 0
    with Store.in_memory() as store:
        for sitting in history:
            now = _moved(now, sitting["passing"])
            zone = ZoneInfo(str(sitting["zone"]))
            day = local_day(now, zone)
            plan = Plan(_exam(day, sitting["exam"]), sitting["new"])  # type of both: as `days` draws them
            store.write(PLAN, write_plan(plan))
            questions, blanks, digest = sitting["bank"]
            subjects = [Subject(f"q{one}", label, digest) for one in range(questions) for label in "あいう"[:blanks]]

            look = today_from(store, subjects, now, zone)
            assert len(set(look.queue)) == len(look.queue)
            assert set(look.queue) == {*look.due, *look.new}
            assert set(look.queue) | set(look.later) <= set(subjects)
            assert not set(look.due) & set(look.later)
            cards = store.cards()
            memories = known(subjects, cards)
            assert (look.total, look.unseen) == (len(subjects), len(subjects) - len(memories))
            if plan.exam is not None and plan.exam >= day:
                when = due_days(memories, plan.exam, day, zone)
                assert all(due is None or due <= plan.exam for due in when.values())
                if plan.new is None and look.days_left == 0:
                    assert set(subjects) - set(memories) <= set(look.new)
            unseen = [subject for subject in subjects if subject not in memories]
            ahead = forecast(memories, unseen, plan, now, day, zone, begun=look.begun)
            assert 0 <= ahead.stopping <= 1
            assert 0 <= ahead.retention <= 1
            assert isinstance(remarks(look, ahead, plan, memories, now, 60.0), tuple)

            for subject, rating in zip(look.queue, sitting["answers"], strict=False):
                number += 1
                now += timedelta(seconds=40)
                _answer(store, schedule, subject, now, rating, str(number))
            if sitting["undo"] and number:
                _undo(store, schedule, str(number), now)
        assert store.cards() == schedule.replay(store.reviews())


def _answer(store: Store, schedule: Schedule, subject: Subject, now: datetime, rating: Rating, key: str) -> None:
    grade = Grade.WRONG if rating is Rating.AGAIN else Grade.RIGHT
    store.answer(Attempt(key, "s", subject, now, 1, 40.0, grade=grade))
    store.reviewed(key, grade, Review(key, subject, now, rating), None)
    store.replace_card(subject, _replayed(store, schedule, subject))


def _undo(store: Store, schedule: Schedule, key: str, now: datetime) -> None:
    attempt = store.attempt(key)
    assert attempt is not None
    store.undo(key, now)
    store.replace_card(attempt.subject, _replayed(store, schedule, attempt.subject))


def _replayed(store: Store, schedule: Schedule, subject: Subject) -> StoredCard | None:
    return schedule.replay(store.reviews(subject)).get(subject)


def _moved(now: datetime, seconds: object) -> datetime:
    assert isinstance(seconds, int)
    return min(
        max(now + timedelta(seconds=seconds), datetime(1600, 1, 1, tzinfo=UTC)), datetime(9000, 1, 1, tzinfo=UTC)
    )


def _exam(day: date, ahead: object) -> date | None:
    if not isinstance(ahead, int):
        return None
    return date.max if ahead == 10**6 else day + timedelta(days=ahead)


def test_times_at_the_ends_of_all_calendars_do_no_harm() -> None:
    subject, schedule = Subject("q", "あ", "d"), Schedule()
    for at in (datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)):
        for zone in map(ZoneInfo, ZONES):
            with Store.in_memory() as store:
                _answer(store, schedule, subject, at, Rating.EASY, "1")
                assert today_from(store, [subject], BEGIN, zone).unseen == 0
                assert isinstance(local_day(at, zone), date)
