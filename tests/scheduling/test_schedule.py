"""The scheduler of the library behind our values."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Card, Scheduler
from fsrs import Rating as Rated
from fsrs.scheduler import DEFAULT_PARAMETERS
from hypothesis import given
from hypothesis import strategies as st

from exam_drill.attempt import Rating, Review, Subject
from exam_drill.progress import StoredCard
from exam_drill.scheduling.memory import Memory, memory_of, state_text
from exam_drill.scheduling.plan import Plan
from exam_drill.scheduling.schedule import STEPS, Schedule

SUBJECT = Subject("question", "あ", "digest")
BEGIN = datetime(2026, 9, 1, 12, tzinfo=UTC)

gaps = st.one_of(
    st.integers(0, 3600), st.integers(0, 90 * 86400), st.integers(-86400, 0)
)  # seconds; clocks are set back
reviews_drawn = st.lists(st.tuples(gaps, st.sampled_from(Rating)), min_size=1, max_size=12)


def reviews_of(drawn: list[tuple[int, Rating]]) -> list[Review]:
    at, made = BEGIN, []
    for number, (gap, rating) in enumerate(drawn):
        at += timedelta(seconds=gap)
        made.append(Review(str(number), SUBJECT, at, rating))
    return made


@given(reviews_drawn, st.sampled_from([0.7, 0.85, 0.9, 0.97]))
def test_every_card_is_the_one_of_the_library(drawn: list[tuple[int, Rating]], retention: float) -> None:
    library = Scheduler(desired_retention=retention, learning_steps=STEPS, relearning_steps=STEPS, enable_fuzzing=False)
    schedule, stored, card = Schedule(Plan(retention=retention)), None, Card(card_id=1, due=BEGIN)
    for review in reviews_of(drawn):
        stored = schedule.after(stored, review)
        card, _ = library.review_card(card, Rated(review.rating), review.at)
        memory = memory_of(stored)
        assert memory is not None
        assert stored.due == memory.due == card.due
        assert (memory.stability, memory.difficulty, memory.phase, memory.step, memory.last) == (
            card.stability,
            card.difficulty,
            card.state,
            card.step,
            card.last_review,
        )
        assert memory.first == BEGIN + timedelta(seconds=drawn[0][0])
        later = review.at + timedelta(days=30)
        assert schedule.known_at(stored, later) == library.get_card_retrievability(card, later)


@given(reviews_drawn)
def test_a_replay_is_one_after_the_other(drawn: list[tuple[int, Rating]]) -> None:
    schedule, stored = Schedule(), None
    for review in reviews_of(drawn):
        stored = schedule.after(stored, review)
    assert schedule.replay(reviews_of(drawn)) == {SUBJECT: stored}


def test_an_undone_answer_leaves_nothing_behind() -> None:
    one, two, three = reviews_of([(0, Rating.GOOD), (86400 * 3, Rating.AGAIN), (86400, Rating.GOOD)])
    schedule = Schedule()
    assert schedule.replay([one, three]) != schedule.replay([one, two, three])
    assert schedule.replay([one, three])[SUBJECT] == schedule.after(schedule.after(None, one), three)
    assert schedule.replay([]) == {}


def test_what_was_wrong_comes_back_after_ten_minutes_and_what_was_right_after_days() -> None:
    schedule = Schedule()
    for rating, least, most in ((Rating.AGAIN, 600, 600), (Rating.HARD, 900, 900), (Rating.GOOD, 86400, 5 * 86400)):
        (review,) = reviews_of([(0, rating)])
        gap = schedule.after(None, review).due - review.at
        assert timedelta(seconds=least) <= gap <= timedelta(seconds=most)


def test_a_time_of_another_zone_is_the_same_time() -> None:
    from datetime import timezone

    (review,) = reviews_of([(0, Rating.GOOD)])
    tokyo = Review(review.attempt, SUBJECT, review.at.astimezone(timezone(timedelta(hours=9))), review.rating)
    assert Schedule().after(None, tokyo) == Schedule().after(None, review)


def test_parameters_of_the_plan_count_and_impossible_ones_do_not() -> None:
    (review,) = reviews_of([(0, Rating.GOOD)])
    usual = Schedule().after(None, review)
    own = (*DEFAULT_PARAMETERS[:2], 20.0, *DEFAULT_PARAMETERS[3:])
    assert Schedule(Plan(parameters=own)).after(None, review).due > usual.due
    assert Schedule(Plan(parameters=(0.0,) * 21)).after(None, review) == usual
    assert Schedule(Plan(parameters=(1.0,))).after(None, review) == usual


GOOD = state_text(Memory(BEGIN, 2, None, 3.0, 5.0, BEGIN, BEGIN))


@pytest.mark.parametrize(
    "state",
    [
        "",
        "{",
        "[]",
        "null",
        "7",
        "{}",
        "[" * 100_000,
        GOOD.replace("3.0", "NaN"),
        GOOD.replace("3.0", "Infinity"),
        GOOD.replace("3.0", "-1.0"),
        GOOD.replace("3.0", '"x"'),
        GOOD.replace('"difficulty": 5.0', '"difficulty": 11.0'),
        GOOD.replace('"step": null', '"step": -1'),
        GOOD.replace('"phase": 2', '"phase": 4'),
        GOOD.replace('"phase": 2', '"phase": 1'),
        GOOD.replace('"format": 1', '"format": 2'),
        GOOD.replace("+00:00", ""),
        GOOD.replace("2026-09-01", "yesterday"),
    ],
)
def test_a_card_that_cannot_be_read_is_a_new_blank(state: str) -> None:
    damaged = StoredCard(SUBJECT, BEGIN, state)
    assert memory_of(damaged) is None
    assert Schedule().known_at(damaged, BEGIN) == 0
    (review,) = reviews_of([(0, Rating.GOOD)])
    assert Schedule().after(damaged, review) == Schedule().after(None, review)


def test_the_state_is_text_for_the_store() -> None:
    assert memory_of(StoredCard(SUBJECT, BEGIN, GOOD)) == Memory(BEGIN, 2, None, 3.0, 5.0, BEGIN, BEGIN)
    assert json.loads(GOOD)["format"] == 1
